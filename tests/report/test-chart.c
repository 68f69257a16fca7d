#include "report/chart.h"

#include "rules/classing.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static const MlsVintage vintages[] = { { "21", 2021, NULL, 0 }, { "24", 2024, NULL, 0 } };

typedef struct
{
  MlsNomenclature *nomenclature;
  MlsTally        *tally;
  MlsMatrixQuery   query;
  MlsMatrix       *matrix;
} Fixture;

static void
add (Fixture *fixture, const char *from, const char *to, double ha)
{
  static const char *const uses[] = { [0] = "US1.1.3", [1] = "US5.1.1" };
  const MlsSite sites[] = {
    { { from != NULL ? g_quark_from_string (from) : 0, from != NULL ? g_quark_from_string (uses[g_str_equal (from, "CS1.1.1")]) : 0 }, 0 },
    { { g_quark_from_string (to), g_quark_from_string (uses[g_str_equal (to, "CS1.1.1")]) }, 0 },
  };

  mls_tally_add (fixture->tally, sites, mls_area2_from_m2 (ha * 10000));
}

/* Crops that were built on, and something built that was given back; and ground that nobody has coded before. */
static void
set_up (Fixture *fixture, gconstpointer name)
{
  g_autofree char *dir = g_build_filename (g_getenv ("MLS_NOMENCLATURE"), "ocs2d", NULL);
  g_autoptr (GError) error = NULL;

  fixture->nomenclature = mls_nomenclature_load (dir, &error);
  g_assert_no_error (error);
  fixture->query = (MlsMatrixQuery){ { .nomenclature = fixture->nomenclature, .level = 1 }, vintages, 0, 1, MLS_LANGUAGE_ENGLISH };
  g_assert_true (mls_classing_set_name (&fixture->query.classing, name));
  fixture->tally = mls_tally_new (2);
  add (fixture, "CS6.3.0", "CS6.3.0", 10);
  add (fixture, "CS6.3.0", "CS1.1.1", 2);
  add (fixture, "CS1.1.1", "CS6.3.0", 0.5);
  add (fixture, "CS1.1.1", "CS1.1.1", 1);
  add (fixture, NULL, "CS6.3.0", 4);
  fixture->matrix = mls_matrix_new (fixture->tally, &fixture->query);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  mls_matrix_free (fixture->matrix);
  mls_tally_free (fixture->tally);
  mls_nomenclature_unref (fixture->nomenclature);
}

static void
test_balance (Fixture *fixture, gconstpointer name)
{
  const MlsMatrixStyle style = { MLS_MATRIX_HECTARES, ';', "," };
  g_autoptr (GString) text = g_string_new (NULL);
  MlsLandTake take;

  mls_balance_append_head (text, FALSE, style.separator);
  mls_balance_append (fixture->matrix, &style, NULL, text);
  g_assert_cmpstr (text->str, ==,
                   "class;before;after;gained;lost;net\n"
                   "CS1;1,5;3;2;0,5;1,5\n"
                   "CS6;12;14,5;0,5;2;-1,5\n"
                   "uncoded;4;0;0;0;0\n");
  g_assert_false (mls_land_take_find (fixture->matrix, &fixture->query.classing, &take));
}

static void
test_land_take (Fixture *fixture, gconstpointer name)
{
  MlsLandTake take;

  g_assert_true (mls_land_take_find (fixture->matrix, &fixture->query.classing, &take));
  g_assert_true (take.taken == mls_area2_from_m2 (20000));
  g_assert_true (take.given_back == mls_area2_from_m2 (5000));
  g_assert_true (take.undecided == 0);
}

static void
assert_barn (Fixture *fixture, MlsNearness near, double taken_m2, double undecided_m2)
{
  const MlsSite sites[] = { { { g_quark_from_string ("CS6.3.0"), g_quark_from_string ("US1.1.3") }, 0 },
                            { { g_quark_from_string ("CS1.1.1"), g_quark_from_string ("US1.1.7") }, near } };
  g_autoptr (MlsMatrix) matrix = NULL;
  MlsLandTake take;

  mls_tally_add (fixture->tally, sites, mls_area2_from_m2 (700));
  matrix = mls_matrix_new (fixture->tally, &fixture->query);
  g_assert_true (mls_land_take_find (matrix, &fixture->query.classing, &take));
  g_assert_true (take.taken == mls_area2_from_m2 (taken_m2));
  g_assert_true (take.undecided == mls_area2_from_m2 (undecided_m2));
}

/* A barn takes land where it is built near what is urbanised. */
static void
test_near (Fixture *fixture, gconstpointer name)
{
  assert_barn (fixture, 0, 20000, 0);
  assert_barn (fixture, 1u << 1, 20700, 0);
}

/* What nothing decides is neither taken nor not. */
static void
test_undecided (Fixture *fixture, gconstpointer name)
{
  const MlsIndicatorCode counted[] = { { g_quark_from_string ("enaf"), g_quark_from_string ("A|N|Ue") }, { 0 } };
  const MlsPairRule rule = { .pair = { g_quark_from_string ("CS3.2.2"), g_quark_from_string ("US5.4.0") }, .counted = counted };
  const MlsSite sites[] = { { { g_quark_from_string ("CS6.3.0"), g_quark_from_string ("US1.1.3") }, 0 }, { rule.pair, 0 } };
  g_autoptr (MlsMatrix) matrix = NULL;
  MlsLandTake take;

  g_assert_true (mls_nomenclature_add_pair (fixture->nomenclature, &rule, NULL));
  mls_tally_add (fixture->tally, sites, mls_area2_from_m2 (700));
  matrix = mls_matrix_new (fixture->tally, &fixture->query);
  g_assert_true (mls_land_take_find (matrix, &fixture->query.classing, &take));
  g_assert_true (take.taken == mls_area2_from_m2 (20000));
  g_assert_true (take.undecided == mls_area2_from_m2 (700));
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x] & 0xffffff;
}

/* How many pixels are of the colour of a class. */
static guint
count_pixels (const MlsChart *chart, guint32 colour)
{
  int height = (int) mls_chart_height (chart);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 900, height);
  cairo_t *cr = cairo_create (surface);
  guint n = 0;

  mls_chart_draw (chart, cr, 900, height);
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < 900; x++)
      n += pixel (surface, x, y) == colour;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return n;
}

/* A bar is as long as its class is large: crops have 14.5 ha, what is built 3. */
static void
test_bars (Fixture *fixture, gconstpointer name)
{
  const MlsChart chart = { fixture->matrix, &fixture->query, MLS_CHART_BALANCE, 0xffffff };
  guint crops = count_pixels (&chart, 0xf4ffc7);
  guint built = count_pixels (&chart, 0xff9191);

  g_assert_cmpuint (built, >, 200);
  g_assert_cmpuint (crops, >, 3 * built);
}

static void
test_saved (Fixture *fixture, gconstpointer name)
{
  g_autofree char *folder = g_dir_make_tmp ("mls-chart-XXXXXX", NULL);
  static const char *const files[] = { "chart.svg", "chart.PNG" };
  static const char *const begins[] = { "<?xml", "\211PNG" };

  for (int kind = 0; kind < MLS_N_CHARTS; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (files); i++)
      {
        const MlsChart chart = { fixture->matrix, &fixture->query, (MlsChartKind) kind, 0 };
        g_autofree char *path = g_build_filename (folder, files[i], NULL);
        g_autofree char *contents = NULL;
        g_autoptr (GError) error = NULL;

        g_assert_true (mls_chart_save (&chart, path, 900, &error));
        g_assert_no_error (error);
        g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
        g_assert_cmpint (strncmp (contents, begins[i], strlen (begins[i])), ==, 0);
        g_unlink (path);
      }
  g_rmdir (folder);
}

static void
test_refused (Fixture *fixture, gconstpointer name)
{
  const MlsChart chart = { fixture->matrix, &fixture->query, MLS_CHART_FLOWS, 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (mls_chart_save (&chart, "chart.jpeg", 900, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_false (mls_chart_save (&chart, "/nowhere/chart.png", 900, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

/* All dates, the oldest first, as the classes are listed: figures that add up, and bands as high as they are. */
static void
test_series (Fixture *fixture, gconstpointer name)
{
  g_autoptr (MlsSeries) series = mls_series_new (fixture->tally, &fixture->query);
  const MlsChart chart = { fixture->matrix, &fixture->query, MLS_CHART_SERIES, 0x123456, series };
  g_autofree char *text = mls_series_text (series, &fixture->query, &(MlsMatrixStyle){ MLS_MATRIX_PERCENT, ';', "," });

  g_assert_cmpstr (text, ==, "class;2021;2024\nCS1;1,5;3\nCS6;12;14,5\nuncoded;4;0\n");
  g_assert_cmpuint (count_pixels (&chart, 0xff9191), >, 0);
  g_assert_cmpuint (count_pixels (&chart, 0xff9191), <, count_pixels (&chart, ((MlsCounted *) g_ptr_array_index (series->classes, 1))->colour));
}

/* Nothing that changed, or nothing at all, is a chart too. */
static void
test_empty (Fixture *fixture, gconstpointer name)
{
  g_autoptr (MlsTally) none = mls_tally_new (2);
  g_autoptr (MlsMatrix) matrix = mls_matrix_new (none, &fixture->query);

  for (int kind = 0; kind < MLS_N_CHARTS; kind++)
    {
      const MlsChart chart = { matrix, &fixture->query, (MlsChartKind) kind, 0x123456 };

      g_assert_cmpuint (count_pixels (&chart, 0xff9191), ==, 0);
    }
}

#define ADD(name, classing, func) g_test_add ("/quality/chart/" name, Fixture, classing, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("balance", "cover", test_balance);
  ADD ("bars", "cover", test_bars);
  ADD ("empty", "cover", test_empty);
  ADD ("land-take", "enaf", test_land_take);
  ADD ("refused", "cover", test_refused);
  ADD ("saved", "cover", test_saved);
  ADD ("near", "enaf", test_near);
  ADD ("series", "cover", test_series);
  ADD ("undecided", "enaf", test_undecided);

  return g_test_run ();
}
