#include "../store/sample.h"
#include "quality/regions.h"
#include "store/database.h"
#include "store/exception.h"
#include "store/geopackage.h"

#include <locale.h>
#include <string.h>

/* A square is CS1.1.1, CS6.3.0 or CS5.0.0 by column + row at the first date, by column + 2 row at the
 * second, modulo 3: all change but the rows 0 and 3. */
static const Board board = { 4, 4, 20, 2, 0 };

static GArray *
list_in_order (Sample *sample, guint from, guint to, MlsDimension dimension, MlsRegionsOrder order)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (sample->path, &error);
  const MlsRegionsQuery query = { to, from, dimension, order };
  GArray *changes;

  g_assert_no_error (error);
  mls_store_reader_begin (reader, 0, NULL, &error);
  changes = mls_regions_list (reader, &query, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  mls_store_reader_end (reader);

  return changes;
}

static GArray *
list (Sample *sample, guint from, guint to, MlsDimension dimension)
{
  return list_in_order (sample, from, to, dimension, MLS_REGIONS_LARGEST);
}

static void
assert_codes (const MlsWholeRegion *area, const char *from, const char *to)
{
  g_assert_cmpstr (g_quark_to_string (area->from.cover), ==, from);
  g_assert_cmpstr (g_quark_to_string (area->pair.cover), ==, to);
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
      const MlsWholeRegion *area = &g_array_index (covers, MlsWholeRegion, i);

      g_assert_true (area->area2 == mls_area2_from_m2 (400));
      g_assert_cmpuint (area->n_faces, ==, 1);
      g_assert_cmpuint (area->from.use, ==, 0);
      g_assert_true (mls_box_contains_point (&area->box, area->place));
      g_assert_true (area->box.max_x - area->box.min_x == 20000);
    }

  /* By area, then from the west: face 5 is the first of row 1, below face 9 of row 2. */
  g_assert_cmpint (g_array_index (covers, MlsWholeRegion, 0).fid, ==, 5);
  assert_codes (&g_array_index (covers, MlsWholeRegion, 0), "CS6.3.0", "CS5.0.0");
  g_assert_cmpint (g_array_index (covers, MlsWholeRegion, 1).fid, ==, 9);

  sample_end (&sample);
}

/* As another program does it. */
static void
relabel (Sample *sample, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDatabase) database = mls_database_open (sample->path, MLS_DATABASE_READ_WRITE, &error);

  g_assert_no_error (error);
  mls_geopackage_admit_triggers (database, "coverage", &error);
  mls_database_exec (database, sql, &error);
  g_assert_no_error (error);
}

/* Neighbours that change alike are one area, whatever else tells them apart. */
static void
test_joined (void)
{
  Sample sample;
  g_autoptr (GArray) pairs = NULL;
  const MlsWholeRegion *area;

  sample_begin (&sample, &board);
  relabel (&sample,
           "UPDATE coverage SET cs21 = 'CS1.1.1', cs24 = 'CS1.1.1', us21 = 'US1.1.3', us24 = 'US1.1.3';"
           "UPDATE coverage SET cs24 = 'CS5.0.0' WHERE fid IN (6, 7, 11, 16);"
           "UPDATE coverage SET comment24 = 'why' WHERE fid = 7;"
           "UPDATE coverage SET cs24 = NULL WHERE fid = 1");
  pairs = list (&sample, 0, 1, MLS_DIMENSION_PAIR);

  g_assert_cmpuint (pairs->len, ==, 2);
  area = &g_array_index (pairs, MlsWholeRegion, 0);
  g_assert_cmpuint (area->n_faces, ==, 3);
  g_assert_true (area->area2 == mls_area2_from_m2 (1200));
  assert_codes (area, "CS1.1.1", "CS5.0.0");
  g_assert_cmpint (area->box.min_x, ==, BOARD_X + 20000);
  g_assert_cmpint (area->box.max_x, ==, BOARD_X + 60000);
  g_assert_cmpint (area->box.min_y, ==, BOARD_Y + 20000);
  g_assert_cmpint (area->box.max_y, ==, BOARD_Y + 60000);
  g_assert_cmpint (g_array_index (pairs, MlsWholeRegion, 1).fid, ==, 16);

  sample_end (&sample);
}

static double
way_length (const GArray *changes)
{
  double length = 0;

  for (guint i = 1; i < changes->len; i++)
    length += mls_point_distance (g_array_index (changes, MlsWholeRegion, i - 1).place,
                                  g_array_index (changes, MlsWholeRegion, i).place);

  return length;
}

/* Going by place is a shorter walk. */
static void
test_order (void)
{
  static const Board wide = { 12, 12, 20, 1, 0 };
  Sample sample;
  g_autoptr (GArray) by_area = NULL;
  g_autoptr (GArray) by_place = NULL;
  g_autoptr (GArray) by_codes = NULL;
  MlsArea2 area2[2] = { 0, 0 };

  sample_begin (&sample, &wide);
  by_area = list (&sample, 0, 1, MLS_DIMENSION_COVER);
  by_place = list_in_order (&sample, 0, 1, MLS_DIMENSION_COVER, MLS_REGIONS_BY_PLACE);
  by_codes = list_in_order (&sample, 0, 1, MLS_DIMENSION_COVER, MLS_REGIONS_BY_TRANSITION);
  g_assert_cmpuint (by_place->len, ==, by_area->len);
  g_assert_cmpuint (by_codes->len, ==, by_area->len);
  g_assert_cmpfloat (way_length (by_place) * 1.5, <, way_length (by_area));

  for (guint i = 1; i < by_codes->len; i++)
    {
      const MlsWholeRegion *a = &g_array_index (by_codes, MlsWholeRegion, i - 1);
      const MlsWholeRegion *b = &g_array_index (by_codes, MlsWholeRegion, i);
      int order = strcmp (g_quark_to_string (a->from.cover), g_quark_to_string (b->from.cover));

      if (order == 0)
        order = strcmp (g_quark_to_string (a->pair.cover), g_quark_to_string (b->pair.cover));
      g_assert_cmpint (order, <=, 0);
      g_assert_true (order < 0 || a->area2 >= b->area2);
    }

  /* The order changes no area. */
  for (guint i = 0; i < by_codes->len; i++)
    {
      area2[0] += g_array_index (by_codes, MlsWholeRegion, i).area2;
      area2[1] += g_array_index (by_area, MlsWholeRegion, i).area2;
    }
  g_assert_true (area2[0] == area2[1]);

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
  g_assert_cmpint (g_array_index (pairs, MlsWholeRegion, 0).fid, ==, 6);
  assert_codes (&g_array_index (pairs, MlsWholeRegion, 0), "CS1.1.1", "CS5.0.0");
  sample_end (&sample);
}

/* Fids of what is found, from west to east, with the areas of all together. */
static char *
find (Sample *sample, const char *text, MlsDimension dimension, GArray *flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (sample->path, MLS_STORE_READ_ONLY, &error);
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (store, &error);
  g_autoptr (GArray) exceptions = mls_store_list_exceptions (store, &error);
  MlsRules rules = { .nomenclature = nomenclature, .limits = { .change_minimum = mls_area2_from_m2 (500) } };
  const MlsCheckRules checked = { &rules, exceptions };
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (sample->path, &error);
  g_autoptr (MlsFilter) filter = NULL;
  g_autoptr (GArray) found = NULL;
  GString *fids = g_string_new (NULL);
  MlsArea2 area2 = 0;

  g_assert_no_error (error);
  rules.vintages = mls_store_get_vintages (store, &rules.n_vintages);
  filter = mls_filter_parse (text, MLS_FILTER_OF_CHANGES, &rules, &error);
  g_assert_no_error (error);
  g_assert_true (mls_store_reader_begin (reader, 0, NULL, &error));
  found = mls_regions_list (reader, &(MlsRegionsQuery){ 1, 0, dimension, MLS_REGIONS_LARGEST, filter, &checked }, flags,
                            NULL, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < found->len; i++)
    {
      g_string_append_printf (fids, "%d ", (int) g_array_index (found, MlsWholeRegion, i).fid);
      area2 += g_array_index (found, MlsWholeRegion, i).area2;
    }
  g_string_append_printf (fids, "= %g", mls_area2_to_m2 (area2));

  return g_string_free (fids, FALSE);
}

/* What is asked for by what it was and became; what did not change is never found. */
static void
test_filter (void)
{
  static const struct
  {
    const char  *text;
    MlsDimension dimension;
    const char  *fids;
  } cases[] = {
    { "from=111", MLS_DIMENSION_COVER, "6 16 = 1600" },
    { "from=CS1.1.1 to=CS5.0.0", MLS_DIMENSION_COVER, "6 = 1200" },
    { "to=630", MLS_DIMENSION_COVER, "16 = 400" },
    { "from=5.4.0", MLS_DIMENSION_USE, "1 = 400" },
    { "from=US5.4.0 to=113", MLS_DIMENSION_USE, "1 = 400" },
    { "from=5.4.0", MLS_DIMENSION_PAIR, "= 0" },
    { "from=111", MLS_DIMENSION_PAIR, "6 1 16 = 2000" },
    { "from=CS1.1.1/US5.4.0 to=CS1.1.1/US1.1.3", MLS_DIMENSION_PAIR, "1 = 400" },
    { "!from=US1.1.3 or to=500", MLS_DIMENSION_PAIR, "6 1 = 1600" },
    { "comment", MLS_DIMENSION_COVER, "7 = 1200" },
    { "!comment", MLS_DIMENSION_COVER, "16 = 400" },
    { "small", MLS_DIMENSION_COVER, "16 = 400" },
    { "!small", MLS_DIMENSION_COVER, "6 = 1200" },
    { "area>400", MLS_DIMENSION_PAIR, "6 = 1200" },
    { "suspicious", MLS_DIMENSION_PAIR, "6 = 1200" },
    { "impossible", MLS_DIMENSION_PAIR, "16 = 400" },
    { "impossible", MLS_DIMENSION_USE, "= 0" },
    { "from=enaf:1 to=enaf:2", MLS_DIMENSION_PAIR, "6 = 1200" },
    { "code=CS1.1.1", MLS_DIMENSION_PAIR, "1 = 400" },
    { "uncoded", MLS_DIMENSION_PAIR, "= 0" },
  };
  g_autoptr (GArray) flags = g_array_new (FALSE, FALSE, sizeof (MlsFlag));
  g_autofree char *small = NULL;
  Sample sample;

  sample_begin (&sample, &board);
  relabel (&sample,
           "UPDATE coverage SET cs21 = 'CS1.1.1', cs24 = 'CS1.1.1', us21 = 'US1.1.3', us24 = 'US1.1.3';"
           "UPDATE coverage SET cs24 = 'CS5.0.0' WHERE fid IN (6, 7, 11);"
           "UPDATE coverage SET cs24 = 'CS6.3.0' WHERE fid = 16;"
           "UPDATE coverage SET us21 = 'US5.4.0' WHERE fid = 1;"
           "UPDATE coverage SET comment24 = 'why' WHERE fid = 7;"
           "UPDATE coverage SET cs24 = NULL WHERE fid = 4;"
           "INSERT INTO transition (dimension, from_code, to_code, transition) VALUES "
           "('cover', 'CS1.1.1', 'CS5', 'suspicious'), ('cover', 'CS1.1.1', 'CS6', 'impossible');"
           "ALTER TABLE pair ADD COLUMN enaf TEXT; INSERT INTO indicator (indicator, code, label_fr, label_en, colour) VALUES "
           "('enaf', '1', '', '', ''), ('enaf', '2', '', '', '');"
           "UPDATE pair SET enaf = '1' WHERE cover = 'CS1.1.1';"
           "UPDATE pair SET enaf = '2' WHERE cover = 'CS5.0.0'");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fids = find (&sample, cases[i].text, cases[i].dimension, NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (fids, ==, cases[i].fids);
    }

  /* All of it stands out, at both dates. */
  small = find (&sample, "!small", MLS_DIMENSION_COVER, flags);
  g_assert_cmpuint (flags->len, ==, 6);
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
  g_test_add_func ("/quality/changes/filter", test_filter);

  return g_test_run ();
}
