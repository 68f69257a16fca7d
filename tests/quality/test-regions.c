#include "../store/sample.h"
#include "quality/regions.h"
#include "store/error.h"
#include "store/exception.h"

#include <locale.h>

/* Squares of 400 m², numbered from the south-west; at the second date a square is CS1.1.1, CS6.3.0 or CS5.0.0 by
 * column + 2 row, modulo 3. */
static const Board board = { 4, 4, 20, 2, 0 };

typedef struct
{
  Sample           sample;
  MlsNomenclature *nomenclature;
  GArray          *exceptions;
  MlsRules         rules;
} Desk;

static void
desk_begin (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sample_begin (&desk->sample, &board);
  desk->nomenclature = mls_store_read_nomenclature (desk->sample.store, &error);
  g_assert_no_error (error);
  desk->exceptions = mls_store_list_exceptions (desk->sample.store, &error);
  g_assert_no_error (error);
  desk->rules = (MlsRules){ .nomenclature = desk->nomenclature };
  desk->rules.vintages = mls_store_get_vintages (desk->sample.store, &desk->rules.n_vintages);
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  mls_nomenclature_unref (desk->nomenclature);
  g_array_unref (desk->exceptions);
  sample_end (&desk->sample);
}

static gboolean
count_calls (double fraction, gpointer user_data)
{
  guint *left = user_data;

  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);

  return (*left)-- > 0;
}

static GArray *
list (Desk *desk, const char *text, GArray *flags, guint n_calls, GError **error)
{
  g_autoptr (MlsFilter) filter = text != NULL ? mls_filter_parse (text, MLS_FILTER_OF_REGIONS, &desk->rules, error) : NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (desk->sample.path, error);
  const MlsCheckRules checked = { &desk->rules, desk->exceptions };
  const MlsRegionsQuery query = { 1, MLS_NO_VINTAGE, MLS_DIMENSION_COVER, filter != NULL ? MLS_REGIONS_BY_PLACE : MLS_REGIONS_SMALLEST,
                                  filter, &checked };
  GArray *regions;

  g_assert_no_error (*error);
  g_assert_true (mls_store_reader_begin (reader, 0, NULL, error));
  regions = mls_regions_list (reader, &query, flags, count_calls, &n_calls, error);
  mls_store_reader_end (reader);

  return regions;
}

static int
compare_ids (gconstpointer left, gconstpointer right)
{
  const gint64 *a = left;
  const gint64 *b = right;

  return (*a > *b) - (*a < *b);
}

/* "5:1 9:3": faces in order, each with how many faces its region has. */
static char *
found (Desk *desk, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) regions = list (desk, text, NULL, 1000, &error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < regions->len; i++)
    g_array_append_val (ids, g_array_index (regions, MlsWholeRegion, i).fid);
  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    for (guint k = 0; k < regions->len; k++)
      if (g_array_index (regions, MlsWholeRegion, k).fid == g_array_index (ids, gint64, i))
        g_string_append_printf (out, "%s%d:%u", i > 0 ? " " : "", (int) g_array_index (ids, gint64, i),
                                g_array_index (regions, MlsWholeRegion, k).n_faces);

  return g_string_free (out, FALSE);
}

static void
assert_found (Desk *desk, const char *text, const char *expected)
{
  g_autofree char *out = found (desk, text);

  g_test_message ("%s", text);
  g_assert_cmpstr (out, ==, expected);
}

/* Of all the map one region of three squares at the south edge, one square with a doubt in the middle of the rest. */
static void
relabel (Desk *desk)
{
  sample_execute (desk->sample.path,
                  "UPDATE coverage SET cs24 = 'CS6.3.0', us24 = 'US1.1.3', doute24 = NULL;"
                  "UPDATE coverage SET cs24 = 'CS1.1.1' WHERE fid IN (1, 2, 3);"
                  "UPDATE coverage SET comment24 = 'Vieux Chêne' WHERE fid = 2;"
                  "UPDATE coverage SET cs24 = 'CS5.0.0', doute24 = '1' WHERE fid = 11;"
                  "UPDATE coverage SET cs24 = NULL, us24 = NULL WHERE fid = 16");
}

static void
test_labels (Desk *desk, gconstpointer data)
{
  relabel (desk);
  assert_found (desk, NULL, "1:3 4:11 11:1");
  assert_found (desk, "area>0", "1:3 4:11 11:1 16:1");
  assert_found (desk, "code=CS1.1.1", "1:3");
  assert_found (desk, "!code=CS1.1.1 !uncoded", "4:11 11:1");
  assert_found (desk, "doubt or uncoded", "11:1 16:1");
  assert_found (desk, "area>=1200 area<2000", "1:3");

  /* The face that says so stands for its region. */
  assert_found (desk, "comment~chene", "2:3");
  assert_found (desk, "!comment !doubt", "4:11 16:1");
  assert_found (desk, "comment doubt", "");
}

/* Some ground of the region in the zone is enough, and its place is there. */
static void
test_zone (Desk *desk, gconstpointer data)
{
  relabel (desk);
  assert_found (desk, "zone=700045,6600005,700055,6600010", "3:3");
  assert_found (desk, "zone=700020,6600020,700040,6600040", "6:11");
  assert_found (desk, "zone=700010,6600010,700030,6600015 or zone=700050,6600050,700051,6600051", "1:3 11:1");
  assert_found (desk, "zone=600000,6600000,600001,6600001", "");
}

/* Who wrote a face last, and when. */
static void
test_history (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsFace) now = mls_store_face (desk->sample.store, 6, NULL);
  g_autoptr (MlsDelta) delta = sample_recode (now, "CS2.1.0", "US1.1.3");
  g_autofree char *author = g_strdup_printf ("author=%s since=2020-01-01 area<401", sample_facts.author);
  g_autofree char *too_late = g_strdup_printf ("author=%s until=2020-01-01", sample_facts.author);

  sample_apply (desk->sample.store, delta);
  sample_execute (desk->sample.path, "UPDATE operation SET author = 'Import' WHERE id < (SELECT max (id) FROM operation)");
  assert_found (desk, author, "6:1");
  assert_found (desk, too_late, "");
  assert_found (desk, "author=nobody", "");
}

/* What is found of a region is told of each face of it, with the rule; leave that was given counts. */
static void
test_findings (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) regions = NULL;
  const MlsWholeRegion *small;

  relabel (desk);
  assert_found (desk, "finding=missing-label", "16:1");
  assert_found (desk, "finding=doubt", "11:1");
  regions = list (desk, "finding code=CS5.0.0", NULL, 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (regions->len, ==, 1);
  small = &g_array_index (regions, MlsWholeRegion, 0);
  g_assert_cmpint (small->fid, ==, 11);
  g_assert_cmpint (small->rule, ==, MLS_FINDING_DOUBT);
  g_clear_pointer (&regions, g_array_unref);

  regions = list (desk, "code=CS5.0.0", NULL, 1000, &error);
  g_assert_cmpint (g_array_index (regions, MlsWholeRegion, 0).rule, ==, MLS_N_FINDING_RULES);
}

/* All faces of what is found are for the map. */
static void
test_flags (Desk *desk, gconstpointer data)
{
  g_autoptr (GArray) flags = g_array_new (FALSE, FALSE, sizeof (MlsFlag));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) regions = NULL;

  relabel (desk);
  regions = list (desk, "comment~chene", flags, 1000, &error);
  g_assert_cmpuint (flags->len, ==, 3);
  for (guint i = 0; i < flags->len; i++)
    {
      g_assert_cmpint (g_array_index (flags, MlsFlag, i).fid, ==, i + 1);
      g_assert_cmpuint (g_array_index (flags, MlsFlag, i).vintage, ==, 1);
      g_assert_cmpint (g_array_index (flags, MlsFlag, i).dimension, ==, MLS_DIMENSION_COVER);
    }
}

/* Each is near the one before. */
static void
test_order (void)
{
  static const Board wide = { 16, 16, 20, 1, 0 };
  Desk desk = { { 0 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) regions = NULL;
  double way = 0;

  sample_begin (&desk.sample, &wide);
  desk.nomenclature = mls_store_read_nomenclature (desk.sample.store, &error);
  desk.exceptions = mls_store_list_exceptions (desk.sample.store, &error);
  desk.rules = (MlsRules){ .nomenclature = desk.nomenclature };
  desk.rules.vintages = mls_store_get_vintages (desk.sample.store, &desk.rules.n_vintages);

  regions = list (&desk, "area>0", NULL, 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (regions->len, ==, 256);
  for (guint i = 1; i < regions->len; i++)
    way += mls_point_distance (g_array_index (regions, MlsWholeRegion, i - 1).place,
                               g_array_index (regions, MlsWholeRegion, i).place);
  g_assert_cmpfloat (way, <, 1.3 * 255 * 20 * MLS_MM_PER_M);

  desk_end (&desk, NULL);
}

static void
test_given_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (list (desk, "area>0", NULL, 0, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/quality/regions/" name, Desk, NULL, desk_begin, func, desk_end)
  ADD ("labels", test_labels);
  ADD ("zone", test_zone);
  ADD ("history", test_history);
  ADD ("findings", test_findings);
  ADD ("flags", test_flags);
  ADD ("given-up", test_given_up);
#undef ADD
  g_test_add_func ("/quality/regions/order", test_order);

  return g_test_run ();
}
