#include "picture.h"

#include "geometry/ring.h"

#include <string.h>

/* The way an outline goes on, in steps of a square. */
typedef enum
{
  EAST,
  NORTH,
  WEST,
  SOUTH,
  N_WAYS,
} Way;

static const int step_x[N_WAYS] = { 1, 0, -1, 0 };
static const int step_y[N_WAYS] = { 0, 1, 0, -1 };

Picture *
picture_new (MlsPoint origin, gint64 scale)
{
  Picture *picture = g_new (Picture, 1);

  *picture = (Picture){ origin, scale, g_ptr_array_new_with_free_func (g_free) };

  return picture;
}

void
picture_free (Picture *picture)
{
  g_ptr_array_unref (picture->rows);
  g_free (picture);
}

void
picture_add_row (Picture *picture, const char *row)
{
  g_ptr_array_add (picture->rows, g_strdup (row));
}

guint
picture_columns (const Picture *picture)
{
  gsize columns = 0;

  for (guint i = 0; i < picture->rows->len; i++)
    columns = MAX (columns, strlen (g_ptr_array_index (picture->rows, i)));

  return (guint) columns;
}

/* The letter of a square, counted from the south-west; a dot outside. */
char
picture_at (const Picture *picture, gint64 column, gint64 row)
{
  const char *letters;

  if (row < 0 || row >= picture->rows->len || column < 0)
    return '.';

  letters = g_ptr_array_index (picture->rows, picture->rows->len - 1 - (guint) row);

  return column < (gint64) strlen (letters) ? letters[column] : '.';
}

MlsPoint
picture_middle (const Picture *picture, guint column, guint row)
{
  return (MlsPoint){ picture->origin.x + picture->scale * column + picture->scale / 2,
                     picture->origin.y + picture->scale * row + picture->scale / 2 };
}

guint
picture_count (const Picture *picture, char letter)
{
  guint count = 0;

  for (guint row = 0; row < picture->rows->len; row++)
    for (guint column = 0; column < picture_columns (picture); column++)
      count += picture_at (picture, column, row) == letter;

  return count;
}

/* The square on the left of the step that leaves the corner (@x, @y), or on its right. */
static char
beside (const Picture *picture, gint64 x, gint64 y, Way way, gboolean left)
{
  gboolean east = way == EAST || (way == NORTH && !left) || (way == SOUTH && left);
  gboolean north = way == NORTH || (way == EAST && left) || (way == WEST && !left);

  return picture_at (picture, east ? x : x - 1, north ? y : y - 1);
}

/* Whether the outline of @letter walks that step, the face on its left. */
static gboolean
walks (const Picture *picture, char letter, gint64 x, gint64 y, Way way)
{
  return beside (picture, x, y, way, TRUE) == letter && beside (picture, x, y, way, FALSE) != letter;
}

/* A corner is a vertex unless a single straight border passes through it. */
static gboolean
is_vertex (const Picture *picture, gint64 x, gint64 y)
{
  gboolean border[N_WAYS];

  for (int way = 0; way < N_WAYS; way++)
    border[way] = beside (picture, x, y, (Way) way, TRUE) != beside (picture, x, y, (Way) way, FALSE);

  if (border[EAST] && border[WEST])
    return border[NORTH] || border[SOUTH];
  if (border[NORTH] && border[SOUTH])
    return border[EAST] || border[WEST];

  return border[EAST] || border[WEST];
}

/* Where two squares of a face meet in a corner only, the outline turns right: it stays on the same
 * side of the face, and passes no vertex twice. */
static Way
next_way (const Picture *picture, char letter, gint64 x, gint64 y, Way way)
{
  for (int turn = N_WAYS - 1; turn <= N_WAYS + 1; turn++)
    {
      Way next = (Way) ((way + turn) % N_WAYS);

      if (walks (picture, letter, x, y, next))
        return next;
    }

  g_assert_not_reached ();
}

/* Follows one outline from the step that leaves (@x, @y), and marks its steps as done. */
static GArray *
follow (const Picture *picture, char letter, gint64 x, gint64 y, Way way, gboolean *done)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  gsize width = picture_columns (picture) + 1;

  while (!done[((gsize) y * width + (gsize) x) * N_WAYS + way])
    {
      done[((gsize) y * width + (gsize) x) * N_WAYS + way] = TRUE;
      if (is_vertex (picture, x, y))
        g_array_append_val (ring, ((MlsPoint){ picture->origin.x + x * picture->scale,
                                               picture->origin.y + y * picture->scale }));
      x += step_x[way];
      y += step_y[way];
      way = next_way (picture, letter, x, y, way);
    }

  return ring;
}

/**
 * picture_rings:
 * @picture: a picture
 * @letter: a face of it
 *
 * Returns: (transfer full) (element-type GArray of MlsPoint): the outlines of the face, the outer
 *   one first, each with the vertices that it or a neighbour turns or meets another at
 */
GPtrArray *
picture_rings (const Picture *picture, char letter)
{
  guint columns = picture_columns (picture), rows = picture->rows->len;
  GPtrArray *rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree gboolean *done = g_new0 (gboolean, (gsize) (columns + 1) * (rows + 1) * N_WAYS);

  for (guint y = 0; y <= rows; y++)
    for (guint x = 0; x <= columns; x++)
      for (int way = 0; way < N_WAYS; way++)
        {
          GArray *points;
          MlsRing ring;

          if (!walks (picture, letter, x, y, (Way) way) || done[((gsize) y * (columns + 1) + x) * N_WAYS + way])
            continue;

          points = follow (picture, letter, x, y, (Way) way, done);
          ring = (MlsRing){ (const MlsPoint *) (gpointer) points->data, points->len };
          g_ptr_array_insert (rings, mls_ring_area2 (ring) > 0 ? 0 : -1, points);
        }

  return rings;
}
