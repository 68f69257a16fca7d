#include "sample.h"

#include "base/grid.h"
#include "store/remark.h"

#include <locale.h>
#include <string.h>

static const Board board = { 4, 3, 20, 2, 0 };

/* A point as GDAL writes one, in metres from the corner of the board. */
static char *
point_sql (double x, double y)
{
  double metres[] = { 700000 + x, 6600000 + y };
  GString *text = g_string_new ("X'47500001" "6A080000" "01" "01000000");

  for (gsize i = 0; i < sizeof metres; i++)
    g_string_append_printf (text, "%02X", ((const guint8 *) metres)[i]);
  g_string_append_c (text, '\'');

  return g_string_free (text, FALSE);
}

static void
add_remark (const Sample *sample, double x, double y, const char *columns, const char *values)
{
  g_autofree char *point = point_sql (x, y);
  g_autofree char *sql = g_strdup_printf ("INSERT INTO remark (geom%s) VALUES (%s%s)", columns, point, values);

  sample_execute (sample->path, sql);
}

static MlsMaintenance *
read_remarks (Sample *sample)
{
  g_autoptr (GError) error = NULL;
  MlsMaintenance *remarks;

  sample_reopen (sample);
  remarks = mls_remarks_read (sample->store, &error);
  g_assert_no_error (error);

  return remarks;
}

static void
begin_closed (Sample *sample)
{
  sample_begin (sample, &board);
  g_clear_pointer (&sample->store, mls_store_free);
}

static const MlsNotice *
notice_of (const MlsMaintenance *remarks, guint i)
{
  return &g_array_index (remarks->notices, MlsNotice, i);
}

/* What a row says of cover, of use, of both or of neither, at a date or at the newest. */
static void
test_read (void)
{
  Sample sample;
  g_autoptr (MlsMaintenance) remarks = NULL;

  begin_closed (&sample);
  add_remark (&sample, 10.0004, 10, ", vintage, cover, comment, author", ", '21', 'CS2.1.0', ' une rue ', 'Anna'");
  add_remark (&sample, 30, 10, ", use, outline", ", 'US1.1.3', 1");
  add_remark (&sample, 50, 10, ", cover, use", ", 'CS2.1.0', 'US5.4.0'");
  add_remark (&sample, 70, 10, "", "");
  remarks = read_remarks (&sample);

  g_assert_cmpuint (remarks->notices->len, ==, 4);
  g_assert_cmpuint (remarks->remarks->len, ==, 0);
  g_assert_true (mls_point_equal (notice_of (remarks, 0)->place, (MlsPoint){ BOARD_X + 10000, BOARD_Y + 10000 }));
  g_assert_cmpuint (notice_of (remarks, 0)->vintage, ==, 0);
  g_assert_cmpint (notice_of (remarks, 0)->dimension, ==, MLS_DIMENSION_COVER);
  g_assert_cmpstr (g_quark_to_string (notice_of (remarks, 0)->replacement.cover), ==, "CS2.1.0");
  g_assert_cmpstr (g_quark_to_string (notice_of (remarks, 0)->comment), ==, "une rue");
  g_assert_cmpstr (g_quark_to_string (notice_of (remarks, 0)->basis), ==, "Anna");
  g_assert_cmpstr (g_quark_to_string (notice_of (remarks, 0)->origin), ==, "remark/1/700010000 6600010000");
  g_assert_true (notice_of (remarks, 0)->can_replace);
  g_assert_cmpuint (notice_of (remarks, 1)->vintage, ==, 1);
  g_assert_cmpint (notice_of (remarks, 1)->dimension, ==, MLS_DIMENSION_USE);
  g_assert_true (notice_of (remarks, 1)->geometric);
  g_assert_cmpint (notice_of (remarks, 2)->dimension, ==, MLS_DIMENSION_PAIR);
  g_assert_true (notice_of (remarks, 2)->can_replace);
  g_assert_cmpint (notice_of (remarks, 3)->dimension, ==, MLS_DIMENSION_PAIR);
  g_assert_false (notice_of (remarks, 3)->can_replace);
  sample_end (&sample);
}

/* What became of them is told in the file, once; then they stay as they are, and are not read again. */
static void
test_told (void)
{
  Sample sample;
  sqlite3 *handle;
  g_autoptr (MlsMaintenance) remarks = NULL;
  g_autoptr (MlsMaintenance) again = NULL;
  g_autoptr (GError) error = NULL;

  begin_closed (&sample);
  add_remark (&sample, 10, 10, "", "");
  add_remark (&sample, 30, 10, "", "");
  remarks = read_remarks (&sample);
  add_remark (&sample, 50, 10, "", "");
  mls_maintenance_remark (remarks, MLS_MAINTENANCE_OUTSIDE, 2, g_strdup ("dehors"));
  g_assert_true (mls_remarks_tell (sample.store, remarks, &error));
  again = mls_remarks_read (sample.store, &error);
  g_assert_cmpuint (again->notices->len, ==, 1);
  g_assert_cmpint (notice_of (again, 0)->feature, ==, 3);

  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM remark WHERE fid = 1 AND state = 'queued' AND answer IS NULL"), ==, 1);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM remark WHERE fid = 2 AND state = 'left' AND answer = 'dehors'"), ==, 1);
  handle = sample_connect (sample.path);
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE remark SET comment = 'x' WHERE fid = 1", NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
  g_assert_cmpstr (sqlite3_errmsg (handle), ==, "this remark is in the queue of corrections: add another one");
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE remark SET comment = 'x' WHERE fid = 3", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  sample_end (&sample);
}

/* Whoever types what the project does not know is told at once, in any program. */
static void
test_refused (void)
{
  static const struct
  {
    const char *columns;
    const char *values;
    const char *message;
  } rows[] = {
    { "geom", "NULL", "a remark is a point on the map" },
    { "geom, vintage", "X'00', '99'", "vintage is no date of this project" },
    { "geom, cover", "X'00', 'CS9'", "cover is no cover code of this project" },
    { "geom, use", "X'00', 'CS1.1.1'", "use is no use code of this project" },
  };
  Sample sample;
  sqlite3 *handle;

  begin_closed (&sample);
  handle = sample_connect (sample.path);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO remark (%s) VALUES (%s)", rows[i].columns, rows[i].values);

      g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
      g_assert_cmpstr (sqlite3_errmsg (handle), ==, rows[i].message);
    }
  sqlite3_close (handle);
  sample_end (&sample);
}

/* Whoever takes the triggers away can write anything; it is left with its reason, and harms nothing. */
static void
test_strange (void)
{
  Sample sample;
  g_autoptr (MlsMaintenance) remarks = NULL;

  begin_closed (&sample);
  sample_execute (sample.path, "DROP TRIGGER remark_insert;"
                               "INSERT INTO remark (geom) VALUES (NULL), ('text'), (X'4750'), (X'475000016A080000'), "
                               "(X'475000116A0800000101000000000000000000F87F000000000000F87F')");
  add_remark (&sample, 10, 10, ", vintage", ", '99'");
  add_remark (&sample, 10, 10, ", cover, outline", ", 'CS9', 'peut-être'");
  remarks = read_remarks (&sample);

  g_assert_cmpuint (remarks->remarks->len, ==, 6);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpint (((MlsMaintenanceRemark *) g_ptr_array_index (remarks->remarks, i))->kind, ==,
                     i < 5 ? MLS_MAINTENANCE_NO_PLACE : MLS_MAINTENANCE_NO_VINTAGE);
  g_assert_cmpuint (remarks->notices->len, ==, 1);
  g_assert_false (notice_of (remarks, 0)->can_replace);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/remark/read", test_read);
  g_test_add_func ("/store/remark/told", test_told);
  g_test_add_func ("/store/remark/refused", test_refused);
  g_test_add_func ("/store/remark/strange", test_strange);

  return g_test_run ();
}
