#include "../store/sample.h"
#include "quality/changes.h"
#include "store/database.h"
#include "store/schema.h"

#include <locale.h>

/* A square is CS1.1.1, CS6.3.0 or CS5.0.0 by column + row at the first date, by column + 2 row at the
 * second, modulo 3: all change but the rows 0 and 3. */
static const Board board = { 4, 4, 20, 2, 0 };

static GArray *
list (Sample *sample, guint from, guint to, MlsDimension dimension)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (sample->path, &error);
  const MlsChangesQuery query = { from, to, dimension };
  GArray *changes;

  g_assert_no_error (error);
  mls_store_reader_begin (reader, 0, NULL, &error);
  changes = mls_changes_list (reader, &query, NULL, NULL, &error);
  g_assert_no_error (error);
  mls_store_reader_end (reader);

  return changes;
}

static void
assert_codes (const MlsChangedArea *area, const char *from, const char *to)
{
  g_assert_cmpstr (g_quark_to_string (area->from.cover), ==, from);
  g_assert_cmpstr (g_quark_to_string (area->to.cover), ==, to);
}

static void
test_list (void)
{
  Sample sample;
  g_autoptr (GArray) covers = NULL;
  g_autoptr (GArray) uses = NULL;
  g_autoptr (GArray) backwards = NULL;

  sample_begin (&sample, &board);
  covers = list (&sample, 0, 1, MLS_DIMENSION_COVER);
  uses = list (&sample, 0, 1, MLS_DIMENSION_USE);
  backwards = list (&sample, 1, 0, MLS_DIMENSION_COVER);

  /* Rows 1 and 2 have eight squares; none changes as its neighbours do. */
  g_assert_cmpuint (covers->len, ==, 8);
  g_assert_cmpuint (uses->len, ==, 0);
  g_assert_cmpuint (backwards->len, ==, 8);
  for (guint i = 0; i < covers->len; i++)
    {
      const MlsChangedArea *area = &g_array_index (covers, MlsChangedArea, i);

      g_assert_true (area->area2 == mls_area2_from_m2 (400));
      g_assert_cmpuint (area->n_faces, ==, 1);
      g_assert_cmpuint (area->from.use, ==, 0);
      g_assert_true (mls_box_contains_point (&area->box, area->place));
      g_assert_true (area->box.max_x - area->box.min_x == 20000);
    }

  /* By area, then from the west: face 5 is the first of row 1, below face 9 of row 2. */
  g_assert_cmpint (g_array_index (covers, MlsChangedArea, 0).fid, ==, 5);
  assert_codes (&g_array_index (covers, MlsChangedArea, 0), "CS6.3.0", "CS5.0.0");
  g_assert_cmpint (g_array_index (covers, MlsChangedArea, 1).fid, ==, 9);

  sample_end (&sample);
}

/* As another program does it. */
static void
relabel (Sample *sample, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDatabase) database = mls_database_open (sample->path, MLS_DATABASE_READ_WRITE, &error);

  g_assert_no_error (error);
  mls_schema_admit_triggers (database, &error);
  mls_database_exec (database, sql, &error);
  g_assert_no_error (error);
}

/* Neighbours that change alike are one area, whatever else tells them apart. */
static void
test_joined (void)
{
  Sample sample;
  g_autoptr (GArray) pairs = NULL;
  const MlsChangedArea *area;

  sample_begin (&sample, &board);
  relabel (&sample,
           "UPDATE coverage SET cs21 = 'CS1.1.1', cs24 = 'CS1.1.1', us21 = 'US1.1.3', us24 = 'US1.1.3';"
           "UPDATE coverage SET cs24 = 'CS5.0.0' WHERE fid IN (6, 7, 11, 16);"
           "UPDATE coverage SET comment24 = 'why' WHERE fid = 7;"
           "UPDATE coverage SET cs24 = NULL WHERE fid = 1");
  pairs = list (&sample, 0, 1, MLS_DIMENSION_PAIR);

  g_assert_cmpuint (pairs->len, ==, 2);
  area = &g_array_index (pairs, MlsChangedArea, 0);
  g_assert_cmpuint (area->n_faces, ==, 3);
  g_assert_true (area->area2 == mls_area2_from_m2 (1200));
  assert_codes (area, "CS1.1.1", "CS5.0.0");
  g_assert_cmpint (area->box.min_x, ==, BOARD_X + 20000);
  g_assert_cmpint (area->box.max_x, ==, BOARD_X + 60000);
  g_assert_cmpint (area->box.min_y, ==, BOARD_Y + 20000);
  g_assert_cmpint (area->box.max_y, ==, BOARD_Y + 60000);
  g_assert_cmpint (g_array_index (pairs, MlsChangedArea, 1).fid, ==, 16);

  sample_end (&sample);
}

static double
way_length (const GArray *changes)
{
  double length = 0;

  for (guint i = 1; i < changes->len; i++)
    length += mls_point_distance (g_array_index (changes, MlsChangedArea, i - 1).place,
                                  g_array_index (changes, MlsChangedArea, i).place);

  return length;
}

/* Going by place is a shorter walk. */
static void
test_order (void)
{
  static const Board wide = { 12, 12, 20, 1, 0 };
  Sample sample;
  g_autoptr (GArray) changes = NULL;
  double by_area;

  sample_begin (&sample, &wide);
  changes = list (&sample, 0, 1, MLS_DIMENSION_COVER);
  by_area = way_length (changes);
  mls_changes_sort (changes, MLS_CHANGES_BY_PLACE);
  g_assert_cmpfloat (way_length (changes) * 1.5, <, by_area);

  sample_end (&sample);
}

/* A map of covers alone changes in both together as in cover; what gains a use may have had it before. */
static void
test_covers_alone (void)
{
  Sample sample;
  g_autoptr (GArray) pairs = NULL;

  sample_begin (&sample, &board);
  relabel (&sample,
           "UPDATE coverage SET cs21 = 'CS1.1.1', cs24 = 'CS1.1.1', us21 = NULL, us24 = NULL;"
           "UPDATE coverage SET cs24 = 'CS5.0.0' WHERE fid = 6;"
           "UPDATE coverage SET us24 = 'US1.1.3' WHERE fid = 11");
  pairs = list (&sample, 0, 1, MLS_DIMENSION_PAIR);

  g_assert_cmpuint (pairs->len, ==, 1);
  g_assert_cmpint (g_array_index (pairs, MlsChangedArea, 0).fid, ==, 6);
  assert_codes (&g_array_index (pairs, MlsChangedArea, 0), "CS1.1.1", "CS5.0.0");
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/changes/list", test_list);
  g_test_add_func ("/quality/changes/covers-alone", test_covers_alone);
  g_test_add_func ("/quality/changes/joined", test_joined);
  g_test_add_func ("/quality/changes/order", test_order);

  return g_test_run ();
}
