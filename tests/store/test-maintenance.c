#include "store/maintenance.h"

#include "sample.h"
#include "store/error.h"
#include "vector/error.h"

#include <gdal.h>
#include <locale.h>

static const Board board = { 5, 4, 100, 1, 0 };

static char *
write_table (const Sample *sample, const char *text)
{
  char *path = g_build_filename (sample->folder, "points.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

static MlsMaintenance *
read_table (const Sample *sample, const char *text, MlsStoreProgressFunc progress, GError **error)
{
  g_autofree char *path = write_table (sample, text);

  return mls_maintenance_read (sample->store, path, 1, MLS_DIMENSION_PAIR, progress, NULL, error);
}

/* "2: no-vintage" of each remark. */
static void
assert_remarks (const MlsMaintenance *maintenance, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < maintenance->remarks->len; i++)
    {
      const MlsMaintenanceRemark *remark = g_ptr_array_index (maintenance->remarks, i);

      g_string_append_printf (text, "%s%d: %s", i > 0 ? ", " : "", (int) remark->feature, mls_maintenance_remark_name (remark->kind));
      g_assert_cmpstr (remark->text, !=, "");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* All that a row may say; codes in any letters tell the dimension where nothing else does. */
static void
test_rows (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsMaintenance) maintenance = NULL;
  const MlsNotice *notice;

  sample_begin (&sample, &board);
  maintenance = read_table (&sample,
                            "x,y,dimension,millesime,code_existant,code_remplac,erreur_geom,commentaire,source\n"
                            "700050,6600050,couvert,2021,cs1.1.1,CS2.1.0,oui,une rue,BD TOPO\n"
                            "700150,6600050,,24,,us1.1.3,,,\n",
                            NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (maintenance->notices->len, ==, 2);
  assert_remarks (maintenance, "");

  notice = &g_array_index (maintenance->notices, MlsNotice, 0);
  g_assert_cmpint (notice->feature, ==, 1);
  g_assert_true (mls_point_equal (notice->place, (MlsPoint){ BOARD_X + 50000, BOARD_Y + 50000 }));
  g_assert_cmpuint (notice->vintage, ==, 0);
  g_assert_cmpint (notice->dimension, ==, MLS_DIMENSION_COVER);
  g_assert_cmpstr (g_quark_to_string (notice->code.cover), ==, "CS1.1.1");
  g_assert_cmpstr (g_quark_to_string (notice->replacement.cover), ==, "CS2.1.0");
  g_assert_true (notice->can_replace && notice->geometric);
  g_assert_cmpstr (g_quark_to_string (notice->comment), ==, "une rue");
  g_assert_cmpstr (g_quark_to_string (notice->basis), ==, "BD TOPO");
  g_assert_cmpstr (g_quark_to_string (notice->origin), ==, "points.csv/1/700050000 6600050000");

  notice = &g_array_index (maintenance->notices, MlsNotice, 1);
  g_assert_cmpuint (notice->vintage, ==, 1);
  g_assert_cmpint (notice->dimension, ==, MLS_DIMENSION_USE);
  g_assert_cmpuint (notice->code.use, ==, 0);
  g_assert_cmpstr (g_quark_to_string (notice->replacement.use), ==, "US1.1.3");
  g_assert_false (notice->geometric);
  sample_end (&sample);
}

/* Each that cannot be taken is told, with its row and why; what the control calls right is left as well. */
static void
test_left (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsMaintenance) maintenance = NULL;

  sample_begin (&sample, &board);
  maintenance = read_table (&sample,
                            "x,y,dimension,millesime,code_existant,code_remplac,commentaire,valid_cqe,reponse\n"
                            ",,couvert,,,,a,,\n"
                            "700050,6600050,couvert,1999,,,a,,\n"
                            "700050,6600050,,,,,a,,\n"
                            "700050,6600050,couvert,,CS9.9.9,,a,,\n"
                            "700050,6600050,couvert,,,CS9.9.9,a,,\n"
                            "700050,6600050,couvert,,,CS2.1.0,a,ok,\n"
                            "700050,6600050,couvert,,,CS2.1.0,a,,Infondé\n"
                            "700050,6600050,couvert,,,CS2.1.0,a,erreur,oui\n",
                            NULL, &error);
  g_assert_no_error (error);
  assert_remarks (maintenance, "1: no-place, 2: no-vintage, 3: no-dimension, 4: unknown-code, 5: replacement, 6: rejected, "
                               "7: rejected");
  g_assert_cmpuint (maintenance->notices->len, ==, 2);
  g_assert_cmpint (g_array_index (maintenance->notices, MlsNotice, 0).feature, ==, 5);
  g_assert_false (g_array_index (maintenance->notices, MlsNotice, 0).can_replace);
  g_assert_cmpint (g_array_index (maintenance->notices, MlsNotice, 1).feature, ==, 8);
  sample_end (&sample);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  return FALSE;
}

static void
test_refused (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  g_assert_null (read_table (&sample, "x,y,height\n700050,6600050,3\n", NULL, &error));
  g_assert_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_FIELD);
  g_clear_error (&error);
  g_assert_null (mls_maintenance_read (sample.store, "/nowhere/a.csv", 1, MLS_DIMENSION_PAIR, NULL, NULL, &error));
  g_assert_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_OPEN);
  g_clear_error (&error);
  g_assert_null (read_table (&sample, "x,y,dimension,commentaire\n700050,6600050,us,a\n", give_up, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  GDALAllRegister ();

  g_test_add_func ("/store/maintenance/rows", test_rows);
  g_test_add_func ("/store/maintenance/left", test_left);
  g_test_add_func ("/store/maintenance/refused", test_refused);

  return g_test_run ();
}
