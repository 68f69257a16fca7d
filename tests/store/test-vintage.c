#include "sample.h"
#include "store/error.h"
#include "store/exception.h"
#include "store/image-link.h"
#include "store/undo.h"
#include "store/vintage.h"

#include <locale.h>
#include <string.h>

/* Dates that are added to a project, renamed, closed and dropped. */

static const Board board = { 4, 3, 20, 2, 0 };

/* Which of the project's vintages has that code. */
static guint
find (MlsStore *store, const char *code)
{
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n_vintages);

  for (guint v = 0; v < n_vintages; v++)
    if (g_str_equal (vintages[v].code, code))
      return v;

  g_error ("no vintage %s", code);
}

static const MlsVintage *
vintage_at (MlsStore *store, guint vintage)
{
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n_vintages);

  g_assert_cmpuint (vintage, <, n_vintages);

  return &vintages[vintage];
}

static void
assert_refused (GError **error, MlsStoreError code, const char *says)
{
  g_assert_error (*error, MLS_STORE_ERROR, (int) code);
  g_test_message ("%s", (*error)->message);
  g_assert_nonnull (strstr ((*error)->message, says));
  g_assert_null (strchr ((*error)->message, '\n'));
  g_clear_error (error);
}

/* Face 5 as it is in 2024: CS2.1.0 × US1.1.3, with all that can be said of it. */
static void
say_much (MlsStore *store)
{
  g_autoptr (MlsFace) face = mls_store_face (store, 5, NULL);
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  MlsLabel labels[2] = { face->labels[0], sample_label ("CS2.1.0", "US1.1.3") };

  labels[1].field[MLS_FIELD_DOUBT] = g_quark_from_string ("1");
  labels[1].field[MLS_FIELD_SOURCE] = g_quark_from_string ("BD TOPO");
  labels[1].field[MLS_FIELD_COMMENT] = g_quark_from_string ("mown");
  labels[1].field[MLS_FIELD_PHOTOVOLTAIC] = g_quark_from_string ("1");
  mls_delta_add (delta, mls_face_ref (face), mls_face_with (face, 5, 0, labels, 2));
  sample_apply (store, delta);
}

static gint64
copy (MlsStore *store, const char *code, int year, const char *from)
{
  const MlsVintage vintage = { .code = code, .year = year, .copied_from = from };
  g_autoptr (GError) error = NULL;
  gint64 operation;

  g_assert_true (mls_store_copy_vintage (store, &vintage, "tester", NULL, NULL, &operation, &error));
  g_assert_no_error (error);

  return operation;
}

/* Codes and photovoltaics are taken over, and nothing that tells of a look at another photo; no row of the history
 * is written, and what was before the copy shows nothing of it. */
static void
test_copy (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsFace) past = NULL;
  g_autoptr (MlsDelta) before = NULL;
  g_autoptr (MlsOperation) operation = NULL;
  g_autoptr (MlsStoreReader) reader = NULL;
  gint64 edited, added, n_history;

  sample_begin (&sample, &board);
  say_much (sample.store);
  edited = mls_store_last_operation (sample.store, &error);
  n_history = sample_query (sample.path, "SELECT count (*) FROM coverage_history");
  added = copy (sample.store, "27", 2027, "24");
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage_history"), ==, n_history);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage WHERE since = "
                                              "(SELECT max (id) FROM operation)"), ==, 0);
  operation = mls_store_operation (sample.store, added, &error);
  g_assert_true (operation->barrier);
  g_assert_cmpstr (operation->summary, ==, "27: copy of 24");

  sample_reopen (&sample);
  face = mls_store_face (sample.store, 5, &error);
  g_assert_cmpuint (face->n_vintages, ==, 3);
  g_assert_cmpstr (g_quark_to_string (face->labels[2].field[MLS_FIELD_COVER]), ==, "CS2.1.0");
  g_assert_cmpstr (g_quark_to_string (face->labels[2].field[MLS_FIELD_USE]), ==, "US1.1.3");
  g_assert_cmpstr (g_quark_to_string (face->labels[2].field[MLS_FIELD_PHOTOVOLTAIC]), ==, "1");
  g_assert_cmpuint (face->labels[2].field[MLS_FIELD_DOUBT], ==, 0);
  g_assert_cmpuint (face->labels[2].field[MLS_FIELD_SOURCE], ==, 0);
  g_assert_cmpuint (face->labels[2].field[MLS_FIELD_COMMENT], ==, 0);
  g_assert_cmpstr (vintage_at (sample.store, 2)->copied_from, ==, "24");
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage WHERE cs27 IS NOT cs24"), ==, 0);

  before = mls_store_operation_delta (sample.store, edited, &error);
  g_assert_no_error (error);
  g_assert_true (mls_label_is_null (&g_array_index (before->changes, MlsChange, 0).after->labels[2]));

  reader = mls_store_reader_new (sample.path, &error);
  mls_store_reader_begin (reader, edited, NULL, &error);
  g_assert_no_error (error);
  past = mls_store_reader_face (reader, 1, &error);
  g_assert_true (mls_label_is_null (&past->labels[2]));
  mls_store_reader_end (reader);

  g_clear_pointer (&reader, mls_store_reader_free);
  sample_end (&sample);
}

/* Ids may be as large as they will: what counts is how many faces there are. */
static void
test_far_ids (void)
{
  Sample sample;

  sample_begin (&sample, &board);
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  sample_execute_behind (sample.path, "coverage_update",
                         "UPDATE coverage SET fid = 9223372036854775807 - fid WHERE fid > 6;"
                         "UPDATE coverage SET fid = -fid WHERE fid < 4");
  sample_reopen (&sample);
  copy (sample.store, "27", 2027, "24");
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage WHERE cs27 IS cs24 AND us27 IS us24"), ==, 12);
  sample_end (&sample);
}

/* A date before all others comes before them, with its own columns. */
static void
test_back_dating (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFace) face = NULL;
  MlsVintage between = { .code = "23", .year = 2023, .title = "in between" };

  sample_begin (&sample, &board);
  copy (sample.store, "15", 2015, "21");
  mls_store_add_vintage (sample.store, &between, "tester", NULL, &error);
  g_assert_no_error (error);
  sample_reopen (&sample);

  g_assert_cmpuint (find (sample.store, "15"), ==, 0);
  g_assert_cmpuint (find (sample.store, "21"), ==, 1);
  g_assert_cmpuint (find (sample.store, "23"), ==, 2);
  g_assert_cmpuint (find (sample.store, "24"), ==, 3);
  g_assert_cmpstr (vintage_at (sample.store, 2)->title, ==, "in between");
  face = mls_store_face (sample.store, 1, &error);
  g_assert_true (mls_label_equal (&face->labels[0], &face->labels[1]));
  g_assert_false (mls_label_is_null (&face->labels[0]));
  g_assert_true (mls_label_is_null (&face->labels[2]));
  sample_end (&sample);
}

/* CS1.1.1 × US5.4.0 is a pair until 2021 only: where it is copied to a later date, its faces can still be split. */
static void
test_pair_of_its_time (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsDelta) split = NULL;
  g_autoptr (MlsFace) grown = NULL;
  MlsLabel labels[2];

  sample_begin (&sample, &board);
  face = mls_store_face (sample.store, 6, &error);
  labels[0] = sample_label ("CS1.1.1", "US5.4.0");
  labels[1] = face->labels[1];
  mls_delta_add (delta, mls_face_ref (face), mls_face_with (face, 6, 0, labels, 2));
  sample_apply (sample.store, delta);

  copy (sample.store, "27", 2027, "21");
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM pair WHERE cover = 'CS1.1.1' AND use = 'US5.4.0' "
                                              "AND state = 'tolerated'"), ==, 1);
  grown = mls_store_face (sample.store, 6, &error);
  split = sample_split (grown, 0, 4);
  sample_apply (sample.store, split);
  sample_end (&sample);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  return FALSE;
}

static void
test_refusals (void)
{
  const MlsVintage again = { .code = "24", .year = 2024, .copied_from = "21" };
  const MlsVintage nothing = { .code = "27", .year = 2027, .copied_from = "99" };
  const MlsVintage nameless = { .code = "2 7", .year = 2027, .copied_from = "24" };
  const MlsVintage good = { .code = "27", .year = 2027, .copied_from = "24" };
  Sample sample;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  before = sample_fingerprint (sample.path);
  g_assert_false (mls_store_copy_vintage (sample.store, &again, "tester", NULL, NULL, NULL, &error));
  assert_refused (&error, MLS_STORE_ERROR_ARGUMENT, "24");
  g_assert_false (mls_store_copy_vintage (sample.store, &nothing, "tester", NULL, NULL, NULL, &error));
  assert_refused (&error, MLS_STORE_ERROR_ARGUMENT, "99");
  g_assert_false (mls_store_copy_vintage (sample.store, &nameless, "tester", NULL, NULL, NULL, &error));
  assert_refused (&error, MLS_STORE_ERROR_ARGUMENT, "2 7");
  g_assert_false (mls_store_copy_vintage (sample.store, &good, "tester", give_up, NULL, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
  g_clear_error (&error);
  after = sample_fingerprint (sample.path);
  g_assert_cmpstr (after, ==, before);
  sample_end (&sample);
}

static void
recode (MlsStore *store, gint64 id, guint vintage, const char *cover)
{
  g_autoptr (MlsFace) face = mls_store_face (store, id, NULL);
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  const MlsOperationFacts facts = { .author = "tester", .verb = "recode", .vintages = MLS_VINTAGE (vintage) };
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (GError) error = NULL;
  MlsLabel labels[MLS_MAX_VINTAGES];

  memcpy (labels, face->labels, face->n_vintages * sizeof *labels);
  labels[vintage] = sample_label (cover, "US1.1.3");
  mls_delta_add (delta, mls_face_ref (face), mls_face_with (face, id, 0, labels, face->n_vintages));
  applied = mls_store_apply (store, delta, &facts, NULL, &error);
  g_assert_no_error (error);
}

/* Only what holds no work can be dropped: figures tell what there is. */
static void
test_drop (void)
{
  const MlsImageLink photo = { .vintage = (char *) "27", .source = (char *) "/nowhere/2027.tif", .title = (char *) "2027" };
  Sample sample;
  g_autoptr (GError) error = NULL;
  MlsVintageWork work;
  gint64 id;

  sample_begin (&sample, &board);
  copy (sample.store, "27", 2027, "24");
  mls_store_add_image_link (sample.store, &photo, &id, &error);
  g_assert_no_error (error);

  recode (sample.store, 3, 2, "CS6.3.0");
  recode (sample.store, 4, 2, "CS6.3.0");
  g_assert_true (mls_store_count_vintage_work (sample.store, 2, &work, &error));
  g_assert_cmpint (work.n_faces, ==, 2);
  g_assert_true (work.area2 == mls_area2_from_m2 (800));
  g_assert_false (mls_store_drop_vintage (sample.store, 2, "tester", NULL, NULL, &error));
  assert_refused (&error, MLS_STORE_ERROR_WORK, "2 faces");
  g_assert_false (mls_store_drop_vintage (sample.store, 0, "tester", NULL, NULL, &error));
  assert_refused (&error, MLS_STORE_ERROR_WORK, "12 faces");

  for (int i = 0; i < 2; i++)
    mls_delta_unref (mls_store_undo (sample.store, "tester", NULL, NULL));
  sample_execute (sample.path, "INSERT INTO decision (review, from_vintage, vintage, dimension, x, y, area_m2, since) "
                               "VALUES ('accepted', '24', '27', 'pair', 700010, 6600010, 400, 1)");
  g_assert_false (mls_store_drop_vintage (sample.store, 2, "tester", NULL, NULL, &error));
  assert_refused (&error, MLS_STORE_ERROR_WORK, "1 controls");
  sample_execute (sample.path, "DELETE FROM decision");
  g_assert_false (mls_store_drop_vintage (sample.store, 2, "tester", give_up, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (mls_store_drop_vintage (sample.store, 2, "tester", NULL, NULL, &error));
  g_assert_no_error (error);

  sample_reopen (&sample);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM pragma_table_info ('coverage') "
                                              "WHERE name LIKE '%27'"), ==, 0);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM pragma_table_info ('coverage_history') "
                                              "WHERE name LIKE '%27'"), ==, 0);
  g_assert_cmpint (sample_query (sample.path, "SELECT vintage IS NULL FROM imagery"), ==, 1);
  recode (sample.store, 3, 1, "CS6.3.0");
  copy (sample.store, "27", 2027, "24");
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage WHERE cs27 = 'CS6.3.0' AND fid = 3"), ==, 1);
  sample_end (&sample);
}

static void
test_only_one (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, NULL);
  g_assert_true (mls_store_drop_vintage (sample.store, 0, "tester", NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (mls_store_drop_vintage (sample.store, 0, "tester", NULL, NULL, &error));
  assert_refused (&error, MLS_STORE_ERROR_WORK, "2024");
  sample_end (&sample);
}

/* A slip is put right as long as no edit names the date; a title always is. */
static void
test_rename (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  copy (sample.store, "27", 2027, "24");
  g_assert_true (mls_store_rename_vintage (sample.store, 2, "18", 2018, "tester", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (find (sample.store, "18"), ==, 0);
  g_assert_cmpstr (vintage_at (sample.store, 0)->title, ==, "2018");
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage WHERE cs18 IS NOT cs24"), ==, 0);
  g_assert_true (mls_store_set_vintage_title (sample.store, 0, " back-dated ", &error));
  g_assert_cmpstr (vintage_at (sample.store, 0)->title, ==, "back-dated");
  g_assert_false (mls_store_rename_vintage (sample.store, 0, "21", 2021, "tester", &error));
  assert_refused (&error, MLS_STORE_ERROR_ARGUMENT, "21");

  recode (sample.store, 1, 0, "CS6.3.0");
  g_assert_false (mls_store_rename_vintage (sample.store, 0, "19", 2019, "tester", &error));
  assert_refused (&error, MLS_STORE_ERROR_WORK, "1 edits");
  g_assert_true (mls_store_set_vintage_title (sample.store, 0, "", &error));
  g_assert_cmpstr (vintage_at (sample.store, 0)->title, ==, "2018");
  sample_end (&sample);
}

/* Nobody else writes to a date that is not open, and nothing before it was so is taken back. */
static void
test_state (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) undone = NULL;
  sqlite3 *other;

  sample_begin (&sample, &board);
  recode (sample.store, 3, 0, "CS6.3.0");
  g_assert_true (mls_store_set_vintage_state (sample.store, 0, MLS_VINTAGE_FROZEN, "tester", &error));
  g_assert_no_error (error);
  g_assert_cmpint (vintage_at (sample.store, 0)->state, ==, MLS_VINTAGE_FROZEN);
  undone = mls_store_undo (sample.store, "tester", NULL, &error);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_clear_error (&error);
  g_assert_false (mls_store_drop_vintage (sample.store, 0, "tester", NULL, NULL, &error));
  assert_refused (&error, MLS_STORE_ERROR_WORK, "2021");

  sample_reopen (&sample);
  g_assert_cmpint (vintage_at (sample.store, 0)->state, ==, MLS_VINTAGE_FROZEN);
  mls_store_close (g_steal_pointer (&sample.store), NULL);

  other = sample_connect (sample.path);
  g_assert_cmpint (sqlite3_exec (other, "UPDATE coverage SET cs21 = 'CS2.1.0' WHERE fid = 3", NULL, NULL, NULL), ==,
                   SQLITE_CONSTRAINT);
  g_assert_nonnull (strstr (sqlite3_errmsg (other), "2021"));
  g_assert_cmpint (sqlite3_exec (other, "UPDATE coverage SET cs24 = 'CS2.1.0' WHERE fid = 3", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (other);

  sample_reopen (&sample);
  g_assert_true (mls_store_set_vintage_state (sample.store, 0, MLS_VINTAGE_OPEN, "tester", &error));
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  sample_execute (sample.path, "UPDATE coverage SET cs21 = 'CS2.1.0' WHERE fid = 3");
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/vintage/copy", test_copy);
  g_test_add_func ("/store/vintage/far-ids", test_far_ids);
  g_test_add_func ("/store/vintage/back-dating", test_back_dating);
  g_test_add_func ("/store/vintage/pair-of-its-time", test_pair_of_its_time);
  g_test_add_func ("/store/vintage/refusals", test_refusals);
  g_test_add_func ("/store/vintage/drop", test_drop);
  g_test_add_func ("/store/vintage/only-one", test_only_one);
  g_test_add_func ("/store/vintage/rename", test_rename);
  g_test_add_func ("/store/vintage/state", test_state);

  return g_test_run ();
}
