/* Reference layers: added, seen, snapped to and gone to by name, as a hand does it. */

#include "job.h"

#include "picture.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>

#define TITLES "SELECT coalesce (group_concat (title, ', '), '–') FROM (SELECT title FROM reference_layer ORDER BY position DESC)"
#define PATH   "Path of a file or folder"

/* What the button of a toast that says "Undo" is called. */
#define PUT_BACK "Undo Undo"

/* Pixels of the map that are others once a layer is drawn. */
#define N_REPAINTED 400

static char *
write_layer (MlsJob *job, const char *name, const char *features)
{
  g_autofree char *folder = g_path_get_dirname (job->path);
  g_autofree char *text = g_strdup_printf ("{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{"
                                           "\"name\":\"urn:ogc:def:crs:EPSG::2154\"}},\"features\":[%s]}", features);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

/* A road through the field, from side to side of the line that is drawn there otherwise. */
static char *
write_road (MlsJob *job, double *middle_east, double *middle_north)
{
  g_autofree char *feature = NULL;
  char west[2][G_ASCII_DTOSTR_BUF_SIZE], east[2][G_ASCII_DTOSTR_BUF_SIZE];

  *middle_east = (job->line[0].east + job->line[1].east) / 2;
  *middle_north = (job->line[0].north + job->line[1].north) / 2;
  g_ascii_dtostr (west[0], sizeof west[0], *middle_east - 300);
  g_ascii_dtostr (west[1], sizeof west[1], *middle_north);
  g_ascii_dtostr (east[0], sizeof east[0], *middle_east + 300);
  g_ascii_dtostr (east[1], sizeof east[1], *middle_north);
  feature = g_strdup_printf ("{\"type\":\"Feature\",\"properties\":{\"nom\":\"Route de la Gare\"},\"geometry\":"
                             "{\"type\":\"LineString\",\"coordinates\":[[%s,%s],[%s,%s]]}}",
                             west[0], west[1], east[0], east[1]);

  return write_layer (job, "routes.geojson", feature);
}

typedef struct
{
  MlsJob                *job;
  cairo_surface_t       *before;
  cairo_rectangle_int_t  map;
  gboolean               differs;
} Picture;

static gboolean
is_as_wanted (gpointer user_data)
{
  const Picture *picture = user_data;
  cairo_surface_t *now = mls_screen_look (picture->job->screen);
  guint n = mls_picture_differs (picture->before, now, &picture->map);

  cairo_surface_destroy (now);

  return picture->differs ? n >= N_REPAINTED : n < N_REPAINTED / 4;
}

static void
wait_repainted (Picture *picture, gboolean differs)
{
  picture->differs = differs;
  g_assert_true (mls_wait_for (15, is_as_wanted, picture));
}

static AtspiAccessible *
wait_entry (MlsJob *job, const char *name)
{
  return mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, name);
}

/* Types a path into the list that is open, and takes it. */
static void
add (MlsJob *job, const char *path)
{
  AtspiAccessible *entry = wait_entry (job, PATH);

  mls_widget_click (mls_editor_get_program (job->editor), entry);
  mls_screen_type (job->screen, path);
  mls_screen_key (job->screen, "Return");
  g_object_unref (entry);
}

static Picture
take_picture (MlsJob *job)
{
  Picture picture = { job, mls_job_look_still (job) };

  mls_editor_get_map (job->editor, 0, &picture.map);
  picture.map.height -= 80;

  return picture;
}

/* Of what is drawn: below the list, which lies over it, the map changes. */
static void
add_road (MlsJob *job, double *east, double *north)
{
  g_autofree char *road = write_road (job, east, north);

  mls_screen_key (job->screen, "Control_L+l");
  add (job, road);
  mls_job_expect_value (job, "routes", TITLES);
}

static void
leave_list (MlsJob *job)
{
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, PATH);
}

/* Esc is for what is offered first. */
static void
wait_removed (MlsJob *job)
{
  MlsProgram *program = mls_editor_get_program (job->editor);

  g_object_unref (mls_widget_wait (program, ATSPI_ROLE_PUSH_BUTTON, PUT_BACK));
  mls_job_save_picture (job, "layers-removed");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (program, ATSPI_ROLE_PUSH_BUTTON, PUT_BACK);
}

/* A layer is there as soon as it is added, hidden and shown by a key, and forgotten. */
static void
test_list (MlsJob *job, gconstpointer data)
{
  Picture picture = take_picture (job);
  double east, north;

  add_road (job, &east, &north);
  mls_job_save_picture (job, "layers");
  leave_list (job);
  wait_repainted (&picture, TRUE);
  mls_job_save_picture (job, "layers-road");

  mls_screen_key (job->screen, "d");
  wait_repainted (&picture, FALSE);
  mls_screen_key (job->screen, "d");
  wait_repainted (&picture, TRUE);

  mls_screen_key (job->screen, "Control_L+l");
  mls_job_press (job, "Remove: routes");
  mls_job_expect_value (job, "–", TITLES);
  mls_job_press (job, PUT_BACK);
  mls_job_expect_value (job, "routes", TITLES);
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, PUT_BACK);
  mls_job_press (job, "Remove: routes");
  mls_job_expect_value (job, "–", TITLES);
  wait_removed (job);
  leave_list (job);
  wait_repainted (&picture, FALSE);
  cairo_surface_destroy (picture.before);
}

/* Whose file goes while it is shown is told with its name, and there is a button to say where it is now: over the map
 * and at its name. Come back, it is shown again and the message is gone. */
static void
test_gone (MlsJob *job, gconstpointer data)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  g_autofree char *folder = g_path_get_dirname (job->path);
  g_autofree char *road = g_build_filename (folder, "routes.geojson", NULL);
  g_autofree char *away = g_build_filename (folder, "away.geojson", NULL);
  g_autofree char *message = g_strdup_printf ("“routes” is not at %s", road);
  Picture picture = take_picture (job);
  double east, north;

  add_road (job, &east, &north);
  leave_list (job);
  wait_repainted (&picture, TRUE);

  g_assert_cmpint (g_rename (road, away), ==, 0);
  g_object_unref (mls_widget_wait (program, ATSPI_ROLE_INVALID, message));
  g_object_unref (mls_widget_wait (program, ATSPI_ROLE_PUSH_BUTTON, "Locate…"));
  mls_job_save_picture (job, "layers-gone");
  mls_screen_key (job->screen, "Control_L+l");
  g_object_unref (mls_widget_wait (program, ATSPI_ROLE_PUSH_BUTTON, "Locate…: routes"));
  mls_job_save_picture (job, "layers-gone-list");

  g_assert_cmpint (g_rename (away, road), ==, 0);
  mls_widget_wait_gone (program, ATSPI_ROLE_PUSH_BUTTON, "Locate…: routes");
  leave_list (job);
  mls_widget_wait_gone (program, ATSPI_ROLE_PUSH_BUTTON, "Locate…");
  wait_repainted (&picture, TRUE);
  cairo_surface_destroy (picture.before);
}

/* Shows what stands below a layer's name. */
static void
unfold (MlsJob *job)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  AtspiAccessible *remove = mls_widget_wait (program, ATSPI_ROLE_PUSH_BUTTON, "Remove: routes");
  cairo_rectangle_int_t extents;

  g_assert_true (mls_widget_get_extents (program, remove, &extents));
  mls_screen_click (job->screen, extents.x - 250, extents.y + extents.height / 2, 1);
  mls_wait_idle (0.5);
  g_object_unref (remove);
}

/* A line that ends near the road ends on it, once the layer is meant for that. */
static void
test_snap (MlsJob *job, gconstpointer data)
{
  AtspiAccessible *snap;
  double east, north;
  g_autofree char *sketch = NULL;
  char *rest;

  add_road (job, &east, &north);
  unfold (job);
  mls_job_save_picture (job, "layers-unfolded");
  snap = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, "Snap to it: routes");
  mls_widget_click (mls_editor_get_program (job->editor), snap);
  g_object_unref (snap);
  mls_job_expect_value (job, "1", "SELECT snapping FROM reference_layer");
  leave_list (job);

  mls_editor_click (job->editor, 0, (MlsGround){ east + 1, north + 2 });
  mls_job_save_picture (job, "layers-snap");
  mls_job_expect_value (job, "1", "SELECT count (*) FROM draft");
  sketch = mls_project_file_read (job->path, "SELECT value FROM draft WHERE key = 'sketch'");
  g_assert_cmpfloat (fabs (g_ascii_strtod (sketch, &rest) - east - 1), <, 1);
  g_assert_cmpfloat (fabs (g_ascii_strtod (rest, NULL) - north), <, 0.0006);
}

/* The name of a place leads there, also to a road that lies due east and is longer than what is seen. */
static void
test_go (MlsJob *job, gconstpointer data)
{
  double east, north, scale;
  MlsGround centre;

  add_road (job, &east, &north);
  leave_list (job);
  mls_editor_look_at (job->editor, (MlsGround){ east + 2000, north }, 2500);
  mls_screen_key (job->screen, "Control_L+g");
  mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, "Go to");
  mls_screen_type (job->screen, "gare rou");
  mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "Route de la Gare, routes");
  mls_job_save_picture (job, "layers-go");
  mls_screen_key (job->screen, "Return");
  mls_wait_idle (1);
  mls_editor_read_view (job->editor, &centre, &scale);
  g_assert_cmpfloat (fabs (centre.east - east), <, 1);
  g_assert_cmpfloat (fabs (centre.north - north), <, 1);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);

  g_test_add ("/window/layers/list", MlsJob, "list", mls_job_set_up, test_list, mls_job_tear_down);
  g_test_add ("/window/layers/gone", MlsJob, "gone", mls_job_set_up, test_gone, mls_job_tear_down);
  g_test_add ("/window/layers/snap", MlsJob, "snap", mls_job_set_up, test_snap, mls_job_tear_down);
  g_test_add ("/window/layers/go", MlsJob, "go", mls_job_set_up, test_go, mls_job_tear_down);

  return g_test_run ();
}
