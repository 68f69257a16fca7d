/* test-soak EDITS COLUMNS ROWS [PROJECT]: random edits of every verb on a project of so many faces, with runs
 * of undo and redo; the partition is proven now and then and at the end, and each undo gives back what was
 * there. Then some on real maps, where these are to be had.
 * A million on 20 000 faces are for a night: build/tests/store/test-store-soak 1000000 160 125. What is to take
 * several keeps its PROJECT and goes on with it, however the last run ended. */

#include "hand.h"
#include "quilted.h"
#include "sample.h"
#include "store/check.h"
#include "store/error.h"
#include "store/import.h"
#include "store/undo.h"
#include "twin.h"

#include <locale.h>
#include <math.h>

/* How far one edit reaches, in cells of the quilt; how often the whole is proven, and how far undo goes. */
#define REACH       6
#define N_PROOFS    10
#define LONGEST_RUN 25

/* How many edits of a real map. */
#define N_REAL_EDITS 300

/* A map of others, beside the project. */
typedef struct
{
  const char *name;
  const char *path;
  const char *layer;
  const char *map;
  const char *crs;
  guint       n_vintages;
} Real;

static guint n_edits;
static guint n_columns;
static guint n_rows;
static const char *kept; /* the project that is kept, or NULL */

typedef struct
{
  Sample       sample;
  QuiltOptions options; /* of the quilt; of a real map what it is like, about */
  MlsBox       box;
  double       area2;
  guint        n_faces; /* at the start */
  GPtrArray   *near;    /* (element-type MlsFace): within reach of the edit */
  GPtrArray   *done;    /* (element-type MlsDelta): what can be undone, the newest last, but no more than a run */
  guint        counts[MLS_N_VERBS];
  guint        n_refused;
  guint        n_pending;
  guint        n_undone;
  guint        n_redone;
} Soak;

/* A project to work on */

static void
fill_with_map (MlsStore *store, const Real *real)
{
  const MlsImportCleaning cleaning = { .tolerance_m = MLS_IMPORT_TOLERANCE_M };
  const MlsImportOptions options = { .author = "tester", .crs = real->crs, .cleaning = &cleaning };
  const MlsImportProgress nobody = { 0 };
  g_autofree char *path = g_build_filename (g_getenv ("MLS_SHARED"), "data", real->path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsImport) import = mls_import_new (path, real->layer, &error);

  g_assert_no_error (error);
  mls_import_set_map (import, 0, real->map, &error);
  g_assert_no_error (error);
  mls_import_run (import, store, &options, &nobody, &error);
  g_assert_no_error (error);
}

static gboolean
measure_face (const MlsFace *face, gpointer data)
{
  Soak *soak = data;

  soak->box = mls_box_union (&soak->box, &face->box);
  soak->area2 += (double) mls_face_area2 (face);
  soak->n_faces++;

  return TRUE;
}

static void
make_project (Soak *soak, const QuiltOptions *options, const Real *real)
{
  g_autoptr (MlsNomenclature) nomenclature = quilted_nomenclature (options->n_codes);
  const MlsStoreOptions store_options = { .crs = real != NULL ? real->crs : NULL,
                                          .vintages = sample_vintages,
                                          .n_vintages = real == NULL ? options->n_vintages : 0,
                                          .nomenclature = nomenclature,
                                          .author = "tester" };
  g_autoptr (GError) error = NULL;

  soak->sample.store = mls_store_create (soak->sample.path, &store_options, &error);
  g_assert_no_error (error);
  if (real != NULL)
    fill_with_map (soak->sample.store, real);
  else
    quilted_fill (soak->sample.store, options);
}

static void
soak_begin (Soak *soak, const QuiltOptions *options, const Real *real)
{
  gboolean is_kept = kept != NULL && real == NULL;
  g_autoptr (GError) error = NULL;

  *soak = (Soak){ .options = *options,
                  .box = MLS_BOX_EMPTY,
                  .near = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref),
                  .done = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_delta_unref) };
  soak->sample.folder = is_kept ? NULL : g_dir_make_tmp ("mls-soak-XXXXXX", &error);
  g_assert_no_error (error);
  soak->sample.path = is_kept ? g_strdup (kept) : g_build_filename (soak->sample.folder, "soak.gpkg", NULL);
  if (g_file_test (soak->sample.path, G_FILE_TEST_EXISTS))
    soak->sample.store = mls_store_open (soak->sample.path, MLS_STORE_READ_WRITE, &error);
  else
    make_project (soak, options, real);
  g_assert_no_error (error);

  mls_store_each_face (soak->sample.store, measure_face, soak, &error);
  g_assert_no_error (error);
  soak->options.pitch = llround (sqrt (soak->area2 / 2 / soak->n_faces));
}

static void
soak_end (Soak *soak)
{
  g_ptr_array_unref (soak->near);
  g_ptr_array_unref (soak->done);
  if (soak->sample.folder != NULL)
    {
      sample_end (&soak->sample);
      return;
    }

  mls_store_free (soak->sample.store);
  g_free (soak->sample.path);
}

/* Edits */

static gboolean
take_near (const MlsFace *face, gpointer near)
{
  g_ptr_array_add (near, mls_face_ref (face));

  return TRUE;
}

static MlsFace *
pick (gpointer near)
{
  const GPtrArray *faces = near;

  return mls_face_ref (g_ptr_array_index (faces, g_test_rand_int_range (0, (gint32) faces->len)));
}

static int
compare_ids (gconstpointer left, gconstpointer right)
{
  const MlsFace *a = *(const MlsFace *const *) left;
  const MlsFace *b = *(const MlsFace *const *) right;

  return (a->id > b->id) - (a->id < b->id);
}

/* @margin short of the end, if there is so much between. */
static gint64
somewhere_between (gint64 from, gint64 to, gint64 margin)
{
  return from + (gint64) (g_test_rand_double () * (double) MAX (to - from - margin, 0));
}

/* Anywhere there are faces; the order of what is found may not tell how the file keeps it. */
static HandFaces
reach_somewhere (Soak *soak)
{
  gint64 side = REACH * soak->options.pitch;
  HandFaces faces = { pick, soak->near, MLS_BOX_EMPTY };
  MlsSource source = mls_store_source (soak->sample.store);
  g_autoptr (GError) error = NULL;

  for (g_ptr_array_set_size (soak->near, 0); soak->near->len == 0;)
    {
      gint64 x = somewhere_between (soak->box.min_x, soak->box.max_x, side);
      gint64 y = somewhere_between (soak->box.min_y, soak->box.max_y, side);

      faces.box = (MlsBox){ x, y, x + side, y + side };
      source.funcs->faces (source.self, &faces.box, take_near, soak->near, &error);
      g_assert_no_error (error);
    }
  g_ptr_array_sort (soak->near, compare_ids);

  return faces;
}

static void
commit (Soak *soak, const MlsPlan *plan)
{
  const MlsOperationFacts facts = { .author = "tester",
                                    .verb = mls_verb_name (plan->verb),
                                    .kind = plan->intent.correction ? "correction" : "change",
                                    .vintages = plan->intent.vintages };
  g_autoptr (GError) error = NULL;
  MlsDelta *applied = mls_store_apply (soak->sample.store, plan->delta, &facts, NULL, &error);

  /* A code of the hand beside one of a real map, which no rule was asked about. */
  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED))
    {
      soak->n_refused++;
      return;
    }

  g_assert_no_error (error);
  g_ptr_array_add (soak->done, applied);
  if (soak->done->len > LONGEST_RUN)
    g_ptr_array_remove_index (soak->done, 0);
  soak->counts[plan->verb]++;
}

static void
edit (Soak *soak)
{
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_store_source (soak->sample.store), soak->options.n_vintages);
  const HandFaces faces = reach_somewhere (soak);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPlan) plan = NULL;
  HandMove move;

  hand_draw (&move, &faces, &soak->options);
  plan = hand_plan (&move, patch, &error);
  if (plan != NULL && !plan->pending)
    {
      commit (soak, plan);
      return;
    }

  g_assert_true (plan != NULL || error->domain == MLS_REFUSAL);
  soak->n_refused += plan == NULL;
  soak->n_pending += plan != NULL;
}

static gint64
id_of (const MlsChange *change)
{
  return change->before != NULL ? change->before->id : change->after->id;
}

static int
compare_changes (gconstpointer left, gconstpointer right)
{
  gint64 a = id_of (left);
  gint64 b = id_of (right);

  return (a > b) - (a < b);
}

static int
compare_edges (gconstpointer left, gconstpointer right)
{
  gint64 a = ((const MlsEdgeChange *) left)->id;
  gint64 b = ((const MlsEdgeChange *) right)->id;

  return (a > b) - (a < b);
}

static void
sort_by_ids (MlsDelta *delta)
{
  g_array_sort (delta->changes, compare_changes);
  g_array_sort (delta->edges, compare_edges);
}

/* The file does not keep the order of what an operation changed. */
static gboolean
same_delta (MlsDelta *a, MlsDelta *b)
{
  sort_by_ids (a);
  sort_by_ids (b);

  return twin_same_delta (a, b);
}

/* What comes back is what was there; some of it is done again. */
static void
undo_some (Soak *soak)
{
  guint n = (guint) g_test_rand_int_range (0, (gint32) soak->done->len + 1);
  guint n_again = (guint) g_test_rand_int_range (0, (gint32) n + 1);
  guint left = soak->done->len - n;
  g_autoptr (GError) error = NULL;

  for (guint i = soak->done->len; i-- > left;)
    {
      g_autoptr (MlsDelta) expected = mls_delta_inverted (g_ptr_array_index (soak->done, i));
      g_autoptr (MlsDelta) undone = mls_store_undo (soak->sample.store, "tester", NULL, &error);

      g_assert_no_error (error);
      g_assert_true (same_delta (undone, expected));
    }

  for (guint i = left; i < left + n_again; i++)
    {
      g_autoptr (MlsDelta) redone = mls_store_redo (soak->sample.store, "tester", NULL, &error);

      g_assert_no_error (error);
      g_assert_true (same_delta (redone, g_ptr_array_index (soak->done, i)));
    }

  g_ptr_array_set_size (soak->done, (int) (left + n_again));
  soak->n_undone += n;
  soak->n_redone += n_again;
}

static void
prove (Soak *soak)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) flaws = mls_store_check_partition (soak->sample.store, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);
}

static void
print_table (const Soak *soak)
{
  for (int v = 0; v < MLS_N_VERBS; v++)
    g_test_message ("%-16s %7u", mls_verb_name ((MlsVerb) v), soak->counts[v]);
  g_test_message ("refused %u, pending %u, undone %u, redone %u", soak->n_refused, soak->n_pending,
                  soak->n_undone, soak->n_redone);
}

static void
run (Soak *soak, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      edit (soak);
      if (g_test_rand_int_range (0, 100) == 0)
        undo_some (soak);
      if (i % MAX (n / N_PROOFS, 1) == 0)
        {
          prove (soak);
          g_test_message ("%u edits", i);
        }
    }

  print_table (soak);
}

static void
test_quilt (void)
{
  const QuiltOptions options = { .columns = n_columns, .rows = n_rows, .pitch = 60000, .n_segments = 12,
                                 .n_codes = 24, .n_vintages = 2, .seed = 1 };
  Soak soak;

  soak_begin (&soak, &options, NULL);
  run (&soak, n_edits);
  soak_end (&soak);
}

static void
test_real (gconstpointer data)
{
  const Real *real = data;
  Soak soak;

  if (g_getenv ("MLS_SHARED") == NULL)
    {
      g_test_skip ("no real maps beside the project");
      return;
    }

  soak_begin (&soak, &(QuiltOptions){ .n_codes = 5, .n_vintages = real->n_vintages }, real);
  run (&soak, N_REAL_EDITS);
  soak_end (&soak);
}

int
main (int argc, char **argv)
{
  static const Real reals[] = {
    { "n2k_cz", "n2k_cz", NULL, "cs06=MAES_4_06,cs12=MAES_4_12", "EPSG:3035", 2 },
    { "rpg_hdf", "rpg_hdf/rpga_extract_d59.gpkg", NULL, "cs21=CODE_CULTU", "EPSG:2154", 1 },
    { "plu_fr", "plu_fr/200011781_PLUi_20180101", NULL, "cs21=TYPEZONE", "EPSG:2154", 1 },
    { "clc_malta", "clc_malta/clc2018_mt.gpkg", "clc12_mt", "cs12=CODE_12", "EPSG:23033", 1 },
  };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_assert_true (argc == 4 || argc == 5);
  n_edits = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  n_columns = (guint) g_ascii_strtoull (argv[2], NULL, 10);
  n_rows = (guint) g_ascii_strtoull (argv[3], NULL, 10);
  kept = argv[4];

  g_test_add_func ("/store/soak/quilt", test_quilt);
  for (gsize i = 0; i < G_N_ELEMENTS (reals); i++)
    {
      g_autofree char *path = g_strconcat ("/store/soak/", reals[i].name, NULL);

      g_test_add_data_func (path, &reals[i], test_real);
    }

  return g_test_run ();
}
