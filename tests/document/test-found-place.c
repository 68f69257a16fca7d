#include "document/found-place.h"

#include "geometry/error.h"
#include "sample.h"
#include "store/error.h"

#include <locale.h>

/* Nine fields of 100 m in Lambert-93, on its central meridian. */
static const Board board = { 3, 3, 100, 4, 0 };

typedef struct
{
  Sample      sample;
  MlsProject *project;
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  desk->project = mls_project_open (desk->sample.path, MLS_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  mls_project_close (desk->project, &error);
  g_assert_no_error (error);
  g_clear_object (&desk->project);
  sample_end (&desk->sample);
}

static void
expect_point (Desk *desk, const char *text, MlsPoint point, const char *understood)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFoundPlace) found = mls_found_place_new (desk->project, text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found->text, ==, understood);
  g_assert_null (found->face);
  g_assert_cmpint (ABS (found->box.min_x - point.x), <=, 50);
  g_assert_cmpint (ABS (found->box.min_y - point.y), <=, 50);
  g_assert_cmpint (found->box.min_x, ==, found->box.max_x);
  g_assert_cmpint (found->box.min_y, ==, found->box.max_y);
}

/* 3° E is the meridian that Lambert-93 has its 700 km on, and 46.5° N the parallel of its 6 600 km: a fact of
 * its definition. */
static void
test_points (Desk *desk, gconstpointer data)
{
  MlsPoint corner = { BOARD_X, BOARD_Y };
  MlsPoint middle = { BOARD_X + 150000, BOARD_Y + 150000 };

  expect_point (desk, "700150, 6600150", middle, "X 700\u202f150,0   Y 6\u202f600\u202f150,0 in RGF93 v1 / Lambert-93");
  expect_point (desk, "46.5, 3", corner, "46,500000°\u00a0N, 3,000000°\u00a0E");
  expect_point (desk, "46° 30′ N, 3° E", corner, "46,500000°\u00a0N, 3,000000°\u00a0E");
  expect_point (desk, "EPSG:4326 3 46.5", corner, "46,500000°\u00a0N, 3,000000°\u00a0E");
  expect_point (desk, "46,5 -3", (MlsPoint){ 240304150, 6617473510 }, "46,500000°\u00a0N, 3,000000°\u00a0W, outside the territory");
}

static void
test_faces (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFoundPlace) found = mls_found_place_new (desk->project, "#5", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found->text, ==, "Face 5, 1,00\u00a0ha");
  g_assert_cmpint (mls_face_area2 (found->face) / 2, ==, 10000 * (gint64) 1000000);
  g_assert_cmpint (found->box.min_x, ==, BOARD_X + 100000);
  g_assert_cmpint (found->box.max_y, ==, BOARD_Y + 200000);
}

static void
expect_error (Desk *desk, const char *text, GQuark domain, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFoundPlace) found = mls_found_place_new (desk->project, text, &error);

  g_assert_null (found);
  g_assert_true (error->domain == domain);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_errors (Desk *desk, gconstpointer data)
{
  expect_error (desk, "10", MLS_STORE_ERROR, "There is no face 10");
  expect_error (desk, "Arras", MLS_GEOMETRY_ERROR, "Coordinates, or the number of a face");
  expect_error (desk, "EPSG:999999 1 2", MLS_GEOMETRY_ERROR, "There is no reference system EPSG:999999");
  expect_error (desk, "EPSG:3857 1 2 3 4", MLS_GEOMETRY_ERROR, "Two numbers are needed, such as 652100.5, 6861000");
  expect_error (desk, "-90 0", MLS_GEOMETRY_ERROR, "There is no such place in RGF93 v1 / Lambert-93");
  expect_error (desk, "1000000000000000, 1", MLS_GEOMETRY_ERROR, "There is no such place in RGF93 v1 / Lambert-93");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/document/found-place/" name, Desk, NULL, set_up, func, tear_down)
  ADD ("points", test_points);
  ADD ("faces", test_faces);
  ADD ("errors", test_errors);

  return g_test_run ();
}
