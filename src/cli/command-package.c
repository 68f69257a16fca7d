#include "cli/command.h"

#include "base/json.h"
#include "cli/result.h"
#include "cli/verb.h"
#include "document/project.h"
#include "quality/check.h"
#include "store/check-in.h"
#include "store/set-aside.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* How the answers are to be, and the project that is asked. */
typedef struct
{
  gboolean  as_json;
  gboolean  all;    /* what is settled, too */
  char     *author; /* (nullable): who decides */
  char     *reason; /* (nullable): why what rules refuse is made all the same */

  MlsStore *store;
} Query;

static void
query_clear (Query *query)
{
  g_free (query->author);
  g_free (query->reason);
  g_clear_pointer (&query->store, mls_store_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* Listing */

static void
print_package (const Query *query, const MlsPackage *package)
{
  g_autoptr (MlsJson) json = mls_json_new ();
  const char *state = mls_package_state_name (package->state);

  if (!query->as_json)
    {
      printf ("%s\t%s\t%s\t%s\t%s\n", package->id, package->at, package->author, state,
              package->file != NULL ? package->file : "");
      return;
    }

  mls_json_object (json, NULL);
  mls_json_string (json, "package", package->id);
  mls_json_string (json, "author", package->author);
  mls_json_string (json, "at", package->at);
  mls_json_string (json, "state", state);
  mls_json_integer (json, "base", package->base);
  mls_json_string (json, "file", package->file);
  mls_json_string (json, "zone", package->zone);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static MlsExit
list (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) packages = mls_store_list_packages (query->store, &error);

  if (packages == NULL)
    return mls_command_fail (error);

  for (guint i = 0; i < packages->len; i++)
    print_package (query, g_ptr_array_index (packages, i));

  return MLS_EXIT_DONE;
}

/* Taking out */

static MlsExit
take_out (gpointer user_data, char **words)
{
  Query *query = user_data;
  const char *path = words[0], *author = words[1];
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsZone) zone = NULL;

  if (*author == '\0' || (words[2] != NULL && words[3] != NULL))
    return mls_command_misuse (_("“%s” takes a file, an author, and maybe a zone"), "out");

  zone = mls_command_read_zone (query->store, words[2] != NULL ? words[2] : author, &error);

  return zone != NULL && mls_store_check_out (query->store, path, zone, author, &error) ? MLS_EXIT_DONE
                                                                                        : mls_command_fail (error);
}

/* Bringing back */

static void
print_outcome (const Query *query, const MlsCheckIn *outcome, guint n_errors)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!query->as_json)
    {
      printf (_("as they were\t%u\nmade anew\t%u\nset aside\t%u\nknown already\t%u\nerrors on that ground\t%u\n"),
              outcome->n_as_is, outcome->n_made_anew, outcome->n_set_aside, outcome->n_known, n_errors);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_integer (json, "as_is", outcome->n_as_is);
  mls_json_integer (json, "made_anew", outcome->n_made_anew);
  mls_json_integer (json, "set_aside", outcome->n_set_aside);
  mls_json_integer (json, "known", outcome->n_known);
  mls_json_integer (json, "errors", n_errors);
  mls_result_box (json, &outcome->box);
  mls_json_end (json);
  puts (mls_json_text (json));
}

/* An operation that is set aside is for somebody to decide, as a finding is. Nobody has judged what edits of several people
 * come to together. */
static MlsExit
bring_in (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) errors = NULL;
  MlsCheckIn outcome;
  gint64 before;

  if (words[1] != NULL)
    return mls_command_misuse (_("“%s” takes one file"), "in");

  before = mls_store_last_operation (query->store, &error);
  if (before == 0 || !mls_store_check_in (query->store, words[0], NULL, NULL, &outcome, &error) ||
      (errors = mls_check_since (query->store, before, NULL, NULL, &error)) == NULL)
    return mls_command_fail (error);

  print_outcome (query, &outcome, errors->len);

  return outcome.n_set_aside + errors->len == 0 ? MLS_EXIT_DONE : MLS_EXIT_FINDINGS;
}

static MlsExit
forget (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;

  for (; *words != NULL; words++)
    if (!mls_store_forget_package (query->store, *words, &error))
      return mls_command_fail (error);

  return MLS_EXIT_DONE;
}

/* What is set aside */

static void
print_aside (const Query *query, const MlsSetAside *aside)
{
  g_autoptr (MlsJson) json = mls_json_new ();
  const MlsOperation *operation = aside->operation;
  const char *state = mls_settlement_name (aside->settlement);

  if (!query->as_json)
    {
      printf ("%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s\t%s\n", aside->id, operation->at, operation->author, operation->verb,
              state, aside->reason);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_integer (json, "number", aside->id);
  mls_json_string (json, "origin", aside->origin);
  mls_json_string (json, "at", operation->at);
  mls_json_string (json, "author", operation->author);
  mls_json_string (json, "verb", operation->verb);
  mls_json_string (json, "kind", operation->kind);
  mls_json_string (json, "reason", aside->reason);
  mls_result_place (json, aside->place);
  mls_json_string (json, "state", state);
  mls_json_string (json, "settled_by", aside->settler);
  mls_json_string (json, "settled_at", aside->settled_at);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static MlsExit
list_aside (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) asides = mls_store_list_set_aside (query->store, &error);

  if (asides == NULL)
    return mls_command_fail (error);

  for (guint i = 0; i < asides->len; i++)
    {
      const MlsSetAside *aside = g_ptr_array_index (asides, i);

      if (query->all || aside->settlement == MLS_SETTLEMENT_OPEN)
        print_aside (query, aside);
    }

  return MLS_EXIT_DONE;
}

/* Settling */

/* Leaves the map as it is. */
static gboolean
leave (MlsProject *project, const Query *query, gint64 number, MlsSettlement settlement, GError **error)
{
  g_autoptr (MlsDelta) nothing = mls_delta_new ();
  gint64 operation;

  if (!mls_project_settle (project, number, settlement, &operation, error))
    return FALSE;

  mls_result_done (MLS_VERB_SETTLE, operation, nothing, query->as_json);
  return TRUE;
}

static MlsDelta *
commit_theirs (MlsProject *project, const Query *query, const MlsProposal *proposal, gint64 *operation, GError **error)
{
  if (mls_proposal_is_ok (proposal))
    return mls_project_commit (project, proposal->plan, 0, operation, error);

  if (query->reason != NULL)
    return mls_project_commit_exception (project, proposal, query->reason, 0, operation, error);

  g_propagate_error (error, g_error_copy (proposal->refusal));
  return NULL;
}

/* What is there already is taken as it is. */
static gboolean
take_theirs (MlsProject *project, const Query *query, gint64 number, MlsSettlement settlement, GError **error)
{
  g_autoptr (MlsProposal) proposal = mls_project_propose_theirs (project, number, error);
  g_autoptr (MlsDelta) delta = NULL;
  gint64 operation;

  if (proposal == NULL)
    return FALSE;

  if (proposal->plan == NULL && g_error_matches (proposal->refusal, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT))
    return leave (project, query, number, settlement, error);

  delta = commit_theirs (project, query, proposal, &operation, error);
  if (delta != NULL)
    mls_result_done (mls_verb_name (MLS_VERB_ADOPT), operation, delta, query->as_json);

  return delta != NULL;
}

typedef gboolean (*SettleFunc) (MlsProject *project, const Query *query, gint64 number, MlsSettlement settlement, GError **error);

static MlsExit
settle_each (MlsProject *project, const Query *query, char **words, MlsSettlement settlement, SettleFunc func)
{
  for (; *words != NULL; words++)
    {
      g_autoptr (GError) error = NULL;
      gint64 number;

      if (!g_ascii_string_to_signed (*words, 10, 1, G_MAXINT64, &number, NULL))
        return mls_command_misuse (_("“%s” is no number of what is set aside"), *words);
      if (!func (project, query, number, settlement, &error))
        return mls_command_fail (error);
    }

  return MLS_EXIT_DONE;
}

/* In the author's name, and judged by the rules: of a project and not of its file alone. */
static MlsExit
settle (Query *query, char **words, MlsSettlement settlement, SettleFunc func)
{
  g_autofree char *author = mls_command_author (query->author);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProject) project = NULL;
  MlsExit result;

  if (author == NULL)
    return MLS_EXIT_USAGE;

  project = mls_project_new (g_steal_pointer (&query->store), &error);
  if (project == NULL)
    return mls_command_fail (error);

  mls_project_set_author (project, author);
  result = settle_each (project, query, words, settlement, func);

  return mls_project_close (project, &error) ? result : mls_command_fail (error);
}

static MlsExit
take (gpointer user_data, char **words)
{
  return settle (user_data, words, MLS_SETTLEMENT_TAKEN, take_theirs);
}

static MlsExit
keep (gpointer user_data, char **words)
{
  return settle (user_data, words, MLS_SETTLEMENT_KEPT, leave);
}

static MlsExit
drop (gpointer user_data, char **words)
{
  return settle (user_data, words, MLS_SETTLEMENT_DROPPED, leave);
}

static const MlsVerbRow verbs[] = {
  { "list", list, 0, MLS_STORE_READ_ONLY },
  { "out", take_out, 2, MLS_STORE_READ_WRITE },
  { "in", bring_in, 1, MLS_STORE_READ_WRITE },
  { "forget", forget, 1, MLS_STORE_READ_WRITE },
  { "aside", list_aside, 0, MLS_STORE_READ_ONLY },
  { "take", take, 1, MLS_STORE_READ_WRITE },
  { "keep", keep, 1, MLS_STORE_READ_WRITE },
  { "drop", drop, 1, MLS_STORE_READ_WRITE },
  { NULL },
};

/**
 * mls_command_package:
 * @words: package PROJECT [list | aside [--all]] [--json], package PROJECT out FILE AUTHOR [ZONE], package PROJECT in FILE
 *   [--json], package PROJECT forget ID…, package PROJECT take | keep | drop NUMBER… [--author NAME] [--because REASON] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_package (char **words)
{
  g_auto (Query) query = { 0 };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &query.as_json, N_("One JSON object a line"), NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &query.all, N_("What is settled, too"), NULL },
    { "author", 0, 0, G_OPTION_ARG_STRING, &query.author, N_("Who decides"), N_("NAME") },
    { "because", 0, 0, G_OPTION_ARG_STRING, &query.reason, N_("Take as an exception what rules refuse"), N_("REASON") },
    { NULL },
  };
  const MlsCommandShape shape = {
    entries, "PROJECT [list | out FILE AUTHOR [ZONE] | in FILE | forget ID… | aside | take NUMBER… | keep NUMBER… | drop NUMBER…]",
    N_("Work packages. “out” makes a project of its own of a zone (that of the author, or a box or polygon), to be worked on "
       "anywhere; “in” makes again what was done to it, each edit with its author and time, while others went on here. An "
       "edit that clashes with theirs is set aside whole: “aside” lists those. “take” makes one all the same, where it did "
       "something; “keep” leaves the map as it is; “drop” says that one is settled otherwise, as by drawing what is right. "
       "All of that can be undone. “forget” waits for a package no more."),
    1, G_MAXUINT
  };

  return mls_verb_obey (&shape, verbs, words, &query, &query.store);
}
