#include "quality/census.h"

#include "../store/sample.h"
#include "quality/area-table.h"
#include "quality/matrix-count.h"
#include "quality/matrix-text.h"
#include "store/error.h"

#include <locale.h>

/* 16 squares of 20 m: CS1.1.1, CS6.3.0 or CS5.0.0, see test-changes.c. */
static const Board board = { 4, 4, 20, 2, 500 };

static MlsStoreReader *
begin_reading (const Sample *sample)
{
  g_autoptr (GError) error = NULL;
  MlsStoreReader *reader = mls_store_reader_new (sample->path, &error);

  g_assert_no_error (error);
  mls_store_reader_begin (reader, 0, NULL, &error);
  g_assert_no_error (error);

  return reader;
}

static MlsCensus *
take (const Sample *sample, MlsFigures *areas)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = begin_reading (sample);
  MlsCensus *census = mls_census_take (reader, &(MlsCensusQuery){ .areas = areas }, NULL, NULL, &error);

  g_assert_no_error (error);

  return census;
}

static const char *
name_of (const MlsSite *site)
{
  return site->codes.cover != 0 ? g_quark_to_string (site->codes.cover) : "-";
}

static void
note (const MlsSite *sites, MlsArea2 area2, gpointer lines)
{
  g_autofree char *area = mls_area2_to_text (area2);

  g_ptr_array_add (lines, g_strdup_printf ("%s %s %s", name_of (&sites[0]), name_of (&sites[1]), area));
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static char *
text_of (const MlsTally *tally)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  mls_tally_each (tally, note, lines);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (GStrv) lines->pdata);
}

static void
assert_same (const MlsTally *a, const MlsTally *b)
{
  g_autofree char *first = text_of (a);
  g_autofree char *second = text_of (b);

  g_assert_cmpstr (first, ==, second);
}

static MlsFigures *
quarter (void)
{
  g_autoptr (MlsZone) zone = mls_zone_read ("700013,6600007,700051,6600044");

  return mls_zone_to_figures (zone);
}

static void
test_whole (void)
{
  Sample sample;
  g_autoptr (MlsCensus) census = NULL;

  sample_begin (&sample, &board);
  census = take (&sample, NULL);
  g_assert_true (mls_tally_total (mls_census_get_whole (census)) == mls_area2_from_m2 (6400));
  g_assert_cmpuint (mls_tally_n_vintages (mls_census_get_whole (census)), ==, 2);
  g_assert_null (mls_census_get_areas (census));

  sample_end (&sample);
}

/* An area and what lies outside of it are the whole. */
static void
test_areas (void)
{
  Sample sample;
  g_autoptr (MlsFigures) areas = quarter ();
  g_autoptr (MlsCensus) census = NULL;
  g_autoptr (MlsTally) rest = NULL;

  sample_begin (&sample, &board);
  census = take (&sample, areas);
  g_assert_true (mls_tally_total (mls_census_get_area (census, 0)) == mls_area2_from_m2 (38 * 37));
  rest = mls_census_rest (census);
  g_assert_true (mls_tally_total (rest) == mls_area2_from_m2 (6400 - 38 * 37));

  sample_end (&sample);
}

/* Splits it, or gives it another code. */
static MlsDelta *
edit (const MlsFace *face)
{
  static const char *const covers[] = { "CS1.1.1", "CS6.3.0", "CS5.0.0" };
  const char *cover = covers[g_test_rand_int_range (0, 3)];
  gboolean is_new = face->labels[1].field[MLS_FIELD_COVER] != g_quark_from_string (cover);

  return is_new || face->n_points < 8 ? sample_recode (face, is_new ? cover : "CS2.1.0", "US1.1.3")
                                      : sample_split (face, 0, 3);
}

/* What random edits leave is what would be counted anew. */
static void
test_followed (void)
{
  Sample sample;
  g_autoptr (MlsFigures) areas = quarter ();
  g_autoptr (MlsCensus) followed = NULL;

  sample_begin (&sample, &board);
  followed = take (&sample, areas);

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (GPtrArray) faces = sample_faces (sample.store);
      const MlsFace *face = g_ptr_array_index (faces, (guint) g_test_rand_int_range (0, (int) faces->len));
      g_autoptr (MlsDelta) delta = edit (face);
      g_autoptr (MlsDelta) applied = NULL;
      g_autoptr (MlsCensus) anew = NULL;
      g_autoptr (GError) error = NULL;
      gint64 operation;

      applied = mls_store_apply (sample.store, delta, &sample_facts, &operation, &error);
      g_assert_no_error (error);
      g_assert_true (mls_census_change (followed, applied, mls_store_source (sample.store), &error));
      g_assert_no_error (error);
      anew = take (&sample, areas);
      assert_same (mls_census_get_whole (followed), mls_census_get_whole (anew));
      assert_same (mls_census_get_area (followed, 0), mls_census_get_area (anew, 0));
    }

  sample_end (&sample);
}

/* Faces that do not add up to the territory are not counted at all. */
static void
test_refused (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  MlsStoreReader *reader;

  sample_begin (&sample, &board);
  sample_execute (sample.path, "UPDATE writer SET operation = 1; UPDATE coverage SET surf_m2 = surf_m2 + 1 WHERE fid = 3;"
                               "UPDATE writer SET operation = NULL");
  reader = begin_reading (&sample);
  g_assert_null (mls_census_take (reader, &(MlsCensusQuery){ 0 }, NULL, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED);
  mls_store_reader_free (reader);

  sample_end (&sample);
}

/* Classes are those of either date; the table adds up, and leaves out what is nowhere. */
static void
test_matrix (void)
{
  Sample sample;
  g_autoptr (MlsNomenclature) nomenclature = sample_nomenclature ();
  const MlsMatrixStyle style = { MLS_MATRIX_HECTARES, '\t', "," };
  const MlsMatrixStyle counts = { MLS_MATRIX_COUNT, ';', "." };
  MlsMatrixQuery query = { { nomenclature, MLS_DIMENSION_COVER, 3, MLS_INDICATOR_NONE }, sample_vintages, 0, 1, MLS_LANGUAGE_ENGLISH };
  g_autoptr (MlsCensus) census = NULL;
  g_autoptr (MlsMatrix) matrix = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *table = NULL;
  g_autofree char *counted = NULL;
  g_autofree char *percent = NULL;
  MlsStoreReader *reader;

  sample_begin (&sample, &(Board){ 4, 4, 20, 2, 0 });
  sample_execute (sample.path, "UPDATE coverage SET cs24 = NULL, us24 = NULL WHERE fid IN (1, 2)");
  census = take (&sample, NULL);
  matrix = mls_matrix_new (mls_census_get_whole (census), &query);
  table = mls_matrix_table (matrix, &style);

  g_assert_cmpstr (table, ==,
                   "from\tCS1.1.1\tCS5.0.0\tCS6.3.0\tuncoded\ttotal\n"
                   "CS1.1.1\t0,12\t0,04\t0,04\t0,04\t0,24\n"
                   "CS5.0.0\t0,04\t0,08\t0,08\t0\t0,2\n"
                   "CS6.3.0\t0,04\t0,08\t0,04\t0,04\t0,2\n"
                   "total\t0,2\t0,2\t0,16\t0,08\t0,64\n");
  g_assert_true (mls_matrix_changed (matrix) == mls_area2_from_m2 (3200));
  percent = mls_matrix_number (matrix, 0, MLS_MATRIX_ALL, &(MlsMatrixStyle){ MLS_MATRIX_PERCENT, ',', "." });
  g_assert_cmpstr (percent, ==, "37.500000");

  g_assert_false (mls_matrix_is_counted (matrix));
  reader = begin_reading (&sample);
  g_assert_true (mls_matrix_count (matrix, &query, reader, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  mls_store_reader_free (reader);
  counted = mls_matrix_table (matrix, &counts);
  g_assert_true (g_str_has_prefix (counted, "from;CS1.1.1;CS5.0.0;CS6.3.0;uncoded;total\n"));
  g_assert_cmpuint (mls_matrix_get_count (matrix, 0, 3), ==, 1);

  sample_end (&sample);
}

/* Each area and what lies in none, side by side: class by class they add up to the whole. */
static void
test_area_table (void)
{
  Sample sample;
  g_autoptr (MlsNomenclature) nomenclature = sample_nomenclature ();
  const MlsMatrixQuery query = { { nomenclature, MLS_DIMENSION_COVER, 3, MLS_INDICATOR_NONE }, sample_vintages, 0, 1, MLS_LANGUAGE_ENGLISH };
  g_autoptr (MlsZone) zone = mls_zone_read ("700000,6600000,700040,6600020");
  g_autoptr (MlsFigures) areas = mls_zone_to_figures (zone);
  g_autoptr (MlsCensus) census = NULL;
  g_autoptr (MlsMatrix) whole = NULL;
  g_autoptr (MlsAreaTable) table = NULL;
  g_autofree char *text = NULL;

  sample_begin (&sample, &(Board){ 4, 4, 20, 2, 0 });
  sample_execute (sample.path, "UPDATE coverage SET cs21 = 'CS6.3.0', cs24 = 'CS6.3.0' WHERE fid = 1;"
                               "UPDATE coverage SET cs21 = 'CS6.3.0', cs24 = 'CS1.1.1' WHERE fid = 2");
  census = take (&sample, areas);
  whole = mls_matrix_new (mls_census_get_whole (census), &query);
  table = mls_area_table_new (census, &query, "elsewhere");

  g_assert_cmpuint (table->rows->len, ==, 2);
  g_assert_false (table->has_take);
  for (guint i = 0; i < table->classes->len; i++)
    {
      const MlsAreaRow *area = g_ptr_array_index (table->rows, 0);
      const MlsAreaRow *rest = g_ptr_array_index (table->rows, 1);

      g_assert_true (area->before[i] + rest->before[i] == mls_matrix_cell (whole, i, MLS_MATRIX_ALL));
      g_assert_true (area->after[i] + rest->after[i] == mls_matrix_cell (whole, MLS_MATRIX_ALL, i));
    }

  text = mls_area_table_text (table, &query, &(MlsMatrixStyle){ MLS_MATRIX_PERCENT, ';', "," });
  g_assert_cmpstr (text, ==,
                   "area;total;changed;CS1.1.1 2021;CS1.1.1 2024;CS5.0.0 2021;CS5.0.0 2024;CS6.3.0 2021;CS6.3.0 2024\n"
                   "#1;0,08;0,04;0;0,04;0;0;0,08;0,04\n"
                   "elsewhere;0,56;0,32;0,2;0,2;0,2;0,2;0,16;0,16\n");

  sample_end (&sample);
}

/* A field of a table that holds what parts fields. */
static void
test_fields (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  mls_matrix_append_field (text, "a", ',');
  mls_matrix_append_field (text, "b,\"c\"", ',');
  mls_matrix_append_field (text, "d;e", ',');
  g_assert_cmpstr (text->str, ==, "a,\"b,\"\"c\"\"\",d;e");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/census/area-table", test_area_table);
  g_test_add_func ("/quality/census/areas", test_areas);
  g_test_add_func ("/quality/census/fields", test_fields);
  g_test_add_func ("/quality/census/followed", test_followed);
  g_test_add_func ("/quality/census/matrix", test_matrix);
  g_test_add_func ("/quality/census/refused", test_refused);
  g_test_add_func ("/quality/census/whole", test_whole);

  return g_test_run ();
}
