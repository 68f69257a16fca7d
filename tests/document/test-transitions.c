#include "document/transitions.h"

#include "quality/matrix-text.h"
#include "sample.h"
#include "store/zone.h"

#include <locale.h>

/* 64 fields of 400 m², which nothing changed but the first. */
static const Board board = { 8, 8, 20, 1, 0 };

typedef struct
{
  Sample          sample;
  MlsProject     *project;
  MlsWorkspace   *workspace;
  MlsTransitions *transitions;
  guint           n_changed;
} Desk;

static void
note_change (Desk *desk)
{
  desk->n_changed++;
}

static void
settle (Desk *desk)
{
  while (mls_transitions_is_busy (desk->transitions))
    g_main_context_iteration (NULL, TRUE);
}

static void
desk_begin (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsZone) zone = mls_zone_read ("700000,6600000,700030,6600010");

  sample_begin (&desk->sample, &board);
  mls_store_set_zone (desk->sample.store, "Camille", zone, &error);
  g_assert_no_error (error);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  sample_execute (desk->sample.path,
                  "UPDATE coverage SET cs21 = 'CS6.3.0', us21 = 'US1.1.3', cs24 = 'CS6.3.0', us24 = 'US1.1.3';"
                  "UPDATE coverage SET cs24 = 'CS1.1.1' WHERE fid = 1");
  desk->project = mls_project_open (desk->sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  mls_project_set_author (desk->project, "Camille");
  desk->workspace = mls_workspace_new (desk->project);
  desk->transitions = mls_transitions_new (desk->workspace);
  mls_transitions_set_classing (desk->transitions, "cover", 3);
  g_signal_connect_swapped (desk->transitions, "changed", G_CALLBACK (note_change), desk);
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  g_clear_object (&desk->transitions);
  g_clear_object (&desk->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (mls_project_close (desk->project, NULL));
  g_clear_object (&desk->project);
  sample_end (&desk->sample);
}

static MlsPoint
middle_of (guint column, guint row)
{
  return (MlsPoint){ BOARD_X + (20 * column + 10) * MLS_MM_PER_M, BOARD_Y + (20 * row + 10) * MLS_MM_PER_M };
}

static void
recode (Desk *desk, guint column, guint row)
{
  const MlsPoint middle = middle_of (column, row);
  const MlsGesture gesture = { MLS_GESTURE_RECODE, &middle, 1 };
  const MlsIntent intent = { .vintage = 1,
                             .dimension = MLS_DIMENSION_COVER,
                             .vintages = MLS_VINTAGE (1),
                             .pair = { g_quark_from_string ("CS6.3.0"), 0 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProposal) proposal = mls_project_propose (desk->project, &gesture, &intent, &error);
  g_autoptr (MlsDelta) delta = NULL;

  g_assert_no_error (error);
  delta = mls_project_commit (desk->project, proposal->plan, 2500, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (delta);
}

static void
assert_table (Desk *desk, MlsMatrixUnit unit, const char *table)
{
  const MlsMatrixStyle style = { unit, '\t', "." };
  const MlsMatrix *matrix = mls_transitions_get_matrix (desk->transitions);
  g_autofree char *text = NULL;

  g_assert_nonnull (matrix);
  text = mls_matrix_table (matrix, &style);
  g_assert_cmpstr (text, ==, table);
}

#define BEFORE "from\tCS1.1.1\tCS6.3.0\ttotal\nCS6.3.0\t0.04\t2.52\t2.56\ntotal\t0.04\t2.52\t2.56\n"
#define AFTER  "from\tCS6.3.0\ttotal\nCS6.3.0\t2.56\t2.56\ntotal\t2.56\t2.56\n"

/* An edit, its undo and its redo are in the table as soon as they are in the file. */
static void
test_followed (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsDelta) undone = NULL;

  g_assert_null (mls_transitions_get_matrix (desk->transitions));
  settle (desk);
  assert_table (desk, MLS_MATRIX_HECTARES, BEFORE);

  desk->n_changed = 0;
  recode (desk, 0, 0);
  g_assert_cmpuint (desk->n_changed, ==, 1);
  assert_table (desk, MLS_MATRIX_HECTARES, AFTER);
  undone = mls_project_undo (desk->project, NULL, NULL);
  assert_table (desk, MLS_MATRIX_HECTARES, BEFORE);
}

/* One that comes while the file is read is counted once, whether the reading has seen it or not. */
static void
test_meanwhile (Desk *desk, gconstpointer data)
{
  recode (desk, 0, 0);
  settle (desk);
  assert_table (desk, MLS_MATRIX_HECTARES, AFTER);
}

/* Another program's edit is read anew. */
static void
test_foreign (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  settle (desk);
  sample_execute (desk->sample.path, "UPDATE coverage SET cs24 = 'CS6.3.0' WHERE fid = 1");
  mls_project_notice (desk->project, &error);
  g_assert_no_error (error);
  settle (desk);
  assert_table (desk, MLS_MATRIX_HECTARES, AFTER);
}

/* A date more leaves what is looked at where it is. */
static void
test_another_date (Desk *desk, gconstpointer data)
{
  const MlsVintage older = { "15", 2015, "2015", 0 };
  const MlsMatrixQuery *query = mls_transitions_get_query (desk->transitions);
  g_autoptr (GError) error = NULL;

  settle (desk);
  mls_store_add_vintage (mls_project_get_store (desk->project), &older, "Camille", NULL, &error);
  g_assert_no_error (error);
  sample_execute (desk->sample.path, "UPDATE coverage SET cs24 = 'CS6.3.0' WHERE fid = 1");
  mls_project_notice (desk->project, &error);
  g_assert_no_error (error);
  settle (desk);
  g_assert_cmpuint (mls_project_get_rules (desk->project)->n_vintages, ==, 3);
  g_assert_cmpint (query->vintages[query->from].year, ==, 2021);
  g_assert_cmpint (query->vintages[query->to].year, ==, 2024);
  assert_table (desk, MLS_MATRIX_HECTARES, AFTER);

  g_assert_cmpint (query->vintages[0].year, ==, 2015);
  mls_transitions_set_vintages (desk->transitions, 0, query->to);
  assert_table (desk, MLS_MATRIX_HECTARES, "from\tCS6.3.0\ttotal\nuncoded\t2.56\t2.56\ntotal\t2.56\t2.56\n");
}

static void
test_asked (Desk *desk, gconstpointer data)
{
  const MlsMatrixQuery *query = mls_transitions_get_query (desk->transitions);
  g_autofree char *change = NULL;
  g_autofree char *all = NULL;
  g_autofree char *back = NULL;

  g_assert_cmpuint (query->from, ==, 0);
  g_assert_cmpuint (query->to, ==, 1);
  settle (desk);
  change = mls_transitions_dup_filter (desk->transitions, 1, 0);
  g_assert_cmpstr (change, ==, "from=CS6.3.0 to=CS1.1.1");
  all = mls_transitions_dup_filter (desk->transitions, MLS_MATRIX_ALL, 0);
  g_assert_cmpstr (all, ==, "to=CS1.1.1");

  mls_transitions_set_vintages (desk->transitions, 1, 0);
  assert_table (desk, MLS_MATRIX_HECTARES,
                "from\tCS6.3.0\ttotal\nCS1.1.1\t0.04\t0.04\nCS6.3.0\t2.52\t2.52\ntotal\t2.56\t2.56\n");
  back = mls_transitions_dup_filter (desk->transitions, 0, 1);
  g_assert_cmpstr (back, ==, "from=CS6.3.0 to=CS1.1.1");
  mls_transitions_set_classing (desk->transitions, "use", 3);
  assert_table (desk, MLS_MATRIX_HECTARES, "from\tUS1.1.3\ttotal\nUS1.1.3\t2.56\t2.56\ntotal\t2.56\t2.56\n");
}

static void
test_where (Desk *desk, gconstpointer data)
{
  MlsPoint place = middle_of (0, 0);

  settle (desk);
  g_assert_true (mls_transitions_has_where (desk->transitions, MLS_WHERE_ZONE));
  mls_transitions_set_where (desk->transitions, MLS_WHERE_ZONE);
  g_assert_null (mls_transitions_get_matrix (desk->transitions));
  settle (desk);
  assert_table (desk, MLS_MATRIX_HECTARES,
                "from\tCS1.1.1\tCS6.3.0\ttotal\nCS6.3.0\t0.02\t0.01\t0.03\ntotal\t0.02\t0.01\t0.03\n");

  mls_transitions_set_where (desk->transitions, MLS_WHERE_SELECTED);
  assert_table (desk, MLS_MATRIX_HECTARES, "from\ttotal\ntotal\t0\n");
  mls_workspace_set_vintage (desk->workspace, 1);
  mls_workspace_select (desk->workspace, &place);
  assert_table (desk, MLS_MATRIX_HECTARES, "from\tCS1.1.1\ttotal\nCS6.3.0\t0.04\t0.04\ntotal\t0.04\t0.04\n");

  mls_transitions_set_where (desk->transitions, MLS_WHERE_ZONE);
  settle (desk);
  mls_project_set_author (desk->project, "Noa");
  g_assert_cmpint (mls_transitions_get_where (desk->transitions), ==, MLS_WHERE_EVERYWHERE);
  settle (desk);
  assert_table (desk, MLS_MATRIX_HECTARES, BEFORE);
}

static void
add_area (MlsFigures *figures, const char *corners)
{
  g_autoptr (MlsZone) zone = mls_zone_read (corners);
  guint n_rings;
  const MlsRing *rings = mls_zone_get_rings (zone, &n_rings);
  const guint length = (guint) rings[0].n_points;

  mls_figures_add (figures, MLS_FIGURE_AREA, NULL, rings[0].points, &length, 1);
}

/* Of a layer each area is there at once when one is; an edit is in all of them. */
static void
test_areas (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsFigures) figures = mls_figures_new ();
  const MlsMatrixStyle style = { MLS_MATRIX_HECTARES, ';', "." };
  g_autofree char *each = NULL;

  g_assert_null (mls_transitions_dup_areas (desk->transitions, &style));
  add_area (figures, "700000,6600000,700010,6600020");
  add_area (figures, "700010,6600000,700160,6600020");
  mls_figures_index (figures);
  settle (desk);
  mls_transitions_set_area (desk->transitions, figures, 0);
  g_assert_null (mls_transitions_get_matrix (desk->transitions));
  settle (desk);
  assert_table (desk, MLS_MATRIX_HECTARES, "from\tCS1.1.1\ttotal\nCS6.3.0\t0.02\t0.02\ntotal\t0.02\t0.02\n");
  each = mls_transitions_dup_areas (desk->transitions, &style);
  g_assert_cmpstr (each, ==,
                   "area;class;before;after;gained;lost;net\n"
                   "#1;CS1.1.1;0;0.02;0.02;0;0.02\n"
                   "#1;CS6.3.0;0.02;0;0;0.02;-0.02\n"
                   "#2;CS1.1.1;0;0.02;0.02;0;0.02\n"
                   "#2;CS6.3.0;0.3;0.28;0;0.02;-0.02\n"
                   "elsewhere;CS6.3.0;2.24;2.24;0;0;0\n");

  recode (desk, 0, 0);
  mls_transitions_set_area (desk->transitions, figures, 1);
  g_assert_false (mls_transitions_is_busy (desk->transitions));
  assert_table (desk, MLS_MATRIX_HECTARES, "from\tCS6.3.0\ttotal\nCS6.3.0\t0.3\t0.3\ntotal\t0.3\t0.3\n");
  mls_transitions_set_counted (desk->transitions, TRUE);
  settle (desk);
  assert_table (desk, MLS_MATRIX_COUNT, "from\tCS6.3.0\ttotal\nCS6.3.0\t1\t1\ntotal\t1\t1\n");
}

/* Counts come later, and are counted again once the hand rests. */
static void
test_counted (Desk *desk, gconstpointer data)
{
  settle (desk);
  mls_transitions_set_counted (desk->transitions, TRUE);
  g_assert_null (mls_transitions_get_matrix (desk->transitions));
  settle (desk);
  assert_table (desk, MLS_MATRIX_COUNT, "from\tCS1.1.1\tCS6.3.0\ttotal\nCS6.3.0\t1\t1\t2\ntotal\t1\t1\t2\n");

  recode (desk, 0, 0);
  assert_table (desk, MLS_MATRIX_COUNT, "from\tCS1.1.1\tCS6.3.0\ttotal\nCS6.3.0\t1\t1\t2\ntotal\t1\t1\t2\n");
  settle (desk);
  assert_table (desk, MLS_MATRIX_COUNT, "from\tCS6.3.0\ttotal\nCS6.3.0\t1\t1\ntotal\t1\t1\n");
}

/* Of what is selected places are counted at once: what hangs together there. */
static void
test_counted_selected (Desk *desk, gconstpointer data)
{
  const MlsPoint here = middle_of (0, 0), there = middle_of (1, 0);

  settle (desk);
  mls_transitions_set_where (desk->transitions, MLS_WHERE_SELECTED);
  mls_transitions_set_counted (desk->transitions, TRUE);
  assert_table (desk, MLS_MATRIX_COUNT, "from\ttotal\ntotal\t0\n");
  mls_workspace_set_vintage (desk->workspace, 1);
  mls_workspace_select (desk->workspace, &here);
  assert_table (desk, MLS_MATRIX_COUNT, "from\tCS1.1.1\ttotal\nCS6.3.0\t1\t1\ntotal\t1\t1\n");
  mls_workspace_select (desk->workspace, &there);
  assert_table (desk, MLS_MATRIX_COUNT, "from\tCS6.3.0\ttotal\nCS6.3.0\t1\t1\ntotal\t1\t1\n");
  g_assert_false (mls_transitions_is_busy (desk->transitions));

  mls_transitions_set_counted (desk->transitions, FALSE);
  assert_table (desk, MLS_MATRIX_HECTARES, "from\tCS6.3.0\ttotal\nCS6.3.0\t2.52\t2.52\ntotal\t2.52\t2.52\n");
}

/* What cannot be read is said; nothing is left behind by one who goes in the middle. */
static void
test_refused (Desk *desk, gconstpointer data)
{
  settle (desk);
  sample_execute (desk->sample.path, "UPDATE writer SET operation = 1; UPDATE coverage SET surf_m2 = 1 WHERE fid = 9;"
                                     "UPDATE writer SET operation = NULL");
  mls_transitions_set_where (desk->transitions, MLS_WHERE_ZONE);
  settle (desk);
  g_assert_null (mls_transitions_get_matrix (desk->transitions));
  g_assert_nonnull (mls_transitions_get_failure (desk->transitions));

  mls_transitions_set_where (desk->transitions, MLS_WHERE_EVERYWHERE);
  mls_transitions_set_where (desk->transitions, MLS_WHERE_ZONE);
}

#define ADD(name, func) g_test_add ("/document/transitions/" name, Desk, NULL, desk_begin, func, desk_end)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("another-date", test_another_date);
  ADD ("areas", test_areas);
  ADD ("asked", test_asked);
  ADD ("counted", test_counted);
  ADD ("counted-selected", test_counted_selected);
  ADD ("followed", test_followed);
  ADD ("foreign", test_foreign);
  ADD ("meanwhile", test_meanwhile);
  ADD ("refused", test_refused);
  ADD ("where", test_where);

  return g_test_run ();
}
