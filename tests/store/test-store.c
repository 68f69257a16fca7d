#include "sample.h"
#include "store/error.h"

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

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/store/round-trip", test_round_trip);
  g_test_add_func ("/store/store/window", test_window);
  g_test_add_func ("/store/store/apply", test_apply);

  return g_test_run ();
}
