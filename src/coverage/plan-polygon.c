/* Island: a closed line; all that lies inside takes the current pair. */

#include "coverage/inside.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static MlsOverlay *
cut_out (MlsPatch *patch, const MlsPoint *points, gsize n_points, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsNoding) noding = mls_noding_new (patch);
  g_autofree MlsPoint *closed = g_new (MlsPoint, n_points + 1);

  memcpy (closed, points, n_points * sizeof *points);
  closed[n_points] = points[0];
  if (!mls_noding_insert (noding, closed, n_points + 1, error) ||
      !mls_overlay_cut (overlay, noding, error))
    return NULL;

  return g_steal_pointer (&overlay);
}

/**
 * mls_plan_polygon:
 * @patch: the coverage
 * @points: (array length=n_points): a closed line, its first point not repeated; where it crosses
 *   itself, inside is what it goes around an odd number of times
 * @n_points: how many
 * @intent: what the operator means
 * @error: a refusal, or the source's error
 *
 * Gives the current pair to all that lies inside and within the territory.
 *
 * Returns: (transfer full) (nullable): the island, pending if no pair tells it apart
 */
MlsPlan *
mls_plan_polygon (MlsPatch *patch, const MlsPoint *points, gsize n_points, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsOverlay) overlay = NULL;

  if (n_points > 1 && mls_point_equal (points[0], points[n_points - 1]))
    n_points--;

  if (n_points < 3)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT,
                           _("A polygon needs three points"));
      return NULL;
    }

  overlay = cut_out (patch, points, n_points, error);

  return overlay != NULL ? mls_inside_plan (overlay, MLS_VERB_ISLAND, intent, error) : NULL;
}
