/* test-soak EDITS COLUMNS ROWS: random edits of every verb on a project of so many faces, with runs of undo
 * and redo; the partition is proven now and then and at the end, and each undo gives back what was there.
 * A million on 20 000 faces are for a night: build/tests/store/test-store-soak 1000000 160 125 */

#include "hand.h"
#include "sample.h"
#include "store/bulk.h"
#include "store/check.h"
#include "store/undo.h"
#include "twin.h"

#include <locale.h>

/* How far one edit reaches, in cells of the quilt; how often the whole is proven, and how far undo goes. */
#define REACH       6
#define N_PROOFS    10
#define LONGEST_RUN 25

static guint n_edits;
static QuiltOptions options = { .pitch = 60000, .n_segments = 12, .n_codes = 5, .n_vintages = 2, .seed = 1 };

typedef struct
{
  Sample      sample;
  GPtrArray  *near;     /* (element-type MlsFace): within reach of the edit */
  GPtrArray  *done;     /* (element-type MlsDelta): what can be undone, the newest last, but no more than a run */
  guint       counts[MLS_N_VERBS];
  guint       n_refused;
  guint       n_pending;
  guint       n_undone;
  guint       n_redone;
} Soak;

/* A project of a quilt */

static MlsNomenclature *
new_nomenclature (void)
{
  MlsNomenclature *nomenclature = mls_nomenclature_new ();

  for (guint i = 0; i < options.n_codes; i++)
    for (int dimension = MLS_DIMENSION_COVER; dimension <= MLS_DIMENSION_USE; dimension++)
      {
        const MlsClass klass = { .dimension = (MlsDimension) dimension,
                                 .code = quilt_code (dimension == MLS_DIMENSION_COVER ? 'c' : 'u', i),
                                 .level = 1,
                                 .label = { "a", "a" } };

        g_assert_true (mls_nomenclature_add_class (nomenclature, &klass, NULL));
      }

  for (guint i = 0; i < options.n_codes; i++)
    for (guint k = 0; k < options.n_codes; k++)
      g_assert_true (mls_nomenclature_add_pair (
        nomenclature, &(MlsPairRule){ .pair = { quilt_code ('c', i), quilt_code ('u', k) } }, NULL));

  return nomenclature;
}

static gboolean
add_edge (const MlsEdge *edge, gpointer bulk)
{
  g_autoptr (GError) error = NULL;

  mls_bulk_add_edge (bulk, edge, &error);
  g_assert_no_error (error);

  return TRUE;
}

static void
fill (MlsStore *store)
{
  const MlsOperationFacts facts = { .author = "tester", .verb = MLS_VERB_IMPORT };
  g_autoptr (MlsMemory) memory = quilt_new (&options);
  g_autoptr (GPtrArray) faces = mls_memory_faces (memory);
  MlsSource source = mls_memory_source (memory);
  const MlsBox everywhere = { -MLS_GRID_LIMIT, -MLS_GRID_LIMIT, MLS_GRID_LIMIT, MLS_GRID_LIMIT };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsBulk) bulk = mls_bulk_begin (store, &facts, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faces->len; i++)
    mls_bulk_add_face (bulk, g_ptr_array_index (faces, i), &error);
  g_assert_no_error (error);
  source.funcs->edges (source.self, &everywhere, add_edge, bulk, &error);
  mls_bulk_commit (bulk, NULL, &error);
  g_assert_no_error (error);
}

static void
make_project (Sample *sample)
{
  g_autoptr (MlsNomenclature) nomenclature = new_nomenclature ();
  const MlsStoreOptions store_options = { .vintages = sample_vintages, .n_vintages = 2,
                                          .nomenclature = nomenclature, .author = "tester" };
  g_autoptr (GError) error = NULL;

  sample->folder = g_dir_make_tmp ("mls-soak-XXXXXX", &error);
  g_assert_no_error (error);
  sample->path = g_build_filename (sample->folder, "quilt.gpkg", NULL);
  sample->store = mls_store_create (sample->path, &store_options, &error);
  g_assert_no_error (error);
  fill (sample->store);
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

/* Anywhere; the order of what is found there may not tell how the file keeps it. */
static HandFaces
reach_somewhere (Soak *soak)
{
  gint64 side = REACH * options.pitch;
  gint64 x = QUILT_X + g_test_rand_int_range (0, (gint32) (options.columns - REACH + 1)) * options.pitch;
  gint64 y = QUILT_Y + g_test_rand_int_range (0, (gint32) (options.rows - REACH + 1)) * options.pitch;
  HandFaces faces = { pick, soak->near, { x, y, x + side, y + side } };
  MlsSource source = mls_store_source (soak->sample.store);
  g_autoptr (GError) error = NULL;

  g_ptr_array_set_size (soak->near, 0);
  source.funcs->faces (source.self, &faces.box, take_near, soak->near, &error);
  g_assert_no_error (error);
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

  g_assert_no_error (error);
  g_ptr_array_add (soak->done, applied);
  if (soak->done->len > LONGEST_RUN)
    g_ptr_array_remove_index (soak->done, 0);
  soak->counts[plan->verb]++;
}

static void
edit (Soak *soak)
{
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_store_source (soak->sample.store), options.n_vintages);
  const HandFaces faces = reach_somewhere (soak);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPlan) plan = NULL;
  HandMove move;

  hand_draw (&move, &faces, &options);
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

/* The file keeps an operation by its ids. */
static gboolean
same_delta (MlsDelta *a, MlsDelta *b)
{
  g_array_sort (a->changes, compare_changes);
  g_array_sort (b->changes, compare_changes);

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
test_soak (void)
{
  Soak soak = { .near = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref),
                .done = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_delta_unref) };

  make_project (&soak.sample);
  for (guint i = 1; i <= n_edits; i++)
    {
      edit (&soak);
      if (g_test_rand_int_range (0, 100) == 0)
        undo_some (&soak);
      if (i % MAX (n_edits / N_PROOFS, 1) == 0)
        {
          prove (&soak);
          g_test_message ("%u edits", i);
        }
    }

  print_table (&soak);
  g_ptr_array_unref (soak.near);
  g_ptr_array_unref (soak.done);
  sample_end (&soak.sample);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 4);
  n_edits = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  options.columns = (guint) g_ascii_strtoull (argv[2], NULL, 10);
  options.rows = (guint) g_ascii_strtoull (argv[3], NULL, 10);

  g_test_add_func ("/store/soak", test_soak);

  return g_test_run ();
}
