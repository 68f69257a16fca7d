#include "cli/command.h"

#include "cli/result.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

/* What is taken back, and as whom. */
typedef struct
{
  char     *given;   /* (nullable): the author, as the words say */
  char     *author;
  char     *zone;    /* (nullable): where, as text */
  gboolean  as_json;
} Query;

static void
query_clear (Query *query)
{
  g_free (query->given);
  g_free (query->author);
  g_free (query->zone);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* What leads back: the operations that are named, or the state. */
typedef MlsDelta *(*BackFunc) (MlsProject *project, char **words, const Query *query, gint64 *operation, GError **error);

static MlsExit
go_back (const char *verb, char **operands, const Query *query, BackFunc back)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProject) project = mls_project_open (operands[0], MLS_STORE_READ_WRITE, &error);
  g_autoptr (MlsDelta) delta = NULL;
  gint64 operation;

  if (project == NULL)
    return mls_command_fail (error);

  mls_project_set_author (project, query->author);
  delta = back (project, operands + 1, query, &operation, &error);
  if (delta == NULL)
    return mls_command_fail (error);

  mls_result_done (verb, operation, delta, query->as_json);

  return mls_project_close (project, &error) ? MLS_EXIT_DONE : mls_command_fail (error);
}

static MlsDelta *
revert (MlsProject *project, char **words, const Query *query, gint64 *operation, GError **error)
{
  g_autoptr (GArray) operations = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (; *words != NULL; words++)
    {
      gint64 id;

      if (!g_ascii_string_to_signed (*words, 10, 1, G_MAXINT64, &id, NULL))
        {
          g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s” is no number of an operation"), *words);
          return NULL;
        }
      g_array_append_val (operations, id);
    }

  return mls_project_revert (project, (const gint64 *) (gpointer) operations->data, operations->len, operation, NULL,
                             error);
}

static MlsDelta *
restore (MlsProject *project, char **words, const Query *query, gint64 *operation, GError **error)
{
  g_autoptr (MlsZone) zone = NULL;
  gint64 state;

  if (!mls_command_find_state (mls_project_get_store (project), words[0], &state, error))
    return NULL;

  if (query->zone != NULL &&
      (zone = mls_command_read_zone (mls_project_get_store (project), query->zone, error)) == NULL)
    return NULL;

  return mls_project_restore (project, state, zone, operation, error);
}

static MlsExit
obey (const char *verb, const MlsCommandShape *shape, char **words, Query *query, BackFunc back)
{
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (shape, words, &operands, &result))
    return result;

  query->author = mls_command_author (query->given);

  return query->author != NULL ? go_back (verb, operands, query, back) : MLS_EXIT_USAGE;
}

/**
 * mls_command_revert:
 * @words: revert PROJECT OPERATION… [--author NAME] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_revert (char **words)
{
  g_auto (Query) query = { 0 };
  const GOptionEntry entries[] = {
    { "author", 0, 0, G_OPTION_ARG_STRING, &query.given, N_("Who does"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &query.as_json, N_("Answer with a JSON object"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT OPERATION…",
                                  N_("Takes back operations, all or none, whatever came after them on other ground."), 2,
                                  G_MAXUINT };

  return obey (MLS_VERB_REVERT, &shape, words, &query, revert);
}

/**
 * mls_command_restore:
 * @words: restore PROJECT STATE [--zone ZONE] [--author NAME] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_restore (char **words)
{
  g_auto (Query) query = { 0 };
  const GOptionEntry entries[] = {
    { "zone", 0, 0, G_OPTION_ARG_STRING, &query.zone, N_("Only there: a box or polygon, or whose zone"), N_("ZONE") },
    { "author", 0, 0, G_OPTION_ARG_STRING, &query.given, N_("Who does"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &query.as_json, N_("Answer with a JSON object"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT STATE",
                                  N_("Brings back the map as it was at a version or right after an operation."), 2, 2 };

  return obey (MLS_VERB_RESTORE, &shape, words, &query, restore);
}
