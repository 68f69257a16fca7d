/* Two work packages of one project are edited at random, each on its own, while the project goes on, and both are brought
 * back, in either order: whatever the edits are, the project stays a partition, each operation is in its history or set
 * aside, what clashes are edits of the same faces, and where nothing clashes both orders come to the same map. What is set
 * aside can be taken all the same. */

#include "coverage/plan.h"
#include "quilted.h"
#include "quilted-hand.h"
#include "remove-tree.h"
#include "sample.h"
#include "store/check-in.h"
#include "store/check.h"
#include "store/error.h"
#include "store/set-aside.h"
#include "store/store-private.h"
#include "store/undo.h"
#include "twin.h"

#include <glib/gstdio.h>
#include <locale.h>

static const QuiltOptions quilt = { 6, 6, 60000, 4, 3, 2, 1 };

/* A folder with a project, and files beside it. */
typedef struct
{
  char *folder;
  char *project;
} Desk;

static char *
file_on (const Desk *desk, const char *name)
{
  return g_build_filename (desk->folder, name, NULL);
}

static void
close_store (MlsStore *store)
{
  g_autoptr (GError) error = NULL;

  mls_store_close (store, &error);
  g_assert_no_error (error);
}

static MlsStore *
open_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  MlsStore *store = mls_store_open (path, MLS_STORE_READ_WRITE, &error);

  g_assert_no_error (error);

  return store;
}

static void
desk_begin (Desk *desk)
{
  g_autoptr (MlsNomenclature) nomenclature = quilted_nomenclature (quilt.n_codes);
  const MlsStoreOptions options = { .vintages = sample_vintages, .n_vintages = quilt.n_vintages,
                                    .nomenclature = nomenclature, .author = "tester" };
  g_autoptr (GError) error = NULL;
  MlsStore *store;

  desk->folder = g_dir_make_tmp ("mls-package-XXXXXX", &error);
  g_assert_no_error (error);
  desk->project = file_on (desk, "project.gpkg");
  store = mls_store_create (desk->project, &options, &error);
  g_assert_no_error (error);
  quilted_fill (store, &quilt);
  close_store (store);
}

static void
desk_end (Desk *desk)
{
  remove_tree (desk->folder);
  g_free (desk->folder);
  g_free (desk->project);
}

/* A copy of a file under another name. */
static char *
copy_of (const Desk *desk, const char *path, const char *name)
{
  char *copy = file_on (desk, name);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (copy, content, (gssize) length, &error);
  g_assert_no_error (error);

  return copy;
}

/* So many columns of the quilt from one on. */
static MlsZone *
columns_new (gint64 first, gint64 n)
{
  const MlsBox box = { QUILT_X + first * quilt.pitch, QUILT_Y, QUILT_X + (first + n) * quilt.pitch,
                       QUILT_Y + 6 * quilt.pitch };

  return mls_zone_new_box (&box);
}

static char *
check_out (const Desk *desk, MlsStore *store, const char *name, gint64 first, gint64 n)
{
  char *path = file_on (desk, name);
  g_autoptr (MlsZone) zone = columns_new (first, n);
  g_autoptr (GError) error = NULL;

  g_unlink (path);
  mls_store_check_out (store, path, zone, name, &error);
  g_assert_no_error (error);

  return path;
}

/* Returns how many operations that made. */
static gint64
edit_at_random (MlsStore *store, const char *author, gint64 at_most)
{
  gint64 start = mls_store_last_operation (store, NULL);
  gint64 n = g_test_rand_int_range (0, (gint32) at_most + 1);

  for (gint64 i = 0; i < n; i++)
    quilted_edit (store, &quilt, author);

  return mls_store_last_operation (store, NULL) - start;
}

static gint64
edit_file (const char *path, const char *author, gint64 at_most)
{
  MlsStore *store = open_store (path);
  gint64 n = edit_at_random (store, author, at_most);

  close_store (store);

  return n;
}

static void
check_partition (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) flaws = mls_store_check_partition (store, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);
}

static void
expect_same_map (MlsStore *one, MlsStore *other)
{
  g_autoptr (GPtrArray) a = sample_faces (one);
  g_autoptr (GPtrArray) b = sample_faces (other);

  twin_expect_same_map (a, b);
}

/* The faces that a package, or the project since, has changed, under the ids of the project. */
static GHashTable *
faces_changed (const char *path, gint64 since)
{
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  sqlite3 *handle = sample_connect (path);
  sqlite3_stmt *query;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, "SELECT DISTINCT fid FROM coverage_history WHERE until > ?", -1, &query, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_int64 (query, 1, since);
  while (sqlite3_step (query) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (query, 0);

      g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }
  sqlite3_finalize (query);
  sqlite3_close (handle);

  return ids;
}

static gboolean
share_one (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (g_hash_table_contains (b, id))
      return TRUE;

  return FALSE;
}

/* What clashes are edits of faces that have been changed here as well. */
static void
check_in (MlsStore *store, const char *path, gint64 base, gint64 n_operations, MlsCheckIn *sum)
{
  g_autoptr (GHashTable) there = faces_changed (path, 2);
  g_autoptr (GHashTable) here = faces_changed (mls_store_get_path (store), base);
  MlsCheckIn outcome;
  g_autoptr (GError) error = NULL;

  mls_store_check_in (store, path, NULL, NULL, &outcome, &error);
  g_assert_no_error (error);
  check_partition (store);
  g_assert_cmpint (outcome.n_as_is + outcome.n_made_anew + outcome.n_set_aside, ==, n_operations);
  g_assert_cmpint (outcome.n_known, ==, 0);
  g_assert_true (outcome.n_set_aside == 0 || share_one (there, here));
  sum->n_as_is += outcome.n_as_is;
  sum->n_made_anew += outcome.n_made_anew;
  sum->n_set_aside += outcome.n_set_aside;

  /* Once more, there is nothing new in it. */
  mls_store_check_in (store, path, NULL, NULL, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome.n_known, ==, n_operations);
}

static MlsSettlement
settlement_of (MlsStore *store, gint64 id)
{
  g_autoptr (MlsSetAside) aside = mls_store_read_set_aside (store, id, NULL);

  return aside->settlement;
}

/* Makes it all the same, and says who. What is there already, and what is too fine, comes to nothing. */
static gboolean
take (MlsStore *store, const MlsSetAside *aside)
{
  const MlsSettling settling = { aside->id, MLS_SETTLEMENT_TAKEN, "d", aside->place };
  const MlsOperationFacts facts = { .author = aside->operation->author, .verb = mls_set_aside_verb (aside),
                                    .at = aside->operation->at, .settles = &settling };
  const MlsIntent intent = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) theirs = mls_store_set_aside_delta (store, aside->id, &error);
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_store_source (store), quilt.n_vintages);
  g_autoptr (MlsPlan) plan = mls_plan_adopt (patch, theirs, &intent, &error);
  g_autoptr (MlsDelta) applied = NULL;

  if (plan == NULL)
    {
      g_assert_true (error->domain == MLS_REFUSAL);
      return FALSE;
    }

  applied = mls_store_apply (store, plan->delta, &facts, NULL, &error);
  g_assert_no_error (error);
  check_partition (store);
  g_assert_cmpint (settlement_of (store, aside->id), ==, MLS_SETTLEMENT_TAKEN);

  return TRUE;
}

/* Each is taken, taken back, and taken again; once settled it is so no more. */
static guint
settle_all (MlsStore *store)
{
  g_autoptr (GPtrArray) asides = mls_store_list_set_aside (store, NULL);
  guint n_taken = 0;

  for (guint i = 0; i < asides->len; i++)
    {
      const MlsSetAside *aside = g_ptr_array_index (asides, i);
      g_autoptr (MlsDelta) undone = NULL;
      g_autoptr (MlsDelta) redone = NULL;
      g_autoptr (GError) error = NULL;

      if (!take (store, aside))
        continue;

      n_taken++;
      undone = mls_store_undo (store, "d", NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (settlement_of (store, aside->id), ==, MLS_SETTLEMENT_OPEN);
      redone = mls_store_redo (store, "d", NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (settlement_of (store, aside->id), ==, MLS_SETTLEMENT_TAKEN);
    }

  return n_taken;
}

/* How much of everything. */
typedef struct
{
  guint      n_pairs;
  guint      n_clean;
  guint      n_taken;
  MlsCheckIn there;
  MlsCheckIn back;
} Sum;

/* What was set aside of a package is kept as it was there. */
static void
expect_kept (MlsStore *store, const char *path)
{
  g_autoptr (GPtrArray) asides = mls_store_list_set_aside (store, NULL);
  g_autoptr (MlsStore) package = mls_store_open (path, MLS_STORE_READ_ONLY, NULL);
  g_autofree char *id = NULL;

  mls_store_get_setting (package, "package", &id, NULL);
  for (guint i = 0; i < asides->len; i++)
    {
      const MlsSetAside *aside = g_ptr_array_index (asides, i);
      g_auto (GStrv) origin = g_strsplit (aside->origin, ":", 2);
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsDelta) kept = NULL;
      g_autoptr (MlsDelta) made = NULL;

      if (!g_str_equal (origin[0], id))
        continue;

      kept = mls_store_set_aside_delta (store, aside->id, &error);
      g_assert_no_error (error);
      made = mls_store_operation_delta (package, g_ascii_strtoll (origin[1], NULL, 10), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (kept->changes->len, ==, made->changes->len);
      for (guint k = 0; k < kept->changes->len; k++)
        {
          const MlsChange *one = &g_array_index (kept->changes, MlsChange, k);
          const MlsChange *other = &g_array_index (made->changes, MlsChange, k);

          g_assert_true (twin_same_face (one->before, other->before) && twin_same_face (one->after, other->after));
        }
    }
}

static void
one_pair (const Desk *desk, gint64 n_columns, Sum *sum)
{
  g_autofree char *path = copy_of (desk, desk->project, "one.gpkg");
  MlsStore *one = open_store (path), *other;
  g_autofree char *a = check_out (desk, one, "a", 0, n_columns);
  g_autofree char *b = check_out (desk, one, "b", 6 - n_columns, n_columns);
  gint64 base = mls_store_last_operation (one, NULL);
  gint64 n_a = edit_file (a, "a", 6), n_b = edit_file (b, "b", 6), n_here = edit_at_random (one, "c", 3);
  g_autofree char *copy = NULL;
  MlsCheckIn there = { 0 }, back = { 0 };

  close_store (one);
  copy = copy_of (desk, path, "other.gpkg");
  one = open_store (path);
  other = open_store (copy);
  check_in (one, a, base, n_a, &there);
  check_in (one, b, base, n_b, &there);
  check_in (other, b, base, n_b, &back);
  check_in (other, a, base, n_a, &back);
  g_assert_cmpint (mls_store_last_operation (one, NULL) - base, ==,
                   n_here + there.n_as_is + there.n_made_anew);

  expect_kept (one, a);
  expect_kept (one, b);
  if (there.n_set_aside + back.n_set_aside == 0)
    {
      expect_same_map (one, other);
      sum->n_clean++;
    }

  sum->n_pairs++;
  sum->n_taken += settle_all (one);
  sum->there.n_as_is += there.n_as_is, sum->back.n_as_is += back.n_as_is;
  sum->there.n_made_anew += there.n_made_anew, sum->back.n_made_anew += back.n_made_anew;
  sum->there.n_set_aside += there.n_set_aside, sum->back.n_set_aside += back.n_set_aside;
  close_store (one);
  close_store (other);
}

/* Packages that lie apart, that meet, and that are of the same ground. */
static void
test_random (gconstpointer data)
{
  gint64 n_columns = GPOINTER_TO_INT (data);
  guint n = g_test_slow () ? 334 : 20;
  Sum sum = { 0 };
  Desk desk;

  desk_begin (&desk);
  while (sum.n_pairs < n)
    one_pair (&desk, n_columns, &sum);
  desk_end (&desk);

  g_test_message ("%u pairs, %u without a clash; as they were %u and %u, made anew %u and %u, set aside %u and %u; %u of the "
                  "first taken all the same", sum.n_pairs,
                  sum.n_clean, sum.there.n_as_is, sum.back.n_as_is, sum.there.n_made_anew, sum.back.n_made_anew,
                  sum.there.n_set_aside, sum.back.n_set_aside,
                  sum.n_taken);
  g_assert_cmpuint (sum.n_clean, >, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/store/package/random/apart", GINT_TO_POINTER (2), test_random);
  g_test_add_data_func ("/store/package/random/meeting", GINT_TO_POINTER (3), test_random);
  g_test_add_data_func ("/store/package/random/same", GINT_TO_POINTER (6), test_random);

  return g_test_run ();
}
