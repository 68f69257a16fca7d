#include "demo/carve.h"

#include <math.h>
#include <stdlib.h>

/* How far along its ring an end is moved to find a vertex that is free. */
#define REACH 4

/**
 * mls_outline_new:
 * @mesh: a mesh
 * @face: one of its faces
 *
 * Returns: (transfer full): the outer ring of @face, until the next change of @face
 */
MlsOutline *
mls_outline_new (const MlsMesh *mesh, guint face)
{
  MlsOutline *outline = g_new0 (MlsOutline, 1);
  guint e = mls_mesh_face (mesh, face)->edge;
  guint n = mls_mesh_ring_length (mesh, e);
  MlsVec start, before;

  outline->face = face;
  outline->edges = g_array_set_size (g_array_sized_new (FALSE, FALSE, sizeof (guint), n), n);
  outline->at = g_array_set_size (g_array_sized_new (FALSE, FALSE, sizeof (MlsVec), n), n);
  start = before = mls_vec_of_point (mls_mesh_point (mesh, e));

  for (guint i = 0; i < n; i++, e = mls_mesh_edge (mesh, e)->next)
    {
      MlsVec at = mls_vec_of_point (mls_mesh_point (mesh, e));
      MlsVec a = mls_vec_sub (before, start);
      MlsVec b = mls_vec_sub (at, start);

      outline->area += (a.x * b.y - a.y * b.x) / 2;
      g_array_index (outline->edges, guint, i) = e;
      g_array_index (outline->at, MlsVec, i) = before = at;
    }

  return outline;
}

/**
 * mls_outline_free:
 * @outline: (transfer full): an outline
 */
void
mls_outline_free (MlsOutline *outline)
{
  g_array_unref (outline->edges);
  g_array_unref (outline->at);
  g_free (outline);
}

/**
 * mls_outline_frame:
 * @outline: an outline
 *
 * Tries directions 5° apart.
 *
 * Returns: the rectangle of the smallest area found around it
 */
MlsFrame
mls_outline_frame (const MlsOutline *outline)
{
  static const MlsVec step = { 0.99619469809174555, 0.087155742747658174 };
  MlsVec axis = { 1, 0 };
  MlsFrame best = { { 0, 0 }, { 1, 0 }, 0, 0 };
  double best_area = G_MAXDOUBLE;

  for (int k = 0; k < 18; k++, axis = mls_vec_turned (axis, step))
    {
      MlsVec side = mls_vec_left (axis);
      MlsVec low = { G_MAXDOUBLE, G_MAXDOUBLE };
      MlsVec high = { -G_MAXDOUBLE, -G_MAXDOUBLE };

      for (guint i = 0; i < outline->at->len; i++)
        {
          MlsVec at = mls_outline_at (outline, i);
          MlsVec turned = { mls_vec_dot (at, axis), mls_vec_dot (at, side) };

          low = (MlsVec){ MIN (low.x, turned.x), MIN (low.y, turned.y) };
          high = (MlsVec){ MAX (high.x, turned.x), MAX (high.y, turned.y) };
        }

      if ((high.x - low.x) * (high.y - low.y) < best_area)
        {
          MlsVec middle = mls_vec_mix (low, high, 0.5);
          gboolean lengthwise = high.x - low.x >= high.y - low.y;

          best_area = (high.x - low.x) * (high.y - low.y);
          best.centre = mls_vec_turned (middle, axis);
          best.axis = lengthwise ? axis : side;
          best.length = MAX (high.x - low.x, high.y - low.y);
          best.width = MIN (high.x - low.x, high.y - low.y);
        }
    }

  return best;
}

/**
 * mls_outline_contains:
 * @outline: an outline
 * @point: a place
 *
 * Returns: whether @point lies within it
 */
gboolean
mls_outline_contains (const MlsOutline *outline, MlsVec point)
{
  gboolean inside = FALSE;

  for (guint i = 0; i < outline->at->len; i++)
    {
      MlsVec a = mls_outline_at (outline, i);
      MlsVec b = mls_outline_at (outline, i + 1);

      if ((a.y > point.y) != (b.y > point.y) &&
          point.x < a.x + (b.x - a.x) * (point.y - a.y) / (b.y - a.y))
        inside = !inside;
    }

  return inside;
}

/**
 * mls_outline_is_free:
 * @outline: an outline
 * @mesh: its mesh
 * @i: one of its vertices; counted around
 *
 * Returns: whether a line may end there
 */
gboolean
mls_outline_is_free (const MlsOutline *outline, const MlsMesh *mesh, guint i)
{
  return mls_mesh_degree (mesh, mls_outline_edge (outline, i)) == 2;
}

/**
 * mls_outline_nearest:
 * @outline: an outline
 * @point: a place
 *
 * Returns: its vertex nearest to @point
 */
guint
mls_outline_nearest (const MlsOutline *outline, MlsVec point)
{
  double best_distance = G_MAXDOUBLE;
  guint best = 0;

  for (guint i = 0; i < outline->at->len; i++)
    {
      double distance = mls_vec_distance (mls_outline_at (outline, i), point);

      if (distance < best_distance)
        {
          best = i;
          best_distance = distance;
        }
    }

  return best;
}

/* Where a straight line crosses an outline. */
typedef struct
{
  double along;
  guint  i;
} Crossing;

static int
compare_crossings (gconstpointer left, gconstpointer right)
{
  const Crossing *a = left;
  const Crossing *b = right;

  return (a->along > b->along) - (a->along < b->along);
}

static GArray *
find_crossings (const MlsOutline *outline, MlsVec through, MlsVec direction)
{
  GArray *crossings = g_array_new (FALSE, FALSE, sizeof (Crossing));
  MlsVec side = mls_vec_left (direction);

  for (guint i = 0; i < outline->at->len; i++)
    {
      MlsVec a = mls_vec_sub (mls_outline_at (outline, i), through);
      MlsVec b = mls_vec_sub (mls_outline_at (outline, i + 1), through);
      double above_a = mls_vec_dot (a, side);
      double above_b = mls_vec_dot (b, side);

      if ((above_a > 0) != (above_b > 0))
        {
          MlsVec at = mls_vec_mix (a, b, above_a / (above_a - above_b));
          Crossing crossing = { mls_vec_dot (at, direction), i };

          g_array_append_val (crossings, crossing);
        }
    }

  g_array_sort (crossings, compare_crossings);

  return crossings;
}

/* The free vertex nearest to vertex @i along the ring, @i and @i + 1 first. */
static gboolean
find_free (const MlsOutline *outline, const MlsMesh *mesh, guint i, guint *out)
{
  guint n = outline->at->len;

  for (guint k = 0; k < 2 * REACH; k++)
    {
      guint candidate = (k % 2 == 0 ? i + n - k / 2 : i + 1 + k / 2) % n;

      if (mls_outline_is_free (outline, mesh, candidate))
        {
          *out = candidate;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * mls_outline_chord:
 * @outline: an outline
 * @mesh: its mesh
 * @through: a place
 * @direction: a unit vector
 * @out: (out): the two ends as vertices, the low one on the side @direction points away from
 *
 * Finds where the straight line crosses the face: its longest part inside, moved to free vertices.
 *
 * Returns: %FALSE if it crosses nowhere, or near no free vertices
 */
gboolean
mls_outline_chord (const MlsOutline *outline,
                   const MlsMesh    *mesh,
                   MlsVec            through,
                   MlsVec            direction,
                   MlsGate          *out)
{
  g_autoptr (GArray) crossings = find_crossings (outline, through, direction);
  double longest = 0;
  guint best = 0;

  for (guint k = 0; k + 1 < crossings->len; k += 2)
    {
      const Crossing *pair = &g_array_index (crossings, Crossing, k);

      if (pair[1].along - pair[0].along > longest)
        {
          longest = pair[1].along - pair[0].along;
          best = k;
        }
    }

  return longest > 0 &&
         find_free (outline, mesh, g_array_index (crossings, Crossing, best).i, &out->low) &&
         find_free (outline, mesh, g_array_index (crossings, Crossing, best + 1).i, &out->high) &&
         out->low != out->high;
}

/**
 * mls_outline_gate:
 * @outline: an outline
 * @mesh: its mesh
 * @near: a vertex
 * @width: m
 * @out: (out): the gate
 *
 * Returns: whether there is a stretch about @width long between free vertices close to @near
 */
gboolean
mls_outline_gate (const MlsOutline *outline,
                  const MlsMesh    *mesh,
                  guint             near,
                  double            width,
                  MlsGate          *out)
{
  guint n = outline->at->len;

  for (guint k = 0; k < 2 * REACH; k++)
    {
      guint low = (k % 2 == 0 ? near + n - k / 2 : near + 1 + k / 2) % n;

      if (!mls_outline_is_free (outline, mesh, low))
        continue;

      for (guint high = low + 1; high <= low + REACH; high++)
        if (mls_outline_is_free (outline, mesh, high) &&
            mls_vec_distance (mls_outline_at (outline, low), mls_outline_at (outline, high)) >
                0.8 * width)
          {
            *out = (MlsGate){ low, high % n };
            return TRUE;
          }
    }

  return FALSE;
}

/**
 * mls_outline_middle:
 * @outline: an outline
 * @gate: a gate in it
 *
 * Returns: half way between the two ends of @gate
 */
MlsVec
mls_outline_middle (const MlsOutline *outline, MlsGate gate)
{
  return mls_vec_mix (mls_outline_at (outline, gate.low), mls_outline_at (outline, gate.high), 0.5);
}
