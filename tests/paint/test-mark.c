#include "paint/mark.h"
#include "patchwork.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#define WIDTH  700
#define HEIGHT 500

static const cairo_rectangle_t window = { 0, 0, WIDTH, HEIGHT };
static const MlsTransform one_to_2500 = { 1000, 2000, 0.66145833333333333 };

static MlsPoint
at_px (const MlsTransform *transform, double x, double y)
{
  MlsPoint point = { 0, 0 };

  g_assert_true (mls_grid_from_metres (mls_transform_east (transform, x),
                                       mls_transform_north (transform, y), &point));

  return point;
}

static cairo_surface_t *
surface_new (void)
{
  return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
}

static cairo_surface_t *
draw_whole (const MlsMark *mark, const MlsTransform *transform)
{
  cairo_surface_t *surface = surface_new ();
  cairo_t *cr = cairo_create (surface);

  mls_mark_draw (mark, cr, transform, &window);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static cairo_surface_t *
draw_cells (const MlsMark *mark, const MlsTransform *transform, GArray *cells)
{
  cairo_surface_t *surface = surface_new ();
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < cells->len; i++)
    mls_mark_draw (mark, cr, transform, &g_array_index (cells, cairo_rectangle_t, i));
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  guint32 value;

  memcpy (&value,
          cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface) +
              4 * x,
          sizeof value);

  return value;
}

static guint
max_difference (guint32 a, guint32 b)
{
  guint difference = 0;

  for (int shift = 0; shift < 32; shift += 8)
    difference =
        MAX (difference, (guint) ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)));

  return difference;
}

/* Drawn cell by cell, a mark is what it is in one piece: nothing lies outside its cells. */
static void
check_cells (const MlsMark *mark, const MlsTransform *transform)
{
  g_autoptr (GArray) cells = mls_mark_cells (mark, transform, &window);
  cairo_surface_t *whole = draw_whole (mark, transform);
  cairo_surface_t *parts = draw_cells (mark, transform, cells);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      g_assert_cmpuint (max_difference (pixel (whole, x, y), pixel (parts, x, y)), <=, 24);

  cairo_surface_destroy (whole);
  cairo_surface_destroy (parts);
}

static MlsMark *
random_mark (GPtrArray *faces, const MlsTransform *transform)
{
  const MlsFace *face = g_ptr_array_index (faces, g_test_rand_int_range (0, (gint32) faces->len));
  g_autofree MlsRing *rings = g_new (MlsRing, face->n_rings);
  MlsPoint point = at_px (transform, g_test_rand_int_range (-40, WIDTH + 40),
                          g_test_rand_int_range (-40, HEIGHT + 40));

  for (guint r = 0; r < face->n_rings; r++)
    rings[r] = mls_face_ring (face, r);

  switch (g_test_rand_int_range (0, 10))
    {
    case 0:
    case 1:
      return mls_mark_new_outline (rings, face->n_rings, MLS_MARK_SELECTION_COLOUR);
    case 2:
      return mls_mark_new_side (rings, face->n_rings, 0x00ff00);
    case 3:
      return mls_mark_new_pending (rings, face->n_rings);
    case 4:
      return mls_mark_new_sketch (
          rings[0].points, (guint) rings[0].n_points,
          (guint) g_test_rand_int_range (0, (gint32) rings[0].n_points + 1));
    case 5:
      return mls_mark_new_snap (point,
                                g_test_rand_bit () ? MLS_MARK_SNAP_VERTEX : MLS_MARK_SNAP_BORDER);
    case 6:
      return mls_mark_new_finding (point, 0xff0000);
    case 7:
      return mls_mark_new_square (point, 300);
    case 8:
      return mls_mark_new_handles (rings[0].points, (guint) rings[0].n_points);
    default:
      return mls_mark_new_ghost (point);
    }
}

static void
test_cells (void)
{
  for (int round = 0; round < 60; round++)
    {
      PatchworkOptions options = { 3, 3, (int) pow (10, g_test_rand_double_range (3.5, 6.5)), 9,
                                   0 };
      g_autoptr (GPtrArray) faces = patchwork_new (&options);
      double land = mls_grid_to_metres (3 * (gint64) options.cell);
      MlsTransform transform = { g_test_rand_double_range (-0.2, 0.8) * land,
                                 g_test_rand_double_range (0.2, 1.2) * land, 0.66145833333333333 };
      g_autoptr (MlsMark) mark = random_mark (faces, &transform);

      check_cells (mark, &transform);
    }
}

/* The outline of a large area touches few of the pixels of the window. */
static void
test_tight (void)
{
  const MlsPoint corners[] = { at_px (&one_to_2500, 20, 20), at_px (&one_to_2500, 680, 20),
                               at_px (&one_to_2500, 680, 480), at_px (&one_to_2500, 20, 480) };
  g_autoptr (MlsMark) mark = mls_mark_new_outline (&(MlsRing){ corners, 4 }, 1, 0xffffff);
  g_autoptr (GArray) cells = mls_mark_cells (mark, &one_to_2500, &window);
  double area = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const cairo_rectangle_t *cell = &g_array_index (cells, cairo_rectangle_t, i);

      area += cell->width * cell->height;
    }

  g_assert_cmpuint (cells->len, >, 10);
  g_assert_cmpfloat (area, <, 0.75 * WIDTH * HEIGHT);
}

static void
test_out_of_sight (void)
{
  g_autoptr (MlsMark) mark = mls_mark_new_finding (at_px (&one_to_2500, -100, 50), 0xff0000);
  g_autoptr (GArray) cells = mls_mark_cells (mark, &one_to_2500, &window);

  g_assert_cmpuint (cells->len, ==, 0);
}

static void
test_equal (void)
{
  const MlsPoint points[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } };
  const MlsRing rings[] = { { points, 4 }, { points, 2 }, { points + 2, 2 } };
  g_autoptr (MlsMark) mark = mls_mark_new_outline (rings, 1, 1);
  g_autoptr (MlsMark) same = mls_mark_new_outline (rings, 1, 1);
  g_autoptr (MlsMark) coloured = mls_mark_new_outline (rings, 1, 2);
  g_autoptr (MlsMark) cut = mls_mark_new_outline (rings + 1, 2, 1);
  g_autoptr (MlsMark) side = mls_mark_new_side (rings, 1, 1);

  g_assert_true (mls_mark_equal (mark, mark));
  g_assert_true (mls_mark_equal (mark, same));
  g_assert_false (mls_mark_equal (mark, coloured));
  g_assert_false (mls_mark_equal (mark, cut));
  g_assert_false (mls_mark_equal (mark, side));
}

/* Inside an outline the photo stays as it is; inside a side it is tinted. */
static void
test_inside (void)
{
  const MlsPoint corners[] = { at_px (&one_to_2500, 100, 100), at_px (&one_to_2500, 300, 100),
                               at_px (&one_to_2500, 300, 300), at_px (&one_to_2500, 100, 300) };
  const MlsRing ring = { corners, 4 };
  g_autoptr (MlsMark) outline = mls_mark_new_outline (&ring, 1, 0xffffff);
  g_autoptr (MlsMark) side = mls_mark_new_side (&ring, 1, 0xff0000);
  cairo_surface_t *outlined = draw_whole (outline, &one_to_2500);
  cairo_surface_t *tinted = draw_whole (side, &one_to_2500);

  g_assert_cmphex (pixel (outlined, 200, 200), ==, 0);
  g_assert_cmphex (pixel (outlined, 100, 200), ==, 0xffffffff);
  g_assert_cmphex (pixel (tinted, 200, 200), ==, 0x66660000);
  g_assert_cmphex (pixel (tinted, 320, 200), ==, 0);

  cairo_surface_destroy (outlined);
  cairo_surface_destroy (tinted);
}

/* Lines are open; what is dashed is there in part, and another mark. */
static void
test_lines (void)
{
  const MlsPoint bent[] = { at_px (&one_to_2500, 100, 100), at_px (&one_to_2500, 300, 100), at_px (&one_to_2500, 300, 300) };
  const MlsPoint apart[] = { at_px (&one_to_2500, 400, 100), at_px (&one_to_2500, 400, 300) };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (MlsMark) through = NULL;
  g_autoptr (MlsMark) dashed = NULL;
  cairo_surface_t *drawn, *gone;
  guint n_drawn = 0;

  g_ptr_array_add (lines, g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (MlsPoint)), bent, 3));
  g_ptr_array_add (lines, g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (MlsPoint)), apart, 2));
  through = mls_mark_new_lines (lines, 0xffffff, FALSE);
  dashed = mls_mark_new_lines (lines, 0xffffff, TRUE);
  drawn = draw_whole (through, &one_to_2500);
  gone = draw_whole (dashed, &one_to_2500);

  g_assert_cmphex (pixel (drawn, 200, 100), ==, 0xffffffff);
  g_assert_cmphex (pixel (drawn, 300, 200), ==, 0xffffffff);
  g_assert_cmphex (pixel (drawn, 400, 200), ==, 0xffffffff);
  g_assert_cmphex (pixel (drawn, 200, 200), ==, 0);
  g_assert_cmphex (pixel (drawn, 350, 200), ==, 0);
  for (int y = 110; y < 220; y++)
    n_drawn += pixel (gone, 400, y) == 0xffffffff;
  g_assert_cmpuint (n_drawn, >, 40);
  g_assert_cmpuint (n_drawn, <, 80);
  g_assert_false (mls_mark_equal (through, dashed));

  check_cells (through, &one_to_2500);
  check_cells (dashed, &one_to_2500);
  cairo_surface_destroy (drawn);
  cairo_surface_destroy (gone);
}

/* White with a dark edge, so that they are seen on any photo, each by itself and on whole pixels. */
static void
test_handles (void)
{
  const MlsPoint vertices[] = { at_px (&one_to_2500, 100.4, 100.4), at_px (&one_to_2500, 300.6, 100.6) };
  g_autoptr (MlsMark) mark = mls_mark_new_handles (vertices, G_N_ELEMENTS (vertices));
  cairo_surface_t *drawn = draw_whole (mark, &one_to_2500);

  for (guint i = 0; i < G_N_ELEMENTS (vertices); i++)
    {
      int x = i == 0 ? 100 : 300;

      g_assert_cmphex (pixel (drawn, x, 100), ==, 0xffffffff);
      g_assert_cmphex (pixel (drawn, x + 1, 101), ==, 0xffffffff);
      g_assert_cmphex (pixel (drawn, x - 2, 100), ==, 0xff101418);
      g_assert_cmphex (pixel (drawn, x + 2, 100), ==, 0xff101418);
      g_assert_cmphex (pixel (drawn, x + 3, 100), ==, 0);
    }
  g_assert_cmphex (pixel (drawn, 200, 100), ==, 0);
  check_cells (mark, &one_to_2500);

  cairo_surface_destroy (drawn);
}

/* A hole is as it is, and nothing else is left out on the way to it. */
static void
test_hole (void)
{
  const MlsPoint corners[] = { at_px (&one_to_2500, 100, 100), at_px (&one_to_2500, 300, 100),
                               at_px (&one_to_2500, 300, 300), at_px (&one_to_2500, 100, 300) };
  const MlsPoint hole[] = { at_px (&one_to_2500, 220, 220), at_px (&one_to_2500, 220, 280),
                            at_px (&one_to_2500, 280, 280), at_px (&one_to_2500, 280, 220) };
  const MlsRing rings[] = { { corners, 4 }, { hole, 4 } };
  g_autoptr (MlsMark) side = mls_mark_new_side (rings, 2, 0xff0000);
  cairo_surface_t *tinted = draw_whole (side, &one_to_2500);

  g_assert_cmphex (pixel (tinted, 250, 250), ==, 0);
  for (int i = 140; i < 210; i++)
    g_assert_cmphex (pixel (tinted, i, i - 10), ==, 0x66660000);

  cairo_surface_destroy (tinted);
}

/* Seen from very near, a border of many kilometres still passes where it should. */
static void
test_far_ends (void)
{
  const MlsTransform near = { 500000, 7000000, 0.001 };
  const MlsPoint corners[] = { { 400000000, 7000000000 - 250 }, { 600000000, 7000000000 - 250 },
                               { 600000000, 7100000000 } };
  g_autoptr (MlsMark) outline = mls_mark_new_outline (&(MlsRing){ corners, 3 }, 1, 0xffffff);
  g_autoptr (MlsMark) side = mls_mark_new_side (&(MlsRing){ corners, 3 }, 1, 0xff0000);
  cairo_surface_t *outlined = draw_whole (outline, &near);
  cairo_surface_t *tinted = draw_whole (side, &near);

  for (int x = 20; x < WIDTH; x += 100)
    {
      g_assert_cmphex (pixel (outlined, x, 250), ==, 0xffffffff);
      g_assert_cmphex (pixel (outlined, x, 240), ==, 0);
      g_assert_cmphex (pixel (tinted, x, 240), ==, 0x66660000);
      g_assert_cmphex (pixel (tinted, x, 260), ==, 0);
    }

  cairo_surface_destroy (outlined);
  cairo_surface_destroy (tinted);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/mark/cells", test_cells);
  g_test_add_func ("/paint/mark/tight", test_tight);
  g_test_add_func ("/paint/mark/out-of-sight", test_out_of_sight);
  g_test_add_func ("/paint/mark/equal", test_equal);
  g_test_add_func ("/paint/mark/inside", test_inside);
  g_test_add_func ("/paint/mark/lines", test_lines);
  g_test_add_func ("/paint/mark/handles", test_handles);
  g_test_add_func ("/paint/mark/hole", test_hole);
  g_test_add_func ("/paint/mark/far-ends", test_far_ends);

  return g_test_run ();
}
