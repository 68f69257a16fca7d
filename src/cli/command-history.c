#include "cli/command.h"

#include "cli/result.h"

#include <glib/gi18n-lib.h>

typedef MlsDelta *(*GoFunc) (MlsProject *project, gint64 *operation, GError **error);

static MlsExit
go (const char *verb, const char *path, const char *author, gboolean as_json, GoFunc func)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProject) project = mls_project_open (path, MLS_STORE_READ_WRITE, &error);
  g_autoptr (MlsDelta) delta = NULL;
  gint64 operation;

  if (project == NULL)
    return mls_command_fail (error);

  mls_project_set_author (project, author);
  delta = func (project, &operation, &error);
  if (delta == NULL)
    return mls_command_fail (error);

  mls_result_done (verb, operation, delta, as_json);

  return mls_project_close (project, &error) ? MLS_EXIT_DONE : mls_command_fail (error);
}

static MlsExit
run_go (char **words, const char *summary, GoFunc func)
{
  g_autofree char *given = NULL;
  g_autofree char *author = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "author", 0, 0, G_OPTION_ARG_STRING, &given, N_("Who does"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Answer with a JSON object"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT", summary, 1, 1 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  author = mls_command_author (given);

  return author != NULL ? go (words[0], operands[0], author, as_json, func) : MLS_EXIT_USAGE;
}

/**
 * mls_command_undo:
 * @words: undo PROJECT [--author NAME] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_undo (char **words)
{
  return run_go (words, N_("Takes back the newest operation that is not undone yet."), mls_project_undo);
}

/**
 * mls_command_redo:
 * @words: redo PROJECT [--author NAME] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_redo (char **words)
{
  return run_go (words, N_("Takes back the newest undo, if nothing was done since."), mls_project_redo);
}
