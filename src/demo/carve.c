#include "demo/carve.h"

#include "geometry/predicate.h"

/* Lines of one face keep this far apart, m, but for where they end. */
#define CLEARANCE 1.6

/* The grid points of @curve, its ends replaced by those of the gate. */
static GArray *
round_curve (const GArray *curve, MlsPoint start, MlsPoint end)
{
  GArray *points = g_array_sized_new (FALSE, FALSE, sizeof (MlsPoint), curve->len);

  g_array_append_val (points, start);
  for (guint i = 1; i + 1 < curve->len; i++)
    {
      MlsPoint point = mls_vec_to_grid (mls_curve_point (curve, i));

      if (!mls_point_equal (point, g_array_index (points, MlsPoint, points->len - 1)))
        g_array_append_val (points, point);
    }
  g_array_append_val (points, end);

  return points;
}

/* Whether a line that goes from where @e starts towards @to starts out inside @e's face. */
static gboolean
starts_inside (const MlsMesh *mesh, guint e, MlsPoint to)
{
  MlsPoint at = mls_mesh_point (mesh, e);
  MlsPoint out = mls_mesh_point (mesh, e ^ 1);
  MlsPoint in = mls_mesh_point (mesh, mls_mesh_edge (mesh, e)->prev);

  if (mls_turn (at, out, in) > 0)
    return mls_turn (at, out, to) > 0 && mls_turn (at, to, in) > 0;

  return !(mls_turn (at, in, to) >= 0 && mls_turn (at, to, out) >= 0);
}

/* Twice the area of the part of a face left of a line from half-edge @from to half-edge @to. */
static MlsArea2
left_area2 (const MlsMesh *mesh, guint from, guint to, const GArray *points)
{
  MlsPoint origin = g_array_index (points, MlsPoint, 0);
  MlsArea2 sum = 0;

  for (guint i = 1; i < points->len; i++)
    sum += mls_cross (origin, g_array_index (points, MlsPoint, i - 1),
                      g_array_index (points, MlsPoint, i));
  for (guint e = to; e != from; e = mls_mesh_edge (mesh, e)->next)
    sum += mls_cross (origin, mls_mesh_point (mesh, e), mls_mesh_point (mesh, e ^ 1));

  return sum;
}

static gboolean
may_draw (const MlsMesh *mesh, guint from, guint to, const GArray *points, double clearance)
{
  const MlsPoint *p = (const MlsPoint *) points->data;

  return points->len >= 2 && starts_inside (mesh, from, p[1]) &&
         starts_inside (mesh, to, p[points->len - 2]) &&
         mls_mesh_is_clear (mesh, p, points->len, clearance * MLS_MM_PER_M);
}

/**
 * mls_carve_line:
 * @mesh: a mesh with an index
 * @outline: the outline of one of its faces, out of date afterwards
 * @ends: the line's first and last vertex, both free
 * @curve: (element-type MlsVec): the line, from about one end to about the other
 * @smallest: m² either side must have
 *
 * Returns: the new face, on the left of the line, or %MLS_MESH_NONE if it cannot be drawn there
 */
guint
mls_carve_line (MlsMesh          *mesh,
                const MlsOutline *outline,
                MlsGate           ends,
                const GArray     *curve,
                double            smallest)
{
  guint from = mls_outline_edge (outline, ends.low);
  guint to = mls_outline_edge (outline, ends.high);
  g_autoptr (GArray) points =
      round_curve (curve, mls_mesh_point (mesh, from), mls_mesh_point (mesh, to));
  double left;

  if (from == to || !may_draw (mesh, from, to, points, CLEARANCE))
    return MLS_MESH_NONE;

  left = mls_area2_to_m2 (left_area2 (mesh, from, to, points));
  if (left < smallest || outline->area - left < smallest)
    return MLS_MESH_NONE;

  return mls_mesh_split (mesh, from, to, &g_array_index (points, MlsPoint, 1), points->len - 2);
}

/* One @side of a strip: 1 left of its middle or -1 right, from where half-edge @from starts to
 * where @to starts. Close to its ends it has no vertices of its own, so that it opens like a mouth
 * where the gate is wider. */
static GArray *
draw_side (const MlsMesh *mesh, guint from, guint to, const MlsStripPlan *plan, int side)
{
  g_autoptr (GArray) curve = g_array_new (FALSE, FALSE, sizeof (MlsVec));
  const GArray *middle = plan->middle;
  MlsPoint ends[2] = { mls_mesh_point (mesh, from), mls_mesh_point (mesh, to) };
  double total = mls_curve_length (middle);
  double margin = MIN (plan->width * 0.6, total / 4);
  double along = 0;

  g_array_append_val (curve, g_array_index (middle, MlsVec, 0));
  for (guint i = 1; i + 1 < middle->len; i++)
    {
      double stray;
      MlsVec point;

      along += mls_vec_distance (mls_curve_point (middle, i - 1), mls_curve_point (middle, i));
      if (along < margin || along > total - margin)
        continue;

      stray = plan->sides.amplitude *
              mls_noise_line (plan->sides.seed + (side > 0), along / plan->sides.wavelength);
      point = mls_vec_along (mls_curve_point (middle, i), mls_curve_normal (middle, i),
                             side * plan->width / 2 + stray);
      g_array_append_val (curve, point);
    }
  g_array_append_val (curve, g_array_index (middle, MlsVec, middle->len - 1));

  return round_curve (curve, ends[0], ends[1]);
}

static gboolean
are_apart (const GArray *line, const GArray *other)
{
  for (guint i = 0; i + 1 < line->len; i++)
    for (guint j = 0; j + 1 < other->len; j++)
      if (mls_segments_meet (g_array_index (line, MlsPoint, i),
                             g_array_index (line, MlsPoint, i + 1),
                             g_array_index (other, MlsPoint, j),
                             g_array_index (other, MlsPoint, j + 1)) != MLS_MEET_NOT)
        return FALSE;

  return TRUE;
}

/**
 * mls_carve_strip:
 * @mesh: a mesh with an index
 * @outline: the outline of one of its faces, out of date afterwards
 * @plan: the strip
 *
 * Returns: the strip and what lies on either side of it; all %MLS_MESH_NONE if it cannot be drawn
 */
MlsStrip
mls_carve_strip (MlsMesh *mesh, const MlsOutline *outline, const MlsStripPlan *plan)
{
  const MlsStrip none = { MLS_MESH_NONE, MLS_MESH_NONE, MLS_MESH_NONE };
  const MlsGate *gates = plan->gates;
  const guint ends[4] = { gates[0].low, gates[1].high, gates[0].high, gates[1].low };
  MlsStrip strip = { .right = outline->face };
  g_autoptr (GArray) left = NULL;
  g_autoptr (GArray) right = NULL;
  guint edges[4];

  for (int i = 0; i < 4; i++)
    {
      edges[i] = mls_outline_edge (outline, ends[i]);
      for (int j = 0; j < i; j++)
        if (edges[i] == edges[j])
          return none;
    }

  left = draw_side (mesh, edges[0], edges[1], plan, 1);
  right = draw_side (mesh, edges[2], edges[3], plan, -1);
  if (!may_draw (mesh, edges[0], edges[1], left, CLEARANCE) ||
      !may_draw (mesh, edges[2], edges[3], right, CLEARANCE) || !are_apart (left, right) ||
      mls_area2_to_m2 (left_area2 (mesh, edges[0], edges[1], left)) < plan->smallest ||
      outline->area - mls_area2_to_m2 (left_area2 (mesh, edges[2], edges[3], right)) <
          plan->smallest)
    return none;

  strip.left =
      mls_mesh_split (mesh, edges[0], edges[1], &g_array_index (left, MlsPoint, 1), left->len - 2);
  strip.strip = mls_mesh_split (mesh, edges[2], edges[3], &g_array_index (right, MlsPoint, 1),
                                right->len - 2);

  return strip;
}

/**
 * mls_carve_island:
 * @mesh: a mesh with an index
 * @face: one of its faces
 * @ring: (array length=n_points): a counter-clockwise ring within @face
 * @n_points: at least 3
 * @clearance: m it keeps from everything else
 *
 * Returns: the new face, or %MLS_MESH_NONE if it cannot be drawn there
 */
guint
mls_carve_island (MlsMesh *mesh, guint face, const MlsVec *ring, guint n_points, double clearance)
{
  g_autofree MlsPoint *points = g_new (MlsPoint, n_points + 1);

  for (guint i = 0; i < n_points; i++)
    points[i] = mls_vec_to_grid (ring[i]);
  points[n_points] = points[0];

  if (!mls_mesh_contains (mesh, face, points[0]) ||
      !mls_mesh_is_clear (mesh, points, n_points + 1, clearance * MLS_MM_PER_M))
    return MLS_MESH_NONE;

  return mls_mesh_island (mesh, face, (MlsRing){ points, n_points });
}
