#include "cli/command.h"

#include "base/json.h"
#include "cli/result.h"
#include "cli/verb.h"
#include "team/team.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* For how long a zone is locked that nobody says more of. */
#define DAYS 30

/* How the answers are to be, and the project that is asked. */
typedef struct
{
  gboolean  as_json;
  char     *author;

  MlsStore *store;
} Query;

static void
query_clear (Query *query)
{
  g_clear_pointer (&query->author, g_free);
  g_clear_pointer (&query->store, mls_store_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* How it stands */

static char *
rights_text (const MlsTeamRights *rights)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (rights->changes)
    g_ptr_array_add (words, _("changes"));
  if (rights->corrections)
    g_ptr_array_add (words, _("corrections"));
  if (rights->verdicts)
    g_ptr_array_add (words, _("verdicts"));
  if (words->len == 0)
    g_ptr_array_add (words, _("only looks"));
  g_ptr_array_add (words, NULL);

  return g_strjoinv (", ", (char **) words->pdata);
}

static void
print_status (const Query *query, const MlsTeamStatus *status)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!query->as_json)
    {
      g_autofree char *rights = rights_text (&status->rights);

      printf (_("project\t%s\ndatabase\t%s\nuser\t%s (%s)\nto pull\t%u\nto push\t%u\n"), status->title, status->name, status->user,
              rights, status->n_waiting, status->n_own);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_string (json, "project", status->title);
  mls_json_string (json, "database", status->name);
  mls_json_string (json, "user", status->user);
  mls_json_boolean (json, "changes", status->rights.changes);
  mls_json_boolean (json, "corrections", status->rights.corrections);
  mls_json_boolean (json, "verdicts", status->rights.verdicts);
  mls_json_integer (json, "to_pull", status->n_waiting);
  mls_json_integer (json, "to_push", status->n_own);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static MlsExit
look (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_auto (MlsTeamStatus) status = { 0 };
  g_autoptr (GError) error = NULL;

  if (!mls_team_look (query->store, &status, &error))
    return mls_command_fail (error);

  print_status (query, &status);

  return MLS_EXIT_DONE;
}

/* Sharing */

static MlsExit
create (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;

  if (words[1] != NULL)
    return mls_command_misuse (_("“%s” takes one address"), "create");

  return mls_team_create (query->store, words[0], &error) ? MLS_EXIT_DONE : mls_command_fail (error);
}

static MlsExit
clone (gpointer user_data, char **words)
{
  g_autoptr (GError) error = NULL;

  if (words[2] != NULL)
    return mls_command_misuse (_("“%s” takes one address"), "clone");

  return mls_team_clone (words[1], words[0], &error) ? MLS_EXIT_DONE : mls_command_fail (error);
}

/* Exchanging. An operation that is set aside is for somebody to decide, as a finding is. */

static void
print_exchange (const Query *query, const MlsCatchUp *pulled, guint n_pushed, gboolean pushes)
{
  g_autoptr (MlsJson) json = mls_json_new ();
  const MlsCheckIn *own = &pulled->own;

  if (!query->as_json)
    {
      printf (_("pulled\t%u\n"), pulled->n_taken);
      if (pushes)
        printf (_("pushed\t%u\n"), n_pushed);
      printf (_("set aside\t%u\n"), own->n_set_aside);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_integer (json, "pulled", pulled->n_taken);
  if (pushes)
    mls_json_integer (json, "pushed", n_pushed);
  mls_json_integer (json, "as_is", own->n_as_is);
  mls_json_integer (json, "made_anew", own->n_made_anew);
  mls_json_integer (json, "set_aside", own->n_set_aside);
  mls_result_box (json, &own->box);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static MlsExit
pull (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;
  MlsCatchUp outcome;

  if (!mls_team_pull (query->store, NULL, &outcome, &error))
    return mls_command_fail (error);

  print_exchange (query, &outcome, 0, FALSE);

  return outcome.own.n_set_aside == 0 ? MLS_EXIT_DONE : MLS_EXIT_FINDINGS;
}

static MlsExit
push (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;
  MlsTeamPush outcome;

  if (!mls_team_push (query->store, NULL, &outcome, &error))
    return mls_command_fail (error);

  print_exchange (query, &outcome.pulled, outcome.n_pushed, TRUE);

  return outcome.pulled.own.n_set_aside == 0 ? MLS_EXIT_DONE : MLS_EXIT_FINDINGS;
}

static MlsExit
leave_out (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  MlsCatchUp outcome;

  for (; *words != NULL; words++)
    {
      gint64 id;

      if (!g_ascii_string_to_signed (*words, 10, 1, G_MAXINT64, &id, NULL))
        return mls_command_misuse (_("“%s” is no number of an operation"), *words);
      g_array_append_val (ids, id);
    }

  if (!mls_store_leave_out (query->store, &g_array_index (ids, gint64, 0), ids->len, &outcome, &error))
    return mls_command_fail (error);

  print_exchange (query, &outcome, 0, FALSE);

  return MLS_EXIT_DONE;
}

/* Locks */

static void
print_lock (const Query *query, const MlsZoneLock *held)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!query->as_json)
    {
      printf ("%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s\n", held->id, held->author, held->since, held->until, held->zone);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_integer (json, "lock", held->id);
  mls_json_string (json, "author", held->author);
  mls_json_string (json, "since", held->since);
  mls_json_string (json, "until", held->until);
  mls_json_boolean (json, "own", held->is_own);
  mls_json_string (json, "zone", held->zone);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static MlsExit
list_locks (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) locks = mls_team_list_locks (query->store, &error);

  if (locks == NULL)
    return mls_command_fail (error);

  for (guint i = 0; i < locks->len; i++)
    print_lock (query, g_ptr_array_index (locks, i));

  return MLS_EXIT_DONE;
}

static MlsExit
lock (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autofree char *author = mls_command_author (query->author);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsZone) zone = NULL;
  gint64 days = DAYS, id;

  if (author == NULL)
    return MLS_EXIT_USAGE;
  if (words[1] != NULL && (words[2] != NULL || !g_ascii_string_to_signed (words[1], 10, 1, 3650, &days, NULL)))
    return mls_command_misuse (_("“%s” takes a zone, and maybe for how many days"), "lock");

  zone = mls_command_read_zone (query->store, words[0], &error);
  if (zone == NULL || !mls_team_lock (query->store, zone, author, (guint) days, &id, &error))
    return mls_command_fail (error);

  printf ("%" G_GINT64_FORMAT "\n", id);

  return MLS_EXIT_DONE;
}

static MlsExit
unlock (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;

  for (; *words != NULL; words++)
    {
      gint64 id;

      if (!g_ascii_string_to_signed (*words, 10, 1, G_MAXINT64, &id, NULL))
        return mls_command_misuse (_("“%s” is no number of a lock"), *words);
      if (!mls_team_unlock (query->store, id, &error))
        return mls_command_fail (error);
    }

  return MLS_EXIT_DONE;
}

/* Proving */

static void
print_proof (const Query *query, const MlsTeamProof *proof)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!query->as_json)
    {
      printf (_("operations made again\t%u\nfaces\t%u\nwrong in the database\t%u\nwrong in this file\t%u\ngaps and overlaps\t%u\n"),
              proof->n_operations, proof->n_faces, proof->n_wrong, proof->n_own_wrong, proof->n_flaws);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_integer (json, "operations", proof->n_operations);
  mls_json_integer (json, "faces", proof->n_faces);
  mls_json_integer (json, "wrong", proof->n_wrong);
  mls_json_integer (json, "wrong_here", proof->n_own_wrong);
  mls_json_integer (json, "flaws", proof->n_flaws);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static MlsExit
verify (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;
  MlsTeamProof proof;

  if (!mls_team_verify (query->store, &proof, &error))
    return mls_command_fail (error);

  print_proof (query, &proof);

  return proof.n_wrong + proof.n_own_wrong + proof.n_flaws == 0 ? MLS_EXIT_DONE : MLS_EXIT_FINDINGS;
}

static const MlsVerbRow verbs[] = {
  { "status", look, 0, MLS_STORE_READ_ONLY },
  { "create", create, 1, MLS_STORE_READ_WRITE },
  { "clone", clone, 2, MLS_VERB_NO_PROJECT },
  { "pull", pull, 0, MLS_STORE_READ_WRITE },
  { "push", push, 0, MLS_STORE_READ_WRITE },
  { "leave-out", leave_out, 1, MLS_STORE_READ_WRITE },
  { "locks", list_locks, 0, MLS_STORE_READ_ONLY },
  { "lock", lock, 1, MLS_STORE_READ_ONLY },
  { "unlock", unlock, 1, MLS_STORE_READ_ONLY },
  { "verify", verify, 0, MLS_STORE_READ_ONLY },
  { NULL },
};

/**
 * mls_command_team:
 * @words: team PROJECT [status | create ADDRESS | clone ADDRESS | pull | push | verify] [--json], team PROJECT leave-out NUMBER…,
 *   team PROJECT locks [--json],
 *   team PROJECT lock ZONE [DAYS] --author NAME, team PROJECT unlock NUMBER…
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_team (char **words)
{
  g_auto (Query) query = { 0 };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &query.as_json, N_("One JSON object a line"), NULL },
    { "author", 0, 0, G_OPTION_ARG_STRING, &query.author, N_("Whose edits these are"), N_("NAME") },
    { NULL },
  };
  const MlsCommandShape shape = {
    entries,
    "PROJECT [status | create ADDRESS | clone ADDRESS | pull | push | leave-out NUMBER… | verify | locks | lock ZONE [DAYS] | unlock NUMBER…]",
    N_("A project that a team shares through a PostGIS database. “create” makes the database what it is shared through, "
       "“clone” a file of one’s own of that; the ADDRESS is one of libpq (\"service=NAME\", \"host=H dbname=D user=U\"), "
       "and a password is kept in ~/.pgpass. “push” gives to all what was done here, “pull” takes what others did; what was "
       "done here meanwhile is made again of that, or set aside whole where it clashes (“package aside” lists it). “leave-out” sets "
       "aside what the database does not take from here, so that the rest can be pushed. “lock” keeps a zone for oneself, “verify” makes all operations again and "
       "holds the database and this file against them."),
    1, G_MAXUINT
  };

  return mls_verb_obey (&shape, verbs, words, &query, &query.store);
}
