#include "assembly/soup.h"

#include "assembly/packing.h"
#include "base/format.h"
#include "base/scratch.h"
#include "coverage/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

struct _MlsSoup
{
  guint       n_vintages;
  GArray     *faces;         /* (element-type MlsSoupFace) */
  GArray     *losses;        /* (element-type MlsSoupLoss) */
  MlsArea2    source_area2;  /* of all polygons as they were given */

  MlsScratch *rings;         /* packed */

  GArray     *labels;        /* (element-type MlsLabel), n_vintages for each different tuple */
  GHashTable *labels_index;  /* GBytes of a tuple to its number + 1 */

  /* Of the polygon that is being added. */
  MlsShape   *shape;
  GArray     *marks;         /* (element-type guint16), of the points of @shape */
};

/**
 * mls_soup_new:
 * @n_vintages: how many labels each polygon has
 *
 * Returns: (transfer full): a soup without a polygon
 */
MlsSoup *
mls_soup_new (guint n_vintages)
{
  MlsSoup *soup = g_new0 (MlsSoup, 1);

  soup->n_vintages = n_vintages;
  soup->faces = g_array_new (FALSE, FALSE, sizeof (MlsSoupFace));
  soup->losses = g_array_new (FALSE, FALSE, sizeof (MlsSoupLoss));
  soup->rings = mls_scratch_new ();
  soup->labels = g_array_new (FALSE, FALSE, sizeof (MlsLabel));
  soup->labels_index = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                              (GDestroyNotify) g_bytes_unref, NULL);
  soup->shape = mls_shape_new ();
  soup->marks = g_array_new (FALSE, FALSE, sizeof (guint16));

  return soup;
}

/**
 * mls_soup_new_beside:
 * @soup: a soup
 *
 * Returns: (transfer full): another for what is made of its polygons, none yet; they have their
 *   labels in common
 */
MlsSoup *
mls_soup_new_beside (const MlsSoup *soup)
{
  MlsSoup *beside = mls_soup_new (soup->n_vintages);

  g_array_unref (beside->labels);
  g_array_unref (beside->losses);
  g_hash_table_unref (beside->labels_index);
  beside->labels = g_array_ref (soup->labels);
  beside->losses = g_array_ref (soup->losses);
  beside->labels_index = g_hash_table_ref (soup->labels_index);
  beside->source_area2 = soup->source_area2;

  return beside;
}

/**
 * mls_soup_new_like:
 * @soup: a soup
 *
 * Returns: (transfer full): another with the same polygons, of which nothing is there until they are
 *   copied or replaced
 */
MlsSoup *
mls_soup_new_like (const MlsSoup *soup)
{
  MlsSoup *like = mls_soup_new_beside (soup);

  g_array_append_vals (like->faces, soup->faces->data, soup->faces->len);
  for (guint i = 0; i < like->faces->len; i++)
    {
      MlsSoupFace *face = &g_array_index (like->faces, MlsSoupFace, i);

      face->n_raw = face->n_rings = 0;
    }

  return like;
}

/**
 * mls_soup_swap:
 * @soup: a soup
 * @other: another, of as many vintages
 *
 * Gives each what the other has.
 */
void
mls_soup_swap (MlsSoup *soup, MlsSoup *other)
{
  MlsSoup kept = *soup;

  *soup = *other;
  *other = kept;
}

/**
 * mls_soup_free:
 * @soup: (transfer full): a soup
 */
void
mls_soup_free (MlsSoup *soup)
{
  g_array_unref (soup->faces);
  g_array_unref (soup->losses);
  mls_scratch_free (soup->rings);
  g_array_unref (soup->labels);
  g_hash_table_unref (soup->labels_index);
  mls_shape_free (soup->shape);
  g_array_unref (soup->marks);
  g_free (soup);
}

static guint
intern_labels (MlsSoup *soup, const MlsLabel *labels)
{
  g_autoptr (GBytes) key = g_bytes_new (labels, soup->n_vintages * sizeof *labels);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (soup->labels_index, key));

  if (n > 0)
    return n - 1;

  n = g_hash_table_size (soup->labels_index);
  g_array_append_vals (soup->labels, labels, soup->n_vintages);
  g_hash_table_insert (soup->labels_index, g_steal_pointer (&key), GUINT_TO_POINTER (n + 1));

  return n;
}

/* Sets the rings of @face; @marks is NULL for vertices made on the grid. */
static void
pack (MlsSoup *soup, MlsSoupFace *face, const MlsShape *shape, const GArray *marks)
{
  guint8 *out = mls_scratch_reserve (soup->rings, mls_packing_room (shape));

  face->data = out;
  face->size = (gsize) (mls_packing_write (out, shape, marks) - out);
  face->n_raw = mls_shape_n_rings (shape);
  face->has_marks = marks != NULL;
  face->box = mls_box_of_points ((const MlsPoint *) (gpointer) shape->points->data, shape->points->len);
  mls_scratch_keep (soup->rings, face->size);
}

static gboolean
is_closed (const MlsSourceRing *ring)
{
  gsize last = ring->n_points > 0 ? ring->n_points - 1 : 0;

  return last > 0 && ring->xy[0] == ring->xy[2 * last] && ring->xy[1] == ring->xy[2 * last + 1];
}

/* Which way a ring of the source runs, by its own coordinates. */
static double
source_area2 (const MlsSourceRing *ring, gsize n)
{
  double sum = 0;

  for (gsize i = 2; i < n; i++)
    {
      const double *a = ring->xy + 2 * (i - 1);
      const double *b = ring->xy + 2 * i;

      sum += (a[0] - ring->xy[0]) * (b[1] - ring->xy[1]) - (a[1] - ring->xy[1]) * (b[0] - ring->xy[0]);
    }

  return sum;
}

/* Without a sign, to the nearest whole number of half mm². */
static MlsArea2
ring_area2 (const MlsSourceRing *ring)
{
  return mls_area2_from_m2 (fabs (source_area2 (ring, ring->n_points)) / 2);
}

/* Where in its millimetre a coordinate lies. */
static guint
mark_part (double metres, gint64 mm)
{
  double rest = metres * MLS_MM_PER_M - (double) mm + 0.5;

  return (guint) CLAMP (rest * MLS_MARK_STEPS, 0, MLS_MARK_STEPS - 1);
}

/* Rounds a ring, counter-clockwise in the source if @outer. */
static gboolean
round_ring (MlsSoup *soup, const MlsSourceRing *ring, gboolean outer)
{
  gsize n = ring->n_points - (is_closed (ring) ? 1 : 0);
  gboolean forward = (source_area2 (ring, n) > 0) == outer;

  for (gsize i = 0; i < n; i++)
    {
      const double *xy = ring->xy + 2 * (forward ? i : n - 1 - i);
      MlsPoint point;
      guint16 mark;

      if (!mls_grid_from_metres (xy[0], xy[1], &point))
        return FALSE;

      mark = (guint16) (mark_part (xy[0], point.x) << 8 | mark_part (xy[1], point.y));
      mls_shape_add_point (soup->shape, point);
      g_array_append_val (soup->marks, mark);
    }

  mls_shape_end_ring (soup->shape);
  return TRUE;
}

static void
add_loss (MlsSoup *soup, const MlsSoupFeature *feature, const MlsSourceRing *outer)
{
  MlsSoupLoss loss = { feature->layer, feature->id, { 0, 0 }, fabs (source_area2 (outer, outer->n_points)) / 2 };

  if (outer->n_points > 0)
    mls_grid_from_metres (outer->xy[0], outer->xy[1], &loss.place);

  g_array_append_val (soup->losses, loss);
}

/**
 * mls_soup_add:
 * @soup: a soup
 * @feature: what it is a polygon of
 * @rings: (array length=n_rings): the outer ring, then the holes
 * @n_rings: at least 1
 * @error: %MLS_COVERAGE_ERROR_SOURCE for a coordinate that is not a number or lies off the grid
 *
 * Adds a polygon, rounded. One of which nothing is left then has no ring, and is a loss.
 *
 * Returns: whether it was added
 */
gboolean
mls_soup_add (MlsSoup              *soup,
              const MlsSoupFeature *feature,
              const MlsSourceRing  *rings,
              guint                 n_rings,
              GError              **error)
{
  MlsSoupFace face = { .source = feature->id, .layer = feature->layer, .priority = feature->priority,
                       .origin = soup->faces->len };

  mls_shape_clear (soup->shape);
  g_array_set_size (soup->marks, 0);

  for (guint r = 0; r < n_rings; r++)
    if (!round_ring (soup, &rings[r], r == 0))
      {
        g_autofree char *number = mls_format_id (feature->id);

        g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_SOURCE,
                     _("Feature %s has a coordinate that is not a number, or lies farther out than any map"),
                     number);
        return FALSE;
      }

  for (guint r = 0; r < n_rings && feature->layer != MLS_OUTLINE; r++)
    soup->source_area2 += (r == 0 ? 1 : -1) * ring_area2 (&rings[r]);

  face.labels = intern_labels (soup, feature->labels);
  pack (soup, &face, soup->shape, soup->marks);
  mls_shape_tidy (soup->shape);
  face.n_rings = mls_shape_n_rings (soup->shape);
  if (face.n_rings == 0)
    add_loss (soup, feature, &rings[0]);
  g_array_append_val (soup->faces, face);

  return TRUE;
}

/**
 * mls_soup_add_ground:
 * @soup: a soup
 * @feature: what it is a polygon of
 * @rings: (array length=n_rings): the outer ring, then the holes, either way round; of at least 3 points each
 * @n_rings: at least 1
 *
 * Adds a polygon that is on the grid already.
 */
void
mls_soup_add_ground (MlsSoup *soup, const MlsSoupFeature *feature, const MlsRing *rings, guint n_rings)
{
  g_autofree MlsSourceRing *sources = g_new (MlsSourceRing, n_rings);
  gsize n_points = 0;
  g_autofree double *xy = NULL;
  double *next;

  for (guint r = 0; r < n_rings; r++)
    n_points += rings[r].n_points;

  next = xy = g_new (double, 2 * n_points);
  for (guint r = 0; r < n_rings; r++)
    {
      sources[r] = (MlsSourceRing){ next, rings[r].n_points };
      for (gsize i = 0; i < rings[r].n_points; i++)
        {
          *next++ = mls_grid_to_metres (rings[r].points[i].x);
          *next++ = mls_grid_to_metres (rings[r].points[i].y);
        }
    }

  mls_soup_add (soup, feature, sources, n_rings, NULL);
}

/**
 * mls_soup_replace:
 * @soup: a soup
 * @i: a polygon in it
 * @shape: its rings from now on, in the direction they are to have; without a ring nothing is left
 *   of it
 */
void
mls_soup_replace (MlsSoup *soup, guint i, const MlsShape *shape)
{
  MlsSoupFace *face = &g_array_index (soup->faces, MlsSoupFace, i);

  pack (soup, face, shape, NULL);
  face->n_rings = face->n_raw;
  face->remade = TRUE;
}

/**
 * mls_soup_copy:
 * @soup: a soup made like @from
 * @i: a polygon in both
 * @from: a soup
 *
 * Makes it what it is there.
 */
void
mls_soup_copy (MlsSoup *soup, guint i, const MlsSoup *from)
{
  const MlsSoupFace *face = mls_soup_face (from, i);
  guint8 *out = mls_scratch_reserve (soup->rings, face->size);

  if (face->size > 0)
    memcpy (out, face->data, face->size);
  mls_scratch_keep (soup->rings, face->size);

  g_array_index (soup->faces, MlsSoupFace, i) = *face;
  g_array_index (soup->faces, MlsSoupFace, i).data = out;
}

/**
 * mls_soup_add_like:
 * @soup: a soup
 * @like: a polygon of it, or of one made like it or that it was made like
 * @shape: the rings of another, or of another part of that one
 *
 * Returns: the number of the new polygon, of the source and the labels of @like
 */
guint
mls_soup_add_like (MlsSoup *soup, const MlsSoupFace *like, const MlsShape *shape)
{
  MlsSoupFace face = *like;

  pack (soup, &face, shape, NULL);
  face.n_rings = face.n_raw;
  face.remade = TRUE;
  g_array_append_val (soup->faces, face);

  return soup->faces->len - 1;
}

/**
 * mls_soup_n_faces:
 * @soup: a soup
 *
 * Returns: how many polygons it has
 */
guint
mls_soup_n_faces (const MlsSoup *soup)
{
  return soup->faces->len;
}

/**
 * mls_soup_face:
 * @soup: a soup
 * @i: a polygon in it
 *
 * Returns: (transfer none): what is known of it, valid until a polygon is added
 */
const MlsSoupFace *
mls_soup_face (const MlsSoup *soup, guint i)
{
  return &g_array_index (soup->faces, MlsSoupFace, i);
}

/**
 * mls_soup_read_raw:
 * @soup: a soup
 * @i: a polygon in it
 * @shape: filled with its rings, with each vertex of the source
 * @marks: (element-type guint16): filled with the marks of the vertices
 *
 * Any thread, while nobody adds or replaces.
 */
void
mls_soup_read_raw (const MlsSoup *soup, guint i, MlsShape *shape, GArray *marks)
{
  const guint16 middle = MLS_MARK_MIDDLE;
  const MlsSoupFace *face = mls_soup_face (soup, i);

  mls_packing_read (face->data, face->n_raw, face->has_marks, shape, marks);
  while (marks->len < shape->points->len)
    g_array_append_val (marks, middle);
}

/**
 * mls_soup_read:
 * @soup: a soup
 * @i: a polygon in it
 * @shape: filled with its rings on the grid: no vertex follows itself, each ring has three or more
 *
 * Any thread, while nobody adds or replaces.
 */
void
mls_soup_read (const MlsSoup *soup, guint i, MlsShape *shape)
{
  const MlsSoupFace *face = mls_soup_face (soup, i);

  mls_packing_read (face->data, face->n_raw, face->has_marks, shape, NULL);
  mls_shape_tidy (shape);
}

/**
 * mls_soup_walk:
 * @soup: a soup
 * @i: a polygon in it without marks
 * @box: where
 * @func: called with each of its segments whose box meets @box
 * @user_data: for @func
 *
 * Any thread, while nobody adds or replaces.
 */
void
mls_soup_walk (const MlsSoup *soup, guint i, const MlsBox *box, MlsRingSegmentFunc func, gpointer user_data)
{
  const MlsSoupFace *face = mls_soup_face (soup, i);

  if (face->n_raw > 0 && mls_box_intersects (&face->box, box))
    mls_packing_walk (face->data, face->n_raw, box, func, user_data);
}

/**
 * mls_soup_index:
 * @soup: a soup
 *
 * Returns: (transfer full): a tree of the boxes of its polygons; those of which nothing is left are
 *   anywhere
 */
MlsBoxTree *
mls_soup_index (const MlsSoup *soup)
{
  guint n = soup->faces->len;
  g_autofree MlsBox *boxes = g_new (MlsBox, n);
  MlsBox anywhere = { 0, 0, 0, 0 };

  for (guint i = 0; i < n; i++)
    if (mls_soup_face (soup, i)->n_rings > 0)
      anywhere = mls_soup_face (soup, i)->box;

  for (guint i = 0; i < n; i++)
    boxes[i] = mls_soup_face (soup, i)->n_rings > 0 ? mls_soup_face (soup, i)->box : anywhere;

  return mls_box_tree_new (boxes, n);
}

/**
 * mls_soup_is_face:
 * @soup: a soup
 * @i: a polygon in it
 * @scratch: used for reading
 * @where: (out): a place where it is none
 *
 * Any thread, each with its own @scratch, while nobody adds or replaces.
 *
 * Returns: whether the polygon is a face, with no ring turned over; nothing is left of one also is
 */
gboolean
mls_soup_is_face (const MlsSoup *soup, guint i, MlsShape *scratch, MlsPoint *where)
{
  mls_soup_read (soup, i, scratch);

  return mls_shape_n_rings (scratch) == 0 || mls_shape_is_face (scratch, where);
}

/**
 * mls_soup_labels:
 * @soup: a soup
 * @labels: the number of a tuple, as MlsSoupFace has it
 *
 * Returns: (transfer none) (array): the label in each vintage, valid until a polygon is added
 */
const MlsLabel *
mls_soup_labels (const MlsSoup *soup, guint labels)
{
  return &g_array_index (soup->labels, MlsLabel, labels * soup->n_vintages);
}

/**
 * mls_soup_number_labels:
 * @soup: a soup
 * @labels: (array): a label in each vintage
 *
 * Returns: the number of that tuple
 */
guint
mls_soup_number_labels (MlsSoup *soup, const MlsLabel *labels)
{
  return intern_labels (soup, labels);
}

/**
 * mls_soup_set_labels:
 * @soup: a soup
 * @i: a polygon in it
 * @labels: the number of the tuple of labels it has from now on
 */
void
mls_soup_set_labels (MlsSoup *soup, guint i, guint labels)
{
  g_array_index (soup->faces, MlsSoupFace, i).labels = labels;
}

/**
 * mls_soup_no_labels:
 * @soup: a soup
 *
 * Returns: the number of the tuple of no label in any vintage
 */
guint
mls_soup_no_labels (MlsSoup *soup)
{
  g_autofree MlsLabel *labels = g_new0 (MlsLabel, soup->n_vintages);

  return intern_labels (soup, labels);
}

/**
 * mls_soup_n_labels:
 * @soup: a soup
 *
 * Returns: how many different tuples of labels there are
 */
guint
mls_soup_n_labels (const MlsSoup *soup)
{
  return g_hash_table_size (soup->labels_index);
}

/**
 * mls_soup_n_vintages:
 * @soup: a soup
 *
 * Returns: how many labels each polygon has
 */
guint
mls_soup_n_vintages (const MlsSoup *soup)
{
  return soup->n_vintages;
}

/**
 * mls_soup_losses:
 * @soup: a soup
 *
 * Returns: (transfer none) (element-type MlsSoupLoss): the polygons of which rounding left nothing
 */
const GArray *
mls_soup_losses (const MlsSoup *soup)
{
  return soup->losses;
}

/**
 * mls_soup_source_area2:
 * @soup: a soup
 *
 * Returns: the area of all polygons as they were given, each ring to the nearest half mm² and holes
 *   taken off, twice its mm²
 */
MlsArea2
mls_soup_source_area2 (const MlsSoup *soup)
{
  return soup->source_area2;
}

/**
 * mls_soup_area2:
 * @soup: a soup
 * @i: a polygon in it
 * @scratch: used for reading
 *
 * Returns: what its rings on the grid run around, twice its mm²; where they turned over or cross that
 *   is not its ground
 */
MlsArea2
mls_soup_area2 (const MlsSoup *soup, guint i, MlsShape *scratch)
{
  mls_soup_read (soup, i, scratch);

  return mls_shape_area2 (scratch);
}
