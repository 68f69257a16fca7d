#include "../store/sample.h"
#include "quality/check.h"
#include "store/database.h"
#include "store/error.h"
#include "store/exception.h"
#include "store/finding.h"
#include "store/geopackage.h"
#include "store/undo.h"

#include <locale.h>

/* Squares of 20 m: 400 m², above the minimum of 300. */
static const Board board = { 6, 5, 20, 2, 0 };

static guint
count_rule (const GArray *findings, MlsFindingRule rule)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += g_array_index (findings, MlsFinding, i).rule == rule;

  return n;
}

static GArray *
check (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  GArray *findings = mls_check_project (store, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return findings;
}

static void
test_clean (void)
{
  Sample sample;
  g_autoptr (GArray) findings = NULL;
  g_autoptr (GArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  gint64 operation;

  sample_begin (&sample, &board);
  findings = check (sample.store);
  g_assert_cmpuint (findings->len, ==, 0);

  kept = mls_store_list_findings (sample.store, &operation, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 0);
  g_assert_cmpint (operation, ==, 2);

  sample_end (&sample);
}

/* A triangle of 50 m² cut off an inner square, which becomes something else at the later date. */
static MlsDelta *
cut_corner (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFace) face = mls_store_face (store, 9, &error);

  g_assert_no_error (error);

  return sample_split (face, 1, 3);
}

static void
test_small (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) findings = NULL;
  g_autoptr (GArray) kept = NULL;
  g_autoptr (MlsFace) corner = NULL;
  g_autoptr (MlsDelta) cut = NULL;
  const MlsFinding *finding;
  gint64 operation;

  sample_begin (&sample, &board);
  cut = cut_corner (sample.store);
  sample_apply (sample.store, cut);

  findings = check (sample.store);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = &g_array_index (findings, MlsFinding, 0);
  g_assert_cmpint (finding->rule, ==, MLS_FINDING_MMU);
  g_assert_cmpint (finding->severity, ==, MLS_SEVERITY_ERROR);
  g_assert_cmpuint (finding->vintage, ==, 1);
  g_assert_cmpint (finding->dimension, ==, MLS_DIMENSION_COVER);
  g_assert_cmpstr (g_quark_to_string (finding->pair.cover), ==, "CS2.1.0");
  g_assert_true (finding->area2 == mls_area2_from_m2 (50));
  g_assert_true (finding->minimum == mls_area2_from_m2 (300));
  corner = mls_store_face (sample.store, finding->fid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mls_face_locate (corner, finding->place), ==, MLS_SIDE_INSIDE);

  sample_reopen (&sample);
  kept = mls_store_list_findings (sample.store, &operation, &error);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpint (operation, ==, 3);
  g_assert_cmpint (mls_finding_compare (&g_array_index (kept, MlsFinding, 0), finding), ==, 0);

  sample_end (&sample);
}

/* What another program has left in the area column, behind the file's own guards. */
static void
test_areas (void)
{
  Sample sample;
  g_autoptr (GArray) findings = NULL;
  const MlsFinding *found;
  g_autofree char *text = NULL;
  g_autofree char *none = NULL;
  const MlsRules rules = { .n_vintages = 0 };

  sample_begin (&sample, &board);
  sample_execute (sample.path,
                  "DROP TRIGGER coverage_update; DROP TRIGGER coverage_foreign;"
                  "UPDATE coverage SET surf_m2 = 400.5 WHERE fid = 3; UPDATE coverage SET surf_m2 = NULL WHERE fid = 7;"
                  "UPDATE coverage SET surf_m2 = 400.004 WHERE fid = 9");

  findings = check (sample.store);
  g_assert_cmpuint (findings->len, ==, 2);
  found = &g_array_index (findings, MlsFinding, 1);
  g_assert_cmpint (found->rule, ==, MLS_FINDING_AREA);
  g_assert_cmpint (found->fid, ==, 3);
  g_assert_true (found->area2 == mls_area2_from_m2 (400));
  g_assert_cmpfloat (found->figure, ==, 400.5);
  text = mls_finding_text (found, &rules);
  g_assert_cmpstr (text, ==, "The file gives an area of 400,5\u00a0m²; the face has 400\u00a0m²");
  none = mls_finding_text (&g_array_index (findings, MlsFinding, 0), &rules);
  g_assert_cmpstr (none, ==, "The file gives no area; the face has 400\u00a0m²");

  sample_end (&sample);
}

/* An exception given with the edit goes with it, too. */
static void
test_exception (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) findings = NULL;
  g_autoptr (MlsDelta) cut = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (MlsDelta) undone = NULL;
  MlsOperationFacts facts = sample_facts;
  MlsException exception = { .rule = g_quark_from_static_string ("mmu"),
                             .vintage = 1,
                             .dimension = MLS_DIMENSION_COVER,
                             .code = g_quark_from_static_string ("CS2.1.0"),
                             .area_m2 = 50,
                             .reason = g_quark_from_static_string ("a transformer") };

  sample_begin (&sample, &board);
  cut = cut_corner (sample.store);
  exception.place = mls_face_inner_point (g_array_index (cut->changes, MlsChange, 1).after);
  facts.exceptions = &exception;
  facts.n_exceptions = 1;
  applied = mls_store_apply (sample.store, cut, &facts, NULL, &error);
  g_assert_no_error (error);

  findings = check (sample.store);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (g_array_index (findings, MlsFinding, 0).severity, ==, MLS_SEVERITY_EXCEPTION);
  g_assert_cmpstr (g_quark_to_string (g_array_index (findings, MlsFinding, 0).reason), ==, "a transformer");
  g_clear_pointer (&findings, g_array_unref);

  undone = mls_store_undo (sample.store, "tester", NULL, &error);
  g_assert_no_error (error);
  findings = check (sample.store);
  g_assert_cmpuint (findings->len, ==, 0);

  sample_end (&sample);
}

/* What somebody did to the file behind its back. */
static void
break_file (Sample *sample, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDatabase) database = mls_database_open (sample->path, MLS_DATABASE_READ_WRITE, &error);

  g_assert_no_error (error);
  mls_geopackage_admit_triggers (database, "coverage", &error);
  g_assert_no_error (error);
  mls_database_exec (database, "UPDATE writer SET operation = 2", &error);
  mls_database_exec (database, sql, &error);
  g_assert_no_error (error);
  mls_database_exec (database, "UPDATE writer SET operation = NULL", &error);
}

static void
test_broken (void)
{
  Sample sample;
  g_autoptr (GArray) findings = NULL;

  sample_begin (&sample, &board);
  break_file (&sample, "DELETE FROM coverage WHERE fid = 8");
  findings = check (sample.store);
  g_assert_cmpuint (count_rule (findings, MLS_FINDING_GAP), ==, 1);
  g_assert_true (g_array_index (findings, MlsFinding, 0).area2 == mls_area2_from_m2 (400));
  g_clear_pointer (&findings, g_array_unref);

  break_file (&sample, "INSERT INTO coverage SELECT 99, geom, since, cs21, us21, doute21, source21, comment21, "
                       "photovol21, cs24, us24, doute24, source24, comment24, photovol24, surf_m2 "
                       "FROM coverage WHERE fid = 9");
  findings = check (sample.store);
  g_assert_cmpuint (count_rule (findings, MLS_FINDING_GAP), ==, 1);
  g_assert_cmpuint (count_rule (findings, MLS_FINDING_DUPLICATE), ==, 1);

  sample_end (&sample);
}

static const MlsFinding *
get_only (const GArray *findings)
{
  g_assert_cmpuint (findings->len, ==, 1);

  return &g_array_index (findings, MlsFinding, 0);
}

/* Checks anew, and reads what is known then. */
static GArray *
known_after_check (Sample *sample)
{
  g_autoptr (GError) error = NULL;
  GArray *known;

  g_array_unref (check (sample->store));
  sample_reopen (sample);
  known = mls_store_list_findings (sample->store, NULL, &error);
  g_assert_no_error (error);

  return known;
}

static void
verify (Sample *sample, MlsFinding gone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) nothing = mls_delta_new ();
  const MlsOperationFacts facts = { .author = "controller", .verb = MLS_VERB_VERIFY, .kept = &gone, .n_kept = 1 };

  mls_delta_unref (mls_store_apply (sample->store, nothing, &facts, NULL, &error));
  g_assert_no_error (error);
}

/* A finding is one through all checks: found, corrected, verified, come back, with the operations that tell of it. */
static void
test_life (void)
{
  Sample sample;
  g_autoptr (MlsDelta) cut = NULL;
  g_autoptr (GArray) known = NULL;
  const MlsFinding *finding;
  gint64 id;

  sample_begin (&sample, &board);
  cut = cut_corner (sample.store);
  sample_apply (sample.store, cut);

  for (int turn = 0; turn < 2; turn++)
    {
      g_clear_pointer (&known, g_array_unref);
      known = known_after_check (&sample);
      finding = get_only (known);
      g_assert_cmpint (finding->state, ==, MLS_FINDING_OPEN);
      g_assert_cmpint (finding->found, ==, 3);
      g_assert_cmpint (finding->gone, ==, 0);
      if (turn == 1)
        g_assert_cmpint (finding->id, ==, id);
      id = finding->id;
    }

  /* Put right: it waits for whoever looks at that, however often it is checked. */
  mls_delta_unref (mls_store_undo (sample.store, "tester", NULL, NULL));
  for (int turn = 0; turn < 2; turn++)
    {
      g_clear_pointer (&known, g_array_unref);
      known = known_after_check (&sample);
      finding = get_only (known);
      g_assert_cmpint (finding->id, ==, id);
      g_assert_cmpint (finding->state, ==, MLS_FINDING_GONE);
      g_assert_cmpint (finding->found, ==, 3);
      g_assert_cmpint (finding->gone, ==, 4);
      g_assert_cmpint (finding->severity, ==, MLS_SEVERITY_ERROR);
    }

  verify (&sample, *finding);
  g_clear_pointer (&known, g_array_unref);
  known = known_after_check (&sample);
  finding = get_only (known);
  g_assert_cmpint (finding->state, ==, MLS_FINDING_VERIFIED);
  g_assert_cmpint (finding->gone, ==, 4);
  g_assert_cmpstr (g_quark_to_string (finding->author), ==, "controller");

  /* What was verified can be undone, and done again. */
  mls_delta_unref (mls_store_undo (sample.store, "controller", NULL, NULL));
  g_clear_pointer (&known, g_array_unref);
  known = known_after_check (&sample);
  g_assert_cmpint (get_only (known)->state, ==, MLS_FINDING_GONE);
  mls_delta_unref (mls_store_redo (sample.store, "controller", NULL, NULL));

  sample_apply (sample.store, cut);
  g_clear_pointer (&known, g_array_unref);
  known = known_after_check (&sample);
  finding = get_only (known);
  g_assert_cmpint (finding->id, ==, id);
  g_assert_cmpint (finding->state, ==, MLS_FINDING_OPEN);
  g_assert_cmpint (finding->found, ==, 3);
  g_assert_cmpint (finding->gone, ==, 4);
  g_assert_cmpint (finding->again, ==, 8);

  sample_end (&sample);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  return FALSE;
}

static void
test_give_up (void)
{
  static const Board large = { 70, 70, 20, 1, 0 };
  Sample sample;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &large);
  g_assert_null (mls_check_project (sample.store, NULL, give_up, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);

  sample_end (&sample);
}

/* Whoever may only read gets the findings, and leaves the file alone. */
static void
test_read_only (void)
{
  Sample sample;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  mls_store_close (g_steal_pointer (&sample.store), &error);
  g_assert_no_error (error);
  before = sample_fingerprint (sample.path);
  sample.store = mls_store_open (sample.path, MLS_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  findings = check (sample.store);
  g_assert_cmpuint (findings->len, ==, 0);
  g_clear_pointer (&sample.store, mls_store_free);
  after = sample_fingerprint (sample.path);
  g_assert_cmpstr (before, ==, after);

  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/check/clean", test_clean);
  g_test_add_func ("/quality/check/small", test_small);
  g_test_add_func ("/quality/check/exception", test_exception);
  g_test_add_func ("/quality/check/broken", test_broken);
  g_test_add_func ("/quality/check/give-up", test_give_up);
  g_test_add_func ("/quality/check/read-only", test_read_only);

  g_test_add_func ("/quality/check/areas", test_areas);
  g_test_add_func ("/quality/check/life", test_life);

  return g_test_run ();
}
