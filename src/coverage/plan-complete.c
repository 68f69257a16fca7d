/* Auto-complete: an outline drawn in part, from border to border; existing borders close it. A split lies in
 * one region and divides that; this lies across as many as it will, and all inside takes the current pair. */

#include "coverage/inside.h"
#include "coverage/line.h"
#include "coverage/segment-table.h"
#include "coverage/walk.h"
#include "geometry/predicate.h"

#include <glib/gi18n-lib.h>

/* The line without its loose ends, and on which side of it borders may close it. */
typedef struct
{
  GArray          *way;   /* (element-type MlsPoint) */
  MlsSegmentTable *place; /* vertex, twice → index in way, plus 1 */
  gboolean         left;
} Outline;

static MlsPoint
point_at (const GArray *points, guint i)
{
  return g_array_index (points, MlsPoint, i);
}

/* The part of the line from the first border it comes to up to the last; %NULL if it comes to none. */
static GArray *
trim (const MlsLine *line)
{
  const MlsRun *first = &g_array_index (line->runs, MlsRun, 0);
  const MlsRun *last = &g_array_index (line->runs, MlsRun, line->runs->len - 1);

  if (line->runs->len > 1 && first->loose)
    first++;
  if (line->runs->len > 1 && last->loose)
    last--;

  return first > last || first->loose || last->loose ? NULL : mls_line_way (line, first->first, last->last);
}

static MlsArea2
area2_of (const GArray *ring)
{
  MlsArea2 area2 = 0;

  for (guint i = 2; i < ring->len; i++)
    area2 += mls_cross (point_at (ring, 0), point_at (ring, i - 1), point_at (ring, i));

  return area2;
}

/* Whether @point, next to the @i-th vertex of the outline, lies to the left of it, or on it. */
static gboolean
is_left_at (const Outline *outline, guint i, MlsPoint point)
{
  MlsPoint here = point_at (outline->way, i);
  MlsPoint before = point_at (outline->way, i > 0 ? i - 1 : 0);
  MlsPoint after = point_at (outline->way, MIN (i + 1, outline->way->len - 1));
  gboolean left_of_first = i == 0 || mls_turn (before, here, point) >= 0;
  gboolean left_of_second = i + 1 == outline->way->len || mls_turn (here, after, point) >= 0;

  return mls_turn (before, here, after) >= 0 ? left_of_first && left_of_second
                                             : left_of_first || left_of_second;
}

static gboolean
is_right_at (const Outline *outline, guint i, MlsPoint point)
{
  return mls_point_equal (point, point_at (outline->way, i > 0 ? i - 1 : 0)) ||
         mls_point_equal (point, point_at (outline->way, MIN (i + 1, outline->way->len - 1))) ||
         !is_left_at (outline, i, point);
}

static gboolean
leaves_rightly (const Outline *outline, MlsPoint from, MlsPoint to)
{
  guint place = GPOINTER_TO_UINT (mls_segment_table_get (outline->place, from, from));

  if (place == 0)
    return TRUE;

  return outline->left ? is_left_at (outline, place - 1, to) : is_right_at (outline, place - 1, to);
}

/* Where it meets the outline, a way that closes it keeps to the side meant. */
static gboolean
keeps_to_side (MlsPoint from, MlsPoint to, gpointer user_data)
{
  return leaves_rightly (user_data, from, to) && leaves_rightly (user_data, to, from);
}

/* @way and back to its start along borders. */
static GArray *
close_along (MlsWalk *walk, const GArray *way, GError **error)
{
  g_autoptr (GArray) back = mls_walk_between (walk, point_at (way, way->len - 1), point_at (way, 0), error);
  GArray *ring;

  if (back == NULL)
    return NULL;

  ring = g_array_copy ((GArray *) way);
  if (back->len > 1)
    g_array_append_vals (ring, &g_array_index (back, MlsPoint, 1), back->len - 1);

  return ring;
}

static gboolean
lies_well (const GArray *ring, MlsTakes takes, gboolean left_if_free)
{
  gboolean left = area2_of (ring) > 0;

  switch (takes)
    {
    case MLS_TAKES_SMALLER:
      return TRUE;
    case MLS_TAKES_LEFT:
      return left;
    case MLS_TAKES_RIGHT:
      return !left;
    case MLS_TAKES_LARGER:
      return left != left_if_free;
    }

  g_assert_not_reached ();
}

/* The outline closed the shortest way, or if the inside is then not on the side meant, the shortest way on
 * that side. */
static GArray *
close_outline (const MlsLine *line, const MlsIntent *intent, GArray *way, GError **error)
{
  g_autoptr (MlsWalk) walk = mls_walk_new (mls_noding_borders (line->noding), intent);
  g_autoptr (MlsSegmentTable) place = mls_segment_table_new ();
  g_autoptr (GArray) ring = close_along (walk, way, error);
  g_autoptr (GArray) other = NULL;
  Outline outline = { way, place, FALSE };

  if (ring == NULL || lies_well (ring, intent->takes, area2_of (ring) > 0))
    return g_steal_pointer (&ring);

  for (guint i = way->len; i-- > 0;)
    mls_segment_table_set (place, point_at (way, i), point_at (way, i), GUINT_TO_POINTER (i + 1));
  outline.left = area2_of (ring) <= 0;
  mls_walk_keep_to (walk, keeps_to_side, &outline);
  other = close_along (walk, way, error);
  if (other == NULL || lies_well (other, intent->takes, area2_of (ring) > 0))
    return g_steal_pointer (&other);

  g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT,
                       _("Nothing to cut here: no borders close the line on that side"));
  return NULL;
}

static MlsOverlay *
cut_along (MlsPatch *patch, const MlsLine *line, const GArray *ring, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsNoding) noding = mls_noding_new (patch);

  return mls_line_follow (line, ring, noding, error) && mls_overlay_cut (overlay, noding, error)
             ? g_steal_pointer (&overlay)
             : NULL;
}

/**
 * mls_plan_complete:
 * @patch: the coverage
 * @points: (array length=n_points): a line from border to border across whatever lies between; loose ends
 *   are trimmed
 * @n_points: how many
 * @intent: what the operator means; its side is where the inside is to lie, the one that the shortest way
 *   encloses unless said
 * @error: %MLS_REFUSAL_NOTHING_TO_CUT, %MLS_REFUSAL_NO_WAY, another refusal, or the source's error
 *
 * Closes the line by the shortest way along existing borders from its end to its start.
 *
 * Returns: (transfer full) (nullable): all inside takes the current pair, or waits for one
 */
MlsPlan *
mls_plan_complete (MlsPatch        *patch,
                   const MlsPoint  *points,
                   gsize            n_points,
                   const MlsIntent *intent,
                   GError         **error)
{
  g_autoptr (MlsOverlay) before = mls_overlay_new (patch);
  g_autoptr (MlsOverlay) overlay = NULL;
  g_autoptr (MlsLine) line = mls_line_new (before, points, n_points, intent, error);
  g_autoptr (GArray) way = NULL;
  g_autoptr (GArray) ring = NULL;

  if (line == NULL)
    return NULL;

  way = line->runs->len > 0 ? trim (line) : NULL;
  if (way == NULL)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT,
                           _("Nothing to cut here: the line does not reach from border to border"));
      return NULL;
    }

  ring = close_outline (line, intent, way, error);
  overlay = ring != NULL ? cut_along (patch, line, ring, error) : NULL;

  return overlay != NULL ? mls_inside_plan (overlay, MLS_VERB_COMPLETE, intent, error) : NULL;
}
