/* How photos are shown, and which: by the menu at the photo's name and the list behind it. */

#include "job.h"

#include "picture.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>

#define DISPLAY_24 "SELECT coalesce (display, '–') FROM imagery WHERE vintage = '24'"
#define TITLES_24  "SELECT group_concat(title, ', ') FROM (SELECT title FROM imagery WHERE vintage = '24' ORDER BY position DESC)"

/* What the button of a toast that says "Undo" is called. */
#define PUT_BACK "Undo Undo"

/* The menu at the photo's name. */
static void
open_menu (MlsJob *job)
{
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Photo: Orthophoto 2024");
}

#define ADDRESS "Address of a file, a WMS or WMTS, or tiles {z}/{x}/{y}"

static void
slide (MlsJob *job, const char *name, double value)
{
  AtspiAccessible *slider = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_SLIDER, name);
  AtspiValue *iface = atspi_accessible_get_value_iface (slider);

  g_assert_nonnull (iface);
  atspi_value_set_current_value (iface, value, NULL);
  g_object_unref (iface);
  g_object_unref (slider);
}

/* How light the map is on the average, 0 to 255, beside what stands over it. */
static double
lightness (MlsJob *job)
{
  cairo_surface_t *picture = mls_screen_look (job->screen);
  const guint8 *data = cairo_image_surface_get_data (picture);
  cairo_rectangle_int_t map;
  double sum = 0;
  guint n = 0;

  mls_editor_get_map (job->editor, 0, &map);
  for (int y = map.y + map.height / 3; y < map.y + map.height / 2; y += 3)
    for (int x = map.x + 40; x < map.x + map.width / 3; x += 3, n++)
      sum += data[(gsize) y * (gsize) cairo_image_surface_get_stride (picture) + (gsize) x * 4 + 1];
  cairo_surface_destroy (picture);

  return sum / n;
}

typedef struct
{
  MlsJob *job;
  double  low;
  double  high;
} Range;

static gboolean
is_between (gpointer user_data)
{
  const Range *range = user_data;
  double now = lightness (range->job);

  return now >= range->low && now <= range->high;
}

static void
wait_lightness (MlsJob *job, double low, double high)
{
  Range range = { job, low, high };

  if (!mls_wait_for (MLS_WAIT_SECONDS, is_between, &range))
    g_error ("the photo has %.0f, not %.0f to %.0f", lightness (job), low, high);
}

/* What is moved is seen at once, kept in the project, and goes back one by one. */
static void
test_tone (MlsJob *job, gconstpointer data)
{
  double before;

  open_menu (job);
  mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_SLIDER, "Brightness");
  before = lightness (job);
  mls_job_expect_value (job, "–", DISPLAY_24);

  slide (job, "Brightness", 40);
  mls_job_expect_value (job, "brightness=40", DISPLAY_24);
  wait_lightness (job, before + 15, 255);
  mls_job_save_picture (job, "photo-bright");

  slide (job, "Saturation", -100);
  mls_job_expect_value (job, "brightness=40 saturation=-100", DISPLAY_24);
  mls_job_press (job, "Brightness as it is");
  mls_job_expect_value (job, "saturation=-100", DISPLAY_24);
  wait_lightness (job, before - 5, before + 5);
  mls_job_press (job, "Saturation as it is");
  mls_job_expect_value (job, "–", DISPLAY_24);
}

/* The darkest of what is in view is black then, and the lightest white. */
static void
test_stretch (MlsJob *job, gconstpointer data)
{
  open_menu (job);
  mls_job_press (job, "To what is in view");
  mls_job_expect_value (job, "1", "SELECT display LIKE 'stretch=%:%,%:%,%:%' FROM imagery WHERE vintage = '24'");
  mls_job_save_picture (job, "photo-stretched");
  mls_job_press (job, "Stretch as it is");
  mls_job_expect_value (job, "–", DISPLAY_24);
}

/* What stands in an entry of that name. */
static char *
read_entry (MlsJob *job, const char *name)
{
  AtspiAccessible *entry = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, name);
  char *text = mls_widget_get_text (entry);

  g_object_unref (entry);

  return text;
}

static void
leave_list (MlsJob *job)
{
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, ADDRESS);
}

#define MOST_TABS 12

/* Goes from widget to widget until what is typed arrives, and takes it with Enter. */
static void
enter (MlsJob *job, const char *name, const char *text)
{
  for (int i = 0; i < MOST_TABS; i++)
    {
      g_autofree char *before = NULL;

      mls_screen_key (job->screen, "Tab");
      mls_screen_type (job->screen, text);
      mls_wait_idle (0.3);
      before = read_entry (job, name);
      if (g_str_equal (before, text))
        {
          mls_screen_key (job->screen, "Return");
          return;
        }
    }

  g_error ("“%s” never has the focus", name);
}

/* A second photo of the vintage in hand comes on top, goes below, and goes away. */
static void
test_list (MlsJob *job, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (job->path);
  g_autofree char *photo = g_build_filename (folder, "ortho-2021.tif", NULL);

  open_menu (job);
  mls_job_press (job, "Photos…");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_SLIDER, "Brightness");
  g_free (read_entry (job, ADDRESS));
  mls_job_save_picture (job, "photos");
  enter (job, ADDRESS, photo);
  mls_job_expect_value (job, "ortho-2021 · 2021-07-08, Orthophoto 2024", TITLES_24);
  mls_job_press (job, "Lay over the one above: Orthophoto 2024");
  mls_job_expect_value (job, "Orthophoto 2024, ortho-2021 · 2021-07-08", TITLES_24);
  mls_job_save_picture (job, "photos-two");
  mls_job_press (job, "Remove: Orthophoto 2024");
  mls_job_expect_value (job, "ortho-2021 · 2021-07-08", TITLES_24);
  mls_job_press (job, "Remove: ortho-2021 · 2021-07-08");
  mls_job_expect_value (job, NULL, TITLES_24);
  mls_job_press (job, PUT_BACK);
  mls_job_expect_value (job, "ortho-2021 · 2021-07-08", TITLES_24);
  mls_wait_idle (1);
  mls_job_press (job, PUT_BACK);
  mls_job_expect_value (job, "Orthophoto 2024, ortho-2021 · 2021-07-08", TITLES_24);
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, PUT_BACK);
  leave_list (job);
}

/* A photo where the project is, without overviews. */
static char *
write_plain_photo (MlsJob *job)
{
  static const double place[6] = { 0, 1, 0, 0, 0, -1 };
  g_autofree char *folder = g_path_get_dirname (job->path);
  g_autofree char *wkt = NULL;
  char *path = g_build_filename (folder, "plain.tif", NULL);
  GDALDatasetH dataset = GDALCreate (GDALGetDriverByName ("GTiff"), path, 1200, 1200, 3, GDT_Byte, NULL);
  double transform[6];

  memcpy (transform, place, sizeof place);
  transform[0] = job->line[0].east - 600;
  transform[3] = job->line[0].north + 600;
  GDALSetGeoTransform (dataset, transform);
  wkt = mls_project_file_read (job->path, "SELECT definition FROM gpkg_spatial_ref_sys WHERE organization_coordsys_id = 2154");
  GDALSetProjection (dataset, wkt);
  for (int band = 1; band <= 3; band++)
    GDALFillRaster (GDALGetRasterBand (dataset, band), 60 * band, 0);
  GDALClose (dataset);

  return path;
}

/* Same, placed by nothing but points. */
static char *
write_points_photo (MlsJob *job)
{
  g_autofree char *plain = write_plain_photo (job);
  g_autofree char *folder = g_path_get_dirname (job->path);
  char *path = g_build_filename (folder, "points.vrt", NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append (text, "<VRTDataset rasterXSize=\"1200\" rasterYSize=\"1200\"><GCPList Projection=\"EPSG:2154\">");
  for (int i = 0; i < 3; i++)
    g_string_append_printf (text, "<GCP Id=\"%d\" Pixel=\"%d\" Line=\"%d\" X=\"%d\" Y=\"%d\"/>", i, i == 1 ? 1200 : 0,
                            i == 2 ? 1200 : 0, (int) job->line[0].east + (i == 1 ? 600 : -600),
                            (int) job->line[0].north + (i == 2 ? -600 : 600));
  g_string_append_printf (text,
                          "</GCPList><VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource><SourceFilename>%s"
                          "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>",
                          plain);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));

  return path;
}

static gboolean
is_there (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Shows what stands below a photo's name. */
static void
unfold (MlsJob *job, const char *title)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  g_autofree char *name = g_strconcat ("Remove: ", title, NULL);
  AtspiAccessible *remove = mls_widget_wait (program, ATSPI_ROLE_PUSH_BUTTON, name);
  cairo_rectangle_int_t extents;

  g_assert_true (mls_widget_get_extents (program, remove, &extents));
  mls_screen_click (job->screen, extents.x - 250, extents.y + extents.height / 2, 1);
  mls_wait_idle (0.5);
  g_object_unref (remove);
}

/* Overviews come beside a photo that lacks them. */
static void
test_prepare (MlsJob *job, gconstpointer data)
{
  g_autofree char *photo = write_plain_photo (job);
  g_autofree char *overviews = g_strconcat (photo, ".ovr", NULL);

  open_menu (job);
  mls_job_press (job, "Photos…");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_SLIDER, "Brightness");
  g_free (read_entry (job, ADDRESS));
  enter (job, ADDRESS, photo);
  mls_job_expect_value (job, "plain, Orthophoto 2024", TITLES_24);
  unfold (job, "plain");
  mls_job_save_picture (job, "photos-unfolded");
  mls_job_press (job, "Prepare: plain");
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_there, overviews));
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, "Preparing the photo");
  leave_list (job);
}

/* What only points place is offered to be placed by them, and how well they agree is told. */
static void
test_points (MlsJob *job, gconstpointer data)
{
  g_autofree char *photo = write_points_photo (job);

  open_menu (job);
  mls_job_press (job, "Photos…");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_SLIDER, "Brightness");
  g_free (read_entry (job, ADDRESS));
  enter (job, ADDRESS, photo);
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, ADDRESS);
  mls_job_save_picture (job, "photo-points");
  mls_job_press (job, "Place it by its points");
  mls_job_expect_value (job, "points, Orthophoto 2024", TITLES_24);
  mls_job_expect_value (job, "place=points", "SELECT display FROM imagery WHERE title = 'points'");
  mls_job_save_picture (job, "photo-points-placed");
}

/* Of a folder some of whose files have nothing but points the others are shown, and one of those is named, with what
 * places it: then all of it is shown, as the same photo. */
static void
test_folder (MlsJob *job, gconstpointer data)
{
  g_autofree char *plain = write_plain_photo (job);
  g_autofree char *points = write_points_photo (job);
  g_autofree char *folder = g_path_get_dirname (plain);
  g_autofree char *tiles = g_build_filename (folder, "tiles", NULL);
  g_autofree char *first = g_build_filename (tiles, "first.tif", NULL);
  g_autofree char *second = g_build_filename (tiles, "second.tif", NULL);
  g_autofree char *message = g_strdup_printf ("1 file of the folder is left out: “%s” is placed by ground control "
                                              "points only", second);
  GDALDatasetH from = GDALOpen (points, GA_ReadOnly);

  g_assert_cmpint (g_mkdir (tiles, 0755), ==, 0);
  GDALClose (GDALCreateCopy (GDALGetDriverByName ("GTiff"), second, from, FALSE, NULL, NULL, NULL));
  GDALClose (from);
  g_assert_cmpint (g_rename (plain, first), ==, 0);

  open_menu (job);
  mls_job_press (job, "Photos…");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_SLIDER, "Brightness");
  g_free (read_entry (job, ADDRESS));
  enter (job, ADDRESS, tiles);
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, ADDRESS);
  mls_job_expect_value (job, "tiles, Orthophoto 2024", TITLES_24);
  g_object_unref (mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, message));
  mls_job_save_picture (job, "photo-folder");
  mls_job_press (job, "Place it by its points");
  mls_job_expect_value (job, "place=points", "SELECT display FROM imagery WHERE title = 'tiles'");
  mls_job_expect_value (job, "tiles, Orthophoto 2024", TITLES_24);
}

/* Whose file goes while it is shown is told with its name, and there is a button to say where it is now: over the map
 * and at its name. Located, it is shown again and the message is gone. */
static void
test_gone (MlsJob *job, gconstpointer data)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  g_autofree char *folder = g_path_get_dirname (job->path);
  g_autofree char *photo = g_build_filename (folder, "ortho-2024.tif", NULL);
  g_autofree char *away = g_build_filename (folder, "away.tif", NULL);
  g_autofree char *message = g_strdup_printf ("“Orthophoto 2024” is not at %s", photo);
  double before = lightness (job);

  g_assert_cmpint (g_rename (photo, away), ==, 0);
  g_object_unref (mls_widget_wait (program, ATSPI_ROLE_INVALID, message));
  g_object_unref (mls_widget_wait (program, ATSPI_ROLE_PUSH_BUTTON, "Locate…"));
  mls_job_save_picture (job, "photo-gone");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Photo: No photo");
  mls_job_press (job, "Photos…");
  g_object_unref (mls_widget_wait (program, ATSPI_ROLE_PUSH_BUTTON, "Locate…: Orthophoto 2024"));
  mls_job_save_picture (job, "photo-gone-list");

  g_assert_cmpint (g_rename (away, photo), ==, 0);
  mls_widget_wait_gone (program, ATSPI_ROLE_PUSH_BUTTON, "Locate…: Orthophoto 2024");
  leave_list (job);
  mls_widget_wait_gone (program, ATSPI_ROLE_PUSH_BUTTON, "Locate…");
  wait_lightness (job, before - 3, before + 3);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/photos/tone", MlsJob, "tone", mls_job_set_up, test_tone, mls_job_tear_down);
  g_test_add ("/window/photos/stretch", MlsJob, "stretch", mls_job_set_up, test_stretch, mls_job_tear_down);
  g_test_add ("/window/photos/list", MlsJob, "list", mls_job_set_up, test_list, mls_job_tear_down);

  g_test_add ("/window/photos/folder", MlsJob, "folder", mls_job_set_up, test_folder, mls_job_tear_down);
  g_test_add ("/window/photos/gone", MlsJob, "gone", mls_job_set_up, test_gone, mls_job_tear_down);

  g_test_add ("/window/photos/points", MlsJob, "points", mls_job_set_up, test_points, mls_job_tear_down);
  g_test_add ("/window/photos/prepare", MlsJob, "prepare", mls_job_set_up, test_prepare, mls_job_tear_down);

  return g_test_run ();
}
