/* Three real photos of one place, whose pixels do not begin at the same place, beside each other: each lies where it
 * says that it does. */

#include "cli.h"
#include "editor.h"
#include "wait.h"

#include <gdal.h>
#include <locale.h>

#define FOLDER "img_naip10"
#define N_DATES 3

static const char *const photos[N_DATES] = {
  "m_4709963_se_14_1_20200831.tif", "m_4709963_se_14_1_20150926.tif", "m_4709963_se_14_1_20100629.tif",
};
static const char *const vintages[N_DATES] = { "20", "15", "10" };

/* Where there are fields, a river and roads. */
#define EAST  488200.0
#define NORTH 5207400.0

/* A field around it, of the same codes at all dates. */
#define LAYER                                                                                                       \
  "WKT,CS,US\n\"POLYGON ((486000 5206000, 490000 5206000, 490000 5209000, 486000 5209000, 486000 5206000))\","      \
  "CS6.3.0,US1.1.3\n"
#define MAP "cs20=CS,us20=US,cs15=CS,us15=US,cs10=CS,us10=US"

#define VIEW                                                                                                        \
  "INSERT OR REPLACE INTO setting (key, value) VALUES ('demo.view', '488200 5207400')"

/* How far a photo is moved to see whether it would lie better there, m. */
#define SHIFT 1.0

/* From the middle of a pixel to places near its corners, m each way: a metre further is beyond them. */
#define NEAR 2.0

static char *
make_project (const char *folder)
{
  char *path = g_build_filename (g_get_tmp_dir (), "three-dates.gpkg", NULL);
  g_autofree char *layer = g_build_filename (g_get_tmp_dir (), "field.csv", NULL);

  g_assert_true (g_file_set_contents (layer, LAYER, -1, NULL));
  mls_cli_run ("new", "--crs=EPSG:26914", "--vintage=20", "--vintage=15", "--vintage=10", "--author=operator", path, NULL);
  mls_cli_run ("import", path, layer, "--map", MAP, "--crs=EPSG:26914", "--author=operator", NULL);
  for (int i = 0; i < N_DATES; i++)
    {
      g_autofree char *photo = g_build_filename (folder, photos[i], NULL);

      mls_cli_run ("imagery", path, "add", photo, "--vintage", vintages[i], NULL);
    }
  mls_project_file_execute (path, VIEW);

  return path;
}

static guint32
colour_at (cairo_surface_t *picture, double x, double y)
{
  const guint8 *row = cairo_image_surface_get_data (picture) + (int) y * cairo_image_surface_get_stride (picture);

  return ((const guint32 *) (gconstpointer) row)[(int) x];
}

/* A photo whose pixels are of 5 m, as a pane should show it. */
typedef struct
{
  MlsEditor             *editor;
  cairo_rectangle_int_t  pane;
  cairo_surface_t       *seen;
  GDALDatasetH           photo;
  double                 place[6];
} View;

/* How unlike a pixel of it is to what is seen near its four corners, if it lay so many metres further east and north. */
static int
unlikeness_of (const View *view, int column, int row, double east, double north)
{
  guint8 rgb[3];
  int sum = 0;

  g_assert_cmpint (GDALDatasetRasterIO (view->photo, GF_Read, column, row, 1, 1, rgb, 1, 1, GDT_Byte, 3,
                                        (int[]){ 1, 2, 3 }, 3, 0, 1), ==, CE_None);
  for (int corner = 0; corner < 4; corner++)
    {
      const MlsGround at = { view->place[0] + 5 * (column + 0.5) + (corner % 2 == 0 ? -NEAR : NEAR) + east,
                             view->place[3] - 5 * (row + 0.5) + (corner / 2 == 0 ? -NEAR : NEAR) + north };
      guint32 colour;
      double x, y;

      g_assert_true (mls_editor_get_place (view->editor, &view->pane, at, &x, &y));
      colour = colour_at (view->seen, x, y);
      for (int band = 0; band < 3; band++)
        sum += ABS ((int) (colour >> (16 - 8 * band) & 0xff) - rgb[band]);
    }

  return sum;
}

/* The mean of all its pixels around the middle. */
static double
unlikeness (const View *view, double east, double north)
{
  int middle_row = (int) ((view->place[3] - NORTH) / 5);
  int middle_column = (int) ((EAST - view->place[0]) / 5);
  int sum = 0;

  for (int row = middle_row - 25; row < middle_row + 25; row++)
    for (int column = middle_column - 12; column < middle_column + 12; column++)
      sum += unlikeness_of (view, column, row, east, north);

  return (double) sum / (50 * 24 * 4 * 3);
}

static void
expect_in_place (MlsEditor *editor, guint pane, cairo_surface_t *seen, const char *path)
{
  View view = { .editor = editor, .seen = seen, .photo = GDALOpen (path, GA_ReadOnly) };
  double there;

  g_assert_nonnull (view.photo);
  g_assert_cmpint (GDALGetGeoTransform (view.photo, view.place), ==, CE_None);
  mls_editor_get_map (editor, pane, &view.pane);
  there = unlikeness (&view, 0, 0);
  g_test_message ("pane %u: %.2f of 255 in place, %.2f a metre east", pane, there, unlikeness (&view, SHIFT, 0));
  g_assert_cmpfloat (there, <, 1);
  for (int i = -1; i <= 1; i++)
    for (int j = -1; j <= 1; j++)
      if (i != 0 || j != 0)
        g_assert_cmpfloat (unlikeness (&view, i * SHIFT, j * SHIFT), >, 1.5 * there);
  GDALClose (view.photo);
}

static void
test_in_place (void)
{
  const char *shared = g_getenv ("MLS_SHARED");
  g_autofree char *folder = g_build_filename (shared != NULL ? shared : "", "data", FOLDER, NULL);
  g_autofree char *path = NULL;
  MlsEditor *editor;
  cairo_surface_t *seen;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("data/" FOLDER " is not here");
      return;
    }

  path = make_project (folder);
  editor = mls_editor_open (path, "operator");
  mls_screen_key (mls_editor_get_screen (editor), "Control_L+3");
  mls_editor_wait_panes (editor, N_DATES);
  for (int i = 0; i < N_DATES; i++)
    {
      g_autofree char *caption = g_strdup_printf ("20%s · change\n", vintages[i]);

      mls_editor_wait_label (editor, caption);
    }
  mls_wait_idle (2);
  mls_editor_read_view (editor, &(MlsGround){ 0 }, &(double){ 0 });
  mls_screen_move (mls_editor_get_screen (editor), 1, 1);
  mls_wait_idle (0.5);

  seen = mls_screen_look (mls_editor_get_screen (editor));
  g_free (mls_screen_save (mls_editor_get_screen (editor), "three-dates"));
  for (guint i = 0; i < N_DATES; i++)
    {
      g_autofree char *photo = g_build_filename (folder, photos[i], NULL);

      expect_in_place (editor, i, seen, photo);
    }
  cairo_surface_destroy (seen);
  mls_editor_close (editor);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add_func ("/window/three-dates/in-place", test_in_place);

  return g_test_run ();
}
