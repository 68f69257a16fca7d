#include "document/project.h"

#include "sample.h"
#include "rules/error.h"
#include "store/error.h"
#include "store/zone.h"

#include <locale.h>

/* A row of faces of many vertices: what one is tried out on, and what lies two further to either side, is more
 * than a quarter of what is kept. */
#define N_SEGMENTS  15000
#define FACE_POINTS ((gsize) 4 * N_SEGMENTS)

static const Board row = { 20, 1, 600, N_SEGMENTS, 0 };

typedef struct
{
  Sample      sample;
  MlsProject *project;
} Desk;

static void
desk_begin (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  sample_begin (&desk->sample, &row);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  desk->project = mls_project_open (desk->sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  mls_project_set_author (desk->project, "Camille");
}

static void
desk_end (Desk *desk)
{
  mls_project_close (desk->project, NULL);
  g_object_unref (desk->project);
  sample_end (&desk->sample);
}

/* Tries out another code on a face, which reads those beside it. Nothing is written. */
static void
look (Desk *desk, guint column)
{
  const MlsPoint middle = { BOARD_X + (gint64) (600 * column + 300) * MLS_MM_PER_M, BOARD_Y + 300 * MLS_MM_PER_M };
  const MlsGesture gesture = { MLS_GESTURE_RECODE, &middle, 1 };
  const MlsIntent intent = { .vintage = 1,
                             .dimension = MLS_DIMENSION_PAIR,
                             .vintages = MLS_VINTAGE (1),
                             .pair = { g_quark_from_string ("CS2.1.0"), g_quark_from_string ("US1.3.0") } };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProposal) proposal = mls_project_propose (desk->project, &gesture, &intent, &error);

  g_assert_no_error (error);
  g_assert_nonnull (proposal);
}

static gsize
n_read (Desk *desk)
{
  return mls_patch_n_points (mls_project_get_patch (desk->project));
}

/* What is read is kept for the next look, but not all that ever was: until it is more than half a million vertices,
 * and more than twice what one look took. */
static void
test_trim (void)
{
  Desk desk;
  gsize one;

  desk_begin (&desk);
  look (&desk, 2);
  one = n_read (&desk);
  g_assert_cmpuint (one, ==, 5 * FACE_POINTS);
  look (&desk, 2);
  g_assert_cmpuint (n_read (&desk), ==, one);

  look (&desk, 7);
  g_assert_cmpuint (n_read (&desk), ==, 2 * one);
  look (&desk, 12);
  g_assert_cmpuint (n_read (&desk), ==, 3 * one);
  look (&desk, 17);
  g_assert_cmpuint (n_read (&desk), ==, one);
  desk_end (&desk);
}

static void
count (guint *n)
{
  ++*n;
}

static void
give_zone (Desk *desk, const char *author, const char *text)
{
  g_autoptr (MlsZone) zone = mls_zone_read (text);
  g_autoptr (GError) error = NULL;

  mls_store_set_zone (mls_project_get_store (desk->project), author, zone, &error);
  g_assert_no_error (error);
}

static void
reopen (Desk *desk, const char *author)
{
  g_autoptr (GError) error = NULL;

  mls_project_close (desk->project, NULL);
  g_object_unref (desk->project);
  desk->project = mls_project_open (desk->sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  mls_project_set_author (desk->project, author);
}

static void
mark (Desk *desk, double east, double north, MlsCellState state)
{
  g_autoptr (GError) error = NULL;
  MlsPoint at;

  mls_grid_from_metres (east, north, &at);
  mls_project_mark_zone (desk->project, at, state, &error);
  g_assert_no_error (error);
}

/* Two squares and a half of 400 m: done by the half one, checked by a whole one, taken back by the same again. Each
 * has a state of its own, also after the project was closed, and of another's zone nothing is known. */
static void
test_zone (void)
{
  const MlsZoneProgress *progress;
  const MlsPoint outside = { -1, -1 };
  g_autoptr (GError) error = NULL;
  guint n_changed = 0, next;
  Desk desk;

  desk_begin (&desk);
  g_assert_null (mls_project_get_zone_progress (desk.project));
  g_assert_false (mls_project_mark_zone (desk.project, outside, MLS_CELL_DONE, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_clear_error (&error);

  give_zone (&desk, "Camille", "0,0,1000,400");
  give_zone (&desk, "Noa: the other", "0,0,400,400");
  reopen (&desk, "Camille");
  g_signal_connect_swapped (desk.project, "zone-changed", G_CALLBACK (count), &n_changed);
  progress = mls_project_get_zone_progress (desk.project);
  g_assert_cmpuint (mls_zone_progress_get_n (progress), ==, 3);
  mark (&desk, 900, 10, MLS_CELL_DONE);
  mark (&desk, 10, 10, MLS_CELL_CHECKED);
  mark (&desk, 500, 10, MLS_CELL_DONE);
  mark (&desk, 500, 10, MLS_CELL_DONE);
  g_assert_cmpuint (n_changed, ==, 4);
  g_assert_false (mls_project_mark_zone (desk.project, outside, MLS_CELL_DONE, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_clear_error (&error);

  reopen (&desk, "Camille");
  progress = mls_project_get_zone_progress (desk.project);
  g_assert_cmpfloat_with_epsilon (mls_zone_progress_share (progress, MLS_CELL_DONE), 0.6, 1e-9);
  g_assert_cmpfloat_with_epsilon (mls_zone_progress_share (progress, MLS_CELL_CHECKED), 0.4, 1e-9);
  g_assert_true (mls_zone_progress_next (progress, outside, &next));
  g_assert_cmpuint (next, ==, 1);
  mark (&desk, 500, 10, MLS_CELL_DONE);
  g_assert_false (mls_zone_progress_next (progress, outside, &next));

  mls_project_set_author (desk.project, "Noa: the other");
  progress = mls_project_get_zone_progress (desk.project);
  g_assert_cmpfloat (mls_zone_progress_share (progress, MLS_CELL_DONE), ==, 0);
  mark (&desk, 10, 10, MLS_CELL_DONE);
  g_assert_cmpfloat (mls_zone_progress_share (progress, MLS_CELL_DONE), ==, 1);
  desk_end (&desk);
}

static void
count_change (guint *n, MlsDelta *delta)
{
  g_assert_null (delta);
  (*n)++;
}

static const MlsClass *
find_class (Desk *desk, const char *code)
{
  return mls_nomenclature_class (mls_project_get_rules (desk->project)->nomenclature, MLS_DIMENSION_COVER,
                                 g_quark_from_string (code));
}

/* Whoever looks at a project is told of another colour or minimum at once, and has them; what is refused changes nothing. */
static void
test_nomenclature (void)
{
  const MlsTransitionRule rule = { MLS_DIMENSION_COVER, g_quark_from_string ("CS2.1.0"), g_quark_from_string ("*"),
                                   MLS_TRANSITION_IMPOSSIBLE };
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (MlsTransitionRule));
  MlsClassChange change = { MLS_CLASS_CHANGE_NONE, .code = g_quark_from_string ("CS2.1.0") };
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;
  Desk desk;

  desk_begin (&desk);
  g_signal_connect_swapped (desk.project, "changed", G_CALLBACK (count_change), &n_changes);
  change.colour = 0x123456;
  change.minimum_m2 = 777;
  g_assert_true (mls_project_change_class (desk.project, &change, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmphex (find_class (&desk, "CS2.1.0")->colour, ==, 0x123456);
  g_assert_cmpfloat (find_class (&desk, "CS2.1.0")->minimum_m2, ==, 777);

  change.code = g_quark_from_string ("CS9.9.9");
  g_assert_false (mls_project_change_class (desk.project, &change, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_cmpuint (n_changes, ==, 1);

  g_array_append_val (rules, rule);
  g_assert_true (mls_project_set_transitions (desk.project, rules, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpint (mls_nomenclature_transition (mls_project_get_rules (desk.project)->nomenclature, MLS_DIMENSION_COVER,
                                                rule.from, g_quark_from_string ("CS1.1.1")), ==, MLS_TRANSITION_IMPOSSIBLE);
  desk_end (&desk);
}

static MlsCodeState
pair_state (Desk *desk, MlsPair pair, int year)
{
  return mls_nomenclature_pair_state (mls_project_get_rules (desk->project)->nomenclature, pair, year);
}

static int
count_rows (Desk *desk, const char *where)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM pair WHERE cover = 'CS2.1.0' AND %s", where);

  return (int) sample_query (desk->sample.path, sql);
}

/* Years of a pair are others from the next edit on, and are so in the file; set back before it, there is no trace of it. */
static void
test_pair_years (void)
{
  const MlsPair pair = { g_quark_from_string ("CS2.1.0"), g_quark_from_string ("US1.1.3") };
  const MlsPairChange end = { { .pair = pair }, { .pair = pair, .valid_until = 2022 } };
  const MlsPairChange back = { end.to, end.from };
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;
  Desk desk;

  desk_begin (&desk);
  g_signal_connect_swapped (desk.project, "changed", G_CALLBACK (count_change), &n_changes);
  g_assert_cmpint (pair_state (&desk, pair, 2024), ==, MLS_CODE_VALID);
  g_assert_true (mls_project_change_pair (desk.project, &end, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpint (pair_state (&desk, pair, 2022), ==, MLS_CODE_VALID);
  g_assert_cmpint (pair_state (&desk, pair, 2024), ==, MLS_CODE_INVALID);
  g_assert_cmpint (count_rows (&desk, "until IS NULL"), ==, 1);
  g_assert_cmpint (count_rows (&desk, "until IS NOT NULL AND valid_until IS NULL"), ==, 1);

  g_assert_false (mls_project_change_pair (desk.project, &end, &error));
  g_assert_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE);
  g_clear_error (&error);
  g_assert_cmpuint (n_changes, ==, 1);

  g_assert_true (mls_project_change_pair (desk.project, &back, &error));
  g_assert_no_error (error);
  g_assert_cmpint (pair_state (&desk, pair, 2024), ==, MLS_CODE_VALID);
  g_assert_cmpint (count_rows (&desk, "valid_until IS NOT NULL"), ==, 0);
  g_assert_cmpint (count_rows (&desk, "until IS NULL"), ==, 1);
  desk_end (&desk);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/project/trim", test_trim);
  g_test_add_func ("/document/project/zone", test_zone);
  g_test_add_func ("/document/project/nomenclature", test_nomenclature);
  g_test_add_func ("/document/project/pair-years", test_pair_years);

  return g_test_run ();
}
