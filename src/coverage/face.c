#include "coverage/face.h"

#include "geometry/predicate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One block holds the face, its ring ends, its labels and its points, in the order of their
 * alignment. */
static MlsFace *
face_alloc (guint n_rings, guint n_points, guint n_vintages)
{
  gsize points_at = sizeof (MlsFace);
  gsize labels_at = points_at + n_points * sizeof (MlsPoint);
  gsize ends_at = labels_at + n_vintages * sizeof (MlsLabel);
  char *block = g_malloc (ends_at + n_rings * sizeof (guint));
  MlsFace *face = (MlsFace *) (gpointer) block;

  *face = (MlsFace){
    .n_rings = n_rings,
    .n_points = n_points,
    .n_vintages = n_vintages,
    .points = (gpointer) (block + points_at),
    .labels = (gpointer) (block + labels_at),
    .ring_end = (gpointer) (block + ends_at),
  };
  g_atomic_ref_count_init (&face->ref_count);

  return face;
}

/* Copies @ring from its smallest vertex on, the way round that puts the face on its left. */
static void
copy_canonical (MlsPoint *out, MlsRing ring, gboolean outer)
{
  gsize start = mls_ring_smallest (ring);
  gboolean forward = (mls_ring_area2 (ring) > 0) == outer;

  for (gsize i = 0; i < ring.n_points; i++)
    out[i] = ring.points[(start + (forward ? i : ring.n_points - i)) % ring.n_points];
}

static int
compare_rings (gconstpointer a, gconstpointer b)
{
  return mls_ring_compare (*(const MlsRing *) a, *(const MlsRing *) b);
}

/* Puts the canonical rings into @face, holes sorted. */
static void
set_rings (MlsFace *face, const MlsRing *rings)
{
  g_autofree MlsPoint *points = g_new (MlsPoint, face->n_points);
  g_autofree MlsRing *sorted = g_new (MlsRing, face->n_rings);
  MlsPoint *out = (MlsPoint *) face->points;
  guint *ends = (guint *) face->ring_end;
  gsize at = 0;

  for (guint r = 0; r < face->n_rings; r++)
    {
      copy_canonical (points + at, rings[r], r == 0);
      sorted[r] = (MlsRing){ points + at, rings[r].n_points };
      at += rings[r].n_points;
    }

  if (face->n_rings > 2)
    qsort (sorted + 1, face->n_rings - 1, sizeof *sorted, compare_rings);

  at = 0;
  for (guint r = 0; r < face->n_rings; r++)
    {
      memcpy (out + at, sorted[r].points, sorted[r].n_points * sizeof (MlsPoint));
      at += sorted[r].n_points;
      ends[r] = (guint) at;
    }

  face->box = mls_box_of_points (face->points, ends[0]);
}

/**
 * mls_face_new:
 * @id: its id; negative while provisional
 * @rings: (array length=n_rings): the outer ring, then the holes; each may start anywhere and run
 *   either way
 * @n_rings: at least 1
 * @labels: (array length=n_vintages): its label in each vintage
 * @n_vintages: how many
 *
 * Makes a face in canonical form. Whether its rings are those of a face is mls_face_fault()'s
 * question, not asked here.
 *
 * Returns: (transfer full): the face
 */
MlsFace *
mls_face_new (gint64          id,
              const MlsRing  *rings,
              guint           n_rings,
              const MlsLabel *labels,
              guint           n_vintages)
{
  MlsFace *face;
  gsize n_points = 0;

  g_return_val_if_fail (n_rings > 0, NULL);

  for (guint r = 0; r < n_rings; r++)
    {
      g_return_val_if_fail (rings[r].n_points > 0, NULL);
      n_points += rings[r].n_points;
    }
  g_return_val_if_fail (n_points < G_MAXUINT, NULL);

  face = face_alloc (n_rings, (guint) n_points, n_vintages);
  face->id = id;
  set_rings (face, rings);
  if (n_vintages > 0)
    memcpy ((MlsLabel *) face->labels, labels, n_vintages * sizeof *labels);

  return face;
}

/**
 * mls_face_with:
 * @face: a face
 * @id: the new face's id
 * @since: the new face's operation
 * @labels: (array length=n_vintages) (nullable): its labels, or %NULL for those of @face
 * @n_vintages: how many @labels; unused without them
 *
 * Returns: (transfer full): a face of the same rings
 */
MlsFace *
mls_face_with (const MlsFace *face, gint64 id, gint64 since, const MlsLabel *labels, guint n_vintages)
{
  MlsFace *copy;

  if (labels == NULL)
    {
      labels = face->labels;
      n_vintages = face->n_vintages;
    }

  copy = face_alloc (face->n_rings, face->n_points, n_vintages);
  copy->id = id;
  copy->since = since;
  copy->box = face->box;
  memcpy ((MlsPoint *) copy->points, face->points, face->n_points * sizeof (MlsPoint));
  memcpy ((guint *) copy->ring_end, face->ring_end, face->n_rings * sizeof (guint));
  if (n_vintages > 0)
    memcpy ((MlsLabel *) copy->labels, labels, n_vintages * sizeof *labels);

  return copy;
}

/**
 * mls_face_ref:
 * @face: a face
 *
 * Any thread.
 *
 * Returns: (transfer full): @face, counted once more
 */
MlsFace *
mls_face_ref (const MlsFace *face)
{
  MlsFace *counted = (MlsFace *) face;

  g_atomic_ref_count_inc (&counted->ref_count);

  return counted;
}

/**
 * mls_face_unref:
 * @face: (transfer full): a face
 *
 * Any thread.
 */
void
mls_face_unref (const MlsFace *face)
{
  MlsFace *counted = (MlsFace *) face;

  if (g_atomic_ref_count_dec (&counted->ref_count))
    g_free (counted);
}

/**
 * mls_face_ring:
 * @face: a face
 * @i: 0 for the outer ring, from 1 on for the holes
 *
 * Returns: the ring, valid while @face is
 */
MlsRing
mls_face_ring (const MlsFace *face, guint i)
{
  guint start = i == 0 ? 0 : face->ring_end[i - 1];

  g_return_val_if_fail (i < face->n_rings, ((MlsRing){ NULL, 0 }));

  return (MlsRing){ face->points + start, face->ring_end[i] - start };
}

/**
 * mls_face_dup_rings:
 * @face: a face
 *
 * Returns: (transfer full) (array): all its rings, the outer one first; their points are the face's
 */
MlsRing *
mls_face_dup_rings (const MlsFace *face)
{
  MlsRing *rings = g_new (MlsRing, face->n_rings);

  for (guint r = 0; r < face->n_rings; r++)
    rings[r] = mls_face_ring (face, r);

  return rings;
}

/**
 * mls_face_meets_zone:
 * @face: a face
 * @zone: a zone
 *
 * Returns: whether some of its ground lies in the zone; that both touch is not enough
 */
gboolean
mls_face_meets_zone (const MlsFace *face, const MlsZone *zone)
{
  g_autofree MlsRing *rings = mls_face_dup_rings (face);

  return mls_zone_has_ground (zone, rings, face->n_rings);
}

/**
 * mls_face_area2:
 * @face: a face
 *
 * Returns: twice its area in mm², holes left out
 */
MlsArea2
mls_face_area2 (const MlsFace *face)
{
  MlsArea2 sum = 0;

  for (guint r = 0; r < face->n_rings; r++)
    sum += mls_ring_area2 (mls_face_ring (face, r));

  return sum;
}

/**
 * mls_face_share:
 * @face: a face
 * @areas: figures that are indexed
 *
 * Returns: (transfer full) (element-type MlsShare): what of it lies in which area, see mls_polygon_share()
 */
GArray *
mls_face_share (const MlsFace *face, const MlsFigures *areas)
{
  g_autofree MlsRing *rings = mls_face_dup_rings (face);

  return mls_polygon_share (rings, face->n_rings, areas);
}

/**
 * mls_face_perimeter:
 * @face: a face
 *
 * Returns: the length of all its rings in mm
 */
double
mls_face_perimeter (const MlsFace *face)
{
  double length = 0;

  for (guint r = 0; r < face->n_rings; r++)
    length += mls_ring_perimeter (mls_face_ring (face, r));

  return length;
}

/**
 * mls_face_locate:
 * @face: a face
 * @point: any point
 *
 * Returns: whether @point lies inside @face, outside (in a hole too), or on its border
 */
MlsSide
mls_face_locate (const MlsFace *face, MlsPoint point)
{
  MlsSide side;

  if (!mls_box_contains_point (&face->box, point))
    return MLS_SIDE_OUTSIDE;

  side = mls_ring_locate (mls_face_ring (face, 0), point);
  for (guint r = 1; r < face->n_rings && side == MLS_SIDE_INSIDE; r++)
    side = (MlsSide) -mls_ring_locate (mls_face_ring (face, r), point);

  return side;
}

static int
compare_doubles (gconstpointer left, gconstpointer right)
{
  double a = *(const double *) left;
  double b = *(const double *) right;

  return (a > b) - (a < b);
}

/* Where the borders of @face cross the line of points with northing @y + ½ mm, which meets no
 * vertex, from west to east. */
static GArray *
crossings_at (const MlsFace *face, gint64 y)
{
  GArray *crossings = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        {
          MlsPoint a = ring.points[j];
          MlsPoint b = ring.points[i];

          if ((a.y <= y) != (b.y <= y))
            {
              double t = ((double) (y - a.y) + 0.5) / (double) (b.y - a.y);
              double x = (double) a.x + t * (double) (b.x - a.x);

              g_array_append_val (crossings, x);
            }
        }
    }

  g_array_sort (crossings, compare_doubles);

  return crossings;
}

/* The middle of the widest part of @face along a northing. */
static double
widest_at (const MlsFace *face, gint64 y, MlsPoint *middle)
{
  g_autoptr (GArray) crossings = crossings_at (face, y);
  double widest = 0;

  for (guint i = 1; i < crossings->len; i += 2)
    {
      double west = g_array_index (crossings, double, i - 1);
      double east = g_array_index (crossings, double, i);

      if (east - west > widest)
        {
          widest = east - west;
          *middle = (MlsPoint){ (gint64) floor ((west + east) / 2), y };
        }
    }

  return widest;
}

/**
 * mls_face_inner_point:
 * @face: a face
 *
 * Returns: a grid point well inside @face, where a mark on it is put; the same for the same rings.
 *   In a face too thin to hold one, its first vertex
 */
MlsPoint
mls_face_inner_point (const MlsFace *face)
{
  MlsPoint best = face->points[0];
  double widest = 0;

  for (int k = 1; k < 8; k++)
    {
      gint64 y = face->box.min_y + (face->box.max_y - face->box.min_y) * k / 8;
      MlsPoint middle;
      double width = widest_at (face, y, &middle);

      if (width > widest && mls_face_locate (face, middle) == MLS_SIDE_INSIDE)
        {
          widest = width;
          best = middle;
        }
    }

  return best;
}

static gboolean
is_ring_within (MlsRing ring, MlsPoint point, gint64 distance)
{
  const MlsBox around = { point.x - distance, point.y - distance, point.x + distance, point.y + distance };

  for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
    {
      const MlsBox box = mls_box_of_segment (ring.points[j], ring.points[i]);

      if (mls_box_intersects (&box, &around) && mls_point_within (point, ring.points[j], ring.points[i], distance))
        return TRUE;
    }

  return FALSE;
}

/**
 * mls_face_is_within:
 * @face: a face
 * @point: any point
 * @distance: mm, up to 100 km
 *
 * Returns: whether some of @face, its border included, is no further than @distance from @point, exactly
 */
gboolean
mls_face_is_within (const MlsFace *face, MlsPoint point, gint64 distance)
{
  for (guint r = 0; r < face->n_rings; r++)
    if (is_ring_within (mls_face_ring (face, r), point, distance))
      return TRUE;

  return mls_face_locate (face, point) != MLS_SIDE_OUTSIDE;
}

/**
 * mls_face_same_rings:
 * @a: a face
 * @b: another
 *
 * Returns: whether both are the same area, vertex by vertex
 */
gboolean
mls_face_same_rings (const MlsFace *a, const MlsFace *b)
{
  return a->n_rings == b->n_rings && a->n_points == b->n_points &&
         memcmp (a->ring_end, b->ring_end, a->n_rings * sizeof (guint)) == 0 &&
         memcmp (a->points, b->points, a->n_points * sizeof (MlsPoint)) == 0;
}

/**
 * mls_face_same_labels:
 * @a: a face
 * @b: another, of the same vintages
 *
 * Returns: whether both are equal in every field of every vintage
 */
gboolean
mls_face_same_labels (const MlsFace *a, const MlsFace *b)
{
  return a->n_vintages == b->n_vintages &&
         memcmp (a->labels, b->labels, a->n_vintages * sizeof (MlsLabel)) == 0;
}

/**
 * mls_face_fault:
 * @face: a face
 * @where: (out): a place at the fault; undefined when there is none
 *
 * Returns: what keeps @face from being one, see mls_polygon_fault()
 */
MlsPolygonFault
mls_face_fault (const MlsFace *face, MlsPoint *where)
{
  g_autofree MlsRing *rings = mls_face_dup_rings (face);

  return mls_polygon_fault (rings, face->n_rings, where);
}

static int
compare_ids (gconstpointer left, gconstpointer right)
{
  const MlsFace *a = *(const MlsFace *const *) left;
  const MlsFace *b = *(const MlsFace *const *) right;

  return (a->id > b->id) - (a->id < b->id);
}

/**
 * mls_face_set_sorted:
 * @set: (element-type MlsFace): faces, in the order of a hash table
 *
 * Returns: (transfer container) (element-type MlsFace): the same by id, so that what is done with
 *   them does not depend on where they lie in memory
 */
GPtrArray *
mls_face_set_sorted (GHashTable *set)
{
  GPtrArray *faces = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer face;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, NULL, &face))
    g_ptr_array_add (faces, face);

  g_ptr_array_sort (faces, compare_ids);

  return faces;
}
