#include "fault-vfs.h"
#include "sample.h"
#include "store/bulk.h"
#include "store/check.h"
#include "store/error.h"
#include "store/undo.h"
#include "store/vintage.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const Board board = { 10, 10, 20, 2, 0 };

static void
assert_sound (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_WRITE, &error);
  g_autoptr (GArray) flaws = NULL;

  g_assert_no_error (error);
  flaws = mls_store_check_partition (store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);
  mls_store_close (g_steal_pointer (&store), &error);
  g_assert_no_error (error);
  g_assert_cmpint (sample_query (path, "SELECT count (*) FROM pragma_integrity_check "
                                       "WHERE integrity_check <> 'ok'"), ==, 0);
  g_assert_cmpint (sample_query (path, "SELECT rtreecheck ('rtree_coverage_geom') = 'ok' AND "
                                       "rtreecheck ('rtree_coverage_history') = 'ok'"), ==, 1);
  g_assert_cmpint (sample_query (path, "SELECT count (*) FROM decision WHERE since NOT IN (SELECT id FROM operation)"), ==, 0);
  g_assert_cmpint (sample_query (path, "SELECT count (*) FROM operation WHERE verb = 'accept' "
                                       "AND id NOT IN (SELECT since FROM decision)"), ==, 0);
  g_assert_cmpint (sample_query (path, "SELECT count (*) FROM writer WHERE operation NOT NULL"), ==, 0);
}

/* A decision on the change of a face, which changes no face. */
static MlsDelta *
decide (MlsStore *store, const MlsFace *face, gint64 *operation)
{
  const MlsDecision decision = { .review = MLS_REVIEW_ACCEPTED,
                                 .ground = { .vintage = 1,
                                             .dimension = MLS_DIMENSION_PAIR,
                                             .from = mls_label_pair (&face->labels[0]),
                                             .pair = mls_label_pair (&face->labels[1]),
                                             .area2 = mls_face_area2 (face) },
                                 .place = mls_face_inner_point (face) };
  const MlsOperationFacts facts = { .author = "tester", .verb = MLS_VERB_ACCEPT, .decisions = &decision, .n_decisions = 1 };
  g_autoptr (MlsDelta) nothing = mls_delta_new ();

  return mls_store_apply (store, nothing, &facts, operation, NULL);
}

/* Edits without end, and says after each that it is done. */
static void
edit_for_ever (const char *path, int out)
{
  static const char *const covers[] = { "CS1.1.1", "CS2.1.0", "CS5.0.0", "CS6.3.0" };
  MlsStore *store = mls_store_open (path, MLS_STORE_READ_WRITE, NULL);

  for (guint i = 0;; i++)
    {
      g_autoptr (MlsFace) face = mls_store_face (store, 1 + i % 100, NULL);
      g_autoptr (MlsDelta) delta = i % 3 == 0 ? sample_split (face, 0, mls_face_ring (face, 0).n_points / 2)
                                              : sample_recode (face, covers[g_random_int_range (0, 4)], "US1.1.3");
      g_autoptr (MlsDelta) applied = NULL;
      gint64 operation;

      if (delta == NULL || !mls_delta_prove (delta, NULL))
        continue;

      applied = i % 7 == 0   ? mls_store_undo (store, "tester", &operation, NULL)
                : i % 5 == 0 ? decide (store, face, &operation)
                             : mls_store_apply (store, delta, &sample_facts, &operation, NULL);
      if (applied != NULL && write (out, &operation, sizeof operation) != sizeof operation)
        _exit (1);
    }
}

/* Waits for so many answers and a little longer, so that the end comes anywhere in the work. Returns
 * the last operation that was answered. */
static gint64
kill_after (pid_t pid, int in, gint32 n_answers)
{
  gint64 operation = 0;

  for (gint32 n = 0; n < n_answers; n++)
    g_assert_cmpint (read (in, &operation, sizeof operation), ==, sizeof operation);

  g_usleep ((gulong) g_test_rand_int_range (0, 4000));
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  while (read (in, &operation, sizeof operation) == sizeof operation)
    ;

  return operation;
}

/* Whatever was answered is there, and nothing half done. */
static void
test_kill (void)
{
  Sample sample;
  gint64 last = 0;

  sample_begin (&sample, &board);
  mls_store_close (g_steal_pointer (&sample.store), NULL);

  for (int i = 0; i < (g_test_slow () ? 100 : 12); i++)
    {
      int pipes[2];
      pid_t pid;

      g_assert_cmpint (pipe (pipes), ==, 0);
      pid = fork ();
      if (pid == 0)
        edit_for_ever (sample.path, pipes[1]);
      close (pipes[1]);
      last = kill_after (pid, pipes[0], g_test_rand_int_range (1, 20));
      close (pipes[0]);

      assert_sound (sample.path);
      g_assert_cmpint (sample_query (sample.path, "SELECT max (id) FROM operation"), >=, last);
    }

  g_test_message ("%" G_GINT64_FORMAT " operations answered", last);
  sample_end (&sample);
}

/* The same with a rollback journal, which is all there is on a network's disk. */
static void
test_kill_remote (void)
{
  Sample sample;

  fault_vfs_share_memory (FALSE);
  sample_begin (&sample, &board);
  g_assert_cmpint (sample_query (sample.path, "SELECT journal_mode = 'delete' FROM pragma_journal_mode"), ==, 1);
  sample_end (&sample);

  test_kill ();
  fault_vfs_share_memory (TRUE);
}

static MlsDelta *
an_edit (MlsStore *store)
{
  g_autoptr (MlsFace) face = mls_store_face (store, 42, NULL);
  MlsDelta *delta = sample_split (face, 1, 5);

  g_assert_nonnull (delta);

  return delta;
}

/* What an edit, an undo and closing do on a disk that fails after so many operations. Whether the
 * fault was met at all. */
static gboolean
edit_on_bad_disk (const char *path, Fault fault, guint after, const char *before, const char *edited)
{
  g_autoptr (GError) error = NULL;
  MlsStore *store = mls_store_open (path, MLS_STORE_READ_WRITE, &error);
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (MlsDelta) undone = NULL;
  g_autofree char *now = NULL;
  gboolean met;

  g_assert_no_error (error);
  delta = an_edit (store);
  fault_vfs_arm (fault, after);
  applied = mls_store_apply (store, delta, &sample_facts, NULL, &error);
  if (applied != NULL)
    undone = mls_store_undo (store, "tester", NULL, &error);

  if (error != NULL)
    {
      int expected = fault == FAULT_FULL ? MLS_STORE_ERROR_FULL : MLS_STORE_ERROR_IO;

      g_assert_error (error, MLS_STORE_ERROR, expected);
      g_assert_null (strchr (error->message, '\n'));
    }
  mls_store_close (store, NULL);
  met = fault_vfs_struck ();
  g_assert_true (error == NULL || met);
  fault_vfs_arm (FAULT_NONE, 0);

  /* A sync that failed may have reached the disk after all, a full disk not. */
  assert_sound (path);
  now = sample_fingerprint (path);
  if (applied == NULL || undone != NULL)
    g_assert_true (strcmp (now, before) == 0 || (fault == FAULT_SYNC && strcmp (now, edited) == 0));
  else
    g_assert_true (strcmp (now, edited) == 0 || (fault == FAULT_SYNC && strcmp (now, before) == 0));

  return met;
}

static void
test_bad_disk (gconstpointer data)
{
  Fault fault = GPOINTER_TO_INT (data);
  Sample sample;
  g_autofree char *whole = NULL;
  g_autofree char *before = NULL;
  g_autofree char *edited = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  gsize length;
  guint n_faults = 0;

  sample_begin (&sample, &board);
  before = sample_fingerprint (sample.path);
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  g_file_get_contents (sample.path, &whole, &length, NULL);
  sample_reopen (&sample);
  delta = an_edit (sample.store);
  sample_apply (sample.store, delta);
  edited = sample_fingerprint (sample.path);
  mls_store_close (g_steal_pointer (&sample.store), NULL);

  do
    g_file_set_contents (sample.path, whole, (gssize) length, NULL);
  while (edit_on_bad_disk (sample.path, fault, n_faults++, before, edited));

  g_test_message ("%u faults", n_faults);
  g_assert_cmpuint (n_faults, >=, fault == FAULT_TRUNCATE ? 2 : 4);
  sample_end (&sample);
}

/* Once there is room again, or the network is back, the work goes on where it was. */
static void
test_disk_recovers (gconstpointer data)
{
  Fault fault = GPOINTER_TO_INT (data);
  Sample sample;
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;
  guint n_faults = 0;
  gboolean met;

  sample_begin (&sample, &board);
  before = sample_fingerprint (sample.path);
  do
    {
      g_autoptr (MlsDelta) delta = an_edit (sample.store);
      g_autoptr (MlsDelta) applied = NULL;

      fault_vfs_arm (fault, n_faults++);
      applied = mls_store_apply (sample.store, delta, &sample_facts, NULL, NULL);
      met = fault_vfs_struck ();
      fault_vfs_arm (FAULT_NONE, 0);

      if (applied == NULL)
        sample_apply (sample.store, delta);
      mls_delta_unref (mls_store_undo (sample.store, "tester", NULL, NULL));
    }
  while (met);

  now = sample_fingerprint (sample.path);
  g_assert_cmpstr (now, ==, before);
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  assert_sound (sample.path);
  g_test_message ("%u faults", n_faults);
  g_assert_cmpuint (n_faults, >=, 2);
  sample_end (&sample);
}

static gboolean
add_cell (const MlsFace *face, gpointer user_data)
{
  return mls_bulk_add_face (user_data, face, NULL);
}

/* Who only reads cannot put right what was left half written, and says so. */
static void
assert_not_misread (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, &error);

  if (store == NULL)
    {
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY);
      g_assert_nonnull (strstr (error->message, "in the middle"));
    }
}

/* An import that does not fit leaves the project as it was, and one that is killed too. */
static void
test_bulk (void)
{
  const MlsOperationFacts facts = { .author = "tester", .verb = MLS_VERB_IMPORT };
  static const Board large = { 60, 60, 20, 16, 0 };
  Sample sample;
  g_autofree char *before = NULL;
  g_autoptr (GArray) points = sample_edge (&large);
  MlsEdge edge = { 0, (MlsPoint *) (gpointer) points->data, points->len };

  sample_begin (&sample, NULL);
  before = sample_fingerprint (sample.path);
  mls_store_close (g_steal_pointer (&sample.store), NULL);

  for (int i = 0; i < 8; i++)
    {
      pid_t pid = fork ();
      g_autofree char *now = NULL;
      int status;

      if (pid == 0)
        {
          MlsStore *store = mls_store_open (sample.path, MLS_STORE_READ_WRITE, NULL);
          MlsBulk *bulk;
          gboolean committed;

          sqlite3_soft_heap_limit64 (500000); /* so that pages are written before the end */
          fault_vfs_arm (FAULT_FULL, (guint) i * 60);
          bulk = mls_bulk_begin (store, &facts, NULL);
          if (bulk == NULL)
            _exit (0);
          sample_each_cell (&large, add_cell, bulk);
          mls_bulk_add_edge (bulk, &edge, NULL);
          if (i % 2 == 1)
            raise (SIGKILL);
          committed = mls_bulk_commit (bulk, NULL, NULL);
          _exit (committed);
        }

      waitpid (pid, &status, 0);
      g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 0);
      assert_not_misread (sample.path);
      sample_reopen (&sample);
      now = sample_fingerprint (sample.path);
      g_assert_cmpstr (now, ==, before);
      mls_store_close (g_steal_pointer (&sample.store), NULL);
    }

  sample_reopen (&sample);
  sample_fill (sample.store, &large);
  sample_end (&sample);
}

/* A date is added and dropped again, on a disk that fails after so many operations. */
static gboolean
copy_on_bad_disk (const char *path, Fault fault, guint after, const char *before, const char *copied)
{
  static const MlsVintage vintage = { .code = "27", .year = 2027, .copied_from = "24" };
  g_autoptr (GError) error = NULL;
  MlsStore *store = mls_store_open (path, MLS_STORE_READ_WRITE, &error);
  g_autofree char *now = NULL;
  int expected = fault == FAULT_FULL ? MLS_STORE_ERROR_FULL : MLS_STORE_ERROR_IO;
  gboolean added, met;

  g_assert_no_error (error);
  fault_vfs_arm (fault, after);
  added = mls_store_copy_vintage (store, &vintage, "tester", NULL, NULL, NULL, &error);
  if (!added)
    g_assert_error (error, MLS_STORE_ERROR, expected);
  mls_store_close (store, NULL);
  met = fault_vfs_struck ();
  fault_vfs_arm (FAULT_NONE, 0);

  assert_sound (path);
  now = sample_fingerprint (path);
  if (added)
    g_assert_cmpstr (now, ==, copied);
  else
    g_assert_true (strcmp (now, before) == 0 || (fault == FAULT_SYNC && strcmp (now, copied) == 0));

  return met;
}

static void
test_copy (gconstpointer data)
{
  static const MlsVintage vintage = { .code = "27", .year = 2027, .copied_from = "24" };
  Fault fault = (Fault) GPOINTER_TO_INT (data);
  Sample sample;
  g_autofree char *whole = NULL;
  g_autofree char *before = NULL;
  g_autofree char *copied = NULL;
  gsize length;
  guint n_faults = 0;

  sample_begin (&sample, &board);
  before = sample_fingerprint (sample.path);
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  g_file_get_contents (sample.path, &whole, &length, NULL);
  sample_reopen (&sample);
  g_assert_true (mls_store_copy_vintage (sample.store, &vintage, "tester", NULL, NULL, NULL, NULL));
  copied = sample_fingerprint (sample.path);
  mls_store_close (g_steal_pointer (&sample.store), NULL);

  do
    g_file_set_contents (sample.path, whole, (gssize) length, NULL);
  while (copy_on_bad_disk (sample.path, fault, n_faults++, before, copied));

  g_test_message ("%u faults", n_faults);
  g_assert_cmpuint (n_faults, >=, 4);
  sample_end (&sample);
}

/* Whenever it is killed, the date is there whole or not at all. */
static void
test_kill_copy (void)
{
  static const MlsVintage vintage = { .code = "27", .year = 2027, .copied_from = "24" };
  static const Board large = { 60, 60, 20, 16, 0 };
  Sample sample;
  g_autofree char *whole = NULL;
  g_autofree char *before = NULL;
  g_autofree char *copied = NULL;
  gsize length;
  guint n_copied = 0;

  sample_begin (&sample, &large);
  before = sample_fingerprint (sample.path);
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  g_file_get_contents (sample.path, &whole, &length, NULL);
  sample_reopen (&sample);
  g_assert_true (mls_store_copy_vintage (sample.store, &vintage, "tester", NULL, NULL, NULL, NULL));
  copied = sample_fingerprint (sample.path);
  mls_store_close (g_steal_pointer (&sample.store), NULL);

  for (int i = 0; i < (g_test_slow () ? 100 : 12); i++)
    {
      g_autofree char *now = NULL;
      pid_t pid;

      g_file_set_contents (sample.path, whole, (gssize) length, NULL);
      pid = fork ();
      if (pid == 0)
        {
          MlsStore *store = mls_store_open (sample.path, MLS_STORE_READ_WRITE, NULL);

          sqlite3_soft_heap_limit64 (500000); /* so that pages are written before the end */
          _exit (mls_store_copy_vintage (store, &vintage, "tester", NULL, NULL, NULL, NULL) ? 0 : 1);
        }

      g_usleep ((gulong) g_test_rand_int_range (1000, 120000));
      kill (pid, SIGKILL);
      waitpid (pid, NULL, 0);
      assert_sound (sample.path);
      now = sample_fingerprint (sample.path);
      g_assert_true (strcmp (now, before) == 0 || strcmp (now, copied) == 0);
      n_copied += strcmp (now, copied) == 0;
    }

  g_test_message ("%u of them were copied", n_copied);
  sample_end (&sample);
}

/* A project that could not be made is not there. */
static void
test_create (void)
{
  const MlsStoreOptions options = { .author = "tester" };
  g_autofree char *folder = g_dir_make_tmp ("mls-store-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "new.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  guint after = 0;
  MlsStore *store;

  for (;; after++)
    {
      fault_vfs_arm (FAULT_FULL, after);
      store = mls_store_create (path, &options, &error);
      if (store != NULL)
        break;

      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FULL);
      g_clear_error (&error);

      /* What is there is whole: it failed only when it was opened. */
      fault_vfs_arm (FAULT_NONE, 0);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        assert_sound (path);
      g_unlink (path);
      g_assert_cmpint (g_rmdir (folder), ==, 0);
      g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
    }

  fault_vfs_arm (FAULT_NONE, 0);
  g_test_message ("%u faults", after);
  g_assert_cmpuint (after, >, 3);
  mls_store_free (store);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fault_vfs_register ();

  g_test_add_func ("/store/crash/kill", test_kill);
  g_test_add_func ("/store/crash/kill-remote", test_kill_remote);
  g_test_add_data_func ("/store/crash/full-disk", GINT_TO_POINTER (FAULT_FULL), test_bad_disk);
  g_test_add_data_func ("/store/crash/failed-write", GINT_TO_POINTER (FAULT_WRITE), test_bad_disk);
  g_test_add_data_func ("/store/crash/failed-read", GINT_TO_POINTER (FAULT_READ), test_bad_disk);
  g_test_add_data_func ("/store/crash/failed-sync", GINT_TO_POINTER (FAULT_SYNC), test_bad_disk);
  g_test_add_data_func ("/store/crash/failed-truncation", GINT_TO_POINTER (FAULT_TRUNCATE), test_bad_disk);
  g_test_add_data_func ("/store/crash/full-disk-recovers", GINT_TO_POINTER (FAULT_FULL), test_disk_recovers);
  g_test_add_data_func ("/store/crash/write-recovers", GINT_TO_POINTER (FAULT_WRITE), test_disk_recovers);
  g_test_add_data_func ("/store/crash/sync-recovers", GINT_TO_POINTER (FAULT_SYNC), test_disk_recovers);
  g_test_add_func ("/store/crash/bulk", test_bulk);
  g_test_add_func ("/store/crash/create", test_create);
  g_test_add_data_func ("/store/crash/copy-full-disk", GINT_TO_POINTER (FAULT_FULL), test_copy);
  g_test_add_data_func ("/store/crash/copy-failed-write", GINT_TO_POINTER (FAULT_WRITE), test_copy);
  g_test_add_data_func ("/store/crash/copy-failed-sync", GINT_TO_POINTER (FAULT_SYNC), test_copy);
  g_test_add_func ("/store/crash/kill-copy", test_kill_copy);

  return g_test_run ();
}
