/* Copies of a project while it is edited. */

#include "sample.h"
#include "store/backup.h"
#include "store/error.h"
#include "store/fingerprint.h"
#include "store/integrity.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static const Board board = { 60, 60, 20, 4, 0 };

static char *
file_in (const Sample *sample, const char *name)
{
  return g_build_filename (sample->folder, name, NULL);
}

static char *
fingerprint_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *fingerprint = mls_fingerprint_take (path, 0, NULL, NULL, &error);

  g_assert_no_error (error);

  return fingerprint;
}

static void
edit (MlsStore *store)
{
  g_autoptr (MlsDelta) applied = NULL;

  while (applied == NULL)
    {
      g_autoptr (MlsDelta) delta = sample_random_delta (store);

      applied = delta != NULL ? mls_store_apply (store, delta, &sample_facts, NULL, NULL) : NULL;
    }
}

/* It can be opened and edited like any other, is one single file, and sound. */
static void
assert_project (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  MlsStore *store;

  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  store = mls_store_open (path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  faults = mls_store_check_integrity (store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
  edit (store);
  mls_store_close (store, &error);
  g_assert_no_error (error);
}

/* As a program does that only reads. */
static gboolean
make (const char *project, const char *path, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  g_autoptr (MlsDatabase) from = mls_database_open (project, MLS_DATABASE_READ_ONLY, error);

  return from != NULL && mls_backup_make (from, path, func, user_data, error);
}

typedef struct
{
  MlsStore *store;
  guint     n_edits;
} Busy;

/* Somebody edits between any two steps; what is copied is the state it began with. */
static gboolean
edit_meanwhile (double fraction, gpointer user_data)
{
  Busy *busy = user_data;

  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  edit (busy->store);
  busy->n_edits++;

  return TRUE;
}

static void
test_while_edited (void)
{
  Sample sample;
  g_autofree char *path = NULL;
  g_autofree char *before = NULL;
  g_autofree char *copied = NULL;
  g_autoptr (GError) error = NULL;
  Busy busy = { 0 };

  sample_begin (&sample, &board);
  for (guint i = 0; i < 300; i++)
    edit (sample.store);
  path = file_in (&sample, "copy.gpkg");
  before = fingerprint_of (sample.path);
  busy.store = sample.store;
  g_assert_true (make (sample.path, path, edit_meanwhile, &busy, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (busy.n_edits, >, 0);
  copied = fingerprint_of (path);
  g_assert_cmpstr (copied, ==, before);
  g_assert_cmpint (sample_query (path, "SELECT max (id) FROM operation"), ==, 302);
  assert_project (path);
  sample_end (&sample);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  return FALSE;
}

static void
assert_refused (const Sample *sample, const char *project, const char *path, MlsStoreProgressFunc progress, MlsStoreError code)
{
  g_autoptr (GError) error = NULL;
  guint n_files = sample_count_files (sample);

  g_assert_false (make (project, path, progress, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, (int) code);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpuint (sample_count_files (sample), ==, n_files);
}

static void
test_refused (void)
{
  Sample sample;
  g_autofree char *path = NULL;
  g_autofree char *nowhere = NULL;
  g_autofree char *text = NULL;

  sample_begin (&sample, &board);
  path = file_in (&sample, "copy.gpkg");
  nowhere = file_in (&sample, "nowhere/copy.gpkg");
  text = file_in (&sample, "text.gpkg");
  g_assert_true (g_file_set_contents (text, "nothing of ours", -1, NULL));
  assert_refused (&sample, sample.path, path, give_up, MLS_STORE_ERROR_CANCELLED);
  assert_refused (&sample, nowhere, path, NULL, MLS_STORE_ERROR_MISSING);
  assert_refused (&sample, text, path, NULL, MLS_STORE_ERROR_FOREIGN);
  assert_refused (&sample, sample.path, nowhere, NULL, MLS_STORE_ERROR_IO);
  sample_end (&sample);
}

/* A page that is damaged is not copied as if it were none. */
static void
test_damaged (void)
{
  Sample sample;
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  gsize length;

  sample_begin (&sample, &board);
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  path = file_in (&sample, "copy.gpkg");
  g_assert_true (g_file_get_contents (sample.path, &content, &length, NULL));
  memset (content + length / 2 / 4096 * 4096, 0x5a, 4096);
  g_assert_true (g_file_set_contents (sample.path, content, (gssize) length, NULL));
  assert_refused (&sample, sample.path, path, NULL, MLS_STORE_ERROR_DAMAGED);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/backup/while-edited", test_while_edited);
  g_test_add_func ("/backup/refused", test_refused);
  g_test_add_func ("/backup/damaged", test_damaged);

  return g_test_run ();
}
