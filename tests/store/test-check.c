#include "sample.h"
#include "store/blob.h"
#include "store/bulk.h"
#include "store/check.h"
#include "store/error.h"

#include "coverage/error.h"

#include <locale.h>
#include <string.h>

static const Board board = { 8, 8, 20, 2, 0 };

/* Damages a project behind its triggers' back, and checks it. */
static GArray *
flaws_after (const char *sql)
{
  static const char no_triggers[] =
    "DROP TRIGGER coverage_insert; DROP TRIGGER coverage_delete; DROP TRIGGER coverage_update;"
    "DROP TRIGGER coverage_foreign; DROP TRIGGER rtree_coverage_geom_insert;"
    "DROP TRIGGER rtree_coverage_geom_update1; DROP TRIGGER rtree_coverage_geom_update2;"
    "DROP TRIGGER rtree_coverage_geom_update3; DROP TRIGGER rtree_coverage_geom_update4;"
    "DROP TRIGGER territory_update; DROP TRIGGER territory_foreign;"
    "DROP TRIGGER rtree_territory_geom_update1; DROP TRIGGER rtree_territory_geom_update2;"
    "DROP TRIGGER rtree_territory_geom_update3; DROP TRIGGER rtree_territory_geom_update4;";
  Sample sample;
  g_autoptr (GError) error = NULL;
  GArray *flaws;

  sample_begin (&sample, &board);
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  if (sql != NULL)
    {
      sample_execute (sample.path, no_triggers);
      sample_execute (sample.path, sql);
    }

  sample.store = mls_store_open (sample.path, MLS_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  flaws = mls_store_check_partition (sample.store, NULL, NULL, &error);
  g_assert_no_error (error);
  sample_end (&sample);

  for (guint i = 0; i < flaws->len; i++)
    {
      g_autofree char *text = mls_flaw_text (&g_array_index (flaws, MlsFlaw, i));

      g_test_message ("%s", text);
    }

  return flaws;
}

static void
assert_one_flaw (const char *sql, MlsFlawKind kind, gint64 face)
{
  g_autoptr (GArray) flaws = flaws_after (sql);
  const MlsFlaw *flaw = &g_array_index (flaws, MlsFlaw, 0);

  g_assert_cmpuint (flaws->len, ==, 1);
  g_assert_cmpint (flaw->kind, ==, kind);
  g_assert_true (face == 0 || flaw->faces[0] == face || flaw->faces[1] == face);
}

static void
test_none (void)
{
  g_autoptr (GArray) flaws = flaws_after (NULL);

  g_assert_cmpuint (flaws->len, ==, 0);
}

/* A face that lies across others. */
static void
test_stray (void)
{
  static const MlsPoint points[] = { { BOARD_X + 3000, BOARD_Y + 4000 }, { BOARD_X + 33000, BOARD_Y + 4000 },
                                     { BOARD_X + 33000, BOARD_Y + 44000 } };
  MlsRing ring = { points, 3 };
  g_autoptr (MlsFace) face = mls_face_new (1, &ring, 1, NULL, 0);
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  GString *sql = g_string_new ("INSERT INTO coverage (fid, geom, since) VALUES (99, x'");

  mls_blob_from_face (face, 2154, blob);
  for (guint i = 0; i < blob->len; i++)
    g_string_append_printf (sql, "%02x", blob->data[i]);
  g_string_append (sql, "', 2)");
  assert_one_flaw (sql->str, MLS_FLAW_OVERLAP, 99);
  g_string_free (sql, TRUE);
}

static void
test_duplicate (void)
{
  assert_one_flaw ("INSERT INTO coverage (geom, since) SELECT geom, 2 FROM coverage WHERE fid = 12",
                   MLS_FLAW_DUPLICATE, 12);
}

static void
test_deleted (void)
{
  assert_one_flaw ("DELETE FROM coverage WHERE fid = 12", MLS_FLAW_GAP, 0);
  assert_one_flaw ("DELETE FROM coverage WHERE fid = 1", MLS_FLAW_GAP, 0);
}

/* Takes the third vertex, in the middle of the east side, out of the ring of 8 vertices and its
 * closing one. */
static void
test_missing_node (void)
{
  assert_one_flaw ("UPDATE coverage SET geom = CAST (substr (geom, 1, 49) || x'08000000' || "
                   "substr (geom, 54, 48) || substr (geom, 118) AS BLOB) WHERE fid = 12",
                   MLS_FLAW_MISSING_NODE, 12);
}

static void
test_territory (void)
{
  assert_one_flaw ("UPDATE territory SET geom = (SELECT CAST (substr (geom, 1, 45) || x'10000000' || "
                   "substr (geom, 50, 256) AS BLOB))",
                   MLS_FLAW_TERRITORY, 0);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  return FALSE;
}

static void
test_cancelled (void)
{
  static const Board large = { 80, 80, 20, 1, 0 };
  Sample sample;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &large);
  g_assert_null (mls_store_check_partition (sample.store, give_up, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
  sample_end (&sample);
}

typedef struct
{
  MlsBulk *bulk;
  gint64   left_out;
} Filling;

static gboolean
add_but_one (const MlsFace *face, gpointer user_data)
{
  Filling *filling = user_data;

  if (face->id != filling->left_out)
    g_assert_true (mls_bulk_add_face (filling->bulk, face, NULL));

  return TRUE;
}

/* What is no partition does not come in, and leaves nothing; what is, then does. */
static void
test_bulk_refused (void)
{
  const MlsOperationFacts facts = { .author = "tester", .verb = MLS_VERB_IMPORT };
  Sample sample;
  g_autoptr (GArray) points = sample_edge (&board);
  MlsEdge edge = { 0, (MlsPoint *) (gpointer) points->data, points->len };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, NULL);
  before = sample_fingerprint (sample.path);
  for (int i = 0; i < 2; i++)
    {
      Filling filling = { mls_bulk_begin (sample.store, &facts, &error), i == 0 ? 12 : 0 };

      g_assert_no_error (error);
      sample_each_cell (&board, add_but_one, &filling);
      if (i == 0)
        {
          mls_bulk_add_edge (filling.bulk, &edge, NULL);
          g_assert_false (mls_bulk_commit (filling.bulk, NULL, &error));
          g_assert_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_OPEN);
          g_clear_error (&error);
        }
      mls_bulk_free (filling.bulk);
      after = sample_fingerprint (sample.path);
      g_assert_cmpstr (before, ==, after);
      g_clear_pointer (&after, g_free);
    }

  sample_fill (sample.store, &board);
  g_assert_null (mls_bulk_begin (sample.store, &facts, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS);
  sample_end (&sample);
}

/* Codes and pairs that come with the data are known from then on, but not offered. */
static void
test_bulk_tolerates (void)
{
  static const Board one = { 1, 1, 20, 2, 0 };
  const MlsOperationFacts facts = { .author = "tester", .verb = MLS_VERB_IMPORT };
  Sample sample;
  MlsLabel labels[2] = { sample_label ("CS0.0.0", "US1.1.3"), sample_label ("CS6.3.0", "US5.4.0") };
  g_autoptr (MlsFace) cell = sample_cell (&one, 0, 0);
  g_autoptr (MlsFace) face = mls_face_with (cell, 0, 0, labels, 2);
  g_autoptr (MlsFace) stored = NULL;
  g_autoptr (GArray) points = sample_edge (&one);
  MlsEdge edge = { 0, (MlsPoint *) (gpointer) points->data, points->len };
  g_autoptr (MlsNomenclature) nomenclature = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (GError) error = NULL;
  const MlsClass *klass;
  MlsBulk *bulk;

  sample_begin (&sample, NULL);
  bulk = mls_bulk_begin (sample.store, &facts, &error);
  g_assert_true (mls_bulk_add_face (bulk, face, &error));
  g_assert_true (mls_bulk_add_edge (bulk, &edge, &error));
  g_assert_true (mls_bulk_commit (bulk, NULL, &error));
  mls_bulk_free (bulk);

  nomenclature = mls_store_read_nomenclature (sample.store, &error);
  g_assert_no_error (error);
  klass = mls_nomenclature_class (nomenclature, MLS_DIMENSION_COVER, g_quark_from_string ("CS0.0.0"));
  g_assert_nonnull (klass);
  g_assert_cmpint (klass->state, ==, MLS_CODE_TOLERATED);
  g_assert_cmpint (mls_nomenclature_pair_state (nomenclature, mls_label_pair (&labels[1]), 2024), ==,
                   MLS_CODE_TOLERATED);

  /* Ground that has them can be split. */
  stored = mls_store_face (sample.store, 1, &error);
  delta = sample_split (stored, 1, 5);
  sample_apply (sample.store, delta);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/check/none", test_none);
  g_test_add_func ("/store/check/stray", test_stray);
  g_test_add_func ("/store/check/duplicate", test_duplicate);
  g_test_add_func ("/store/check/deleted", test_deleted);
  g_test_add_func ("/store/check/missing-node", test_missing_node);
  g_test_add_func ("/store/check/territory", test_territory);
  g_test_add_func ("/store/check/cancelled", test_cancelled);
  g_test_add_func ("/store/check/bulk-refused", test_bulk_refused);
  g_test_add_func ("/store/check/bulk-tolerates", test_bulk_tolerates);

  return g_test_run ();
}
