#include "sample.h"
#include "store/error.h"
#include "store/finding.h"
#include "store/undo.h"

#include <locale.h>

static const Board small = { 4, 3, 20, 2 };

static MlsFinding
small_cover (void)
{
  return (MlsFinding){
    .rule = MLS_FINDING_MMU,
    .severity = MLS_SEVERITY_ERROR,
    .vintage = 1,
    .dimension = MLS_DIMENSION_COVER,
    .pair = { g_quark_from_static_string ("CS1"), 0 },
    .area2 = mls_area2_from_m2 (12.345678),
    .minimum = mls_area2_from_m2 (300),
    .place = { BOARD_X + 1, BOARD_Y + 2 },
    .fid = 6,
  };
}

static MlsFinding
overlap (void)
{
  return (MlsFinding){
    .rule = MLS_FINDING_OVERLAP,
    .severity = MLS_SEVERITY_ERROR,
    .vintage = MLS_NO_VINTAGE,
    .place = { BOARD_X + 10000, BOARD_Y },
    .fid = 1,
    .other_fid = 2,
  };
}

static void
assert_same (const MlsFinding *a, const MlsFinding *b)
{
  g_assert_cmpint (mls_finding_compare (a, b), ==, 0);
  g_assert_true (a->area2 == b->area2);
  g_assert_true (a->minimum == b->minimum);
}

static void
test_round_trip (void)
{
  Sample sample;
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (MlsFinding));
  g_autoptr (GArray) read = NULL;
  g_autoptr (GError) error = NULL;
  MlsFinding all[] = { small_cover (), overlap () };
  gint64 operation;

  sample_begin (&sample, &small);
  read = mls_store_list_findings (sample.store, &operation, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 0);
  g_assert_cmpint (operation, ==, 0);

  g_array_append_vals (findings, all, G_N_ELEMENTS (all));
  mls_finding_sort (findings);
  mls_store_write_findings (sample.store, findings, 2, &error);
  g_assert_no_error (error);

  sample_reopen (&sample);
  g_clear_pointer (&read, g_array_unref);
  read = mls_store_list_findings (sample.store, &operation, &error);
  g_assert_no_error (error);
  g_assert_cmpint (operation, ==, 2);
  g_assert_cmpuint (read->len, ==, 2);
  assert_same (&g_array_index (read, MlsFinding, 0), &all[1]);
  assert_same (&g_array_index (read, MlsFinding, 1), &all[0]);

  /* The next check's take their place. */
  g_array_set_size (findings, 0);
  mls_store_write_findings (sample.store, findings, 3, &error);
  g_clear_pointer (&read, g_array_unref);
  read = mls_store_list_findings (sample.store, &operation, &error);
  g_assert_cmpuint (read->len, ==, 0);
  g_assert_cmpint (operation, ==, 3);

  sample_end (&sample);
}

/* Whatever another program put there is passed over, not believed. */
static void
test_strange_rows (void)
{
  Sample sample;
  g_autoptr (GArray) read = NULL;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &small);
  sample_execute (sample.path,
                  "INSERT INTO finding (rule, severity, vintage, dimension, x, y, message) VALUES "
                  "('mmu', 'error', '24', 'cover', 700000, 6600000, ''), "
                  "('taste', 'error', '24', 'cover', 700000, 6600000, ''), "
                  "('mmu', 'grave', '24', 'cover', 700000, 6600000, ''), "
                  "('mmu', 'error', '99', 'cover', 700000, 6600000, ''), "
                  "('mmu', 'error', '24', 'depth', 700000, 6600000, ''), "
                  "('mmu', 'error', '24', 'cover', 1e300, 6600000, ''), "
                  "('gap', 'error', NULL, NULL, 700000, 6600000, '')");

  read = mls_store_list_findings (sample.store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 2);
  g_assert_cmpint (g_array_index (read, MlsFinding, 0).rule, ==, MLS_FINDING_GAP);

  sample_end (&sample);
}

static MlsFinding
lost_ground (void)
{
  return (MlsFinding){
    .rule = (MlsFindingRule) (MLS_FINDING_REPAIR + MLS_REPAIR_OVERLAP),
    .severity = MLS_SEVERITY_NOTE,
    .vintage = MLS_NO_VINTAGE,
    .area2 = -7,
    .place = { BOARD_X + 3, BOARD_Y + 4 },
    .feature = { 0, g_quark_from_static_string ("fields") },
    .other = { 12, 0 },
  };
}

/* The only finding there is: a note, or decided. */
static MlsFinding
only_finding (const Sample *sample)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) read = mls_store_list_findings (sample->store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 1);

  return g_array_index (read, MlsFinding, 0);
}

static void
write_repair (Sample *sample)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (MlsFinding));
  g_autoptr (GError) error = NULL;
  MlsFinding repair = lost_ground ();

  g_array_append_val (findings, repair);
  mls_store_write_findings (sample->store, findings, 2, &error);
  g_assert_no_error (error);
}

/* What an import did stays when a check writes its findings, and is not written twice. */
static void
test_repairs_stay (void)
{
  Sample sample;
  g_autoptr (GArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  MlsFinding mmu = small_cover ();
  MlsFinding repair;

  sample_begin (&sample, &small);
  write_repair (&sample);
  findings = mls_store_list_findings (sample.store, NULL, &error);
  g_array_append_val (findings, mmu);
  mls_store_write_findings (sample.store, findings, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM finding"), ==, 2);

  g_array_set_size (findings, 0);
  mls_store_write_findings (sample.store, findings, 4, &error);
  sample_reopen (&sample);
  repair = only_finding (&sample);
  g_assert_cmpint (repair.rule, ==, lost_ground ().rule);
  g_assert_cmpint (repair.severity, ==, MLS_SEVERITY_NOTE);
  g_assert_true (repair.area2 == -7);
  g_assert_cmpint (repair.feature.id, ==, 0);
  g_assert_cmpstr (g_quark_to_string (repair.feature.layer), ==, "fields");
  g_assert_cmpint (repair.other.id, ==, 12);
  g_assert_cmpint (repair.other.layer, ==, 0);

  sample_end (&sample);
}

/* Taking note is an operation: it can be undone and redone, across restarts. */
static void
test_decided (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) nothing = mls_delta_new ();
  MlsFinding repair;
  MlsOperationFacts facts = { .author = "tester", .verb = MLS_VERB_EXCEPT, .kept = &repair, .n_kept = 1 };

  sample_begin (&sample, &small);
  write_repair (&sample);
  repair = only_finding (&sample);
  for (int i = 0; i < 2; i++)
    {
      if (i == 0)
        mls_delta_unref (mls_store_apply (sample.store, nothing, &facts, NULL, &error));
      else
        mls_delta_unref (mls_store_redo (sample.store, "tester", NULL, &error));
      g_assert_no_error (error);
      sample_reopen (&sample);
      g_assert_cmpint (only_finding (&sample).severity, ==, MLS_SEVERITY_EXCEPTION);

      mls_delta_unref (mls_store_undo (sample.store, "tester", NULL, &error));
      g_assert_no_error (error);
      sample_reopen (&sample);
      g_assert_cmpint (only_finding (&sample).severity, ==, MLS_SEVERITY_NOTE);
    }

  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/finding/round-trip", test_round_trip);
  g_test_add_func ("/store/finding/strange-rows", test_strange_rows);
  g_test_add_func ("/store/finding/repairs-stay", test_repairs_stay);
  g_test_add_func ("/store/finding/decided", test_decided);

  return g_test_run ();
}
