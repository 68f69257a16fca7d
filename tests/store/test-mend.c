#include "sample.h"

#include "store/error.h"
#include "store/integrity.h"
#include "store/mend.h"
#include "store/undo.h"

#include <locale.h>
#include <string.h>

static const Board board = { 4, 3, 20, 2, 0 };

static void
begin_closed (Sample *sample)
{
  sample_begin (sample, &board);
  g_clear_pointer (&sample->store, mls_store_free);
}

/* It cannot be written, and says what is gone. */
static void
assert_broken (const Sample *sample, const char *what)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mls_store_open (sample->path, MLS_STORE_READ_WRITE, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_BROKEN);
  g_assert_nonnull (strstr (error->message, what));
}

static MlsMending *
mend (const Sample *sample)
{
  g_autoptr (MlsMending) mending = mls_mending_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (mls_store_mend (sample->path, "mender", MLS_MEND_BRING_IN, NULL, NULL, mending, &error));
  g_assert_no_error (error);

  return g_steal_pointer (&mending);
}

/* Nothing is found by whoever looks at all of it, and it can be edited. */
static void
assert_whole (Sample *sample)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsDelta) delta = NULL;

  sample_reopen (sample);
  faults = mls_store_check_integrity (sample->store, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (faults, i));
  g_assert_cmpuint (faults->len, ==, 0);

  face = mls_store_face (sample->store, 5, &error);
  delta = sample_recode (face, "CS2.1.0", "US1.1.3");
  sample_apply (sample->store, delta);
}

/* What programs do that write layers anew, and what is said of it. */
static void
test_taken_away (void)
{
  static const struct
  {
    const char *sql;
    const char *said;
    guint       n_gone;
  } cases[] = {
    { "DROP TRIGGER coverage_update", "coverage_update", 1 },
    { "DROP TRIGGER territory_delete; DROP TRIGGER coverage_foreign", "coverage_foreign", 2 },
    { "DROP TRIGGER rtree_coverage_geom_insert", "rtree_coverage_geom_insert", 1 },
    { "DROP TABLE rtree_coverage_geom", "rtree_coverage_geom", 1 },
    { "ALTER TABLE coverage RENAME TO occupation", "coverage", 0 },
    { "ALTER TABLE coverage RENAME COLUMN cs24 TO couvert", "cs24", 1 },
    { "CREATE TABLE copy AS SELECT * FROM coverage; DROP TABLE coverage; "
      "CREATE TABLE coverage (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POLYGON, since INTEGER, "
      "cs21 TEXT, us21 TEXT, doute21 TEXT, source21 TEXT, comment21 TEXT, photovol21 TEXT, "
      "cs24 TEXT, us24 TEXT, doute24 TEXT, source24 TEXT, comment24 TEXT, photovol24 TEXT, surf_m2 REAL);"
      "INSERT INTO coverage SELECT * FROM copy; DROP TABLE copy", "coverage", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Sample sample;
      g_autoptr (MlsMending) mended = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].sql);
      begin_closed (&sample);
      sample_execute (sample.path, cases[i].sql);
      assert_broken (&sample, cases[i].said);
      mended = mend (&sample);
      g_assert_cmpuint (mended->gone->len, >=, cases[i].n_gone);
      assert_whole (&sample);
      g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM operation WHERE verb = 'mend' AND barrier AND author = 'mender'"),
                       ==, cases[i].n_gone > 0);
      sample_end (&sample);
    }
}

/* What faces had is told from the edge of the territory, and from the others: where that is broken, or most of them are gone, the
 * file is left as it is, and said to be. */
static void
test_no_ground (void)
{
  static const char *const harm[] = {
    "DELETE FROM territory",
    "UPDATE territory SET geom = X'00'",
    "DELETE FROM coverage",
    "DELETE FROM coverage WHERE fid <= 7",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (harm); i++)
    {
      Sample sample;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autoptr (MlsMending) mending = mls_mending_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", harm[i]);
      begin_closed (&sample);
      sample_execute (sample.path, "DROP TRIGGER coverage_delete; DROP TRIGGER territory_update; DROP TRIGGER territory_delete");
      sample_execute (sample.path, harm[i]);
      before = sample_fingerprint (sample.path);
      g_assert_false (mls_store_mend (sample.path, "mender", MLS_MEND_BRING_IN, NULL, NULL, mending, &error));
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED);
      g_test_message ("%s", error->message);
      after = sample_fingerprint (sample.path);
      g_assert_cmpstr (before, ==, after);
      assert_broken (&sample, "coverage_delete");
      sample_end (&sample);
    }
}

/* Labels that were given behind its back stay, and undo does not go behind them. */
static void
test_adopted (void)
{
  Sample sample;
  g_autoptr (MlsMending) mended = NULL;
  g_autoptr (GError) error = NULL;

  begin_closed (&sample);
  sample_execute (sample.path, "DROP TRIGGER coverage_update; UPDATE coverage SET cs24 = 'CS2.1.0', since = NULL WHERE fid = 4");
  mended = mend (&sample);
  assert_whole (&sample);
  g_assert_cmpint (sample_query (sample.path, "SELECT since = (SELECT id FROM operation WHERE verb = 'mend') FROM coverage WHERE fid = 4"),
                   ==, 1);
  g_assert_nonnull (mls_store_undo (sample.store, "tester", NULL, &error));
  g_assert_null (mls_store_undo (sample.store, "tester", NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  sample_end (&sample);
}

/* An older program made other triggers, and fewer: nobody has to know. What others add is nothing to us. */
static void
test_harmless (void)
{
  static const char *const acts[] = {
    "DROP TRIGGER coverage_label_24_state; DROP INDEX coverage_since",
    "DROP TRIGGER coverage_label_24_update; DROP TRIGGER coverage_label_24_insert",
    "DROP TRIGGER territory_insert; CREATE TRIGGER territory_insert BEFORE INSERT ON territory BEGIN SELECT 1; END",
    "DROP TABLE remark; DELETE FROM gpkg_geometry_columns WHERE table_name = 'remark'",
    "ALTER TABLE coverage ADD COLUMN avis TEXT",
    "CREATE TABLE other (x)",
    "VACUUM",
    "UPDATE gpkg_contents SET min_x = 0, max_x = 1, min_y = 0, max_y = 1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      Sample sample;
      g_autoptr (MlsMending) mended = NULL;

      g_test_message ("%s", acts[i]);
      begin_closed (&sample);
      sample_execute (sample.path, acts[i]);
      assert_whole (&sample);
      sample_end (&sample);
    }
}

/* Codes of no nomenclature that came while nothing looked at them keep nobody from opening the project, nor from editing there. */
static void
test_strange_codes (void)
{
  static const char *const guards[] = {
    "DROP TRIGGER coverage_label_24_update; DROP TRIGGER coverage_label_24_insert",
    "DROP TRIGGER coverage_label_24_update; DROP TRIGGER coverage_label_24_insert; DROP TRIGGER coverage_update",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (guards); i++)
    {
      Sample sample;
      g_autoptr (MlsMending) mending = NULL;
      g_autoptr (MlsNomenclature) nomenclature = NULL;
      g_autoptr (MlsFace) face = NULL;
      g_autoptr (MlsDelta) delta = NULL;
      g_autoptr (GError) error = NULL;

      begin_closed (&sample);
      sample_execute (sample.path, guards[i]);
      sample_execute (sample.path, "UPDATE coverage SET cs24 = 'CS9.9.9', us24 = 'US1.1.3' WHERE fid = 6");
      if (i > 0)
        mending = mend (&sample);
      assert_whole (&sample);
      nomenclature = mls_store_read_nomenclature (sample.store, &error);
      g_assert_cmpint (mls_nomenclature_code_state (nomenclature, MLS_DIMENSION_COVER, g_quark_from_string ("CS9.9.9")), ==,
                       MLS_CODE_TOLERATED);

      face = mls_store_face (sample.store, 6, &error);
      delta = sample_split (face, 1, 5);
      sample_apply (sample.store, delta);
      g_clear_pointer (&sample.store, mls_store_free);
      g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage WHERE cs24 = 'CS9.9.9'"), ==, 1);
      sample_end (&sample);
    }
}

/* Whoever mends what is whole changes nothing. */
static void
test_nothing (void)
{
  Sample sample;
  g_autoptr (MlsMending) mended = NULL;

  begin_closed (&sample);
  mended = mend (&sample);
  g_assert_cmpuint (mended->gone->len, ==, 0);
  g_assert_cmpint (sample_query (sample.path, "SELECT max (id) FROM operation"), ==, 2);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/mend/taken-away", test_taken_away);
  g_test_add_func ("/store/mend/no-ground", test_no_ground);
  g_test_add_func ("/store/mend/adopted", test_adopted);
  g_test_add_func ("/store/mend/harmless", test_harmless);
  g_test_add_func ("/store/mend/nothing", test_nothing);
  g_test_add_func ("/store/mend/strange-codes", test_strange_codes);

  return g_test_run ();
}
