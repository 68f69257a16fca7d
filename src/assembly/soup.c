#include "assembly/soup.h"

#include "base/format.h"
#include "coverage/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define BLOCK_SIZE (1 << 20)

/* A packed coordinate takes ten bytes at most, and a vertex two of them and its mark. */
#define MAX_VARINT 10
#define MAX_VERTEX (2 * MAX_VARINT + sizeof (guint16))

struct _MlsSoup
{
  guint       n_vintages;
  GArray     *faces;         /* (element-type MlsSoupFace) */
  GArray     *losses;        /* (element-type MlsSoupLoss) */

  /* Packed rings never move once they are written. */
  GPtrArray  *blocks;
  guint8     *free_start;
  guint8     *free_end;

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
  soup->blocks = g_ptr_array_new_with_free_func (g_free);
  soup->labels = g_array_new (FALSE, FALSE, sizeof (MlsLabel));
  soup->labels_index = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                              (GDestroyNotify) g_bytes_unref, NULL);
  soup->shape = mls_shape_new ();
  soup->marks = g_array_new (FALSE, FALSE, sizeof (guint16));

  return soup;
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
  g_ptr_array_unref (soup->blocks);
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

static guint8 *
reserve (MlsSoup *soup, gsize size)
{
  if ((gsize) (soup->free_end - soup->free_start) < size)
    {
      gsize block_size = MAX (size, BLOCK_SIZE);

      soup->free_start = g_malloc (block_size);
      soup->free_end = soup->free_start + block_size;
      g_ptr_array_add (soup->blocks, soup->free_start);
    }

  return soup->free_start;
}

/* Seven bits a byte, the lowest first; the sign is the lowest bit of all. */
static guint8 *
write_number (guint8 *out, gint64 number)
{
  guint64 rest = ((guint64) number << 1) ^ (guint64) (number >> 63);

  for (; rest >= 0x80; rest >>= 7)
    *out++ = (guint8) (rest | 0x80);
  *out++ = (guint8) rest;

  return out;
}

static const guint8 *
read_number (const guint8 *in, gint64 *out)
{
  guint64 rest = 0;
  guint shift = 0;

  for (; *in >= 0x80; in++, shift += 7)
    rest |= (guint64) (*in & 0x7f) << shift;
  rest |= (guint64) *in++ << shift;

  *out = (gint64) (rest >> 1) ^ -(gint64) (rest & 1);

  return in;
}

/* Sets the rings of @face; @marks is NULL for vertices made on the grid. */
static void
pack (MlsSoup *soup, MlsSoupFace *face, const MlsShape *shape, const GArray *marks)
{
  gsize size = mls_shape_n_rings (shape) * MAX_VARINT + shape->points->len * MAX_VERTEX;
  guint8 *out = reserve (soup, size);
  MlsPoint last = { 0, 0 };
  guint k = 0;

  face->data = out;
  face->n_raw = mls_shape_n_rings (shape);
  face->box = MLS_BOX_EMPTY;

  for (guint r = 0; r < face->n_raw; r++)
    {
      MlsRing ring = mls_shape_ring (shape, r);

      out = write_number (out, (gint64) ring.n_points);
      for (gsize i = 0; i < ring.n_points; i++, k++)
        {
          guint16 mark = marks != NULL ? g_array_index (marks, guint16, k) : MLS_MARK_MIDDLE;

          out = write_number (out, ring.points[i].x - last.x);
          out = write_number (out, ring.points[i].y - last.y);
          memcpy (out, &mark, sizeof mark);
          out += sizeof mark;

          last = ring.points[i];
          mls_box_extend (&face->box, last);
        }
    }

  soup->free_start = out;
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
add_loss (MlsSoup *soup, gint64 source, const MlsSourceRing *outer)
{
  MlsSoupLoss loss = { source, { 0, 0 }, fabs (source_area2 (outer, outer->n_points)) / 2 };

  if (outer->n_points > 0)
    mls_grid_from_metres (outer->xy[0], outer->xy[1], &loss.place);

  g_array_append_val (soup->losses, loss);
}

/* Drops vertices that follow themselves, then rings of fewer than three, and all if the outer one is
 * among them. */
static void
tidy (MlsShape *shape)
{
  GArray *points = shape->points;
  guint n_points = 0;
  guint n_rings = 0;
  guint start = 0;

  for (guint r = 0; r < mls_shape_n_rings (shape); r++)
    {
      guint end = g_array_index (shape->ends, guint, r);
      guint first = n_points;

      for (; start < end; start++)
        {
          MlsPoint point = g_array_index (points, MlsPoint, start);

          if (n_points == first || !mls_point_equal (g_array_index (points, MlsPoint, n_points - 1), point))
            g_array_index (points, MlsPoint, n_points++) = point;
        }

      while (n_points > first + 1 && mls_point_equal (g_array_index (points, MlsPoint, first),
                                                      g_array_index (points, MlsPoint, n_points - 1)))
        n_points--;

      if (n_points < first + 3)
        n_points = first;
      else
        g_array_index (shape->ends, guint, n_rings++) = n_points;

      if (r == 0 && n_rings == 0)
        break;
    }

  g_array_set_size (points, n_points);
  g_array_set_size (shape->ends, n_rings);
}

/**
 * mls_soup_add:
 * @soup: a soup
 * @source: id of the feature
 * @rings: (array length=n_rings): the outer ring, then the holes
 * @n_rings: at least 1
 * @labels: (array): its label in each vintage
 * @error: %MLS_COVERAGE_ERROR_SOURCE for a coordinate that is not a number or lies off the grid
 *
 * Adds a polygon, rounded. One of which nothing is left then has no ring, and is a loss.
 *
 * Returns: whether it was added
 */
gboolean
mls_soup_add (MlsSoup             *soup,
              gint64               source,
              const MlsSourceRing *rings,
              guint                n_rings,
              const MlsLabel      *labels,
              GError             **error)
{
  MlsSoupFace face = { .source = source, .origin = soup->faces->len };

  mls_shape_clear (soup->shape);
  g_array_set_size (soup->marks, 0);

  for (guint r = 0; r < n_rings; r++)
    if (!round_ring (soup, &rings[r], r == 0))
      {
        g_autofree char *number = mls_format_id (source);

        g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_SOURCE,
                     _("Feature %s has a coordinate that is not a number, or lies farther out than any map"),
                     number);
        return FALSE;
      }

  face.labels = intern_labels (soup, labels);
  pack (soup, &face, soup->shape, soup->marks);
  tidy (soup->shape);
  face.n_rings = mls_shape_n_rings (soup->shape);
  if (face.n_rings == 0)
    add_loss (soup, source, &rings[0]);
  g_array_append_val (soup->faces, face);

  return TRUE;
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
 * mls_soup_add_like:
 * @soup: a soup
 * @i: a polygon in it
 * @shape: the rings of another part of that polygon
 *
 * Returns: the number of the new polygon, of the source and the labels of @i
 */
guint
mls_soup_add_like (MlsSoup *soup, guint i, const MlsShape *shape)
{
  MlsSoupFace face = g_array_index (soup->faces, MlsSoupFace, i);

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
  const MlsSoupFace *face = mls_soup_face (soup, i);
  const guint8 *in = face->data;
  MlsPoint point = { 0, 0 };

  mls_shape_clear (shape);
  g_array_set_size (marks, 0);

  for (guint r = 0; r < face->n_raw; r++)
    {
      gint64 n_points;

      in = read_number (in, &n_points);
      for (gint64 k = 0; k < n_points; k++)
        {
          gint64 dx, dy;
          guint16 mark;

          in = read_number (in, &dx);
          in = read_number (in, &dy);
          memcpy (&mark, in, sizeof mark);
          in += sizeof mark;

          point.x += dx;
          point.y += dy;
          mls_shape_add_point (shape, point);
          g_array_append_val (marks, mark);
        }

      mls_shape_end_ring (shape);
    }
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
  const guint8 *in = face->data;
  MlsPoint point = { 0, 0 };

  mls_shape_clear (shape);

  for (guint r = 0; r < face->n_raw; r++)
    {
      gint64 n_points;

      in = read_number (in, &n_points);
      for (gint64 k = 0; k < n_points; k++)
        {
          gint64 dx, dy;

          in = read_number (in, &dx);
          in = read_number (in, &dy);
          in += sizeof (guint16);

          point.x += dx;
          point.y += dy;
          mls_shape_add_point (shape, point);
        }

      mls_shape_end_ring (shape);
    }

  tidy (shape);
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
