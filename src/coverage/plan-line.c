/* The one line tool: a line that leaves a region and comes back reshapes it, any other line from
 * border to border splits, a closed one cuts out. */

#include "coverage/line.h"
#include "coverage/plan.h"

#include <glib/gi18n-lib.h>

static gboolean
is_closed (const GArray *points)
{
  return points->len >= 4 && mls_point_equal (g_array_index (points, MlsPoint, 0),
                                              g_array_index (points, MlsPoint, points->len - 1));
}

/* Whether the line starts and ends in the middle of one region, and leaves it on its way for
 * another. */
static gboolean
leaves_and_comes_back (const MlsLine *line)
{
  const MlsRun *first = &g_array_index (line->runs, MlsRun, 0);
  const MlsRun *last = &g_array_index (line->runs, MlsRun, line->runs->len - 1);

  if (line->runs->len < 3 || !first->loose || !last->loose || first->region == 0 ||
      first->region != last->region)
    return FALSE;

  for (guint i = 1; i + 1 < line->runs->len; i++)
    {
      const MlsRun *run = &g_array_index (line->runs, MlsRun, i);

      if (run->region != 0 && run->region != first->region)
        return TRUE;
    }

  return FALSE;
}

/**
 * mls_plan_line:
 * @patch: the coverage
 * @points: (array length=n_points): a line, as drawn; loose ends are trimmed
 * @n_points: how many
 * @intent: what the operator means
 * @error: a refusal, or the source's error
 *
 * Returns: (transfer full) (nullable): a split, a reshape or an island
 */
MlsPlan *
mls_plan_line (MlsPatch *patch, const MlsPoint *points, gsize n_points, const MlsIntent *intent, GError **error)
{
  g_autoptr (GArray) clean = mls_line_without_repeats (points, n_points);
  const MlsPoint *vertices = (const MlsPoint *) (gpointer) clean->data;
  g_autoptr (MlsOverlay) before = mls_overlay_new (patch);
  g_autoptr (MlsLine) line = NULL;

  if (clean->len < 2)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT,
                           _("A line needs two points"));
      return NULL;
    }

  if (is_closed (clean))
    return mls_plan_polygon (patch, vertices, clean->len - 1, intent, error);

  line = mls_line_new (before, vertices, clean->len, intent, error);
  if (line == NULL)
    return NULL;

  if (leaves_and_comes_back (line))
    return mls_plan_reshape (before, line, intent, error);

  return mls_plan_split (before, line, intent, error);
}
