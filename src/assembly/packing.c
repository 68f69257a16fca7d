#include "assembly/packing.h"

#include <string.h>

/* A packed coordinate takes ten bytes at most, and a vertex two of them and its mark. */
#define MAX_VARINT 10
#define MAX_VERTEX (2 * MAX_VARINT + sizeof (guint16))

/**
 * mls_packing_room:
 * @shape: a list of rings
 *
 * Returns: how many bytes packing it takes at most
 */
gsize
mls_packing_room (const MlsShape *shape)
{
  return mls_shape_n_rings (shape) * MAX_VARINT + shape->points->len * MAX_VERTEX;
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

/**
 * mls_packing_write:
 * @out: where there is room enough
 * @shape: rings
 * @marks: (nullable) (element-type guint16): the mark of each of their vertices
 *
 * Returns: the end of what was written
 */
guint8 *
mls_packing_write (guint8 *out, const MlsShape *shape, const GArray *marks)
{
  MlsPoint last = { 0, 0 };
  guint k = 0;

  for (guint r = 0; r < mls_shape_n_rings (shape); r++)
    {
      MlsRing ring = mls_shape_ring (shape, r);

      out = write_number (out, (gint64) ring.n_points);
      for (gsize i = 0; i < ring.n_points; i++, k++)
        {
          out = write_number (out, ring.points[i].x - last.x);
          out = write_number (out, ring.points[i].y - last.y);
          last = ring.points[i];

          if (marks != NULL)
            {
              memcpy (out, &g_array_index (marks, guint16, k), sizeof (guint16));
              out += sizeof (guint16);
            }
        }
    }

  return out;
}

/**
 * mls_packing_read:
 * @in: packed rings
 * @n_rings: how many
 * @has_marks: whether they have marks
 * @shape: filled with them
 * @marks: (nullable) (element-type guint16): if there are any, filled with them
 */
void
mls_packing_read (const guint8 *in, guint n_rings, gboolean has_marks, MlsShape *shape, GArray *marks)
{
  MlsPoint point = { 0, 0 };

  mls_shape_clear (shape);
  if (marks != NULL)
    g_array_set_size (marks, 0);

  for (guint r = 0; r < n_rings; r++)
    {
      gint64 n_points;

      MlsPoint *points;

      in = read_number (in, &n_points);
      g_array_set_size (shape->points, shape->points->len + (guint) n_points);
      points = &g_array_index (shape->points, MlsPoint, shape->points->len - (guint) n_points);

      for (gint64 k = 0; k < n_points; k++)
        {
          gint64 dx, dy;

          in = read_number (in, &dx);
          in = read_number (in, &dy);
          point.x += dx;
          point.y += dy;
          points[k] = point;

          if (has_marks && marks != NULL)
            g_array_append_vals (marks, in, 1);
          if (has_marks)
            in += sizeof (guint16);
        }

      mls_shape_end_ring (shape);
    }
}

static void
give_segment (const MlsRingSegment *segment, const MlsBox *box, MlsRingSegmentFunc func, gpointer user_data)
{
  MlsBox own = mls_box_of_segment (segment->a, segment->b);

  if (mls_box_intersects (&own, box))
    func (segment, user_data);
}

/**
 * mls_packing_walk:
 * @in: packed rings without marks
 * @n_rings: how many
 * @box: where
 * @func: called with each segment whose box meets @box
 * @user_data: for @func
 */
void
mls_packing_walk (const guint8   *in,
                  guint           n_rings,
                  const MlsBox   *box,
                  MlsRingSegmentFunc  func,
                  gpointer        user_data)
{
  MlsPoint point = { 0, 0 };
  guint index = 0;

  for (guint r = 0; r < n_rings; r++)
    {
      MlsPoint first = { 0, 0 };
      gint64 n_points;

      in = read_number (in, &n_points);
      for (gint64 k = 0; k < n_points; k++, index++)
        {
          MlsPoint last = point;
          gint64 dx, dy;

          in = read_number (in, &dx);
          in = read_number (in, &dy);
          point.x += dx;
          point.y += dy;

          if (k == 0)
            first = point;
          else
            give_segment (&(MlsRingSegment){ last, point, index - 1, r > 0 }, box, func, user_data);
        }

      give_segment (&(MlsRingSegment){ point, first, index - 1, r > 0 }, box, func, user_data);
    }
}
