#include "cli/command.h"

#include "cli/progress.h"
#include "store/mend.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static gboolean
tell (double fraction, gpointer user_data)
{
  return mls_progress_go_on (user_data, fraction, _("Checking"));
}

static MlsExit
mend (const char *path, const char *author)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  g_autoptr (GPtrArray) mended = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gboolean done = mls_store_mend (path, author, tell, progress, mended, &error);

  mls_progress_clear (progress);
  if (!done)
    return mls_command_fail (error);

  if (mended->len == 0)
    printf (_("%s: nothing is broken\n"), path);
  for (guint i = 0; i < mended->len; i++)
    /* Translators: a file, and what of it was gone. */
    printf (_("%s: %s; it was made again\n"), path, (const char *) g_ptr_array_index (mended, i));

  return MLS_EXIT_DONE;
}

/**
 * mls_command_mend:
 * @words: mend PROJECT [--author NAME]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_mend (char **words)
{
  g_autofree char *given = NULL;
  const GOptionEntry entries[] = {
    { "author", 0, 0, G_OPTION_ARG_STRING, &given, N_("Who mends it"), N_("NAME") },
    { NULL },
  };
  const MlsCommandShape shape = {
    entries, "PROJECT",
    N_("Makes again what another program has taken away from a project, as triggers, trees and names of its layers, and proves "
       "that its map is a partition. What was done to the map meanwhile nobody can tell: nothing before can be undone."),
    1, 1
  };
  g_auto (GStrv) operands = NULL;
  g_autofree char *author = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  author = mls_command_author (given);

  return author != NULL ? mend (operands[0], author) : MLS_EXIT_USAGE;
}
