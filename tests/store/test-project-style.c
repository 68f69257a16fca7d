#include "sample.h"

#include "store/vintage.h"

#include <locale.h>

static const Board board = { 4, 3, 20, 2, 0 };

static void
assert_styles (const Sample *sample, const char *expected)
{
  sqlite3 *handle = sample_connect (sample->path);
  sqlite3_stmt *query;

  sqlite3_prepare_v2 (handle, "SELECT group_concat (styleName || iif (useAsDefault, '!', ''), ', ') FROM "
                              "(SELECT * FROM layer_styles WHERE f_table_name = 'coverage' ORDER BY id)", -1, &query, NULL);
  g_assert_cmpint (sqlite3_step (query), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (query, 0), ==, expected);
  sqlite3_finalize (query);
  sqlite3_close (handle);
}

static void
begin_closed (Sample *sample)
{
  sample_begin (sample, &board);
  g_clear_pointer (&sample->store, mls_store_free);
}

static void
open_and_close (Sample *sample)
{
  sample_reopen (sample);
  g_clear_pointer (&sample->store, mls_store_free);
}

/* One for each date and dimension, the newest first and the default; they are a table that the standard knows. */
static void
test_styles (void)
{
  Sample sample;

  begin_closed (&sample);
  assert_styles (&sample, "2024, provisional · cover!, 2024, provisional · use, 2021 · cover, 2021 · use");
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM layer_styles WHERE f_table_name = 'remark' AND useAsDefault"),
                   ==, 1);
  g_assert_cmpint (sample_query (sample.path, "SELECT data_type = 'attributes' FROM gpkg_contents WHERE table_name = 'layer_styles'"),
                   ==, 1);
  g_assert_cmpint (sample_query (sample.path, "SELECT styleQML LIKE '%attr=\"us21\"%' FROM layer_styles WHERE styleName = '2021 · use'"),
                   ==, 1);
  sample_end (&sample);
}

/* Dates and classes are followed; who only looks writes nothing. */
static void
test_followed (void)
{
  const MlsVintage vintage = { "27", 2027, "bientôt" };
  Sample sample;
  g_autoptr (GError) error = NULL;
  gint64 first;

  begin_closed (&sample);
  first = sample_query (sample.path, "SELECT max (id) FROM layer_styles");
  open_and_close (&sample);
  g_assert_cmpint (sample_query (sample.path, "SELECT max (id) FROM layer_styles"), ==, first);

  sample_reopen (&sample);
  g_assert_true (mls_store_add_vintage (sample.store, &vintage, "tester", NULL, &error));
  g_clear_pointer (&sample.store, mls_store_free);
  assert_styles (&sample, "bientôt · cover!, bientôt · use, 2024, provisional · cover, 2024, provisional · use, 2021 · cover, 2021 · use");

  sample_execute (sample.path, "UPDATE cover SET colour = '#123456' WHERE code = 'CS1.1.1'");
  open_and_close (&sample);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM layer_styles WHERE styleQML LIKE '%\"18,52,86,255\"%'"), ==, 3);
  sample_end (&sample);
}

/* What somebody has saved in QGIS stays, and stays the default; the table is made again if it is gone. */
static void
test_of_others (void)
{
  Sample sample;

  begin_closed (&sample);
  sample_execute (sample.path, "UPDATE layer_styles SET useAsDefault = 0;"
                               "INSERT INTO layer_styles (f_table_name, styleName, styleQML, useAsDefault) "
                               "VALUES ('coverage', 'à moi', '<qgis/>', 1);"
                               "UPDATE use SET label_fr = 'Prés' WHERE code = 'US1.1.3'");
  open_and_close (&sample);
  assert_styles (&sample, "à moi!, 2024, provisional · cover, 2024, provisional · use, 2021 · cover, 2021 · use");

  sample_execute (sample.path, "DROP TABLE layer_styles; DELETE FROM gpkg_contents WHERE table_name = 'layer_styles'");
  open_and_close (&sample);
  assert_styles (&sample, "2024, provisional · cover!, 2024, provisional · use, 2021 · cover, 2021 · use");
  sample_end (&sample);
}

/* A table of that name that is none of QGIS's keeps nobody from closing. */
static void
test_strange_table (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;

  begin_closed (&sample);
  sample_execute (sample.path, "DROP TABLE layer_styles; CREATE TABLE layer_styles (x); DELETE FROM setting WHERE key = 'styles'");
  sample_reopen (&sample);
  g_assert_true (mls_store_close (g_steal_pointer (&sample.store), &error));
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM layer_styles"), ==, 0);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/project-style/styles", test_styles);
  g_test_add_func ("/store/project-style/followed", test_followed);
  g_test_add_func ("/store/project-style/of-others", test_of_others);
  g_test_add_func ("/store/project-style/strange-table", test_strange_table);

  return g_test_run ();
}
