#include "cli/command.h"

#include "base/format.h"
#include "base/json.h"
#include "cli/progress.h"
#include "store/compact.h"
#include "store/error.h"
#include "store/room.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* What is asked for. */
typedef struct
{
  const char *author;
  const char *state; /* (nullable) */
  int         days;  /* -1 if they are not said */
  gboolean    is_trial;
  gboolean    as_json;
} Query;

static gboolean
tell (double fraction, gpointer user_data)
{
  return mls_progress_go_on (user_data, fraction, _("Compacting"));
}

static gboolean
find_days_ago (MlsStore *store, int days, gint64 *until, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -days);

  if (!mls_store_find_until (store, then, until, error))
    return FALSE;

  if (*until == 0)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("Nothing is as old as that"));

  return *until != 0;
}

static gboolean
find_until (MlsStore *store, const Query *query, gint64 *until, GError **error)
{
  return query->state != NULL ? mls_command_find_state (store, query->state, until, error)
                              : find_days_ago (store, query->days, until, error);
}

/* Where it is only tried, what would be is told. */
static void
print (const MlsCompaction *compaction, const MlsRoom *before, const MlsRoom *after, const Query *query)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!query->as_json)
    {
      g_autofree char *was = g_format_size ((guint64) before->file);
      g_autofree char *is = g_format_size ((guint64) (query->is_trial ? before->file - compaction->bytes : after->file));

      printf (_("operations made fewer\t%d, told as %d\nstates kept\t%d\nfaces of the past dropped\t%d\n"
                "packages that cannot come back\t%d\nsize of the file\t%s, then %s\n"),
              (int) compaction->n_operations, (int) compaction->n_folded, (int) compaction->n_states,
              (int) compaction->n_faces, (int) compaction->n_packages, was, is);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_integer (json, "operations", compaction->n_operations);
  mls_json_integer (json, "folded", compaction->n_folded);
  mls_json_integer (json, "states", compaction->n_states);
  mls_json_integer (json, "faces", compaction->n_faces);
  mls_json_integer (json, "packages", compaction->n_packages);
  mls_json_integer (json, "bytes", compaction->bytes);
  mls_json_integer (json, "file_before", before->file);
  if (!query->is_trial)
    mls_json_integer (json, "file_after", after->file);
  mls_json_end (json);
  puts (mls_json_text (json));
}

/* Pages that nobody can give back now are none of an error: what comes is written there. */
static MlsExit
shrink (MlsStore *store, MlsProgress *progress)
{
  g_autoptr (GError) error = NULL;

  if (mls_store_shrink (store, tell, progress, &error))
    return MLS_EXIT_DONE;

  mls_progress_clear (progress);
  fprintf (stderr, _("%s: the history is compacted, but the file keeps its size: %s\n"), g_get_prgname (), error->message);

  return MLS_EXIT_INPUT;
}

static MlsExit
compact (MlsStore *store, gint64 until, const Query *query)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  g_autoptr (GError) error = NULL;
  MlsCompaction compaction;
  MlsRoom before, after = { 0 };
  MlsExit result = MLS_EXIT_DONE;

  if (!mls_store_measure_room (store, &before, &error) ||
      !(query->is_trial
          ? mls_compaction_look (mls_store_get_path (store), until, tell, progress, &compaction, &error)
          : mls_store_compact (store, until, query->author, tell, progress, &compaction, &error)))
    {
      mls_progress_clear (progress);
      return mls_command_fail (error);
    }

  if (!query->is_trial)
    result = shrink (store, progress);
  mls_progress_clear (progress);
  if (!query->is_trial && !mls_store_measure_room (store, &after, &error))
    return mls_command_fail (error);

  print (&compaction, &before, &after, query);

  return result;
}

static MlsExit
run (const char *path, const Query *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store =
    mls_store_open (path, query->is_trial ? MLS_STORE_READ_ONLY : MLS_STORE_READ_WRITE, &error);
  gint64 until;
  MlsExit result;

  if (store == NULL || !find_until (store, query, &until, &error))
    return mls_command_fail (error);

  result = compact (store, until, query);
  if (!mls_store_close (g_steal_pointer (&store), &error))
    return mls_command_fail (error);

  return result;
}

/**
 * mls_command_compact:
 * @words: compact PROJECT STATE | --older-than DAYS [--try] [--author NAME] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_compact (char **words)
{
  g_autofree char *given = NULL;
  g_autofree char *author = NULL;
  Query query = { .days = -1 };
  const GOptionEntry entries[] = {
    { "older-than", 0, 0, G_OPTION_ARG_INT, &query.days, N_("Up to what was done so many days ago"), N_("DAYS") },
    { "try", 0, 0, G_OPTION_ARG_NONE, &query.is_trial, N_("Only tell what would become of it"), NULL },
    { "author", 0, 0, G_OPTION_ARG_STRING, &given, N_("Who does"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &query.as_json, N_("Answer with a JSON object"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = {
    entries, "PROJECT [STATE]",
    N_("Makes the history up to a version or operation shorter. The states of versions and deliveries up to there, those that "
       "packages which are out began with, and that state itself stay to be read as they were. The operations between two of "
       "them become one, which tells who did how much of what; they cannot be undone or looked at any more."),
    1, 2
  };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;
  if ((operands[1] == NULL) == (query.days < 0))
    return mls_command_misuse (_("Up to where is said by a state or by days"));

  query.state = operands[1];
  if (!query.is_trial)
    {
      author = mls_command_author (given);
      if (author == NULL)
        return MLS_EXIT_USAGE;
    }
  query.author = author;

  return run (operands[0], &query);
}
