#include "document/cure-all.h"
#include "document/places.h"

#include "coverage/refusal.h"
#include "sample.h"

#include <locale.h>

/* Fields of 10 000 m². */
static const Board board = { 5, 4, 100, 1, 0 };

#define OPERATIONS "SELECT count (*) FROM operation"
#define WRONG      "SELECT count (*) FROM coverage WHERE surf_m2 IS NOT 10000"

typedef struct
{
  Sample      sample;
  MlsProject *project;
} Desk;

static MlsPoint
middle_of (guint face)
{
  return (MlsPoint){ BOARD_X + (face - 1) % 5 * 100000 + 50000, BOARD_Y + (face - 1) / 5 * 100000 + 50000 };
}

/* Whoever delivers writes what they please into the column. */
static void
desk_begin (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  sample_execute (desk->sample.path,
                  "UPDATE writer SET operation = (SELECT max (id) FROM operation);"
                  "UPDATE coverage SET surf_m2 = 400.5 WHERE fid = 3; UPDATE coverage SET surf_m2 = NULL WHERE fid IN (7, 20);"
                  "UPDATE writer SET operation = NULL");
  desk->project = mls_project_open (desk->sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  mls_project_set_author (desk->project, "Noa");
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  g_assert_true (mls_project_close (desk->project, NULL));
  g_clear_object (&desk->project);
  sample_end (&desk->sample);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
assert_found (Desk *desk, MlsPlacesCheck what, guint n_open, guint n_gone)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) places = NULL;
  guint n[2] = { 0, 0 };

  mls_places_find_async (desk->project, what, NULL, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  places = mls_places_finish (desk->project, result, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < g_list_model_get_n_items (places); i++)
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (places, i);
      MlsFinding gone;

      if (g_strcmp0 (mls_place_get_rule (place), "area") == 0)
        n[mls_place_get_gone (place, &gone)]++;
    }
  g_assert_cmpuint (n[FALSE], ==, n_open);
  g_assert_cmpuint (n[TRUE], ==, n_gone);
}

/* One face: an operation that leaves all else as it is, and that undo leaves right. */
static void
test_one (Desk *desk, gconstpointer data)
{
  gint64 n = sample_query (desk->sample.path, OPERATIONS), operation;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) undone = NULL;

  assert_found (desk, MLS_PLACES_CHECK, 3, 0);
  g_assert_true (mls_project_mend_area (desk->project, middle_of (3), &operation, &error));
  g_assert_cmpint (sample_query (desk->sample.path, WRONG), ==, 2);
  g_assert_cmpint (sample_query (desk->sample.path, OPERATIONS), ==, n + 1);
  g_assert_cmpint (sample_query (desk->sample.path, "SELECT since FROM coverage WHERE fid = 3"), ==, operation);
  g_assert_cmpint (sample_query (desk->sample.path, "SELECT verb = 'cure' AND author = 'Noa' AND summary = 'area' FROM operation "
                                                    "ORDER BY id DESC LIMIT 1"), ==, 1);
  g_assert_cmpint (sample_query (desk->sample.path, "SELECT surf_m2 * 2 FROM coverage_history WHERE fid = 3"), ==, 801);
  assert_found (desk, MLS_PLACES_CHECK_SINCE, 2, 1);
  assert_found (desk, MLS_PLACES_CHECK_ALL, 2, 1);

  undone = mls_project_undo (desk->project, &operation, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sample_query (desk->sample.path, WRONG), ==, 2);
  assert_found (desk, MLS_PLACES_CHECK_ALL, 2, 1);
}

static void
test_nowhere (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 operation;

  g_assert_false (mls_project_mend_area (desk->project, (MlsPoint){ BOARD_X - 1000, BOARD_Y }, &operation, &error));
  g_assert_error (error, MLS_REFUSAL, MLS_REFUSAL_NOT_FLAGGED);
  g_assert_cmpint (sample_query (desk->sample.path, WRONG), ==, 3);
}

static void
count_step (const MlsCureStep *step, gpointer n)
{
  (*(guint *) n)++;
}

/* All of them, as one operation. */
static void
test_all (Desk *desk, gconstpointer data)
{
  gint64 n = sample_query (desk->sample.path, OPERATIONS);
  guint n_steps = 0;
  const MlsCureAll all = { MLS_CURE_REGIONS, count_step, NULL, &n_steps };
  MlsCureCounts counts;
  g_autoptr (GError) error = NULL;

  g_assert_true (mls_project_cure_all (desk->project, &all, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.n_measured, ==, 3);
  g_assert_cmpuint (counts.n_cured + counts.n_left + n_steps, ==, 0);
  g_assert_cmpint (sample_query (desk->sample.path, WRONG), ==, 0);
  g_assert_cmpint (sample_query (desk->sample.path, OPERATIONS), ==, n + 1);

  g_assert_true (mls_project_cure_all (desk->project, &all, &counts, &error));
  g_assert_cmpuint (counts.n_measured, ==, 0);
  g_assert_cmpint (sample_query (desk->sample.path, OPERATIONS), ==, n + 1);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/document/project-area/one", Desk, NULL, desk_begin, test_one, desk_end);
  g_test_add ("/document/project-area/nowhere", Desk, NULL, desk_begin, test_nowhere, desk_end);
  g_test_add ("/document/project-area/all", Desk, NULL, desk_begin, test_all, desk_end);

  return g_test_run ();
}
