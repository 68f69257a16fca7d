#include "picture.h"

#include <glib/gstdio.h>
#include <math.h>

/* A photo is never of one colour along so many px. */
#define RUN_PX 24

/* How far beside a border its casing is looked for, px. */
#define CASING_PX 4

/* What a border is lighter by than its casing, and a colour may be off by, of 255. */
#define CONTRAST  50
#define TOLERANCE 48

static guint32
colour_at (cairo_surface_t *picture, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (picture);
  const guint32 *row = (const guint32 *) (gconstpointer) (data + (gssize) y * cairo_image_surface_get_stride (picture));

  return row[x] & 0xffffff;
}

static int
lightness_at (cairo_surface_t *picture, double x, double y)
{
  guint32 colour = colour_at (picture, (int) floor (x), (int) floor (y));

  return (int) ((colour >> 16) + 2 * (colour >> 8 & 0xff) + (colour & 0xff)) / 4;
}

/**
 * mls_picture_save:
 * @picture: a picture
 * @name: a name for it, without extension
 *
 * Saves it in the folder MLS_PICTURES names.
 *
 * Returns: (transfer full): the path of the PNG file
 */
char *
mls_picture_save (cairo_surface_t *picture, const char *name)
{
  const char *folder = g_getenv ("MLS_PICTURES");
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  char *path = g_build_filename (folder != NULL ? folder : g_get_tmp_dir (), file, NULL);

  if (folder != NULL)
    g_mkdir_with_parents (folder, 0755);
  if (cairo_surface_write_to_png (picture, path) != CAIRO_STATUS_SUCCESS)
    g_error ("%s: cannot be written", path);

  return path;
}

static gboolean
contains (const cairo_rectangle_int_t *rectangle, int x, int y)
{
  return x >= rectangle->x && x < rectangle->x + rectangle->width && y >= rectangle->y &&
         y < rectangle->y + rectangle->height;
}

static gboolean
run_is_plain (cairo_surface_t *picture, int x, int y)
{
  for (int i = 1; i < RUN_PX; i++)
    if (colour_at (picture, x + i, y) != colour_at (picture, x, y))
      return FALSE;

  return TRUE;
}

/**
 * mls_picture_find_photo:
 * @picture: a picture
 * @where: where to look
 * @except: what may lie over it
 *
 * Returns: how much of @where, @except left out, is neither bare nor a plain surface, from 0 to 1
 */
double
mls_picture_find_photo (cairo_surface_t             *picture,
                        const cairo_rectangle_int_t *where,
                        const cairo_rectangle_int_t *except)
{
  guint n_runs = 0, n_plain = 0;

  for (int y = where->y; y < where->y + where->height; y++)
    for (int x = where->x; x + RUN_PX <= where->x + where->width; x += RUN_PX)
      if (!contains (except, x, y) && !contains (except, x + RUN_PX - 1, y))
        {
          n_runs++;
          n_plain += run_is_plain (picture, x, y);
        }

  return 1 - (double) n_plain / n_runs;
}

/**
 * mls_picture_has_border:
 * @picture: a picture
 * @x: a place, at least 8 px from its edge
 * @y: same
 * @across_x: a direction, of length 1
 * @across_y: same
 *
 * Returns: whether a light line between darker ones goes through the place, across that direction
 */
gboolean
mls_picture_has_border (cairo_surface_t *picture, double x, double y, double across_x, double across_y)
{
  int middle = 0;
  int sides[] = { 255, 255 };

  for (int i = -2; i <= 2; i++)
    middle = MAX (middle, lightness_at (picture, x + across_x * i / 2, y + across_y * i / 2));
  for (int i = 2; i <= 2 * CASING_PX; i++)
    {
      sides[0] = MIN (sides[0], lightness_at (picture, x + across_x * i / 2, y + across_y * i / 2));
      sides[1] = MIN (sides[1], lightness_at (picture, x - across_x * i / 2, y - across_y * i / 2));
    }

  return middle - MAX (sides[0], sides[1]) >= CONTRAST;
}

static gboolean
is_near (guint32 a, guint32 b)
{
  for (int shift = 0; shift <= 16; shift += 8)
    if (ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)) > TOLERANCE)
      return FALSE;

  return TRUE;
}

/**
 * mls_picture_has_colour:
 * @picture: a picture
 * @x: a place, at least 2 px from its edge
 * @y: same
 * @colour: 0xrrggbb
 *
 * Returns: whether a pixel at most 1 px from there has about that colour
 */
gboolean
mls_picture_has_colour (cairo_surface_t *picture, double x, double y, guint32 colour)
{
  for (int j = -1; j <= 1; j++)
    for (int i = -1; i <= 1; i++)
      if (is_near (colour_at (picture, (int) floor (x) + i, (int) floor (y) + j), colour))
        return TRUE;

  return FALSE;
}

/**
 * mls_picture_differs:
 * @a: a picture
 * @b: another of the same size
 * @where: where to look
 *
 * Returns: how many pixels are not of about the same colour in both
 */
guint
mls_picture_differs (cairo_surface_t *a, cairo_surface_t *b, const cairo_rectangle_int_t *where)
{
  guint n = 0;

  for (int y = where->y; y < where->y + where->height; y++)
    for (int x = where->x; x < where->x + where->width; x++)
      n += !is_near (colour_at (a, x, y), colour_at (b, x, y));

  return n;
}
