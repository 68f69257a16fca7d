/* What is kept true edit by edit is what a check of everything finds. */

#include "quality/recheck.h"

#include "document/project.h"
#include "sample.h"
#include "store/exception.h"
#include "rules/rule.h"

#include <locale.h>
#include <math.h>

/* Squares of 20 m, above the minimum of most classes; their borders bend. */
static const Board board = { 10, 9, 20, 4, 700 };

#define N_EDITS 150

/* Rules under which there is much to be found. */
static void
ask_for_much (MlsStore *store)
{
  static const char *const rules[][2] = {
    { MLS_RULE_SLIVER_QUOTIENT, "0.6" }, { MLS_RULE_SLIVER_AREA, "900" },   { MLS_RULE_CHANGE_MINIMUM, "500" },
    { MLS_RULE_SPIKE_ANGLE, "60" },      { MLS_RULE_SPIKE_LENGTH, "0.5" },  { MLS_RULE_VERTEX_SPACING, "8" },
    { MLS_RULE_VERTEX_OFFSET, "0.4" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    g_assert_true (mls_store_set_rule (store, rules[i][0], rules[i][1], NULL));
}

static MlsPoint
random_point (void)
{
  return (MlsPoint){ BOARD_X + g_test_rand_int_range (0, 20000 * (int) board.columns),
                     BOARD_Y + g_test_rand_int_range (0, 20000 * (int) board.rows) };
}

/* Some of these may not stand together. */
static MlsPair
random_pair (void)
{
  static const char *const covers[] = { "CS1.1.1", "CS2.1.0", "CS6.3.0", "CS6.1.1", "CS4.1.1" };
  static const char *const uses[] = { "US1.1.3", "US1.1.1", "US5.4.0", "US7.0.0" };

  return (MlsPair){ g_quark_from_string (covers[g_test_rand_int_range (0, G_N_ELEMENTS (covers))]),
                    g_quark_from_string (uses[g_test_rand_int_range (0, G_N_ELEMENTS (uses))]) };
}

static MlsIntent
random_intent (void)
{
  return (MlsIntent){ .vintage = (guint) g_test_rand_int_range (0, 2),
                      .dimension = (MlsDimension) g_test_rand_int_range (0, MLS_N_DIMENSIONS),
                      .pair = random_pair () };
}

/* Whatever rules say of it. */
static gboolean
edit (MlsProject *project)
{
  static const MlsGestureKind kinds[] = { MLS_GESTURE_LINE, MLS_GESTURE_LINE, MLS_GESTURE_RECODE, MLS_GESTURE_MERGE,
                                          MLS_GESTURE_NOTE, MLS_GESTURE_POLYGON };
  const MlsIntent intent = random_intent ();
  MlsPoint points[3] = { random_point () };
  MlsGesture gesture = { .kind = kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))], .points = points, .n_points = 2 };
  g_autoptr (MlsProposal) proposal = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  gint64 operation;

  for (guint i = 1; i < G_N_ELEMENTS (points); i++)
    points[i] = (MlsPoint){ points[0].x + g_test_rand_int_range (-45000, 45000),
                            points[0].y + g_test_rand_int_range (-45000, 45000) };
  if (gesture.kind == MLS_GESTURE_RECODE || gesture.kind == MLS_GESTURE_NOTE)
    gesture.n_points = 1;
  if (gesture.kind == MLS_GESTURE_POLYGON)
    gesture.n_points = 3;
  if (gesture.kind == MLS_GESTURE_NOTE)
    {
      gesture.note.fields = 1 << MLS_FIELD_DOUBT;
      gesture.note.label.field[MLS_FIELD_DOUBT] = g_test_rand_bit () ? g_quark_from_static_string ("1") : 0;
    }

  proposal = mls_project_propose (project, &gesture, &intent, NULL);
  if (proposal == NULL || proposal->plan == NULL || proposal->plan->delta == NULL)
    return FALSE;

  applied = mls_project_commit (project, proposal->plan, 0, &operation, NULL);

  return applied != NULL;
}

/* Something is done: most of it an edit. */
static gboolean
do_something (MlsProject *project)
{
  g_autoptr (MlsDelta) undone = NULL;
  gint64 operation;

  switch (g_test_rand_int_range (0, 12))
    {
    case 0:
      undone = mls_project_undo (project, &operation, NULL);
      return undone != NULL;
    case 1:
      return mls_project_except (project, random_point (), NULL, "a test", &operation, NULL);
    default:
      return edit (project);
    }
}

static GArray *
sorted (const MlsChecked *checked)
{
  GArray *findings = g_array_copy (checked->findings);

  mls_finding_sort (findings);

  return findings;
}

static char *
describe (const MlsFinding *finding)
{
  return g_strdup_printf ("%s %s v%u d%d %s %s %" G_GINT64_FORMAT " at %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " #%d #%d %.6f %.3f",
                          mls_finding_rule_name (finding->rule), mls_severity_name (finding->severity), finding->vintage,
                          finding->dimension, g_quark_to_string (finding->pair.cover),
                          g_quark_to_string (finding->pair.use), (gint64) finding->area2, finding->place.x,
                          finding->place.y, (int) finding->fid, (int) finding->other_fid, finding->figure, finding->length);
}

static void
assert_same (const MlsChecked *whole, const MlsChecked *part)
{
  g_autoptr (GArray) a = sorted (whole);
  g_autoptr (GArray) b = sorted (part);

  for (guint i = 0; i < MIN (a->len, b->len); i++)
    {
      g_autofree char *left = describe (&g_array_index (a, MlsFinding, i));
      g_autofree char *right = describe (&g_array_index (b, MlsFinding, i));

      g_assert_cmpstr (left, ==, right);
    }
  g_assert_cmpuint (a->len, ==, b->len);
}

typedef struct
{
  MlsProject *project;
  MlsChecked *last;
  guint       n_alone; /* how often what was done told all */
} Desk;

static void
compare (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (mls_project_get_path (desk->project), &error);
  g_autoptr (GArray) exceptions = mls_store_list_exceptions (mls_project_get_store (desk->project), &error);
  const MlsCheckRules rules = { mls_project_get_rules (desk->project), exceptions };
  g_autoptr (MlsChecked) whole = NULL;
  g_autoptr (MlsChecked) part = NULL;
  gint64 operation;

  g_assert_no_error (error);
  g_assert_true (mls_store_reader_begin (reader, 0, &operation, NULL));
  whole = mls_check_find (reader, &rules, operation, NULL, NULL, &error);
  g_assert_no_error (error);
  if (desk->last != NULL)
    mls_recheck (reader, &rules, desk->last, operation, &part, &error);
  g_assert_no_error (error);
  mls_store_reader_end (reader);

  g_clear_pointer (&desk->last, mls_checked_unref);
  if (part != NULL)
    assert_same (whole, part);
  desk->n_alone += part != NULL;
  desk->last = part != NULL ? g_steal_pointer (&part) : g_steal_pointer (&whole);
}

static const MlsFinding *
find_open (const Desk *desk, MlsFindingRule rule)
{
  for (guint i = 0; i < desk->last->findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (desk->last->findings, MlsFinding, i);

      if (finding->rule == rule && finding->severity != MLS_SEVERITY_EXCEPTION)
        return finding;
    }

  return NULL;
}

static const MlsFinding *
find_at (const Desk *desk, const MlsFinding *like)
{
  for (guint i = 0; i < desk->last->findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (desk->last->findings, MlsFinding, i);

      if (finding->rule == like->rule && finding->vintage == like->vintage && finding->dimension == like->dimension &&
          mls_point_equal (finding->place, like->place))
        return finding;
    }

  return NULL;
}

/* Leave can be given for what shape is found to be wrong, at its place. FALSE where chance left none of that. */
static gboolean
except_one (Desk *desk, MlsFindingRule rule)
{
  const MlsFinding *open = find_open (desk, rule);
  const MlsFinding *excepted;
  g_autoptr (GError) error = NULL;
  MlsFinding was;
  gint64 operation;

  if (open == NULL)
    return FALSE;

  was = *open;
  mls_project_except (desk->project, was.place, mls_finding_rule_name (rule), "as on the ground", &operation, &error);
  g_assert_no_error (error);
  compare (desk);
  excepted = find_at (desk, &was);
  g_assert_nonnull (excepted);
  g_assert_cmpint (excepted->severity, ==, MLS_SEVERITY_EXCEPTION);
  g_assert_cmpstr (g_quark_to_string (excepted->reason), ==, "as on the ground");
  g_assert_cmpstr (g_quark_to_string (excepted->author), ==, "Camille");

  return TRUE;
}

/* What is found is carried from one edit to the next, and never made anew, so that no slip is lost. */
static void
test_random (void)
{
  Sample sample;
  Desk desk = { NULL };
  g_autoptr (GError) error = NULL;
  static const MlsFindingRule shapes[] = { MLS_FINDING_SPIKE, MLS_FINDING_VERTICES, MLS_FINDING_SLIVER };
  guint n_done = 0;
  guint n_excepted = 0;

  sample_begin (&sample, &board);
  ask_for_much (sample.store);
  mls_store_free (g_steal_pointer (&sample.store));
  desk.project = mls_project_open (sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  mls_project_set_author (desk.project, "Camille");

  compare (&desk);
  for (guint i = 0; i < 6 * N_EDITS && n_done < N_EDITS; i++)
    if (do_something (desk.project))
      {
        n_done++;
        compare (&desk);
      }
  g_test_message ("%u things done, %u looked at alone, %u findings at the end", n_done, desk.n_alone, desk.last->findings->len);
  g_assert_cmpuint (n_done, ==, N_EDITS);
  g_assert_cmpuint (desk.n_alone, ==, N_EDITS);

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    n_excepted += except_one (&desk, shapes[i]);
  g_assert_cmpuint (n_excepted, >, 0);

  mls_checked_unref (desk.last);
  g_assert_true (mls_project_close (desk.project, NULL));
  g_object_unref (desk.project);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/recheck/random", test_random);

  return g_test_run ();
}
