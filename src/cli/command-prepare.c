#include "cli/command.h"

#include "cli/progress.h"
#include "imagery/error.h"
#include "imagery/mosaic.h"
#include "imagery/prepare.h"

#include <glib/gi18n-lib.h>

static gboolean
tell (double fraction, gpointer progress)
{
  return mls_progress_go_on (progress, fraction, _("Preparing"));
}

static void
look (double fraction, gpointer progress)
{
  mls_progress_tell (progress, fraction, _("Looking at the files"));
}

/* The files of a folder, one of which is being prepared. */
typedef struct
{
  MlsProgress *progress;
  guint        done;
  guint        n;
} Files;

static gboolean
tell_of_files (double fraction, gpointer user_data)
{
  const Files *files = user_data;

  return tell ((files->done + fraction) / files->n, files->progress);
}

/* Files that are done stay done, so that what was given up goes on where it was. */
static gboolean
prepare_folder (const char *folder, MlsProgress *progress, GError **error)
{
  static const MlsRasterOptions options = { .assume_project_crs = TRUE };
  g_autoptr (MlsMosaic) mosaic = mls_mosaic_get (folder, NULL, &options, look, progress,
                                                 mls_progress_get_cancellable (progress), error);

  Files files = { progress };

  if (mosaic == NULL)
    return FALSE;

  files.n = mls_mosaic_get_n_files (mosaic);
  for (; files.done < files.n; files.done++)
    if (!mls_prepare_overviews (mls_mosaic_get_files (mosaic)[files.done].path, tell_of_files, &files, error))
      return FALSE;

  return TRUE;
}

static gboolean
prepare (const char *source, const char *copy, gboolean lossless, MlsProgress *progress, GError **error)
{
  if (copy != NULL)
    return mls_prepare_copy (source, copy, lossless, tell, progress, error);

  return mls_mosaic_is_folder (source) ? prepare_folder (source, progress, error)
                                       : mls_prepare_overviews (source, tell, progress, error);
}

/**
 * mls_command_prepare:
 * @words: prepare SOURCE [--copy FILE] [--lossless]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_prepare (char **words)
{
  g_autofree char *copy = NULL;
  gboolean lossless = FALSE;
  const GOptionEntry entries[] = {
    { "copy", 0, 0, G_OPTION_ARG_FILENAME, &copy, N_("Make a cloud-optimised GeoTIFF of it instead"), N_("FILE") },
    { "lossless", 0, 0, G_OPTION_ARG_NONE, &lossless, N_("Keep every number in the copy, which is then larger"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "SOURCE",
                                  N_("Makes a photo quick to look at from afar: writes overviews beside it, in a file of "
                                     "its name and .ovr, or a copy that has them. Of a folder, beside each of its files "
                                     "that lacks them. The photo itself is only read."),
                                  1, 1 };
  g_auto (GStrv) operands = NULL;
  g_autoptr (MlsProgress) progress = NULL;
  g_autoptr (GError) error = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;
  if (lossless && copy == NULL)
    return mls_command_misuse (_("--lossless is of a --copy"));

  progress = mls_progress_begin ();
  if (prepare (operands[0], copy, lossless, progress, &error))
    return MLS_EXIT_DONE;

  mls_progress_clear (progress);
  return mls_command_fail (error);
}
