#include "cli/command.h"

#include "base/json.h"
#include "cli/result.h"
#include "store/version.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

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

static void
print_version (const MlsVersion *version, gboolean as_json)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!as_json)
    {
      printf ("%" G_GINT64_FORMAT "\t%s\t%s\t%s%s%s\n", version->operation, version->at, version->author,
              version->name, version->message != NULL ? "\t" : "",
              version->message != NULL ? version->message : "");
      return;
    }

  mls_json_object (json, NULL);
  mls_json_string (json, "name", version->name);
  mls_json_string (json, "author", version->author);
  mls_json_string (json, "at", version->at);
  mls_json_string (json, "message", version->message);
  mls_json_integer (json, "operation", version->operation);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static MlsExit
list_versions (const char *path, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, &error);
  g_autoptr (GPtrArray) versions = store != NULL ? mls_store_list_versions (store, &error) : NULL;

  if (versions == NULL)
    return mls_command_fail (error);

  for (guint i = 0; i < versions->len; i++)
    print_version (g_ptr_array_index (versions, i), as_json);

  return MLS_EXIT_DONE;
}

/* The state just named is the last of the list. A person has said the name; a program is told the rest. */
static MlsExit
add_version (char **operands, const char *author, const char *message, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (MlsStore) store = mls_store_open (operands[0], MLS_STORE_READ_WRITE, &error);

  if (store == NULL || !mls_store_add_version (store, operands[1], author, message, NULL, &error) ||
      (versions = mls_store_list_versions (store, &error)) == NULL ||
      !mls_store_close (g_steal_pointer (&store), &error))
    return mls_command_fail (error);

  if (as_json)
    print_version (g_ptr_array_index (versions, versions->len - 1), TRUE);

  return MLS_EXIT_DONE;
}

/**
 * mls_command_version:
 * @words: version PROJECT [NAME] [--author NAME] [--message TEXT] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_version (char **words)
{
  g_autofree char *given = NULL;
  g_autofree char *author = NULL;
  g_autofree char *message = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "author", 0, 0, G_OPTION_ARG_STRING, &given, N_("Who names it"), N_("NAME") },
    { "message", 'm', 0, G_OPTION_ARG_STRING, &message, N_("What there is to say of it"), N_("TEXT") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("One JSON object a line"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT [NAME]",
                                  N_("Names the state of a project, or lists the states named so far."), 1, 2 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;
  if (operands[1] == NULL)
    return list_versions (operands[0], as_json);

  author = mls_command_author (given);

  return author != NULL ? add_version (operands, author, message, as_json) : MLS_EXIT_USAGE;
}
