#include "document/sample-job.h"

#include "sample.h"
#include "store/error.h"

#include <glib/gstdio.h>
#include <locale.h>

static const Board board = { 120, 120, 20, 2, 0 };

typedef struct
{
  Sample        sample;
  char         *one;
  char         *two;
  MlsSampleJob *job;
} Desk;

/* Two samples, asked for with words that are gone when they are drawn. */
static void
desk_begin (Desk *desk, gconstpointer data)
{
  g_autofree char *title = g_strdup ("Covers");
  const char *paths[3] = { 0 };

  sample_begin (&desk->sample, &board);
  desk->one = g_build_filename (desk->sample.folder, "one.gpkg", NULL);
  desk->two = g_build_filename (desk->sample.folder, "two.gpkg", NULL);
  paths[0] = desk->one;
  paths[1] = desk->two;
  desk->job = mls_sample_job_new (&(MlsSampleOrder){
    .project = desk->sample.path,
    .query = { .vintage = 1, .dimension = MLS_DIMENSION_COVER, .sampling = { .n_units = 20, .n_sets = 2, .seed = 1 } },
    .facts = { .title = title, .author = "Léa" },
    .paths = paths });
  title[0] = 'X';
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  g_clear_pointer (&desk->job, mls_sample_job_free);
  g_free (desk->one);
  g_free (desk->two);
  sample_end (&desk->sample);
}

static guint
n_files (const Desk *desk)
{
  g_autoptr (GDir) folder = g_dir_open (desk->sample.folder, 0, NULL);
  guint n = 0;

  for (const char *name; (name = g_dir_read_name (folder)) != NULL;)
    n += g_str_has_suffix (name, "-wal") || g_str_has_suffix (name, "-shm") || g_str_has_suffix (name, "-lock") ? 0 : 1;

  return n;
}

/* Shares of classes are rounded up. */
static void
assert_drawn (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsSampleFile) file = mls_sample_file_open (path, MLS_STORE_READ_ONLY, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (mls_sample_file_get_units (file)->len, ==, 21);
  g_assert_cmpstr (g_quark_to_string (mls_sample_file_get_sample (file)->title), ==, "Covers");
}

static gboolean
count_down (double fraction, gpointer user_data)
{
  guint *left = user_data;

  return (*left)-- > 0;
}

/* Whenever it is given up there is nothing; when it is not, all. */
static void
test_each_moment (Desk *desk, gconstpointer data)
{
  for (guint n = 0;; n++)
    {
      g_autoptr (GError) error = NULL;
      guint left = n;

      if (mls_sample_order_fill (&desk->job->order, count_down, &left, &error))
        {
          g_test_message ("%u moments", n);
          g_assert_cmpuint (n, >, 2);
          break;
        }

      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
      g_assert_cmpuint (n_files (desk), ==, 1);
    }

  g_assert_cmpuint (n_files (desk), ==, 3);
  assert_drawn (desk->one);
  assert_drawn (desk->two);
}

typedef struct
{
  GMainLoop *loop;
  gboolean   done;
  GError    *error;
} End;

static void
on_end (GObject *errand, GAsyncResult *result, gpointer user_data)
{
  End *end = user_data;

  end->done = mls_errand_run_finish (MLS_ERRAND (errand), result, &end->error);
  g_main_loop_quit (end->loop);
}

/* Work on its thread, given up as soon as it tells of itself, or not. */
static void
run (Desk *desk, MlsErrandFunc func, gboolean is_given_up, End *end)
{
  g_autoptr (MlsErrand) errand = mls_errand_new (func, desk->job, NULL);

  *end = (End){ .loop = g_main_loop_new (NULL, FALSE) };
  if (is_given_up)
    mls_errand_cancel (errand);
  mls_errand_run_async (errand, on_end, end);
  g_main_loop_run (end->loop);
  g_main_loop_unref (end->loop);
}

static void
test_errand (Desk *desk, gconstpointer data)
{
  End end;

  run (desk, mls_sample_job_count, TRUE, &end);
  g_assert_error (end.error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
  g_assert_null (desk->job->regions);
  g_clear_error (&end.error);
  run (desk, mls_sample_job_fill, TRUE, &end);
  g_assert_error (end.error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
  g_clear_error (&end.error);
  g_assert_cmpuint (n_files (desk), ==, 1);

  run (desk, mls_sample_job_count, FALSE, &end);
  g_assert_true (end.done);
  g_assert_cmpuint (desk->job->regions->len, ==, 14400);
  run (desk, mls_sample_job_fill, FALSE, &end);
  g_assert_true (end.done);
  assert_drawn (desk->one);
  assert_drawn (desk->two);
}

/* Where the second cannot be written, the first is not there either; a file that is there stays what it is. */
static void
test_no_place (Desk *desk, gconstpointer data)
{
  End end;

  g_assert_cmpint (g_mkdir (desk->two, 0700), ==, 0);
  run (desk, mls_sample_job_fill, FALSE, &end);
  g_assert_error (end.error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS);
  g_clear_error (&end.error);
  g_assert_false (g_file_test (desk->one, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (desk->two), ==, 0);

  g_assert_true (g_file_set_contents (desk->one, "mine", -1, NULL));
  run (desk, mls_sample_job_fill, FALSE, &end);
  g_assert_error (end.error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS);
  g_clear_error (&end.error);
  g_assert_cmpuint (n_files (desk), ==, 2);
}

#define ADD(name, func) g_test_add ("/document/sample-job/" name, Desk, NULL, desk_begin, func, desk_end)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("each-moment", test_each_moment);
  ADD ("errand", test_errand);
  ADD ("no-place", test_no_place);

  return g_test_run ();
}
