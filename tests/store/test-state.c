/* Any state of the past, read of the file, is what doing everything anew from the start comes to. */

#include "sample.h"
#include "rules/rule.h"
#include "store/state.h"
#include "store/undo.h"
#include "store/written-area.h"

#include <locale.h>

#define N_OPERATIONS 400
#define N_STATES     200

static const Board board = { 8, 8, 20, 4, 0 };

static void
do_something (MlsStore *store)
{
  g_autoptr (MlsDelta) delta = g_test_rand_int_range (0, 5) > 0 ? sample_random_delta (store) : NULL;
  g_autoptr (MlsDelta) done = delta != NULL ? mls_store_apply (store, delta, &sample_facts, NULL, NULL)
                                            : mls_store_undo (store, "tester", NULL, NULL);
}

static gboolean
collect (const MlsFace *face, gpointer faces)
{
  g_hash_table_insert (faces, g_memdup2 (&face->id, sizeof face->id), mls_face_ref (face));

  return TRUE;
}

static GHashTable *
no_faces (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) mls_face_unref);
}

static gint64
end_with_history (Sample *sample)
{
  gint64 last;

  while ((last = mls_store_last_operation (sample->store, NULL)) < N_OPERATIONS)
    do_something (sample->store);

  return last;
}

/* In memory, by what the operation did. */
static void
replay (GHashTable *faces, MlsStore *store, gint64 operation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) delta = mls_store_operation_delta (store, operation, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      if (change->before != NULL)
        g_assert_true (g_hash_table_remove (faces, &change->before->id));
      if (change->after != NULL)
        g_assert_true (collect (change->after, faces));
    }
}

static gboolean
assert_face (const MlsFace *face, gpointer faces)
{
  const MlsFace *expected = g_hash_table_lookup (faces, &face->id);

  g_assert_nonnull (expected);
  g_assert_cmpint (face->since, ==, expected->since);
  g_assert_true (mls_face_same_rings (face, expected));
  g_assert_true (mls_face_same_labels (face, expected));

  return TRUE;
}

static void
assert_written (gint64 id, double area_m2, gpointer faces)
{
  g_assert_cmpint (mls_area2_from_m2 (area_m2), ==, mls_face_area2 (g_hash_table_lookup (faces, &id)));
}

static gboolean
count (const MlsFace *face, gpointer n)
{
  (*(guint *) n)++;

  return TRUE;
}

static void
assert_state (const char *path, gint64 operation, GHashTable *faces)
{
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, NULL);
  g_autoptr (MlsStoreReader) reader = NULL;
  guint n = 0;

  g_assert_true (mls_store_show_state (store, operation, NULL));
  g_assert_cmpint (mls_store_last_operation (store, NULL), ==, operation);
  g_assert_true (mls_store_each_face (store, count, &n, NULL));
  g_assert_cmpuint (n, ==, g_hash_table_size (faces));

  reader = mls_store_reader_of (store, NULL);
  g_assert_true (mls_store_reader_begin (reader, 0, NULL, NULL));
  g_assert_true (mls_store_reader_each_face (reader, assert_face, faces, NULL));
  g_assert_true (mls_store_reader_each_written_area (reader, assert_written, faces, NULL));
  mls_store_reader_end (reader);
}

static void
test_replay (void)
{
  Sample sample;
  g_autoptr (GHashTable) faces = no_faces ();
  g_autoptr (MlsStoreReader) reader = NULL;
  gint64 first, last;
  guint n_looked_at = 0;

  sample_begin (&sample, &board);
  first = mls_store_last_operation (sample.store, NULL);
  g_assert_true (mls_store_each_face (sample.store, collect, faces, NULL));
  last = end_with_history (&sample);

  for (gint64 operation = first + 1; operation <= last; operation++)
    {
      gint32 n_left = (gint32) (last - operation) + 1;

      replay (faces, sample.store, operation);
      if (g_test_rand_int_range (0, n_left) >= (gint32) (N_STATES - n_looked_at))
        continue;

      assert_state (sample.path, operation, faces);
      n_looked_at++;
    }

  g_assert_cmpuint (n_looked_at, ==, N_STATES);
  g_test_message ("%u states of %d operations", n_looked_at, (int) last);
  sample_end (&sample);
}

static MlsStore *
open_state (const Sample *sample, gint64 operation)
{
  MlsStore *store = mls_store_open (sample->path, MLS_STORE_READ_ONLY, NULL);

  g_assert_true (mls_store_show_state (store, operation, NULL));

  return store;
}

static void
assert_rule (const Sample *sample, gint64 operation, const char *expected)
{
  g_autoptr (MlsStore) store = open_state (sample, operation);
  g_autofree char *value = NULL;

  g_assert_true (mls_store_get_rule (store, MLS_RULE_MINIMUM_WIDTH, 0, &value, NULL));
  g_assert_cmpstr (value, ==, expected);
}

static gint64
recode (Sample *sample, gint64 fid, const char *cover)
{
  g_autoptr (MlsFace) face = mls_store_face (sample->store, fid, NULL);
  g_autoptr (MlsDelta) delta = sample_recode (face, cover, "US1.1.3");

  return sample_apply (sample->store, delta);
}

/* A rule holds from the next operation on. */
static void
test_rules (void)
{
  Sample sample;
  gint64 before, between, after;

  sample_begin (&sample, &board);
  before = recode (&sample, 1, "CS2.1.0");
  g_assert_true (mls_store_set_rule (sample.store, MLS_RULE_MINIMUM_WIDTH, "3", NULL));
  between = recode (&sample, 1, "CS5.0.0");
  g_assert_true (mls_store_set_rule (sample.store, MLS_RULE_MINIMUM_WIDTH, "4", NULL));
  after = recode (&sample, 1, "CS6.3.0");

  assert_rule (&sample, before, NULL);
  assert_rule (&sample, between, "3");
  assert_rule (&sample, after, "4");
  sample_end (&sample);
}

static void
assert_vintages (const Sample *sample, gint64 operation, guint n_expected)
{
  g_autoptr (MlsStore) store = open_state (sample, operation);
  g_autoptr (MlsStoreReader) reader = mls_store_reader_of (store, NULL);
  g_autoptr (MlsFace) face = mls_store_face (store, 1, NULL);
  guint n_vintages;

  mls_store_get_vintages (store, &n_vintages);
  g_assert_cmpuint (n_vintages, ==, n_expected);
  g_assert_cmpuint (face->n_vintages, ==, n_expected);
  g_assert_true (mls_store_reader_begin (reader, 0, NULL, NULL));
  mls_store_reader_get_vintages (reader, &n_vintages);
  g_assert_cmpuint (n_vintages, ==, n_expected);
  mls_store_reader_end (reader);
}

/* A date added between two others was not there before. */
static void
test_vintages (void)
{
  const MlsVintage newer = { .code = "22", .year = 2022, .copied_from = "21" };
  Sample sample;
  gint64 before, after;

  sample_begin (&sample, &board);
  before = mls_store_last_operation (sample.store, NULL);
  g_assert_true (mls_store_add_vintage (sample.store, &newer, "tester", NULL, NULL));
  after = mls_store_last_operation (sample.store, NULL);

  assert_vintages (&sample, before, 2);
  assert_vintages (&sample, after, 3);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/state/replay", test_replay);
  g_test_add_func ("/state/rules", test_rules);
  g_test_add_func ("/state/vintages", test_vintages);

  return g_test_run ();
}
