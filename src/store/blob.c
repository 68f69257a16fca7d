#include "store/blob.h"

#include "base/cursor.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define FLAG_LITTLE_ENDIAN 0x01
#define FLAG_EMPTY         0x10
#define FLAG_EXTENDED      0x20

#define HEADER_SIZE   8
#define ENVELOPE_SIZE 32
#define POINT_SIZE    16

#define WKB_POINT   1
#define WKB_LINE    2
#define WKB_POLYGON 3

/* The few points at the end of a ring that are not stored. */
#define MIN_RING_POINTS 4

static void
append_uint32 (GByteArray *out, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (out, (const guint8 *) &value, sizeof value);
}

static void
append_metres (GByteArray *out, gint64 mm)
{
  double metres = mls_grid_to_metres (mm);
  guint64 bits;

  memcpy (&bits, &metres, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (out, (const guint8 *) &bits, sizeof bits);
}

static void
append_points (GByteArray *out, const MlsPoint *points, gsize n_points)
{
  for (gsize i = 0; i < n_points; i++)
    {
      append_metres (out, points[i].x);
      append_metres (out, points[i].y);
    }
}

static void
append_head (GByteArray *out, gint32 srs_id, const MlsBox *box, guint32 type)
{
  static const guint8 magic[] = { 'G', 'P', 0, FLAG_LITTLE_ENDIAN | 1 << 1 };
  static const guint8 byte_order[] = { 1 };

  g_byte_array_append (out, magic, sizeof magic);
  append_uint32 (out, (guint32) srs_id);
  append_metres (out, box->min_x);
  append_metres (out, box->max_x);
  append_metres (out, box->min_y);
  append_metres (out, box->max_y);
  g_byte_array_append (out, byte_order, sizeof byte_order);
  append_uint32 (out, type);
}

/**
 * mls_blob_from_face:
 * @face: a face
 * @srs_id: the file's number for its reference system
 * @out: gets the geometry in place of what it held
 */
void
mls_blob_from_face (const MlsFace *face, gint32 srs_id, GByteArray *out)
{
  g_byte_array_set_size (out, 0);
  append_head (out, srs_id, &face->box, WKB_POLYGON);
  append_uint32 (out, face->n_rings);

  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      append_uint32 (out, (guint32) ring.n_points + 1);
      append_points (out, ring.points, ring.n_points);
      append_points (out, ring.points, 1);
    }
}

/**
 * mls_blob_from_line:
 * @points: (array length=n_points): a line
 * @n_points: at least 2
 * @srs_id: the file's number for its reference system
 * @out: gets the geometry in place of what it held
 */
void
mls_blob_from_line (const MlsPoint *points, gsize n_points, gint32 srs_id, GByteArray *out)
{
  MlsBox box = mls_box_of_points (points, n_points);

  g_byte_array_set_size (out, 0);
  append_head (out, srs_id, &box, WKB_LINE);
  append_uint32 (out, (guint32) n_points);
  append_points (out, points, n_points);
}

static guint32
take_uint32 (MlsCursor *cursor)
{
  const guint8 *at = mls_cursor_take (cursor, sizeof (guint32));
  guint32 value = 0;

  if (at != NULL)
    memcpy (&value, at, sizeof value);

  return GUINT32_FROM_LE (value);
}

static double
double_at (const guint8 *at)
{
  guint64 bits;
  double value;

  memcpy (&bits, at, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);

  return value;
}

/* The bytes of an envelope, by the indicator in the flags; 0 to 4 are defined. */
static gsize
envelope_size (guint8 flags)
{
  static const gsize sizes[] = { 0, 32, 48, 48, 64 };
  guint indicator = (flags >> 1) & 7;

  return indicator < G_N_ELEMENTS (sizes) ? sizes[indicator] : G_MAXSIZE;
}

static gboolean
take_header (MlsCursor *cursor, guint8 *flags, const guint8 **envelope)
{
  const guint8 *header = mls_cursor_take (cursor, HEADER_SIZE);

  if (header == NULL || header[0] != 'G' || header[1] != 'P' || header[2] != 0)
    return FALSE;

  *flags = header[3];
  if ((*flags & FLAG_LITTLE_ENDIAN) == 0 || (*flags & FLAG_EXTENDED) != 0)
    return FALSE;

  *envelope = mls_cursor_take (cursor, envelope_size (*flags));
  return *envelope != NULL;
}

/**
 * mls_blob_is_empty:
 * @data: (nullable): a geometry
 * @length: its bytes
 *
 * Returns: whether it says that it is empty
 */
gboolean
mls_blob_is_empty (gconstpointer data, gsize length)
{
  const guint8 *bytes = data;

  return length >= HEADER_SIZE && (bytes[3] & FLAG_EMPTY) != 0;
}

/**
 * mls_blob_envelope:
 * @data: (nullable): a geometry
 * @length: its bytes
 * @envelope: (out): min x, max x, min y, max y as the header gives them, in the units of the file
 *
 * Returns: %FALSE if it is none, or has no envelope
 */
gboolean
mls_blob_envelope (gconstpointer data, gsize length, double envelope[4])
{
  MlsCursor cursor = { data, length, FALSE };
  const guint8 *at;
  guint8 flags;

  if (!take_header (&cursor, &flags, &at) || envelope_size (flags) < ENVELOPE_SIZE)
    return FALSE;

  for (int i = 0; i < 4; i++)
    envelope[i] = double_at (at + i * sizeof (double));

  return TRUE;
}

/**
 * mls_blob_find_wkb:
 * @data: (nullable): a geometry, of whatever program
 * @length: (inout): its bytes; those of the WKB
 *
 * Returns: (nullable): the WKB in it, if it has a header
 */
gconstpointer
mls_blob_find_wkb (gconstpointer data, gsize *length)
{
  MlsCursor cursor = { data, *length, FALSE };
  const guint8 *envelope;
  guint8 flags;

  if (!take_header (&cursor, &flags, &envelope))
    return NULL;

  *length = cursor.left;
  return cursor.at;
}

static gboolean
is_type (MlsCursor *cursor, guint32 type)
{
  const guint8 *envelope;
  const guint8 *byte_order;
  guint8 flags;

  if (!take_header (cursor, &flags, &envelope) || (flags & FLAG_EMPTY) != 0)
    return FALSE;

  byte_order = mls_cursor_take (cursor, 1);
  return byte_order != NULL && *byte_order == 1 && take_uint32 (cursor) == type;
}

static gboolean
take_type (MlsCursor *cursor, guint32 type, GError **error)
{
  if (is_type (cursor, type))
    return TRUE;

  g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED,
                       type == WKB_POLYGON ? _("has no two-dimensional polygon")
                                           : _("has no two-dimensional line"));
  return FALSE;
}

/* Appends a run of points to @points, each exactly on the grid. */
static gboolean
take_points (MlsCursor *cursor, GArray *points, GError **error)
{
  gsize n_points = take_uint32 (cursor);
  guint start = points->len;
  const guint8 *at;

  at = n_points <= cursor->left / POINT_SIZE ? mls_cursor_take (cursor, n_points * POINT_SIZE) : NULL;
  if (at == NULL || cursor->overrun)
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED,
                           _("has a geometry cut short"));
      return FALSE;
    }

  g_array_set_size (points, start + (guint) n_points);
  for (gsize i = 0; i < n_points; i++, at += POINT_SIZE)
    {
      MlsPoint *point = &g_array_index (points, MlsPoint, start + i);
      double x = double_at (at);
      double y = double_at (at + sizeof (double));

      if (!mls_grid_from_metres (x, y, point) || mls_grid_to_metres (point->x) != x ||
          mls_grid_to_metres (point->y) != y)
        {
          g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED,
                       _("has a vertex off the 1 mm grid at (%.6f, %.6f)"), x, y);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
take_ring (MlsCursor *cursor, GArray *points, GError **error)
{
  guint start = points->len;

  if (!take_points (cursor, points, error))
    return FALSE;

  if (points->len - start < MIN_RING_POINTS ||
      !mls_point_equal (g_array_index (points, MlsPoint, start),
                        g_array_index (points, MlsPoint, points->len - 1)))
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED,
                           _("has a ring that is not closed"));
      return FALSE;
    }

  g_array_set_size (points, points->len - 1);
  return TRUE;
}

/**
 * mls_blob_to_face:
 * @data: (nullable): a geometry
 * @length: its bytes
 * @id: the face's id
 * @since: the operation that wrote it
 * @labels: (array length=n_vintages): its labels
 * @n_vintages: how many
 * @error: %MLS_STORE_ERROR_DAMAGED, with a message to follow the name of the face, when it is not a
 *   polygon of closed rings whose every coordinate is exactly on the grid
 *
 * Returns: (transfer full): the face, or %NULL
 */
MlsFace *
mls_blob_to_face (gconstpointer   data,
                  gsize           length,
                  gint64          id,
                  gint64          since,
                  const MlsLabel *labels,
                  guint           n_vintages,
                  GError        **error)
{
  MlsCursor cursor = { data, length, FALSE };
  g_autoptr (GArray) points = NULL;
  g_autofree guint *ends = NULL;
  g_autofree MlsRing *rings = NULL;
  MlsFace *face;
  gsize n_rings;

  if (!take_type (&cursor, WKB_POLYGON, error))
    return NULL;

  n_rings = take_uint32 (&cursor);
  if (n_rings == 0 || n_rings > cursor.left / POINT_SIZE)
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED,
                           _("has a geometry cut short"));
      return NULL;
    }

  points = g_array_sized_new (FALSE, FALSE, sizeof (MlsPoint), (guint) (cursor.left / POINT_SIZE));
  ends = g_new (guint, n_rings);
  for (gsize r = 0; r < n_rings; r++)
    {
      if (!take_ring (&cursor, points, error))
        return NULL;
      ends[r] = points->len;
    }

  rings = g_new (MlsRing, n_rings);
  for (gsize r = 0; r < n_rings; r++)
    {
      guint start = r == 0 ? 0 : ends[r - 1];

      rings[r] = (MlsRing){ &g_array_index (points, MlsPoint, start), ends[r] - start };
    }

  face = mls_face_new (id, rings, (guint) n_rings, labels, n_vintages);
  face->since = since;

  return face;
}

/**
 * mls_blob_to_line:
 * @data: (nullable): a geometry
 * @length: its bytes
 * @error: %MLS_STORE_ERROR_DAMAGED, with a message to follow the name of the line
 *
 * Returns: (transfer full) (element-type MlsPoint): its points, or %NULL
 */
GArray *
mls_blob_to_line (gconstpointer data, gsize length, GError **error)
{
  MlsCursor cursor = { data, length, FALSE };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  if (!take_type (&cursor, WKB_LINE, error) || !take_points (&cursor, points, error))
    return NULL;

  if (points->len < 2)
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED,
                           _("has a line of less than two points"));
      return NULL;
    }

  return g_steal_pointer (&points);
}

/**
 * mls_blob_to_point:
 * @data: (nullable): a geometry
 * @length: its bytes
 * @out: (out): the point of the grid that is nearest to it
 *
 * Returns: whether it is a point of two dimensions that lies within the grid
 */
gboolean
mls_blob_to_point (gconstpointer data, gsize length, MlsPoint *out)
{
  MlsCursor cursor = { data, length, FALSE };
  const guint8 *at = is_type (&cursor, WKB_POINT) ? mls_cursor_take (&cursor, POINT_SIZE) : NULL;

  return at != NULL && mls_grid_from_metres (double_at (at), double_at (at + sizeof (double)), out);
}
