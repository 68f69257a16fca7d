#include "cli/command.h"

#include "cli/progress.h"
#include "store/backup.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

static gboolean
tell (double fraction, gpointer user_data)
{
  return mls_progress_go_on (user_data, fraction, _("Copying the project"));
}

static gboolean
back_up (MlsStore *store, const char *path, GError **error)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return mls_store_save_copy (store, path, tell, progress, error);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS, _("“%s” exists already"), path);
  return FALSE;
}

/**
 * mls_command_backup:
 * @words: backup PROJECT FILE
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_backup (char **words)
{
  const MlsCommandShape shape = {
    NULL, "PROJECT FILE",
    N_("Copies a project as it is at one instant, while it may be edited, and reads the copy again. It is a project like any "
       "other: opening it is all that restoring takes."),
    2, 2
  };
  g_auto (GStrv) operands = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  store = mls_store_open (operands[0], MLS_STORE_READ_ONLY, &error);

  return store != NULL && back_up (store, operands[1], &error) ? MLS_EXIT_DONE : mls_command_fail (error);
}
