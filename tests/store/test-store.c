#include "sample.h"
#include "coverage/error.h"
#include "store/error.h"
#include "store/undo.h"

#include <locale.h>

static const Board small = { 4, 3, 20, 2 };

static gboolean
count_face (const MlsFace *face, gpointer user_data)
{
  *(guint *) user_data += 1;

  return TRUE;
}

static gboolean
check_cell (const MlsFace *face, gpointer user_data)
{
  guint index = (guint) face->id - 1;
  g_autoptr (MlsFace) expected = sample_cell (&small, index % small.columns, index / small.columns);

  g_assert_true (mls_face_same_rings (face, expected));
  g_assert_true (mls_face_same_labels (face, expected));
  *(guint *) user_data += 1;

  return TRUE;
}

static void
test_round_trip (void)
{
  Sample sample;
  guint n_faces = 0, n_vintages;
  const MlsVintage *vintages;
  g_autoptr (GError) error = NULL;
  g_autofree char *wkt = NULL;
  g_autofree char *journal = NULL;

  sample_begin (&sample, &small);
  sample_reopen (&sample);

  mls_store_each_face (sample.store, check_cell, &n_faces, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_faces, ==, 12);

  vintages = mls_store_get_vintages (sample.store, &n_vintages);
  g_assert_cmpuint (n_vintages, ==, 2);
  g_assert_cmpstr (vintages[0].title, ==, "2021");
  g_assert_cmpstr (vintages[1].title, ==, "2024, provisional");

  wkt = mls_store_dup_crs (sample.store, &error);
  g_assert_nonnull (g_strstr_len (wkt, -1, "\"2154\""));

  mls_store_close (g_steal_pointer (&sample.store), &error);
  g_assert_no_error (error);
  journal = g_strconcat (sample.path, "-wal", NULL);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));

  sample_end (&sample);
}

/* Exactly the faces whose box meets the window, touching included. */
static void
test_window (void)
{
  Sample sample;
  MlsBox window = { BOARD_X + 20000, BOARD_Y + 20000, BOARD_X + 20000, BOARD_Y + 20000 };
  g_autoptr (GError) error = NULL;
  MlsSource source;
  guint n_faces = 0;

  sample_begin (&sample, &small);
  source = mls_store_source (sample.store);

  source.funcs->faces (source.self, &window, count_face, &n_faces, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_faces, ==, 4);

  n_faces = 0;
  window = mls_box_grown (&(MlsBox){ BOARD_X + 10000, BOARD_Y + 10000, BOARD_X + 10000, BOARD_Y + 10000 }, 9999);
  source.funcs->faces (source.self, &window, count_face, &n_faces, &error);
  g_assert_cmpuint (n_faces, ==, 1);

  sample_end (&sample);
}

static void
test_apply (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (MlsFace) stored = NULL;
  gint64 operation;

  sample_begin (&sample, &small);
  face = mls_store_face (sample.store, 6, &error);
  delta = sample_split (face, 1, 5);
  applied = mls_store_apply (sample.store, delta, &sample_facts, &operation, &error);
  g_assert_no_error (error);
  g_assert_cmpint (operation, ==, 3);

  /* One half keeps the id, the other gets the next. */
  g_assert_cmpuint (applied->changes->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const MlsChange *change = &g_array_index (applied->changes, MlsChange, i);

      g_assert_cmpint (change->after->id, ==, change->before != NULL ? 6 : 13);
      g_assert_cmpint (change->after->since, ==, 3);
      g_clear_pointer (&stored, mls_face_unref);
      stored = mls_store_face (sample.store, change->after->id, &error);
      g_assert_no_error (error);
      g_assert_true (mls_face_same_rings (stored, change->after));
      g_assert_true (mls_face_same_labels (stored, change->after));
    }

  g_clear_pointer (&applied, mls_delta_unref);
  applied = mls_store_apply (sample.store, delta, &sample_facts, &operation, &error);
  g_assert_null (applied);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE);

  sample_end (&sample);
}

static gint64
created (const MlsDelta *delta)
{
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      if (change->before == NULL)
        return change->after->id;
    }

  return 0;
}

static gint64
split (MlsStore *store, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFace) face = mls_store_face (store, id, &error);
  g_autoptr (MlsDelta) delta = sample_split (face, 1, 5);
  g_autoptr (MlsDelta) applied = mls_store_apply (store, delta, &sample_facts, NULL, &error);

  g_assert_no_error (error);

  return created (applied);
}

/* No id is given twice, also when its face is gone, and the project was closed since; who brings a
 * face back brings it back under its own. */
static void
test_ids (void)
{
  Sample sample;
  g_autoptr (MlsDelta) redone = NULL;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &small);
  g_assert_cmpint (split (sample.store, 6), ==, 13);
  mls_delta_unref (mls_store_undo (sample.store, "tester", NULL, &error));
  g_assert_no_error (error);
  redone = mls_store_redo (sample.store, "tester", NULL, &error);
  g_assert_cmpint (created (redone), ==, 13);
  mls_delta_unref (mls_store_undo (sample.store, "tester", NULL, &error));
  g_assert_no_error (error);

  sample_reopen (&sample);
  g_assert_cmpint (split (sample.store, 6), ==, 14);
  g_assert_cmpint (split (sample.store, 7), ==, 15);
  sample_end (&sample);
}

static void
assert_refused (MlsStore *store, const MlsDelta *delta, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mls_store_apply (store, delta, &sample_facts, NULL, &error));
  g_assert_error (error, domain, code);
  g_test_message ("%s", error->message);
}

/* An edit of what is no longer there is refused, for another label in any field or another vertex, and
 * whole: what else it brings is not written either. Who wrote the row last does not count. */
static void
test_stale (void)
{
  Sample sample;
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsFace) other = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (MlsDelta) recode = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  sample_begin (&sample, &small);
  face = mls_store_face (sample.store, 6, NULL);
  other = mls_store_face (sample.store, 11, NULL);
  delta = sample_split (face, 1, 5);
  mls_delta_add (delta, mls_face_ref (other), mls_face_with (other, 11, 0, face->labels, 2));
  sample_execute (sample.path, "UPDATE coverage SET photovol21 = '1' WHERE fid = 11");
  before = sample_fingerprint (sample.path);
  assert_refused (sample.store, delta, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE);
  after = sample_fingerprint (sample.path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (mls_store_last_operation (sample.store, NULL), ==, 3);

  sample_execute (sample.path, "UPDATE coverage SET photovol21 = NULL WHERE fid = 11");
  sample_apply (sample.store, delta);

  recode = sample_recode (face, "CS2.1.0", "US1.1.3");
  assert_refused (sample.store, recode, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE);
  sample_end (&sample);
}

/* What would leave no partition is not written, whoever planned it. */
static void
test_open_delta (void)
{
  Sample sample;
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsDelta) split_delta = NULL;
  g_autoptr (MlsDelta) gone = mls_delta_new ();
  g_autoptr (MlsDelta) half = mls_delta_new ();
  g_autoptr (MlsDelta) twice = mls_delta_new ();
  const MlsChange *change;

  sample_begin (&sample, &small);
  face = mls_store_face (sample.store, 6, NULL);
  mls_delta_add (gone, mls_face_ref (face), NULL);
  assert_refused (sample.store, gone, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_OPEN);

  split_delta = sample_split (face, 1, 5);
  change = &g_array_index (split_delta->changes, MlsChange, 0);
  mls_delta_add (half, mls_face_ref (face), mls_face_ref (change->after));
  assert_refused (sample.store, half, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_OPEN);

  mls_delta_add (twice, NULL, mls_face_with (face, -1, 0, NULL, 0));
  assert_refused (sample.store, twice, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_OPEN);
  sample_end (&sample);
}

/* Ground may be without codes, or with one alone. */
static void
test_null (void)
{
  Sample sample;
  MlsLabel labels[2] = { { { 0 } }, sample_label ("CS6.3.0", NULL) };
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsFace) stored = NULL;
  g_autoptr (MlsDelta) delta = mls_delta_new ();

  sample_begin (&sample, &small);
  face = mls_store_face (sample.store, 6, NULL);
  mls_delta_add (delta, mls_face_ref (face), mls_face_with (face, 6, 0, labels, 2));
  sample_apply (sample.store, delta);
  stored = mls_store_face (sample.store, 6, NULL);
  g_assert_true (mls_label_is_null (&stored->labels[0]));
  g_assert_cmpstr (g_quark_to_string (stored->labels[1].field[MLS_FIELD_COVER]), ==, "CS6.3.0");
  g_assert_cmpuint (stored->labels[1].field[MLS_FIELD_USE], ==, 0);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/store/round-trip", test_round_trip);
  g_test_add_func ("/store/store/window", test_window);
  g_test_add_func ("/store/store/apply", test_apply);
  g_test_add_func ("/store/store/ids", test_ids);
  g_test_add_func ("/store/store/stale", test_stale);
  g_test_add_func ("/store/store/open-delta", test_open_delta);
  g_test_add_func ("/store/store/null", test_null);

  return g_test_run ();
}
