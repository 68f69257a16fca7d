/* Two copies of a quilt are edited at random, each on its own, and what was done to one is done again on the other: in
 * either order, whatever the edits are, the coverage stays a partition of the same territory, and where no edit clashes
 * both orders come to the same map. */

#include "coverage/error.h"
#include "coverage/replay.h"
#include "hand.h"
#include "twin.h"

#include <locale.h>

/* One side: what it started from is made anew whenever it is needed. */
typedef struct
{
  const QuiltOptions *options;
  MlsMemory          *memory;
  GPtrArray          *deltas; /* (element-type MlsDelta) as they were applied */
} Copy;

static void
copy_init (Copy *copy, const QuiltOptions *options)
{
  *copy = (Copy){ options, quilt_new (options), g_ptr_array_new_with_free_func ((GDestroyNotify) mls_delta_unref) };
}

static void
copy_clear (Copy *copy)
{
  mls_memory_free (copy->memory);
  g_ptr_array_unref (copy->deltas);
}

static MlsDelta *
apply (MlsMemory *memory, const MlsDelta *delta)
{
  g_autoptr (GError) error = NULL;
  MlsDelta *applied = mls_memory_apply (memory, delta, &error);

  g_assert_no_error (error);

  return applied;
}

static void
edit_at_random (Copy *copy, guint n_edits)
{
  const HandFaces faces = hand_memory (copy->memory, copy->options);

  while (copy->deltas->len < n_edits)
    {
      g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (copy->memory), copy->options->n_vintages);
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsPlan) plan = NULL;
      HandMove move;

      hand_draw (&move, &faces, copy->options);
      plan = hand_plan (&move, patch, &error);
      if (plan != NULL && !plan->pending)
        g_ptr_array_add (copy->deltas, apply (copy->memory, plan->delta));
    }
}

static gint64
highest_id (const QuiltOptions *options)
{
  MlsMemory *memory = quilt_new (options);
  g_autoptr (GPtrArray) faces = mls_memory_faces (memory);
  gint64 id = ((MlsFace *) g_ptr_array_index (faces, faces->len - 1))->id;

  mls_memory_free (memory);

  return id;
}

static void
check_partition (MlsMemory *memory)
{
  g_autoptr (GError) error = NULL;

  mls_memory_check (memory, &error);
  g_assert_no_error (error);
}

typedef struct
{
  guint as_is;
  guint rebased;
  guint clashes;
} Outcome;

/* Both in the same state, until @theirs goes one edit on. */
typedef struct
{
  MlsReplay *replay;
  MlsMemory *before;
  MlsMemory *after;
  MlsMemory *ours;
  guint      n_vintages;
} Merge;

static MlsDelta *
plan_again (Merge *merge, const MlsDelta *delta, Outcome *outcome)
{
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (merge->ours), merge->n_vintages);
  MlsDelta *planned = mls_replay_as_is (merge->replay, delta, patch);
  g_autoptr (GError) error = NULL;
  MlsPoint where;

  if (planned != NULL)
    {
      outcome->as_is++;
      return planned;
    }

  planned = mls_replay_rebase (merge->replay, delta, mls_memory_source (merge->before), mls_memory_source (merge->after),
                               patch, &where, &error);
  if (planned != NULL)
    outcome->rebased++;
  else
    {
      outcome->clashes++;
      g_assert_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_CLASH);
    }

  return planned;
}

static void
make_again (Merge *merge, const MlsDelta *delta, Outcome *outcome)
{
  g_autoptr (MlsDelta) planned = NULL;
  MlsDelta *there = apply (merge->after, delta);

  mls_delta_unref (there);
  planned = plan_again (merge, delta, outcome);
  if (planned != NULL)
    {
      g_autoptr (MlsDelta) applied = apply (merge->ours, planned);

      mls_replay_learn (merge->replay, delta, applied);
      check_partition (merge->ours);
    }
  mls_delta_unref (apply (merge->before, delta));
}

/* @ours as it is once @theirs has been made again on it. */
static MlsMemory *
merge (const Copy *ours, const Copy *theirs, Outcome *outcome)
{
  const QuiltOptions *options = ours->options;
  Merge merge = { mls_replay_new (highest_id (options)), quilt_new (options), quilt_new (options), quilt_new (options),
                  options->n_vintages };

  for (guint i = 0; i < ours->deltas->len; i++)
    mls_delta_unref (apply (merge.ours, g_ptr_array_index (ours->deltas, i)));
  for (guint i = 0; i < theirs->deltas->len; i++)
    make_again (&merge, g_ptr_array_index (theirs->deltas, i), outcome);

  mls_replay_free (merge.replay);
  mls_memory_free (merge.before);
  mls_memory_free (merge.after);

  return merge.ours;
}

static void
expect_same_map (MlsMemory *one, MlsMemory *other)
{
  g_autoptr (GPtrArray) a = mls_memory_faces (one);
  g_autoptr (GPtrArray) b = mls_memory_faces (other);

  twin_expect_same_map (a, b);
}

typedef struct
{
  const char  *name;
  guint        n_pairs;
  guint        n_edits;
  QuiltOptions options;
} Sort;

static void
one_pair (const Sort *sort, Outcome *there, Outcome *back, guint *n_clean)
{
  Outcome one = { 0 }, other = { 0 };
  Copy a, b;
  MlsMemory *ab, *ba;

  copy_init (&a, &sort->options);
  copy_init (&b, &sort->options);
  edit_at_random (&a, (guint) g_test_rand_int_range (1, (gint32) sort->n_edits));
  edit_at_random (&b, (guint) g_test_rand_int_range (1, (gint32) sort->n_edits));
  ab = merge (&a, &b, &one);
  ba = merge (&b, &a, &other);
  if (one.clashes + other.clashes == 0)
    {
      expect_same_map (ab, ba);
      ++*n_clean;
    }

  there->as_is += one.as_is, there->rebased += one.rebased, there->clashes += one.clashes;
  back->as_is += other.as_is, back->rebased += other.rebased, back->clashes += other.clashes;
  mls_memory_free (ab);
  mls_memory_free (ba);
  copy_clear (&a);
  copy_clear (&b);
}

static void
test_random (gconstpointer data)
{
  const Sort *sort = data;
  Outcome there = { 0 }, back = { 0 };
  guint n_pairs = g_test_slow () ? sort->n_pairs * 20 : sort->n_pairs, n_clean = 0;

  for (guint i = 0; i < n_pairs; i++)
    one_pair (sort, &there, &back, &n_clean);

  g_test_message ("%u pairs, %u without a clash; as they were %u and %u, made anew %u and %u, clashes %u and %u", n_pairs,
                  n_clean, there.as_is, back.as_is, there.rebased, back.rebased, there.clashes, back.clashes);
  g_assert_cmpuint (n_clean, >, 0);
  g_assert_cmpuint (there.rebased, >, 0);
}

int
main (int argc, char *argv[])
{
  static const Sort sorts[] = {
    { "fields", 60, 8, { 4, 4, 60000, 6, 4, 2, 1 } },
    { "one each", 60, 2, { 2, 2, 60000, 4, 4, 2, 1 } },
    { "close", 60, 5, { 2, 2, 60000, 4, 4, 2, 1 } },
    { "tiny", 40, 6, { 4, 4, 40, 3, 3, 2, 3 } },
    { "cuts", 40, 6, { 4, 4, 60000, 4, 2, 1, 9 } },
  };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autofree char *path = g_strconcat ("/coverage/replay/random/", sorts[i].name, NULL);

      g_test_add_data_func (path, &sorts[i], test_random);
    }

  return g_test_run ();
}
