/* What clashes is seen from three sides and settled: a field of which Anna made one thing in her package, and Zoe another. */

#include "document/workspace.h"

#include "sample.h"
#include "store/check-in.h"

#include <glib/gstdio.h>
#include <locale.h>

static const Board board = { 3, 3, 100, 4, 0 };

typedef struct
{
  Sample        sample;
  char         *package;
  MlsProject   *project;
  MlsWorkspace *workspace;
  guint         n_refused;
  guint         n_author_wanted;
} Desk;

static MlsPoint
middle (void)
{
  return (MlsPoint){ BOARD_X + 150000, BOARD_Y + 150000 };
}

static MlsProject *
open_project (const char *path, const char *author)
{
  g_autoptr (GError) error = NULL;
  MlsProject *project = mls_project_open (path, MLS_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  mls_project_set_author (project, author);

  return project;
}

static void
close_project (MlsProject *project)
{
  g_assert_true (mls_project_close (project, NULL));
  g_object_unref (project);
}

static void
recode (MlsProject *project, const char *cover)
{
  const MlsPoint place = middle ();
  const MlsGesture gesture = { MLS_GESTURE_RECODE, &place, 1 };
  const MlsIntent intent = { .vintage = 1, .dimension = MLS_DIMENSION_PAIR,
                             .pair = { g_quark_from_string (cover), g_quark_from_string ("US1.1.3") } };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProposal) proposal = mls_project_propose (project, &gesture, &intent, &error);
  g_autoptr (MlsDelta) applied = NULL;
  gint64 operation;

  g_assert_no_error (error);
  g_assert_no_error (proposal->refusal);
  applied = mls_project_commit (project, proposal->plan, 0, &operation, &error);
  g_assert_no_error (error);
}

static void
count (guint *n)
{
  ++*n;
}

static void
desk_begin (Desk *desk, gconstpointer data)
{
  const MlsBox ground = { BOARD_X, BOARD_Y, BOARD_X + 300000, BOARD_Y + 300000 };
  g_autoptr (MlsZone) zone = mls_zone_new_box (&ground);
  g_autoptr (GError) error = NULL;
  MlsProject *package;
  MlsCheckIn outcome;

  sample_begin (&desk->sample, &board);
  desk->package = g_strconcat (desk->sample.path, "-anna.gpkg", NULL);
  mls_store_check_out (desk->sample.store, desk->package, zone, "Anna", &error);
  g_assert_no_error (error);
  mls_store_free (g_steal_pointer (&desk->sample.store));

  package = open_project (desk->package, "Anna");
  recode (package, "CS6.3.0");
  close_project (package);

  desk->project = open_project (desk->sample.path, "Zoe");
  recode (desk->project, "CS5.0.0");
  mls_store_check_in (mls_project_get_store (desk->project), desk->package, NULL, NULL, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.n_set_aside, ==, 1);
  desk->workspace = mls_workspace_new (desk->project);
  g_signal_connect_swapped (desk->workspace, "refused", G_CALLBACK (count), &desk->n_refused);
  g_signal_connect_swapped (desk->workspace, "author-wanted", G_CALLBACK (count), &desk->n_author_wanted);
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  g_clear_object (&desk->workspace);
  close_project (desk->project);
  g_unlink (desk->package);
  g_free (desk->package);
  sample_end (&desk->sample);
}

static void
look (Desk *desk)
{
  g_autoptr (MlsDelta) theirs = NULL;

  g_assert_true (mls_workspace_look_at_aside (desk->workspace, 1, &theirs));
  g_assert_cmpuint (theirs->changes->len, ==, 1);
}

static void
expect (Desk *desk, MlsSettlement settlement, const char *cover)
{
  g_autoptr (MlsSetAside) aside = mls_store_read_set_aside (mls_project_get_store (desk->project), 1, NULL);
  const MlsFace *face = mls_patch_face_at (mls_project_get_patch (desk->project), middle ());

  g_assert_cmpint (aside->settlement, ==, settlement);
  g_assert_cmpstr (g_quark_to_string (face->labels[1].field[MLS_FIELD_COVER]), ==, cover);
}

static void
expect_said (Desk *desk, guint pane, const char *text)
{
  g_autofree char *said = mls_workspace_describe (desk->workspace, pane);

  g_assert_cmpstr (said, ==, text);
}

/* Three panes for as long as it takes, those there were come back; a project keeps none of that. */
static void
test_panes (Desk *desk, gconstpointer data)
{
  g_assert_cmpfloat (mls_workspace_get_opacity (desk->workspace), ==, 0);
  mls_workspace_set_n_panes (desk->workspace, 2);
  mls_workspace_set_comparison (desk->workspace, MLS_COMPARE_SWIPE);
  look (desk);
  g_assert_cmpuint (mls_workspace_get_n_panes (desk->workspace), ==, 3);
  g_assert_cmpuint (mls_workspace_get_pane (desk->workspace), ==, 2);
  g_assert_cmpint (mls_workspace_get_comparison (desk->workspace), ==, MLS_COMPARE_BESIDE);
  g_assert_false (mls_workspace_shows_past (desk->workspace));
  g_assert_cmpint (mls_workspace_get_outlook (desk->workspace, 0)->as_of, ==, 2);
  g_assert_cmpint (mls_workspace_get_outlook (desk->workspace, 1)->theirs, ==, 1);
  g_assert_true (mls_workspace_get_lettered (desk->workspace));
  g_assert_cmpfloat (mls_workspace_get_opacity (desk->workspace), ==, 0.5);
  expect_said (desk, 0, "2024 · before both");
  expect_said (desk, 1, "2024 · theirs: Anna");
  expect_said (desk, 2, "2024 · ours");

  mls_workspace_remember (desk->workspace);
  g_assert_cmpuint (mls_workspace_get_n_panes (desk->workspace), ==, 3);
  mls_workspace_leave_aside (desk->workspace);
  g_assert_null (mls_workspace_get_aside (desk->workspace));
  g_assert_cmpuint (mls_workspace_get_n_panes (desk->workspace), ==, 2);
  g_assert_cmpint (mls_workspace_get_comparison (desk->workspace), ==, MLS_COMPARE_SWIPE);
  g_assert_false (mls_workspace_get_lettered (desk->workspace));
  g_assert_cmpfloat (mls_workspace_get_opacity (desk->workspace), ==, 0);
  g_assert_cmpint (mls_workspace_get_outlook (desk->workspace, 0)->as_of, ==, 0);

  g_clear_object (&desk->workspace);
  desk->workspace = mls_workspace_new (desk->project);
  mls_workspace_restore (desk->workspace);
  g_assert_cmpuint (mls_workspace_get_n_panes (desk->workspace), ==, 2);
}

/* Taken with the hand over another pane, taken back, left as it is, and taken back as well. */
static void
test_settle (Desk *desk, gconstpointer data)
{
  expect (desk, MLS_SETTLEMENT_OPEN, "CS5.0.0");
  look (desk);
  mls_workspace_set_pane (desk->workspace, 0);
  mls_workspace_take_theirs (desk->workspace);
  g_assert_cmpuint (desk->n_refused, ==, 0);
  expect (desk, MLS_SETTLEMENT_TAKEN, "CS6.3.0");
  mls_workspace_leave_aside (desk->workspace);

  mls_workspace_undo (desk->workspace);
  expect (desk, MLS_SETTLEMENT_TAKEN, "CS6.3.0");
  mls_workspace_undo (desk->workspace);
  expect (desk, MLS_SETTLEMENT_OPEN, "CS5.0.0");

  look (desk);
  mls_workspace_settle_aside (desk->workspace, MLS_SETTLEMENT_KEPT);
  expect (desk, MLS_SETTLEMENT_KEPT, "CS5.0.0");
  mls_workspace_leave_aside (desk->workspace);
  mls_workspace_undo (desk->workspace);
  expect (desk, MLS_SETTLEMENT_OPEN, "CS5.0.0");
}

/* Nobody decides without a name. */
static void
test_author (Desk *desk, gconstpointer data)
{
  mls_project_set_author (desk->project, NULL);
  look (desk);
  mls_workspace_take_theirs (desk->workspace);
  g_assert_cmpuint (desk->n_author_wanted, ==, 1);
  expect (desk, MLS_SETTLEMENT_OPEN, "CS5.0.0");
  mls_project_set_author (desk->project, "Zoe");
  mls_workspace_go_on (desk->workspace);
  expect (desk, MLS_SETTLEMENT_TAKEN, "CS6.3.0");
}

#define ADD(name, func) g_test_add ("/document/workspace-aside/" name, Desk, NULL, desk_begin, func, desk_end)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("panes", test_panes);
  ADD ("settle", test_settle);
  ADD ("author", test_author);

  return g_test_run ();
}
