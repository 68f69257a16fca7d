#include "fault-vfs.h"
#include "sample.h"
#include "store/check.h"
#include "store/error.h"
#include "rules/rule.h"
#include "store/undo.h"
#include "store/vintage-import.h"

#include <locale.h>
#include <string.h>

/* A date read from a file onto the faces there are. */

static const Board board = { 4, 3, 20, 2, 0 };
static const Board wiggly = { 8, 8, 20, 4, 1500 };

/* A file in the making: polygons in metres from the corner of the board, with a cover and a use. */
typedef struct
{
  GString *text;
  char    *path;
} Source;

static Source
source_begin (const Sample *sample)
{
  Source source = { g_string_new ("{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
                                  "\"urn:ogc:def:crs:EPSG::2154\"}},\"features\":["),
                    g_build_filename (sample->folder, "other.geojson", NULL) };

  return source;
}

static void
source_add (Source *source, const char *cover, const double *xy, guint n_points)
{
  const double east = mls_grid_to_metres (BOARD_X);
  const double north = mls_grid_to_metres (BOARD_Y);

  g_string_append_printf (source->text, "%s{\"type\":\"Feature\",\"properties\":{\"cs27\":\"%s\",\"us27\":\"US1.1.3\"},"
                          "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[",
                          g_str_has_suffix (source->text->str, "}") ? "," : "", cover);
  for (guint i = 0; i <= n_points; i++)
    {
      char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_dtostr (x, sizeof x, east + xy[2 * (i % n_points)]);
      g_ascii_dtostr (y, sizeof y, north + xy[2 * (i % n_points) + 1]);
      g_string_append_printf (source->text, "%s[%s,%s]", i > 0 ? "," : "", x, y);
    }
  g_string_append (source->text, "]]}}");
}

static void
source_box (Source *source, const char *cover, double west, double south, double east, double north)
{
  const double xy[] = { west, south, east, south, east, north, west, north };

  source_add (source, cover, xy, 4);
}

static void
source_end (Source *source)
{
  g_string_append (source->text, "]}");
  g_assert_true (g_file_set_contents (source->path, source->text->str, -1, NULL));
  g_string_free (source->text, TRUE);
}

static gboolean
import (Sample *sample, const Source *source, const MlsVintageImportOptions *options, MlsVintageImportReport *report,
        GError **error)
{
  const MlsImportProgress progress = { NULL, NULL, NULL };
  g_autoptr (MlsImportSource) opened = mls_import_source_open (source->path, NULL, error);
  MlsVintageImportOptions all = *options;

  if (opened == NULL)
    return FALSE;

  all.author = "tester";
  all.vintage = (MlsVintage){ .code = "27", .year = 2027, .imported_from = "other" };

  return mls_store_import_vintage (sample->store, opened, &all, &progress, report, error);
}

/* Whatever comes of it: a partition, whose ground is told to the last half mm². */
static void
assert_exact (Sample *sample, const MlsVintageImportReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) flaws = NULL;
  MlsArea2 told = report->same + report->changed + report->first_coded + report->uncoded;
  gint64 stored;

  sample_reopen (sample);
  flaws = mls_store_check_partition (sample->store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);
  stored = sample_query (sample->path, "SELECT sum (CAST (round (surf_m2 * 2e6) AS INTEGER)) FROM coverage");
  g_assert_true (told == stored);
  g_assert_cmpint (sample_query (sample->path, "SELECT feature_count = (SELECT count (*) FROM coverage) "
                                               "FROM gpkg_ogr_contents WHERE table_name = 'coverage'"), ==, 1);
}

static gint64
count (const Sample *sample, const char *condition)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM coverage WHERE %s", condition);

  return sample_query (sample->path, sql);
}

#define OPTIONS(...) (&(const MlsVintageImportOptions){ __VA_ARGS__ })

/* Of the cells as they are in 2024, shifted by so much. */
static gboolean
add_cell (const MlsFace *face, gpointer user_data)
{
  Source *source = user_data;
  g_autofree double *xy = g_new (double, 2 * face->n_points);

  for (guint i = 0; i < face->n_points; i++)
    {
      xy[2 * i] = mls_grid_to_metres (face->points[i].x - BOARD_X) + 0.4;
      xy[2 * i + 1] = mls_grid_to_metres (face->points[i].y - BOARD_Y) - 0.3;
    }
  source_add (source, g_quark_to_string (face->labels[1].field[MLS_FIELD_COVER]), xy, face->n_points);

  return TRUE;
}

/* Borders that are meant to be the same are: nothing is cut, nothing changes, no vertex is left behind. */
static void
test_same (void)
{
  Sample sample;
  Source source;
  MlsVintageImportReport report;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &wiggly);
  source = source_begin (&sample);
  mls_store_each_face (sample.store, add_cell, &source, &error);
  source_end (&source);

  import (&sample, &source, OPTIONS (.tolerance_m = 1), &report, &error);
  g_assert_no_error (error);
  assert_exact (&sample, &report);
  g_assert_cmpuint (report.n_cut, ==, 0);
  g_assert_cmpuint (report.n_moved, ==, 64);
  g_assert_true (report.changed == 0 && report.uncoded == 0);
  g_assert_cmpint (count (&sample, "cs27 IS NOT cs24 OR us27 IS NOT us24"), ==, 0);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage_history"), ==, 0);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM territory_history"), ==, 0);

  g_free (source.path);
  sample_end (&sample);
}

/* A real border parts the faces it runs through, which stay what they are at the other dates; what the file does not
 * cover is not coded. */
static void
test_parted (void)
{
  Sample sample;
  Source source;
  MlsVintageImportReport report;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = NULL;
  g_autoptr (MlsFace) past = NULL;
  g_autoptr (MlsDelta) undone = NULL;
  gint64 before;

  sample_begin (&sample, &board);
  before = mls_store_last_operation (sample.store, &error);
  source = source_begin (&sample);
  source_box (&source, "CS6.3.0", -50, -50, 30, 200);
  source_box (&source, "CS5.0.0", 30, -50, 60.4, 200);
  source_end (&source);

  import (&sample, &source, OPTIONS (.tolerance_m = 1), &report, &error);
  g_assert_no_error (error);
  assert_exact (&sample, &report);
  g_assert_cmpstr (report.compared, ==, "24");
  g_assert_cmpuint (report.n_cut, ==, 3);
  g_assert_cmpuint (report.n_added, ==, 3);
  g_assert_true (report.uncoded == mls_area2_from_m2 (1200));
  g_assert_cmpint (count (&sample, "cs27 = 'CS6.3.0'"), ==, 6);
  g_assert_cmpint (count (&sample, "cs27 = 'CS5.0.0'"), ==, 6);
  g_assert_cmpint (count (&sample, "cs27 IS NULL"), ==, 3);
  g_assert_cmpint (count (&sample, "surf_m2 = 200"), ==, 6);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (DISTINCT cs24 || cs21) FROM coverage WHERE fid IN (2, 13)"),
                   <=, 2);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage_history"), ==, 3);

  reader = mls_store_reader_new (sample.path, &error);
  mls_store_reader_begin (reader, before, NULL, &error);
  g_assert_no_error (error);
  past = mls_store_reader_face (reader, 2, &error);
  g_assert_true (mls_face_area2 (past) == mls_area2_from_m2 (400));
  g_assert_true (mls_label_is_null (&past->labels[2]));
  mls_store_reader_end (reader);
  g_clear_pointer (&reader, mls_store_reader_free);

  undone = mls_store_undo (sample.store, "tester", NULL, &error);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_free (source.path);
  sample_end (&sample);
}

/* A strip beside an existing border that is less than changes may be: dropped, or listed. */
static void
test_slight (void)
{
  for (int lists = 0; lists < 2; lists++)
    {
      Sample sample;
      Source source;
      MlsVintageImportReport report;
      g_autoptr (GError) error = NULL;

      sample_begin (&sample, &board);
      mls_store_set_rule (sample.store, MLS_RULE_CHANGE_MINIMUM, "50", &error);
      source = source_begin (&sample);
      mls_store_each_face (sample.store, add_cell, &source, &error);
      source_box (&source, "CS2.1.0", 0, 0, 80, 60);
      source_end (&source);

      /* Cells are 0.4 m off to the east and 0.3 m to the south, and nothing is near enough. */
      import (&sample, &source, OPTIONS (.tolerance_m = 0, .only_lists = lists == 1), &report, &error);
      g_assert_no_error (error);
      assert_exact (&sample, &report);
      if (lists)
        {
          g_assert_true (report.cured == 0);
          g_assert_cmpuint (report.n_left, >, 20);
          g_assert_cmpuint (report.n_cut, >, 0);
        }
      else
        {
          g_assert_cmpuint (report.n_left, ==, 0);
          g_assert_true (report.cured > 0 && report.changed == 0);
          g_assert_cmpuint (report.n_cut, ==, 0);
          g_assert_cmpint (count (&sample, "cs27 IS NOT cs24"), ==, 0);
          g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage_history"), ==, 0);
        }
      g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM finding WHERE rule LIKE 'import-%' "
                                                  "AND vintage = '27'"), >, 0);
      g_free (source.path);
      sample_end (&sample);
    }
}

/* Polygons of any shape, that cross themselves, each other and the edge. */
static void
add_random (Source *source, guint n)
{
  static const char *const covers[] = { "CS1.1.1", "CS2.1.0", "CS5.0.0", "CS6.3.0", "CS9.9.9" };

  for (guint i = 0; i < n; i++)
    {
      double xy[16];
      double x = g_test_rand_double_range (-30, 190);
      double y = g_test_rand_double_range (-30, 190);
      guint n_points = (guint) g_test_rand_int_range (3, 9);

      for (guint k = 0; k < 2 * n_points; k++)
        {
          double at = (k % 2 == 0 ? x : y) + g_test_rand_double_range (-60, 60);

          /* Often to a millimetre on a border, and often nearly. */
          xy[k] = g_test_rand_int_range (0, 3) == 0 ? 20 * (int) (at / 20) + g_test_rand_int_range (-2, 3) * 0.0005 : at;
        }
      source_add (source, covers[g_test_rand_int_range (0, 5)], xy, n_points);
    }
}

static void
test_random (void)
{
  static const double tolerances[] = { 0, 0.001, 0.3, 1, 4, 10 };

  for (int i = 0; i < (g_test_slow () ? 600 : 40); i++)
    {
      Sample sample;
      Source source;
      MlsVintageImportReport report;
      g_autoptr (GError) error = NULL;
      double tolerance = tolerances[g_test_rand_int_range (0, G_N_ELEMENTS (tolerances))];

      sample_begin (&sample, i % 2 == 0 ? &wiggly : &board);
      source = source_begin (&sample);
      if (g_test_rand_int_range (0, 2) == 0)
        mls_store_each_face (sample.store, add_cell, &source, &error);
      add_random (&source, (guint) g_test_rand_int_range (1, 12));
      source_end (&source);

      import (&sample, &source, OPTIONS (.tolerance_m = tolerance, .minimum_m2 = g_test_rand_int_range (0, 2) * 100),
              &report, &error);
      g_assert_no_error (error);
      assert_exact (&sample, &report);
      g_free (source.path);
      sample_end (&sample);
    }
}

static void
assert_refused (Sample *sample, const Source *source, const MlsVintageImportOptions *options, MlsStoreError code)
{
  g_autofree char *before = sample_fingerprint (sample->path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  MlsVintageImportReport report;

  g_assert_false (import (sample, source, options, &report, &error));
  g_assert_error (error, MLS_STORE_ERROR, (int) code);
  g_test_message ("%s", error->message);
  after = sample_fingerprint (sample->path);
  g_assert_cmpstr (after, ==, before);
}

static void
test_refusals (void)
{
  static const MlsVintage there = { .code = "27", .year = 2027 };
  Sample sample, empty;
  Source source;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  sample_begin (&empty, NULL);
  source = source_begin (&sample);
  source_box (&source, "CS6.3.0", 0, 0, 30, 60);
  source_end (&source);

  assert_refused (&sample, &source, OPTIONS (.tolerance_m = -1), MLS_STORE_ERROR_ARGUMENT);
  assert_refused (&sample, &source, OPTIONS (.tolerance_m = 11), MLS_STORE_ERROR_ARGUMENT);
  assert_refused (&empty, &source, OPTIONS (.tolerance_m = 1), MLS_STORE_ERROR_ARGUMENT);
  mls_store_add_vintage (sample.store, &there, "tester", NULL, &error);
  assert_refused (&sample, &source, OPTIONS (.tolerance_m = 1), MLS_STORE_ERROR_ARGUMENT);

  g_free (source.path);
  sample_end (&sample);
  sample_end (&empty);
}

/* On a disk that is full after so many writes there is the date whole, or nothing of it. */
static void
test_full_disk (void)
{
  Sample sample;
  Source source;
  g_autofree char *before = NULL;
  guint after = 0;
  gboolean met;

  sample_begin (&sample, &board);
  before = sample_fingerprint (sample.path);
  source = source_begin (&sample);
  source_box (&source, "CS6.3.0", -50, -50, 30, 200);
  source_end (&source);

  do
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *now = NULL;
      MlsVintageImportReport report;
      gboolean done;

      fault_vfs_arm (FAULT_FULL, after++);
      done = import (&sample, &source, OPTIONS (.tolerance_m = 1), &report, &error);
      met = fault_vfs_struck ();
      fault_vfs_arm (FAULT_NONE, 0);

      g_assert_true (done || met);
      if (done)
        break;

      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FULL);
      sample_reopen (&sample);
      now = sample_fingerprint (sample.path);
      g_assert_cmpstr (now, ==, before);
    }
  while (met);

  g_test_message ("full after each of %u writes", after);
  g_assert_cmpuint (after, >, 10);
  g_free (source.path);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fault_vfs_register ();

  g_test_add_func ("/store/vintage-import/same", test_same);
  g_test_add_func ("/store/vintage-import/parted", test_parted);
  g_test_add_func ("/store/vintage-import/slight", test_slight);
  g_test_add_func ("/store/vintage-import/refusals", test_refusals);
  g_test_add_func ("/store/vintage-import/full-disk", test_full_disk);
  g_test_add_func ("/store/vintage-import/random", test_random);

  return g_test_run ();
}
