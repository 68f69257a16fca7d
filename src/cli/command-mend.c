#include "cli/command.h"

#include "cli/progress.h"
#include "rules/repair.h"
#include "store/mend.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static gboolean
tell (double fraction, gpointer user_data)
{
  return mls_progress_go_on (user_data, fraction, _("Checking"));
}

static void
print_finding (const char *path, const MlsFinding *finding)
{
  g_autofree char *text = mls_repair_text (finding);

  printf ("%s: (%.3f, %.3f): %s%s%s\n", path, mls_grid_to_metres (finding->place.x), mls_grid_to_metres (finding->place.y), text,
          finding->remark != 0 ? ": " : "", finding->remark != 0 ? g_quark_to_string (finding->remark) : "");
}

static MlsExit
print_mending (const char *path, const MlsMending *mending)
{
  g_autoptr (GPtrArray) lines = mls_mending_describe (mending);

  if (lines->len == 0)
    printf (_("%s: nothing is broken\n"), path);
  for (guint i = 0; i < lines->len; i++)
    printf ("%s: %s\n", path, (const char *) g_ptr_array_index (lines, i));
  for (guint i = 0; i < mending->findings->len; i++)
    print_finding (path, &g_array_index (mending->findings, MlsFinding, i));

  return mending->findings->len > 0 ? MLS_EXIT_FINDINGS : MLS_EXIT_DONE;
}

static MlsExit
mend (const char *path, const char *author, MlsMendOutlines outlines)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  g_autoptr (MlsMending) mending = mls_mending_new ();
  g_autoptr (GError) error = NULL;
  gboolean done = mls_store_mend (path, author, outlines, tell, progress, mending, &error);

  mls_progress_clear (progress);

  return done ? print_mending (path, mending) : mls_command_fail (error);
}

/**
 * mls_command_mend:
 * @words: mend PROJECT [--take-back] [--author NAME]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_mend (char **words)
{
  g_autofree char *given = NULL;
  gboolean take_back = FALSE;
  const GOptionEntry entries[] = {
    { "take-back", 0, 0, G_OPTION_ARG_NONE, &take_back, N_("Leave out what another program has drawn"), NULL },
    { "author", 0, 0, G_OPTION_ARG_STRING, &given, N_("Who mends it"), N_("NAME") },
    { NULL },
  };
  const MlsCommandShape shape = {
    entries, "PROJECT",
    N_("Makes again what another program has taken away from a project, as triggers, trees and names of its layers, and proves "
       "that its map is a partition. If another program has drawn polygons anew, taken some away or added some, so that it is "
       "none, each gets the ground back that the others leave, and what was drawn becomes an edit of its own, which undo takes "
       "back. What that program did to labels nobody can tell: nothing before can be undone. Leaves with 1 if there is something "
       "that could not be brought in, or ground of which nobody knows what it was."),
    1, 1
  };
  g_auto (GStrv) operands = NULL;
  g_autofree char *author = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  author = mls_command_author (given);

  return author != NULL ? mend (operands[0], author, take_back ? MLS_MEND_TAKE_BACK : MLS_MEND_BRING_IN)
                        : MLS_EXIT_USAGE;
}
