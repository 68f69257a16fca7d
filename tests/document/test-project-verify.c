#include "document/places.h"

#include "sample.h"
#include "store/error.h"

#include <locale.h>

static const Board board = { 5, 4, 100, 1, 0 };

#define DOUBTS "SELECT coalesce (sum (state = 'open') + 10 * sum (state = 'corrected'), 0) FROM finding WHERE rule = 'doubt'"

typedef struct
{
  Sample      sample;
  MlsProject *project;
} Desk;

static void
desk_begin (Desk *desk, gconstpointer mode)
{
  g_autoptr (GError) error = NULL;

  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  sample_execute (desk->sample.path, "UPDATE coverage SET doute24 = 1 WHERE fid IN (1, 7)");
  desk->project = mls_project_open (desk->sample.path, GPOINTER_TO_UINT (mode), &error);
  g_assert_no_error (error);
}

static void
desk_end (Desk *desk, gconstpointer mode)
{
  g_assert_true (mls_project_close (desk->project, NULL));
  g_clear_object (&desk->project);
  sample_end (&desk->sample);
}

/* As another program does. */
static void
edit (Desk *desk, const char *sql)
{
  g_autoptr (GError) error = NULL;

  sample_execute (desk->sample.path, sql);
  g_assert_true (mls_project_notice (desk->project, &error));
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The list, with something that is done while it is made. */
static GListModel *
find_while (Desk *desk, MlsPlacesCheck what, const char *sql, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mls_places_find_async (desk->project, what, NULL, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (sql != NULL)
    edit (desk, sql);

  return mls_places_finish (desk->project, result, NULL, error);
}

static void
find (Desk *desk, MlsPlacesCheck what, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) places = find_while (desk, what, sql, &error);

  g_assert_no_error (error);
}

static void
assert_kept (Desk *desk, int n_corrected, int n_open)
{
  g_assert_cmpint (sample_query (desk->sample.path, DOUBTS), ==, n_open + 10 * n_corrected);
}

/* The first check of a session is kept, and each of everything that somebody asks for; none of those between. */
static void
test_kept (Desk *desk, gconstpointer data)
{
  assert_kept (desk, 0, 0);
  find (desk, MLS_PLACES_CHECK, NULL);
  assert_kept (desk, 0, 2);
  edit (desk, "UPDATE coverage SET doute24 = NULL WHERE fid = 7; UPDATE coverage SET doute24 = 1 WHERE fid IN (3, 14, 20)");
  find (desk, MLS_PLACES_CHECK, NULL);
  find (desk, MLS_PLACES_CHECK_SINCE, NULL);
  assert_kept (desk, 0, 2);

  find (desk, MLS_PLACES_CHECK_ALL, NULL);
  assert_kept (desk, 1, 4);
  edit (desk, "UPDATE coverage SET doute24 = NULL WHERE fid IN (3, 20)");
  find (desk, MLS_PLACES_CHECK, NULL);
  assert_kept (desk, 1, 4);
  find (desk, MLS_PLACES_CHECK_ALL, NULL);
  assert_kept (desk, 3, 2);
}

/* What was done while everything was checked is in what is found next, and kept then. */
static void
test_meanwhile (Desk *desk, gconstpointer data)
{
  find (desk, MLS_PLACES_CHECK, NULL);
  find (desk, MLS_PLACES_CHECK_ALL, "UPDATE coverage SET doute24 = 1 WHERE fid = 3");
  assert_kept (desk, 0, 2);
  find (desk, MLS_PLACES_CHECK, NULL);
  assert_kept (desk, 0, 3);
  edit (desk, "UPDATE coverage SET doute24 = 1 WHERE fid = 14");
  find (desk, MLS_PLACES_CHECK, NULL);
  assert_kept (desk, 0, 3);
}

/* Where nobody has checked yet, what was done since tells nothing: who may not look at everything does not look. */
static void
test_since (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (find_while (desk, MLS_PLACES_CHECK_SINCE, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
  assert_kept (desk, 0, 0);
  find (desk, MLS_PLACES_CHECK, NULL);
  find (desk, MLS_PLACES_CHECK_SINCE, NULL);
  assert_kept (desk, 0, 2);
}

static void
test_read_only (Desk *desk, gconstpointer data)
{
  find (desk, MLS_PLACES_CHECK, NULL);
  find (desk, MLS_PLACES_CHECK_ALL, NULL);
  assert_kept (desk, 0, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/document/project-verify/kept", Desk, GUINT_TO_POINTER (MLS_STORE_READ_WRITE), desk_begin, test_kept, desk_end);
  g_test_add ("/document/project-verify/meanwhile", Desk, GUINT_TO_POINTER (MLS_STORE_READ_WRITE), desk_begin, test_meanwhile,
              desk_end);
  g_test_add ("/document/project-verify/since", Desk, GUINT_TO_POINTER (MLS_STORE_READ_WRITE), desk_begin, test_since, desk_end);
  g_test_add ("/document/project-verify/read-only", Desk, GUINT_TO_POINTER (MLS_STORE_READ_ONLY), desk_begin, test_read_only,
              desk_end);

  return g_test_run ();
}
