#include "cli/command.h"

#include "cli/progress.h"
#include "imagery/prepare.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct
{
  MlsProgress *progress;
  gboolean     is_begun;
} Listener;

/* What is told first is how far it was before. */
static gboolean
tell (double fraction, gpointer user_data)
{
  Listener *listener = user_data;

  if (!listener->is_begun && fraction > 0)
    fprintf (stderr, _("%d\u00a0%% is done already: going on from there\n"), (int) (100 * fraction));
  listener->is_begun = TRUE;

  return mls_progress_go_on (listener->progress, fraction, _("Preparing"));
}

static gboolean
prepare (const char *source, const char *copy, gboolean lossless, MlsProgress *progress, GError **error)
{
  Listener listener = { progress, FALSE };

  if (copy != NULL)
    return mls_prepare_copy (source, copy, lossless, tell, &listener, error);

  return mls_prepare_source (source, tell, &listener, mls_progress_get_cancellable (progress), error);
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
                                     "that lacks them. The photo itself is only read. What was interrupted is gone on "
                                     "with."),
                                  1, 1 };
  g_auto (GStrv) operands = NULL;
  g_autoptr (MlsProgress) progress = NULL;
  g_autoptr (GError) error = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;
  if (lossless && copy == NULL)
    return mls_command_misuse (_("--lossless is of a --copy"));

  mls_command_limit_room ();
  progress = mls_progress_begin ();
  if (prepare (operands[0], copy, lossless, progress, &error))
    return MLS_EXIT_DONE;

  mls_progress_clear (progress);
  return mls_command_fail (error);
}
