#include "paint/figure-blend.h"

#include <locale.h>
#include <string.h>

#define SIZE 40

typedef struct
{
  MlsFigures *figures;
  guint8      rgb[3 * SIZE * SIZE];
} Picture;

static void
picture_clear (Picture *picture)
{
  mls_figures_unref (picture->figures);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

static void
add (Picture *picture, MlsFigureKind kind, const char *name, const MlsPoint *points, guint n_points)
{
  mls_figures_add (picture->figures, kind, name, points, &n_points, 1);
}

/* From 0, 0 in the south-west, at so many m to a px. */
static MlsFigureCanvas
canvas_of (Picture *picture, double m_per_px)
{
  memset (picture->rgb, 0, sizeof picture->rgb);

  return (MlsFigureCanvas){ picture->rgb, SIZE, SIZE, { 0, SIZE * m_per_px, m_per_px }, 1 };
}

static void
draw (Picture *picture, const MlsFigureStyle *style, double m_per_px)
{
  MlsFigureCanvas canvas = canvas_of (picture, m_per_px);

  mls_figures_blend (picture->figures, style, &canvas);
}

static guint32
pixel (const Picture *picture, int x, int y)
{
  const guint8 *rgb = picture->rgb + 3 * (SIZE * y + x);

  return (guint32) rgb[0] << 16 | (guint32) rgb[1] << 8 | rgb[2];
}

/* A line of 2 px on the side between two rows of pixels has both of them. */
static void
test_line (void)
{
  g_auto (Picture) picture = { mls_figures_new () };
  const MlsPoint line[] = { { 10000, 20000 }, { 30000, 20000 } };

  add (&picture, MLS_FIGURE_LINE, NULL, line, 2);
  mls_figures_index (picture.figures);
  draw (&picture, &(MlsFigureStyle){ 0x00ff00, 2, 0, FALSE }, 1);

  g_assert_cmphex (pixel (&picture, 20, 19), ==, 0x00ff00);
  g_assert_cmphex (pixel (&picture, 20, 20), ==, 0x00ff00);
  g_assert_cmphex (pixel (&picture, 20, 16), ==, 0);
  g_assert_cmphex (pixel (&picture, 20, 23), ==, 0);
  g_assert_cmphex (pixel (&picture, 5, 20), ==, 0);
}

/* Two squares side by side have one colour, without a seam and no deeper where they overlap; a hole has none. */
static void
test_fill (void)
{
  g_auto (Picture) picture = { mls_figures_new () };
  const MlsPoint west[] = { { 5000, 5000 }, { 20500, 5000 }, { 20500, 35000 }, { 5000, 35000 },
                            { 10000, 15000 }, { 15000, 15000 }, { 15000, 25000 }, { 10000, 25000 } };
  const MlsPoint east[] = { { 20500, 5000 }, { 35000, 5000 }, { 35000, 35000 }, { 20500, 35000 } };
  const guint rings[] = { 4, 4 };

  mls_figures_add (picture.figures, MLS_FIGURE_AREA, NULL, west, rings, 2);
  add (&picture, MLS_FIGURE_AREA, NULL, east, 4);
  add (&picture, MLS_FIGURE_AREA, NULL, east, 4);
  mls_figures_index (picture.figures);
  draw (&picture, &(MlsFigureStyle){ 0xff0000, 0, 0.6, FALSE }, 1);

  g_assert_cmphex (pixel (&picture, 7, 20), ==, 0x990000);
  g_assert_cmphex (pixel (&picture, 30, 20), ==, 0x990000);
  g_assert_cmphex (pixel (&picture, 12, 20), ==, 0);
  g_assert_cmphex (pixel (&picture, 2, 20), ==, 0);
}

/* A point is a dot of its colour, wherever the tile's side cuts it. */
static void
test_point (void)
{
  g_auto (Picture) picture = { mls_figures_new () };
  const MlsPoint points[] = { { 20500, 20500 }, { -1000, 10500 } };

  add (&picture, MLS_FIGURE_POINT, NULL, &points[0], 1);
  add (&picture, MLS_FIGURE_POINT, NULL, &points[1], 1);
  mls_figures_index (picture.figures);
  draw (&picture, &(MlsFigureStyle){ 0x8090a0, 1.5, 0, FALSE }, 1);

  g_assert_cmphex (pixel (&picture, 20, 19), ==, 0x8090a0);
  g_assert_cmphex (pixel (&picture, 22, 19), ==, 0x8090a0);
  g_assert_cmphex (pixel (&picture, 26, 19), ==, 0);
  g_assert_cmphex (pixel (&picture, 0, 29), ==, 0x8090a0);
}

/* Parcels that are smaller than a pixel are a shade, and the map is seen through it. */
static void
test_far (void)
{
  g_auto (Picture) picture = { mls_figures_new () };

  for (int i = 0; i < 200; i++)
    for (int k = 0; k < 200; k++)
      {
        const MlsPoint parcel[] = { { 10000 * i, 10000 * k }, { 10000 * i + 10000, 10000 * k },
                                    { 10000 * i + 10000, 10000 * k + 10000 }, { 10000 * i, 10000 * k + 10000 } };

        add (&picture, MLS_FIGURE_AREA, NULL, parcel, 4);
      }
  mls_figures_index (picture.figures);
  draw (&picture, &(MlsFigureStyle){ 0xffffff, 1.5, 0, FALSE }, 50);
  g_assert_cmphex (pixel (&picture, 20, 20) & 0xff, >, 40);
  g_assert_cmphex (pixel (&picture, 20, 20) & 0xff, <, 90);

  /* From near, each is seen. */
  draw (&picture, &(MlsFigureStyle){ 0xffffff, 2, 0, FALSE }, 0.5);
  g_assert_cmphex (pixel (&picture, 20, 10), ==, 0xffffff);
  g_assert_cmphex (pixel (&picture, 10, 10), ==, 0);
}

static guint
n_inked (const Picture *picture)
{
  guint n = 0;

  for (int i = 0; i < SIZE * SIZE; i++)
    n += picture->rgb[3 * i] != 0;

  return n;
}

static void
write_names (Picture *picture, double m_per_px)
{
  MlsFigureCanvas canvas = canvas_of (picture, m_per_px);
  const MlsFigures *figures = picture->figures;

  mls_figures_blend_names (&figures, 1, &canvas);
}

/* A name stands in its area as soon as that is wide enough; the smaller of two that are in each other's way gives
 * way, also to one beyond the side of the tile. */
static void
test_names (void)
{
  g_auto (Picture) alone = { mls_figures_new () };
  g_auto (Picture) both = { mls_figures_new () };
  const MlsPoint square[] = { { 0, 0 }, { 40000, 0 }, { 40000, 40000 }, { 0, 40000 } };
  const MlsPoint larger[] = { { 2000, 0 }, { 44000, 0 }, { 44000, 42000 }, { 2000, 42000 } };

  add (&alone, MLS_FIGURE_AREA, "Uz", square, 4);
  mls_figures_index (alone.figures);
  write_names (&alone, 1);
  g_assert_cmpuint (n_inked (&alone), >, 100);
  g_assert_cmpuint (alone.rgb[0], ==, 0);
  write_names (&alone, 10);
  g_assert_cmpuint (n_inked (&alone), ==, 0);

  add (&both, MLS_FIGURE_AREA, "Uz", square, 4);
  add (&both, MLS_FIGURE_AREA, "Oo", larger, 4);
  mls_figures_index (both.figures);
  write_names (&both, 1);
  g_assert_cmpuint (n_inked (&both), >, 100);
  write_names (&alone, 1);
  g_assert_cmpint (memcmp (alone.rgb, both.rgb, sizeof alone.rgb), !=, 0);
}

/* However wide and dense the screen, lines and dots are within the reach of a field. */
static void
test_reach (void)
{
  const MlsFigureStyle widest = { 0xffffff, MLS_FIGURE_MAX_WIDTH, 0, FALSE };

  for (double hidpi = 1; hidpi <= 4; hidpi += 0.25)
    for (double size = 0; size < 12; size += 0.37)
      {
        MlsLineStyle line = mls_figure_style_line (&widest, size, hidpi);
        MlsLineStyle dot = mls_figure_style_point (&widest, 0.3 + size, hidpi);

        g_assert_cmpfloat (line.width / 2 + line.casing + 0.5, <=, MLS_LINE_MAX_REACH_PX);
        g_assert_cmpfloat (dot.width / 2 + dot.casing + 0.5, <=, MLS_LINE_MAX_REACH_PX);
        g_assert_cmpfloat (line.width, >, 0);
      }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/figure-blend/line", test_line);
  g_test_add_func ("/paint/figure-blend/fill", test_fill);
  g_test_add_func ("/paint/figure-blend/point", test_point);
  g_test_add_func ("/paint/figure-blend/far", test_far);
  g_test_add_func ("/paint/figure-blend/names", test_names);
  g_test_add_func ("/paint/figure-blend/reach", test_reach);

  return g_test_run ();
}
