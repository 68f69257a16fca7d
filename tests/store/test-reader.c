#include "sample.h"
#include "store/error.h"
#include "store/reader.h"
#include "store/undo.h"

#include "coverage/invariant.h"

#include <locale.h>

static const Board board = { 10, 10, 20, 2, 0 };

static gboolean
collect (const MlsFace *face, gpointer user_data)
{
  g_ptr_array_add (user_data, mls_face_ref (face));

  return TRUE;
}

static GPtrArray *
face_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = (*(MlsFace *const *) a)->id;
  gint64 right = (*(MlsFace *const *) b)->id;

  return (left > right) - (left < right);
}

static void
assert_same_faces (GPtrArray *a, GPtrArray *b)
{
  g_ptr_array_sort (a, compare_ids);
  g_ptr_array_sort (b, compare_ids);
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const MlsFace *left = g_ptr_array_index (a, i);
      const MlsFace *right = g_ptr_array_index (b, i);

      g_assert_cmpint (left->id, ==, right->id);
      g_assert_cmpint (left->since, ==, right->since);
      g_assert_true (mls_face_same_rings (left, right));
      g_assert_true (mls_face_same_labels (left, right));
    }
}

/* Something anywhere: a code, a split, a merge, an undo. */
static void
change_something (MlsStore *store)
{
  static const char *const covers[] = { "CS1.1.1", "CS2.1.0", "CS5.0.0", "CS6.3.0" };
  g_autoptr (GPtrArray) faces = face_list ();
  g_autoptr (MlsDelta) delta = NULL;
  const MlsFace *face;

  mls_store_each_face (store, collect, faces, NULL);
  face = g_ptr_array_index (faces, (guint) g_test_rand_int_range (0, (gint32) faces->len));
  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      delta = mls_store_undo (store, "tester", NULL, NULL);
      return;
    case 1:
      delta = sample_split (face, 0, mls_face_ring (face, 0).n_points / 2);
      break;
    case 2:
      delta = sample_merge (face, g_ptr_array_index (faces, faces->len - 1));
      break;
    default:
      delta = sample_recode (face, covers[g_test_rand_int_range (0, 4)], "US1.1.3");
    }

  if (delta != NULL && mls_delta_prove (delta, NULL))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsDelta) applied = mls_store_apply (store, delta, &sample_facts, NULL, &error);

      if (applied == NULL)
        g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
    }
}

typedef struct
{
  const GPtrArray *faces; /* (element-type MlsFace) in the order of their ids */
  guint            n;
} Gists;

static gboolean
assert_gist (const MlsGist *gist, gpointer user_data)
{
  Gists *gists = user_data;
  const MlsFace *face = g_ptr_array_index (gists->faces, gists->n++);

  g_assert_cmpint (gist->id, ==, face->id);
  g_assert_cmpint (gist->area2, ==, mls_face_area2 (face));
  g_assert_cmpmem (&gist->box, sizeof gist->box, &face->box, sizeof face->box);
  for (guint v = 0; v < face->n_vintages; v++)
    g_assert_true (mls_pair_equal (gist->codes[v], mls_label_pair (&face->labels[v])));

  return TRUE;
}

static void
assert_gists (MlsStoreReader *reader, gint64 operation)
{
  g_autoptr (GPtrArray) faces = face_list ();
  Gists gists = { faces, 0 };

  g_assert_true (mls_store_reader_begin (reader, operation, NULL, NULL));
  g_assert_true (mls_store_reader_each_face (reader, collect, faces, NULL));
  g_assert_true (mls_store_reader_each_gist (reader, assert_gist, &gists, NULL));
  g_assert_cmpuint (gists.n, ==, faces->len);
  mls_store_reader_end (reader);
}

/* What is told of faces without their outlines is what these are, now and as of any past. */
static void
test_gists (void)
{
  Sample sample;
  g_autoptr (MlsStoreReader) reader = NULL;
  gint64 last;

  sample_begin (&sample, &board);
  for (int i = 0; i < 20; i++)
    change_something (sample.store);
  last = mls_store_last_operation (sample.store, NULL);

  reader = mls_store_reader_new (sample.path, NULL);
  for (gint64 operation = 0; operation <= last; operation++)
    assert_gists (reader, operation);

  g_clear_pointer (&reader, mls_store_reader_free);
  sample_end (&sample);
}

/* Any past state reads as it was, whole, by window and by id. */
static void
test_past (void)
{
  Sample sample;
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (MlsStoreReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  const MlsBox window = { BOARD_X + 30000, BOARD_Y + 30000, BOARD_X + 90000, BOARD_Y + 70000 };
  gint64 last;

  sample_begin (&sample, &board);
  for (int i = 0; i < 60; i++)
    {
      GPtrArray *faces = face_list ();

      mls_store_each_face (sample.store, collect, faces, NULL);
      last = mls_store_last_operation (sample.store, NULL);
      while (states->len <= (guint) last)
        g_ptr_array_add (states, g_ptr_array_ref (faces));
      g_ptr_array_unref (faces);
      change_something (sample.store);
    }

  reader = mls_store_reader_new (sample.path, &error);
  g_assert_no_error (error);
  for (guint operation = 2; operation < states->len; operation++)
    {
      GPtrArray *expected = g_ptr_array_index (states, operation);
      g_autoptr (GPtrArray) in_window = face_list ();
      g_autoptr (GPtrArray) all = face_list ();
      g_autoptr (GPtrArray) found = face_list ();
      MlsSource source;

      mls_store_reader_begin (reader, operation, &last, &error);
      g_assert_no_error (error);
      g_assert_cmpint (last, ==, mls_store_last_operation (sample.store, NULL));
      mls_store_reader_each_face (reader, collect, all, &error);
      g_assert_no_error (error);
      assert_same_faces (all, expected);

      for (guint i = 0; i < expected->len; i++)
        {
          const MlsFace *face = g_ptr_array_index (expected, i);
          g_autoptr (MlsFace) same = mls_store_reader_face (reader, face->id, &error);

          g_assert_no_error (error);
          g_assert_cmpint (same->since, ==, face->since);
          if (mls_box_intersects (&face->box, &window))
            g_ptr_array_add (in_window, mls_face_ref (face));
        }

      source = mls_store_reader_source (reader);
      source.funcs->faces (source.self, &window, collect, found, &error);
      g_assert_no_error (error);
      assert_same_faces (found, in_window);
      mls_store_reader_end (reader);
    }

  g_clear_pointer (&reader, mls_store_reader_free);
  sample_end (&sample);
}

typedef struct
{
  const char *path;
  int         stop; /* atomic */
  guint       n_read;
} Watch;

static gboolean
add_to_sum (const MlsFace *face, gpointer user_data)
{
  mls_invariant_add_face (user_data, face);

  return TRUE;
}

static gboolean
add_edge_to_sum (const MlsEdge *edge, gpointer user_data)
{
  mls_invariant_add_edge (user_data, edge);

  return TRUE;
}

/* Reads the whole map again and again: each time one state, and a partition. */
static gpointer
watch (gpointer data)
{
  Watch *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (self->path, &error);
  gint64 before = 0;

  g_assert_no_error (error);
  while (!g_atomic_int_get (&self->stop))
    {
      g_autoptr (MlsInvariant) sum = mls_invariant_new ();
      gint64 last;

      mls_store_reader_begin (reader, 0, &last, &error);
      g_assert_no_error (error);
      g_assert_cmpint (last, >=, before);
      before = last;
      mls_store_reader_each_face (reader, add_to_sum, sum, &error);
      g_assert_no_error (error);
      mls_store_reader_each_edge (reader, add_edge_to_sum, sum, &error);
      g_assert_no_error (error);
      mls_store_reader_end (reader);
      g_assert_true (mls_invariant_holds (sum));
      self->n_read++;
    }

  return NULL;
}

static void
test_beside_writer (void)
{
  static const MlsVintage vintage = { "27", 2027, NULL, 0 };
  Sample sample;
  Watch watches[2];
  GThread *threads[2];
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  for (int i = 0; i < 2; i++)
    {
      watches[i] = (Watch){ .path = sample.path };
      threads[i] = g_thread_new ("watch", watch, &watches[i]);
    }

  for (int i = 0; i < 150; i++)
    change_something (sample.store);
  mls_store_add_vintage (sample.store, &vintage, "tester", NULL, &error);
  g_assert_no_error (error);
  g_usleep (20000);

  for (int i = 0; i < 2; i++)
    {
      g_atomic_int_set (&watches[i].stop, 1);
      g_thread_join (threads[i]);
      g_test_message ("%u states read", watches[i].n_read);
      g_assert_cmpuint (watches[i].n_read, >, 0);
    }

  sample_end (&sample);
}

/* A reader sees a new vintage as soon as it begins again. */
static void
test_new_vintage (void)
{
  static const MlsVintage vintage = { "27", 2027, NULL, 0 };
  Sample sample;
  g_autoptr (MlsStoreReader) reader = NULL;
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (GError) error = NULL;
  const MlsVintage *vintages;
  guint n_vintages;
  gint64 operation;

  sample_begin (&sample, &board);
  reader = mls_store_reader_new (sample.path, &error);
  g_assert_no_error (error);
  mls_store_add_vintage (sample.store, &vintage, "tester", &operation, &error);
  g_assert_no_error (error);

  mls_store_reader_begin (reader, 0, NULL, &error);
  g_assert_no_error (error);
  vintages = mls_store_reader_get_vintages (reader, &n_vintages);
  g_assert_cmpuint (n_vintages, ==, 3);
  g_assert_cmpstr (vintages[2].code, ==, "27");
  g_assert_cmpint (vintages[2].since, ==, operation);
  face = mls_store_reader_face (reader, 1, &error);
  g_assert_cmpuint (face->n_vintages, ==, 3);
  g_assert_true (mls_label_is_null (&face->labels[2]));
  mls_store_reader_end (reader);

  g_clear_pointer (&reader, mls_store_reader_free);
  sample_end (&sample);
}

/* So does whoever has the project open to read, when asked to look. */
static void
test_notice (void)
{
  static const MlsVintage vintage = { "27", 2027, NULL, 0 };
  Sample sample;
  g_autoptr (MlsStore) other = NULL;
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (GError) error = NULL;
  guint n_vintages;
  gboolean changed;

  sample_begin (&sample, &board);
  other = mls_store_open (sample.path, MLS_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (mls_store_notice (other, &changed, &error));
  g_assert_false (changed);

  mls_store_add_vintage (sample.store, &vintage, "tester", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (mls_store_notice (other, &changed, &error));
  g_assert_true (changed);
  mls_store_get_vintages (other, &n_vintages);
  g_assert_cmpuint (n_vintages, ==, 3);
  face = mls_store_face (other, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (face->n_vintages, ==, 3);

  mls_store_close (g_steal_pointer (&other), &error);
  g_assert_no_error (error);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/reader/past", test_past);
  g_test_add_func ("/store/reader/gists", test_gists);
  g_test_add_func ("/store/reader/beside-writer", test_beside_writer);
  g_test_add_func ("/store/reader/new-vintage", test_new_vintage);
  g_test_add_func ("/store/reader/notice", test_notice);

  return g_test_run ();
}
