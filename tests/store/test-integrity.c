#include "sample.h"
#include "store/error.h"
#include "store/integrity.h"
#include "store/undo.h"
#include "store/version.h"
#include "store/vintage.h"

#include <locale.h>
#include <string.h>

static const Board board = { 10, 10, 20, 2, 0 };

/* What anybody may do to a file who goes around its triggers. */
#define NO_TRIGGERS                                                                                                    \
  "DROP TRIGGER coverage_insert; DROP TRIGGER coverage_delete; DROP TRIGGER coverage_update; "                         \
  "DROP TRIGGER coverage_foreign; DROP TRIGGER rtree_coverage_geom_update1; DROP TRIGGER rtree_coverage_geom_update2; " \
  "DROP TRIGGER rtree_coverage_geom_update3; DROP TRIGGER rtree_coverage_geom_update4; "                              \
  "DROP TRIGGER rtree_coverage_geom_delete; "

/* … and what is said of that. */
#define GONE(trigger) "the trigger “" trigger "” of “coverage” is gone\n"
#define NO_TRIGGERS_TOLD                                                                                                \
  GONE ("coverage_delete") GONE ("coverage_foreign") GONE ("coverage_insert") GONE ("coverage_update")                  \
  GONE ("rtree_coverage_geom_delete") GONE ("rtree_coverage_geom_update1") GONE ("rtree_coverage_geom_update2")         \
  GONE ("rtree_coverage_geom_update3") GONE ("rtree_coverage_geom_update4")

/* A project with a past: an edit, one that was taken back, and done again, a version, and a date that was added. */
static void
begin (Sample *sample)
{
  static const MlsVintage vintage = { .code = "27", .year = 2027, .copied_from = "24" };
  g_autoptr (GError) error = NULL;
  gint64 operation;

  sample_begin (sample, &board);
  for (gint64 id = 1; id < 20; id += 3)
    {
      g_autoptr (MlsFace) face = mls_store_face (sample->store, id, NULL);
      g_autoptr (MlsDelta) split = sample_split (face, 1, 5);
      g_autoptr (MlsDelta) recode = NULL;
      g_autoptr (MlsFace) other = mls_store_face (sample->store, id + 50, NULL);

      sample_apply (sample->store, split);
      recode = sample_recode (other, other->labels[1].field[MLS_FIELD_COVER] == g_quark_from_string ("CS5.0.0") ? "CS1.1.1" : "CS5.0.0", "US1.1.3");
      sample_apply (sample->store, recode);
    }
  mls_delta_unref (mls_store_undo (sample->store, "tester", &operation, &error));
  mls_delta_unref (mls_store_undo (sample->store, "tester", &operation, &error));
  mls_delta_unref (mls_store_redo (sample->store, "tester", &operation, &error));
  g_assert_no_error (error);
  g_assert_true (mls_store_add_version (sample->store, "delivery", "tester", NULL, &operation, &error));
  g_assert_true (mls_store_copy_vintage (sample->store, &vintage, "tester", NULL, NULL, NULL, &error));
  mls_store_close (g_steal_pointer (&sample->store), &error);
  g_assert_no_error (error);
}

/* The lines, with their numbers of rows and operations, and nothing of what SQLite calls its pages. */
static char *
check (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, &error);
  g_autoptr (GPtrArray) faults = NULL;
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  faults = mls_store_check_integrity (store, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    {
      const char *line = g_ptr_array_index (faults, i);

      g_assert_null (strchr (line, '\n'));
      g_assert_true (g_utf8_validate (line, -1, NULL));
      g_string_append_printf (text, "%s\n", line);
    }

  return g_string_free (text, FALSE);
}

static void
test_sound (void)
{
  Sample sample;
  g_autofree char *told = NULL;

  begin (&sample);
  told = check (sample.path);
  g_assert_cmpstr (told, ==, "");
  sample_end (&sample);
}

/* What each harm is told as. */
static void
test_harms (void)
{
  static const struct
  {
    const char *sql;
    const char *told;
  } harms[] = {
    { "DELETE FROM rtree_coverage_geom WHERE id = 70", "Row 70 of “coverage” is not found where it lies\n" },
    { "UPDATE rtree_coverage_geom SET maxx = minx + 1 WHERE id = 70", "Row 70 of “coverage” is not found where it lies\n" },
    { "INSERT INTO rtree_coverage_geom VALUES (777, 0, 1, 0, 1)", "“rtree_coverage_geom” finds row 777, which is not there\n" },
    { "DELETE FROM rtree_coverage_history WHERE id = 3", "Row 3 of “coverage_history” is not found where it lies\n" },
    { "UPDATE version SET operation_id = 4711", "Row 1 of “version” refers to none of “operation”\n" },
    { NO_TRIGGERS "UPDATE coverage SET since = 4711 WHERE fid = 70",
      NO_TRIGGERS_TOLD "Row 70 of “coverage” is of an operation that there is not\n" },
    { "UPDATE coverage_history SET until = since WHERE entry = 2",
      "Row 2 of “coverage_history” is of an operation that there is not\n"
      "Before operation 4 there was no partition: The edit is not closed at (700000,000, 6600100,000)\n" },
    { "UPDATE coverage_history SET geom = (SELECT geom FROM coverage WHERE fid = 70) WHERE entry = 1",
      "Row 1 of “coverage_history” is not found where it lies\n"
      "Before operation 3 there was no partition: The edit is not closed at (700000,000, 6600000,000)\n" },
    { "DELETE FROM coverage_history WHERE entry = 1; DELETE FROM rtree_coverage_history WHERE id = 1",
      "Before operation 3 there was no partition: The edit is not closed at (700000,000, 6600000,000)\n" },
    { NO_TRIGGERS "DELETE FROM coverage WHERE fid = 70; DELETE FROM rtree_coverage_geom WHERE id = 70",
      NO_TRIGGERS_TOLD "Gap of 400,000000 m² beside faces 60 and 69\n" },
    { "UPDATE coverage_history SET geom = zeroblob (9) WHERE entry = 1",
      "Before operation 3 there was no partition: “board.gpkg”: face 1 has no two-dimensional polygon\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      Sample sample;
      g_autofree char *told = NULL;

      begin (&sample);
      sample_execute (sample.path, harms[i].sql);
      told = check (sample.path);
      g_assert_cmpstr (told, ==, harms[i].told);
      sample_end (&sample);
    }
}

typedef struct
{
  double last;
  guint  left;
} Teller;

static gboolean
count_down (double fraction, gpointer user_data)
{
  Teller *teller = user_data;

  g_assert_cmpfloat (fraction, >=, teller->last);
  g_assert_cmpfloat (fraction, <=, 1);
  teller->last = fraction;

  return teller->left-- > 0;
}

/* It tells how far it is, and stops when it is told to. */
static void
test_given_up (void)
{
  Sample sample;
  g_autoptr (MlsStore) store = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  guint n = 0;

  begin (&sample);
  store = mls_store_open (sample.path, MLS_STORE_READ_ONLY, NULL);
  for (; faults == NULL; n++)
    {
      g_autoptr (GError) error = NULL;
      Teller teller = { 0, n };

      faults = mls_store_check_integrity (store, count_down, &teller, &error);
      if (faults == NULL)
        g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
    }
  g_test_message ("%u times", n);
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (faults->len, ==, 0);
  g_clear_pointer (&store, mls_store_free);
  sample_end (&sample);
}

static gboolean
add_face (const MlsFace *face, gpointer user_data)
{
  GChecksum *sum = user_data;

  g_checksum_update (sum, (const guint8 *) &face->id, sizeof face->id);
  g_checksum_update (sum, (const guint8 *) face->points, (gssize) (face->n_points * sizeof *face->points));

  return TRUE;
}

/* What the map shows: its faces and their outlines. %NULL if it cannot be read. */
static char *
outlines_of (MlsStore *store, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  return mls_store_each_face (store, add_face, sum, error) ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

static void
spoil (char *bytes, gsize length)
{
  gsize page = (gsize) g_test_rand_int_range (0, (gint32) (length / 4096)) * 4096;

  if (g_test_rand_bit ())
    for (gsize i = 0; i < 4096; i++)
      bytes[page + i] = (char) g_test_rand_int ();
  else
    for (int n = g_test_rand_int_range (1, 20); n > 0; n--)
      bytes[page + (gsize) g_test_rand_int_range (0, 4096)] = (char) g_test_rand_int ();
}

/* In one line that names the file. */
static void
assert_told (const GError *error)
{
  g_assert_true (error->domain == MLS_STORE_ERROR);
  g_assert_nonnull (strstr (error->message, "board.gpkg"));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* How a spoiled file fares. */
typedef enum
{
  FATE_REFUSED, /* it is not opened */
  FATE_TOLD,    /* the check finds it */
  FATE_SAME,    /* the map is what it was */
  N_FATES,
} Fate;

static Fate
look_at (const char *path, const char *outlines)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, &error);
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *now = NULL;

  if (store == NULL)
    {
      assert_told (error);
      return FATE_REFUSED;
    }

  faults = mls_store_check_integrity (store, NULL, NULL, &error);
  if (faults == NULL)
    assert_told (error);
  if (faults == NULL || faults->len > 0)
    return FATE_TOLD;

  now = outlines_of (store, &failure);
  g_assert_no_error (failure);
  g_assert_cmpstr (now, ==, outlines);

  return FATE_SAME;
}

/* Pages that a disk has spoiled: nothing crashes, and no map is wrong without its being told. */
static void
test_spoiled (void)
{
  Sample sample;
  g_autofree char *whole = NULL;
  g_autofree char *outlines = NULL;
  gsize length;
  guint n[N_FATES] = { 0 };

  begin (&sample);
  sample_reopen (&sample);
  outlines = outlines_of (sample.store, NULL);
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  g_assert_true (g_file_get_contents (sample.path, &whole, &length, NULL));
  for (int i = 0; i < (g_test_slow () ? 5000 : 150); i++)
    {
      g_autofree char *spoiled = g_memdup2 (whole, length);

      spoil (spoiled, length);
      g_assert_true (g_file_set_contents_full (sample.path, spoiled, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
      n[look_at (sample.path, outlines)]++;
    }

  g_test_message ("%u refused, %u told, %u with the same map", n[FATE_REFUSED], n[FATE_TOLD], n[FATE_SAME]);
  sample_end (&sample);
}

/* A fault of a page says which table or index that is of. */
static void
test_named (void)
{
  static const char *const names[] = { "coverage", "coverage_history", "operation" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Sample sample;
      g_autofree char *sql = g_strdup_printf ("SELECT max (pageno) FROM dbstat WHERE name = '%s'", names[i]);
      g_autofree char *start = g_strdup_printf ("“%s”: ", names[i]);
      g_autofree char *bytes = NULL;
      g_autoptr (MlsStore) store = NULL;
      g_autoptr (GPtrArray) faults = NULL;
      g_autoptr (GError) error = NULL;
      gsize length, page;

      begin (&sample);
      page = (gsize) sample_query (sample.path, sql);
      g_assert_true (g_file_get_contents (sample.path, &bytes, &length, NULL));
      memset (bytes + (page - 1) * 4096, 0x5a, 4096);
      g_assert_true (g_file_set_contents (sample.path, bytes, (gssize) length, NULL));
      store = mls_store_open (sample.path, MLS_STORE_READ_ONLY, &error);
      g_assert_no_error (error);
      faults = mls_store_check_integrity (store, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (faults->len, >, 0);
      g_assert_true (g_str_has_prefix (g_ptr_array_index (faults, 0), start));
      g_assert_null (strstr (g_ptr_array_index (faults, 0), "***"));
      sample_end (&sample);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/integrity/sound", test_sound);
  g_test_add_func ("/store/integrity/harms", test_harms);
  g_test_add_func ("/store/integrity/given-up", test_given_up);
  g_test_add_func ("/store/integrity/spoiled", test_spoiled);
  g_test_add_func ("/store/integrity/named", test_named);

  return g_test_run ();
}
