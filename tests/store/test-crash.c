#include "coverage/plan.h"
#include "drawn.h"
#include "fault-vfs.h"
#include "old-format.h"
#include "sample.h"
#include "store/check-in.h"
#include "store/check.h"
#include "store/compact.h"
#include "store/error.h"
#include "store/fingerprint.h"
#include "store/import.h"
#include "store/mend.h"
#include "store/revert.h"
#include "store/sample-merge.h"
#include "store/set-aside.h"
#include "store/skeleton.h"
#include "store/undo.h"
#include "store/version.h"
#include "store/vintage-import.h"
#include "store/vintage.h"
#include "trial.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const Board board = { 10, 10, 20, 2, 0 };

/* Who only reads cannot put right what was left half written, and says so. */
static void
assert_not_misread (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, &error);

  if (store == NULL)
    {
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY);
      g_assert_nonnull (strstr (error->message, "in the middle"));
    }
}

static void
assert_sound (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = NULL;
  g_autoptr (GArray) flaws = NULL;

  assert_not_misread (path);
  store = mls_store_open (path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  flaws = mls_store_check_partition (store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);
  mls_store_close (g_steal_pointer (&store), &error);
  g_assert_no_error (error);
  g_assert_cmpint (sample_query (path, "SELECT count (*) FROM pragma_integrity_check "
                                       "WHERE integrity_check <> 'ok'"), ==, 0);
  g_assert_cmpint (sample_query (path, "SELECT rtreecheck ('rtree_coverage_geom') = 'ok' AND "
                                       "rtreecheck ('rtree_coverage_history') = 'ok'"), ==, 1);
  g_assert_cmpint (sample_query (path, "SELECT count (*) FROM decision WHERE since NOT IN (SELECT id FROM operation)"), ==, 0);
  g_assert_cmpint (sample_query (path, "SELECT count (*) FROM operation WHERE verb = 'accept' "
                                       "AND id NOT IN (SELECT since FROM decision)"), ==, 0);
  g_assert_cmpint (sample_query (path, "SELECT count (*) FROM writer WHERE operation NOT NULL"), ==, 0);
}

/* A decision on the change of a face, which changes no face. */
static MlsDelta *
decide (MlsStore *store, const MlsFace *face, gint64 *operation, GError **error)
{
  const MlsDecision decision = { .review = MLS_REVIEW_ACCEPTED,
                                 .ground = { .vintage = 1,
                                             .dimension = MLS_DIMENSION_PAIR,
                                             .from = mls_label_pair (&face->labels[0]),
                                             .pair = mls_label_pair (&face->labels[1]),
                                             .area2 = mls_face_area2 (face) },
                                 .place = mls_face_inner_point (face) };
  const MlsOperationFacts facts = { .author = "tester", .verb = MLS_VERB_ACCEPT, .decisions = &decision, .n_decisions = 1 };
  g_autoptr (MlsDelta) nothing = mls_delta_new ();

  return mls_store_apply (store, nothing, &facts, operation, error);
}

static MlsDelta *
an_edit (MlsStore *store, GError **error)
{
  g_autoptr (MlsFace) face = mls_store_face (store, 42, error);
  MlsDelta *delta = face != NULL ? sample_split (face, 1, 5) : NULL;

  g_assert_true (face == NULL || delta != NULL);

  return delta;
}

/* Jobs, each as a program does it */

static void
make_board (const char *path, const Board *wanted)
{
  g_autoptr (MlsNomenclature) nomenclature = sample_nomenclature ();
  const MlsStoreOptions options = { .vintages = sample_vintages, .n_vintages = 2, .nomenclature = nomenclature,
                                    .author = "tester" };
  g_autoptr (GError) error = NULL;
  MlsStore *store = mls_store_create (path, &options, &error);

  g_assert_no_error (error);
  if (wanted != NULL)
    sample_fill (store, wanted);
  mls_store_close (store, &error);
  g_assert_no_error (error);
}

typedef gboolean (*StoreFunc) (MlsStore *store, GError **error);

/* What could not be tidied up when it is closed is lost to nobody. */
static gboolean
with_store (const char *path, StoreFunc func, GError **error)
{
  MlsStore *store = mls_store_open (path, MLS_STORE_READ_WRITE, error);
  gboolean done = store != NULL && func (store, error);

  mls_store_free (store);

  return done;
}

static void
do_before (const char *path, StoreFunc func)
{
  g_autoptr (GError) error = NULL;

  with_store (path, func, &error);
  g_assert_no_error (error);
}

static void
prepare_board (const char *path)
{
  make_board (path, &board);
}

static gboolean
edit_store (MlsStore *store, GError **error)
{
  g_autoptr (MlsDelta) delta = an_edit (store, error);
  g_autoptr (MlsDelta) applied = delta != NULL ? mls_store_apply (store, delta, &sample_facts, NULL, error) : NULL;

  return applied != NULL;
}

static gboolean
edit (const char *path, GError **error)
{
  return with_store (path, edit_store, error);
}

static void
prepare_edit (const char *path)
{
  prepare_board (path);
  do_before (path, edit_store);
}

static gboolean
undo_store (MlsStore *store, GError **error)
{
  g_autoptr (MlsDelta) undone = mls_store_undo (store, "tester", NULL, error);

  return undone != NULL;
}

static gboolean
undo (const char *path, GError **error)
{
  return with_store (path, undo_store, error);
}

static void
prepare_undo (const char *path)
{
  prepare_edit (path);
  do_before (path, undo_store);
}

static gboolean
redo_store (MlsStore *store, GError **error)
{
  g_autoptr (MlsDelta) redone = mls_store_redo (store, "tester", NULL, error);

  return redone != NULL;
}

static gboolean
redo (const char *path, GError **error)
{
  return with_store (path, redo_store, error);
}

static gboolean
decide_store (MlsStore *store, GError **error)
{
  g_autoptr (MlsFace) face = mls_store_face (store, 42, error);
  g_autoptr (MlsDelta) decided = face != NULL ? decide (store, face, NULL, error) : NULL;

  return decided != NULL;
}

static gboolean
judge_change (const char *path, GError **error)
{
  return with_store (path, decide_store, error);
}

static gboolean
name_store (MlsStore *store, GError **error)
{
  gint64 operation;

  return mls_store_add_version (store, "delivery", "tester", "To the client", &operation, error);
}

static gboolean
seal_store (MlsStore *store, GError **error)
{
  g_autofree char *fingerprint = NULL;
  gint64 operation;

  if (!mls_store_settle (store, &operation, error))
    return FALSE;

  fingerprint = mls_fingerprint_take (mls_store_get_path (store), operation, NULL, NULL, error);

  return fingerprint != NULL &&
         mls_store_add_delivery (store, "delivery", "tester", "To the client", operation, fingerprint, error);
}

static gboolean
seal_delivery (const char *path, GError **error)
{
  return with_store (path, seal_store, error);
}

/* So many that what goes is several pages. */
static gboolean
go_on_editing (MlsStore *store, GError **error)
{
  for (gint64 i = 0; i < 90; i++)
    {
      g_autoptr (MlsFace) face = mls_store_face (store, 1 + i / 3 * 2, error);
      g_autoptr (MlsDelta) delta =
        face != NULL ? sample_recode (face, (const char *[]){ "CS2.1.0", "CS6.3.0", "CS5.0.0" }[i % 3], "US1.1.3") : NULL;
      g_autoptr (MlsDelta) applied = delta != NULL ? mls_store_apply (store, delta, &sample_facts, NULL, NULL) : NULL;

      if (i == 40 && !seal_store (store, error))
        return FALSE;
    }

  return TRUE;
}

static void
prepare_history (const char *path)
{
  prepare_board (path);
  do_before (path, go_on_editing);
}

static gboolean
compact_store (MlsStore *store, GError **error)
{
  MlsCompaction outcome;

  return mls_store_compact (store, 70, "tester", NULL, NULL, &outcome, error) && mls_store_shrink (store, NULL, NULL, error);
}

static gboolean
compact (const char *path, GError **error)
{
  return with_store (path, compact_store, error);
}

/* What was sealed is what it was, be it before or after. */
static void
assert_history_sound (const char *path)
{
  g_autoptr (MlsStore) store = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  const MlsVersion *version;
  g_autofree char *fingerprint = NULL;

  assert_sound (path);
  store = mls_store_open (path, MLS_STORE_READ_ONLY, NULL);
  versions = mls_store_list_versions (store, NULL);
  g_assert_cmpuint (versions->len, ==, 1);
  version = g_ptr_array_index (versions, 0);
  fingerprint = mls_fingerprint_take (path, version->operation, NULL, NULL, NULL);
  g_assert_cmpstr (fingerprint, ==, version->fingerprint);
}

static gboolean
name_version (const char *path, GError **error)
{
  return with_store (path, name_store, error);
}

static gboolean
copy_store (MlsStore *store, GError **error)
{
  static const MlsVintage vintage = { .code = "27", .year = 2027, .copied_from = "24" };

  return mls_store_copy_vintage (store, &vintage, "tester", NULL, NULL, NULL, error);
}

static gboolean
add_vintage (const char *path, GError **error)
{
  return with_store (path, copy_store, error);
}

/* Pages are written before the end, as they are where a map is large. */
#define LITTLE_MEMORY 250000

/* Sources */

static gboolean
write_cell (const MlsFace *face, gpointer user_data)
{
  GString *text = user_data;

  g_string_append (text, "\"POLYGON ((");
  for (guint i = 0; i <= face->n_points; i++)
    {
      const MlsPoint *point = &face->points[i % face->n_points];
      char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_dtostr (x, sizeof x, mls_grid_to_metres (point->x));
      g_ascii_dtostr (y, sizeof y, mls_grid_to_metres (point->y));
      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", x, y);
    }
  g_string_append_printf (text, "))\",%s,US1.1.3\n", g_quark_to_string (face->labels[0].field[MLS_FIELD_COVER]));

  return TRUE;
}

/* A table beside the project, as another program has made it. */
static char *
source_beside (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_build_filename (folder, "source.csv", NULL);
}

static void
write_source (const char *path, const Board *cells, const char *year)
{
  g_autofree char *source = source_beside (path);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "WKT,cs%s,us%s\n", year, year);
  sample_each_cell (cells, write_cell, text);
  g_assert_true (g_file_set_contents (source, text->str, -1, NULL));
}

static void
prepare_import (const char *path)
{
  static const Board many = { 20, 20, 20, 4, 0 };

  make_board (path, NULL);
  write_source (path, &many, "21");
}

static gboolean
import_store (MlsStore *store, GError **error)
{
  const MlsImportOptions options = { .author = "tester", .crs = "EPSG:2154" };
  const MlsImportProgress progress = { NULL, NULL, NULL };
  g_autofree char *source = source_beside (mls_store_get_path (store));
  g_autoptr (MlsImport) import = mls_import_new (source, NULL, error);

  sqlite3_soft_heap_limit64 (LITTLE_MEMORY);

  return import != NULL && mls_import_run (import, store, &options, &progress, error);
}

static gboolean
import_map (const char *path, GError **error)
{
  return with_store (path, import_store, error);
}

/* The map of others is what a first map has beneath its layers. */
static gboolean
build_store (MlsStore *store, GError **error)
{
  const MlsImportProgress progress = { NULL, NULL, NULL };
  g_autofree char *source = source_beside (mls_store_get_path (store));
  g_autoptr (MlsRecipe) recipe = mls_recipe_new ();
  g_autoptr (MlsSkeleton) skeleton = NULL;

  recipe->territory.file = g_strdup (source);
  recipe->territory.crs = g_strdup ("EPSG:2154");
  recipe->coverage = mls_recipe_coverage_new ();
  recipe->coverage->source.file = g_strdup (source);
  recipe->coverage->source.crs = g_strdup ("EPSG:2154");
  skeleton = mls_skeleton_new (recipe, error);
  sqlite3_soft_heap_limit64 (LITTLE_MEMORY);

  return skeleton != NULL && mls_skeleton_run (skeleton, store, "tester", &progress, error);
}

static gboolean
build (const char *path, GError **error)
{
  return with_store (path, build_store, error);
}

static void
prepare_vintage_import (const char *path)
{
  static const Board shifted = { 5, 5, 40, 1, 0 };

  prepare_board (path);
  write_source (path, &shifted, "27");
}

static gboolean
import_vintage_store (MlsStore *store, GError **error)
{
  const MlsVintageImportOptions options = { .vintage = { .code = "27", .year = 2027, .imported_from = "source" },
                                            .author = "tester", .crs = "EPSG:2154" };
  const MlsImportProgress progress = { NULL, NULL, NULL };
  g_autofree char *path = source_beside (mls_store_get_path (store));
  g_autoptr (MlsImportSource) source = mls_import_source_open (path, NULL, error);
  MlsVintageImportReport report;

  sqlite3_soft_heap_limit64 (LITTLE_MEMORY);

  return source != NULL && mls_store_import_vintage (store, source, &options, &progress, &report, error);
}

static gboolean
import_vintage (const char *path, GError **error)
{
  return with_store (path, import_vintage_store, error);
}

static void
prepare_old (const char *path)
{
  prepare_board (path);
  old_format_make (path, 1);
}

static gboolean
open_store (MlsStore *store, GError **error)
{
  return TRUE;
}

static gboolean
migrate (const char *path, GError **error)
{
  return with_store (path, open_store, error);
}

static void
prepare_nothing (const char *path)
{
}

static gboolean
create (const char *path, GError **error)
{
  static const MlsStoreOptions options = { .vintages = sample_vintages, .n_vintages = 2, .author = "tester" };
  MlsStore *store = mls_store_create (path, &options, error);

  /* Made is made, even where it cannot be opened any more. */
  if (store == NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    g_clear_error (error);
  mls_store_free (store);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Samples */

static void
prepare_sample (const char *path)
{
  drawn_make (path, "set-1", 40, MLS_DIMENSION_COVER, FALSE);
}

static gboolean
judge_unit (const char *path, GError **error)
{
  const MlsJudgement judgement = drawn_wrong ("Noé", NULL, "CS2.1.0");
  g_autoptr (MlsSampleFile) file = mls_sample_file_open (path, MLS_STORE_READ_WRITE, error);

  return file != NULL && mls_sample_file_judge (file, 3, &judgement, error);
}

static void
prepare_merge (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *other = g_build_filename (folder, "other.gpkg", NULL);

  prepare_sample (path);
  drawn_make (other, "set-1", 40, MLS_DIMENSION_COVER, FALSE);
  sample_execute (other, "UPDATE controle SET controleur = 'Noé', etat_cqp = 'ok'");
}

static gboolean
merge (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *other = g_build_filename (folder, "other.gpkg", NULL);
  g_autoptr (MlsSampleFile) file = mls_sample_file_open (path, MLS_STORE_READ_WRITE, error);
  g_auto (MlsMergeOutcome) outcome;

  mls_merge_outcome_init (&outcome);

  return file != NULL && mls_sample_file_merge (file, other, 0, &outcome, error);
}

static void
assert_sample_sound (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsSampleFile) file = mls_sample_file_open (path, MLS_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (mls_sample_file_get_units (file)->len, ==, 40);
  g_assert_cmpint (sample_query (path, "SELECT count (*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), ==, 0);
  g_assert_cmpint (sample_query (path, "SELECT rtreecheck ('rtree_controle_geom') = 'ok'"), ==, 1);
}

/* A work package beside the project, in which somebody has worked. */
static char *
package_of (const char *path)
{
  return g_strconcat (path, ".package", NULL);
}

static gboolean
check_out_store (MlsStore *store, GError **error)
{
  const MlsBox box = { BOARD_X, BOARD_Y, BOARD_X + 100 * MLS_MM_PER_M, BOARD_Y + 200 * MLS_MM_PER_M };
  g_autoptr (MlsZone) zone = mls_zone_new_box (&box);
  g_autofree char *package = package_of (mls_store_get_path (store));

  g_unlink (package);

  return mls_store_check_out (store, package, zone, "somebody else", error);
}

static void
prepare_package (const char *path)
{
  g_autofree char *package = package_of (path);

  prepare_board (path);
  do_before (path, check_out_store);
  do_before (package, edit_store);
}

static gboolean
check_in_store (MlsStore *store, GError **error)
{
  g_autofree char *package = package_of (mls_store_get_path (store));
  MlsCheckIn outcome;

  return mls_store_check_in (store, package, NULL, NULL, &outcome, error);
}

static gboolean
check_in (const char *path, GError **error)
{
  return with_store (path, check_in_store, error);
}

static gboolean
recode_as (MlsStore *store, const char *cover, GError **error)
{
  g_autoptr (MlsFace) face = mls_store_face (store, 42, error);
  g_autoptr (MlsDelta) delta = face != NULL ? sample_recode (face, cover, "US1.1.3") : NULL;
  g_autoptr (MlsDelta) applied = delta != NULL ? mls_store_apply (store, delta, &sample_facts, NULL, error) : NULL;

  return applied != NULL;
}

/* One thing there, another one here. */
static gboolean
recode_there (MlsStore *store, GError **error)
{
  return recode_as (store, "CS5.0.0", error);
}

static gboolean
recode_here (MlsStore *store, GError **error)
{
  return recode_as (store, "CS6.3.0", error);
}

static void
prepare_clash (const char *path)
{
  g_autofree char *package = package_of (path);

  prepare_board (path);
  do_before (path, check_out_store);
  do_before (package, recode_there);
  do_before (path, recode_here);
  do_before (path, check_in_store);
  g_assert_cmpint (sample_query (path, "SELECT count (*) FROM set_aside"), ==, 1);
}

static gboolean
take_store (MlsStore *store, GError **error)
{
  const MlsSettling settling = { 1, MLS_SETTLEMENT_TAKEN, "tester", { BOARD_X, BOARD_Y } };
  const MlsOperationFacts facts = { .author = "somebody else", .verb = "split", .settles = &settling };
  const MlsIntent intent = { 0 };
  g_autoptr (MlsDelta) theirs = mls_store_set_aside_delta (store, 1, error);
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_store_source (store), 2);
  g_autoptr (MlsPlan) plan = theirs != NULL ? mls_plan_adopt (patch, theirs, &intent, error) : NULL;
  g_autoptr (MlsDelta) applied = plan != NULL ? mls_store_apply (store, plan->delta, &facts, NULL, error) : NULL;

  return applied != NULL;
}

static gboolean
take (const char *path, GError **error)
{
  return with_store (path, take_store, error);
}

/* What is settled is so by an operation that there is. */
static void
assert_settled_sound (const char *path)
{
  assert_sound (path);
  g_assert_cmpint (sample_query (path, "SELECT count (*) FROM set_aside WHERE (state = 'open') <> (since IS NULL) OR "
                                       "since NOT IN (SELECT id FROM operation)"), ==, 0);
}

static gboolean
revert_store (MlsStore *store, GError **error)
{
  gint64 last = mls_store_last_operation (store, error);
  g_autoptr (MlsDelta) applied = last != 0 ? mls_store_revert (store, &last, 1, "tester", NULL, NULL, error) : NULL;

  return applied != NULL;
}

static gboolean
revert (const char *path, GError **error)
{
  return with_store (path, revert_store, error);
}

/* As another program leaves it that wrote the map anew: a face lies on another one, one is gone, one was moved, and nothing keeps
 * the map one any more. */
static void
prepare_redrawn (const char *path)
{
  prepare_board (path);
  sample_execute (path, "DROP TRIGGER coverage_insert; DROP TRIGGER coverage_update; DROP TRIGGER coverage_delete;"
                        "UPDATE coverage SET geom = (SELECT geom FROM coverage WHERE fid = 5) WHERE fid = 9;"
                        "UPDATE coverage SET geom = (SELECT geom FROM coverage WHERE fid = 34) WHERE fid = 33;"
                        "DELETE FROM coverage WHERE fid = 20");
}

static gboolean
mend (const char *path, GError **error)
{
  g_autoptr (MlsMending) mending = mls_mending_new ();

  return mls_store_mend (path, "tester", MLS_MEND_BRING_IN, NULL, NULL, mending, error);
}

/* Nobody can write it before. */
static void
assert_mended_or_broken (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = NULL;

  if (sample_query (path, "SELECT count (*) FROM operation WHERE verb = 'mend'") == 1)
    {
      assert_sound (path);
      g_assert_cmpint (sample_query (path, "SELECT verb = 'foreign' FROM operation ORDER BY id DESC LIMIT 1"), ==, 1);
      return;
    }

  store = mls_store_open (path, MLS_STORE_READ_WRITE, &error);
  g_assert_null (store);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_BROKEN);
}

/* A further job that writes is a further row. */
static const Trial trials[] = {
  { "edit", prepare_board, edit, assert_sound },
  { "undo", prepare_edit, undo, assert_sound },
  { "redo", prepare_undo, redo, assert_sound },
  { "revert", prepare_edit, revert, assert_sound },
  { "check-in", prepare_package, check_in, assert_sound },
  { "settle", prepare_clash, take, assert_settled_sound },
  { "decision", prepare_board, judge_change, assert_sound },
  { "version", prepare_board, name_version, assert_sound },
  { "delivery", prepare_board, seal_delivery, assert_sound },
  { "compaction", prepare_history, compact, assert_history_sound, TRUE },
  { "add-vintage", prepare_board, add_vintage, assert_sound },
  { "import", prepare_import, import_map, assert_sound },
  { "skeleton", prepare_import, build, assert_sound },
  { "import-vintage", prepare_vintage_import, import_vintage, assert_sound },
  { "migration", prepare_old, migrate, assert_sound, TRUE },
  { "mend", prepare_redrawn, mend, assert_mended_or_broken },
  { "create", prepare_nothing, create, assert_sound },
  { "judgement", prepare_sample, judge_unit, assert_sample_sound },
  { "merge", prepare_merge, merge, assert_sample_sound },
};

static const struct
{
  const char *name;
  Fault       fault;
} faults[] = {
  { "killed", FAULT_KILL },           { "full-disk", FAULT_FULL },
  { "failed-write", FAULT_WRITE },    { "failed-sync", FAULT_SYNC },
  { "failed-truncation", FAULT_TRUNCATE }, { "failed-read", FAULT_READ },
};

/* On how many points of each row and fault to try it where there is no night for it. */
#define FEW 5

typedef struct
{
  const Trial *trial;
  Fault        fault;
  gboolean     is_remote; /* there is only a rollback journal */
} Case;

static void
test_trial (gconstpointer data)
{
  const Case *this = data;

  fault_vfs_share_memory (!this->is_remote);
  trial_run (this->trial, this->fault, g_test_slow () ? 0 : FEW);
  fault_vfs_share_memory (TRUE);
}

static void
add_trials (void)
{
  static Case cases[2 * G_N_ELEMENTS (trials) * G_N_ELEMENTS (faults)];
  Case *next = cases;

  for (int is_remote = 0; is_remote < 2; is_remote++)
    for (gsize t = 0; t < G_N_ELEMENTS (trials); t++)
      for (gsize f = 0; f < G_N_ELEMENTS (faults); f++)
        {
          g_autofree char *name = g_strdup_printf ("/store/crash/%s/%s%s", trials[t].name, faults[f].name,
                                                   is_remote ? "/remote" : "");

          *next = (Case){ &trials[t], faults[f].fault, is_remote };
          g_test_add_data_func (name, next++, test_trial);
        }
}

/* Edits without end, and says after each that it is done. */
static void
edit_for_ever (const char *path, int out)
{
  static const char *const covers[] = { "CS1.1.1", "CS2.1.0", "CS5.0.0", "CS6.3.0" };
  MlsStore *store = mls_store_open (path, MLS_STORE_READ_WRITE, NULL);

  for (guint i = 0;; i++)
    {
      g_autoptr (MlsFace) face = mls_store_face (store, 1 + i % 100, NULL);
      g_autoptr (MlsDelta) delta = i % 3 == 0 ? sample_split (face, 0, mls_face_ring (face, 0).n_points / 2)
                                              : sample_recode (face, covers[g_random_int_range (0, 4)], "US1.1.3");
      g_autoptr (MlsDelta) applied = NULL;
      gint64 operation;

      if (delta == NULL || !mls_delta_prove (delta, NULL))
        continue;

      applied = i % 7 == 0   ? mls_store_undo (store, "tester", &operation, NULL)
                : i % 5 == 0 ? decide (store, face, &operation, NULL)
                             : mls_store_apply (store, delta, &sample_facts, &operation, NULL);
      if (applied != NULL && write (out, &operation, sizeof operation) != sizeof operation)
        _exit (1);
    }
}

/* Waits for so many answers and a little longer, so that the end comes anywhere in the work. Returns
 * the last operation that was answered. */
static gint64
kill_after (pid_t pid, int in, gint32 n_answers)
{
  gint64 operation = 0;

  for (gint32 n = 0; n < n_answers; n++)
    g_assert_cmpint (read (in, &operation, sizeof operation), ==, sizeof operation);

  g_usleep ((gulong) g_test_rand_int_range (0, 4000));
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  while (read (in, &operation, sizeof operation) == sizeof operation)
    ;

  return operation;
}

/* Whatever was answered is there, and nothing half done. */
static void
test_kill (void)
{
  Sample sample;
  gint64 last = 0;

  sample_begin (&sample, &board);
  mls_store_close (g_steal_pointer (&sample.store), NULL);

  for (int i = 0; i < (g_test_slow () ? 100 : 12); i++)
    {
      int pipes[2];
      pid_t pid;

      g_assert_cmpint (pipe (pipes), ==, 0);
      pid = fork ();
      if (pid == 0)
        edit_for_ever (sample.path, pipes[1]);
      close (pipes[1]);
      last = kill_after (pid, pipes[0], g_test_rand_int_range (1, 20));
      close (pipes[0]);

      assert_sound (sample.path);
      g_assert_cmpint (sample_query (sample.path, "SELECT max (id) FROM operation"), >=, last);
    }

  g_test_message ("%" G_GINT64_FORMAT " operations answered", last);
  sample_end (&sample);
}

/* The same with a rollback journal, which is all there is on a network's disk. */
static void
test_kill_remote (void)
{
  Sample sample;

  fault_vfs_share_memory (FALSE);
  sample_begin (&sample, &board);
  g_assert_cmpint (sample_query (sample.path, "SELECT journal_mode = 'delete' FROM pragma_journal_mode"), ==, 1);
  sample_end (&sample);

  test_kill ();
  fault_vfs_share_memory (TRUE);
}

/* Once there is room again, or the network is back, the work goes on where it was. */
static void
test_disk_recovers (gconstpointer data)
{
  Fault fault = GPOINTER_TO_INT (data);
  Sample sample;
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;
  guint n_faults = 0;
  gboolean met;

  sample_begin (&sample, &board);
  before = sample_fingerprint (sample.path);
  do
    {
      g_autoptr (MlsDelta) delta = an_edit (sample.store, NULL);
      g_autoptr (MlsDelta) applied = NULL;

      fault_vfs_arm (fault, n_faults++);
      applied = mls_store_apply (sample.store, delta, &sample_facts, NULL, NULL);
      met = fault_vfs_struck ();
      fault_vfs_arm (FAULT_NONE, 0);

      if (applied == NULL)
        sample_apply (sample.store, delta);
      mls_delta_unref (mls_store_undo (sample.store, "tester", NULL, NULL));
    }
  while (met);

  now = sample_fingerprint (sample.path);
  g_assert_cmpstr (now, ==, before);
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  assert_sound (sample.path);
  g_test_message ("%u faults", n_faults);
  g_assert_cmpuint (n_faults, >=, 2);
  sample_end (&sample);
}

/* Whenever it is killed, the date is there whole or not at all. */
static void
test_kill_copy (void)
{
  static const MlsVintage vintage = { .code = "27", .year = 2027, .copied_from = "24" };
  static const Board large = { 60, 60, 20, 16, 0 };
  Sample sample;
  g_autofree char *whole = NULL;
  g_autofree char *before = NULL;
  g_autofree char *copied = NULL;
  gsize length;
  guint n_copied = 0;

  sample_begin (&sample, &large);
  before = sample_fingerprint (sample.path);
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  g_file_get_contents (sample.path, &whole, &length, NULL);
  sample_reopen (&sample);
  g_assert_true (mls_store_copy_vintage (sample.store, &vintage, "tester", NULL, NULL, NULL, NULL));
  copied = sample_fingerprint (sample.path);
  mls_store_close (g_steal_pointer (&sample.store), NULL);

  for (int i = 0; i < (g_test_slow () ? 100 : 12); i++)
    {
      g_autofree char *now = NULL;
      pid_t pid;

      g_file_set_contents (sample.path, whole, (gssize) length, NULL);
      pid = fork ();
      if (pid == 0)
        {
          MlsStore *store = mls_store_open (sample.path, MLS_STORE_READ_WRITE, NULL);

          sqlite3_soft_heap_limit64 (500000); /* so that pages are written before the end */
          _exit (mls_store_copy_vintage (store, &vintage, "tester", NULL, NULL, NULL, NULL) ? 0 : 1);
        }

      g_usleep ((gulong) g_test_rand_int_range (1000, 120000));
      kill (pid, SIGKILL);
      waitpid (pid, NULL, 0);
      assert_sound (sample.path);
      now = sample_fingerprint (sample.path);
      g_assert_true (strcmp (now, before) == 0 || strcmp (now, copied) == 0);
      n_copied += strcmp (now, copied) == 0;
    }

  g_test_message ("%u of them were copied", n_copied);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fault_vfs_register ();

  /* What forks comes before what leaves threads behind. */
  add_trials ();
  g_test_add_func ("/store/crash/kill", test_kill);
  g_test_add_func ("/store/crash/kill-remote", test_kill_remote);
  g_test_add_func ("/store/crash/kill-copy", test_kill_copy);
  g_test_add_data_func ("/store/crash/full-disk-recovers", GINT_TO_POINTER (FAULT_FULL), test_disk_recovers);
  g_test_add_data_func ("/store/crash/write-recovers", GINT_TO_POINTER (FAULT_WRITE), test_disk_recovers);
  g_test_add_data_func ("/store/crash/sync-recovers", GINT_TO_POINTER (FAULT_SYNC), test_disk_recovers);

  return g_test_run ();
}
