#include "coverage/plan.h"
#include "quilt.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* Random edits of every verb on a small quilt: whatever is asked, the coverage stays a partition of
 * the same territory, and what was done can be taken back to the bit. */

typedef struct
{
  MlsMemory *memory;
  QuiltOptions options;
  guint done[MLS_N_VERBS];
  guint refused[MLS_N_REFUSALS];
  guint pending;
} Trial;

static gint64
random_mm (gint64 extent)
{
  return (gint64) (g_test_rand_double () * (double) extent);
}

static MlsPoint
random_point (const Trial *trial)
{
  const QuiltOptions *o = &trial->options;

  return (MlsPoint){ QUILT_X + random_mm (o->columns * o->pitch), QUILT_Y + random_mm (o->rows * o->pitch) };
}

static MlsPoint
random_vertex (const Trial *trial)
{
  g_autoptr (GPtrArray) faces = mls_memory_faces (trial->memory);
  const MlsFace *face = g_ptr_array_index (faces, (guint) g_test_rand_int_range (0, (gint32) faces->len));

  return face->points[g_test_rand_int_range (0, (gint32) face->n_points)];
}

static MlsPoint
near_point (MlsPoint p, gint64 by)
{
  return (MlsPoint){ p.x + random_mm (2 * by) - by, p.y + random_mm (2 * by) - by };
}

static MlsIntent
random_intent (const Trial *trial)
{
  guint n = trial->options.n_vintages;
  MlsIntent intent = { 0 };

  intent.vintage = (guint) g_test_rand_int_range (0, (gint32) n);
  intent.dimension = (MlsDimension) g_test_rand_int_range (0, MLS_N_DIMENSIONS);
  intent.correction = g_test_rand_bit ();
  intent.vintages = MLS_VINTAGE (n) - 1;
  intent.pair.cover = quilt_code ('c', (guint) g_test_rand_int_range (0, (gint32) trial->options.n_codes));
  intent.pair.use = quilt_code ('u', (guint) g_test_rand_int_range (0, (gint32) trial->options.n_codes));
  intent.takes = (MlsTakes) g_test_rand_int_range (0, 4);
  intent.all = g_test_rand_bit ();

  return intent;
}

static gsize
random_line (const Trial *trial, MlsPoint *points, gsize max)
{
  gsize n = (gsize) g_test_rand_int_range (2, (gint32) max);
  gint64 step = trial->options.pitch;

  points[0] = g_test_rand_bit () ? random_vertex (trial) : random_point (trial);
  for (gsize i = 1; i < n; i++)
    points[i] = g_test_rand_int_range (0, 5) == 0 ? random_vertex (trial) : near_point (points[i - 1], step);

  /* Now and then a line within a millimetre of what is there. */
  if (g_test_rand_int_range (0, 4) == 0)
    for (gsize i = 0; i < n; i++)
      points[i] = near_point (random_vertex (trial), 2);

  return n;
}

static MlsPlan *
random_plan (Trial *trial, MlsPatch *patch, const MlsIntent *intent, GError **error)
{
  MlsPoint points[12];
  MlsPoint at = random_point (trial);
  gsize n;

  switch (g_test_rand_int_range (0, 9))
    {
    case 0:
    case 1:
    case 2:
      n = random_line (trial, points, 8);
      return mls_plan_line (patch, points, n, intent, error);
    case 3:
      points[0] = at;
      points[1] = near_point (at, trial->options.pitch);
      points[2] = near_point (at, trial->options.pitch);
      points[3] = near_point (at, trial->options.pitch / 2);
      return mls_plan_line (patch, points, 4, intent, error);
    case 4:
      n = random_line (trial, points, 12);
      return mls_plan_polygon (patch, points, n, intent, error);
    case 5:
      return mls_plan_merge (patch, at, near_point (at, trial->options.pitch), intent, error);
    case 6:
      return mls_plan_recode (patch, at, intent, error);
    case 7:
      at = random_vertex (trial);
      return mls_plan_move_vertex (patch, at, near_point (at, g_test_rand_bit () ? 3 : trial->options.pitch / 8), intent, error);
    default:
      at = random_vertex (trial);
      return g_test_rand_bit () ? mls_plan_remove_vertex (patch, at, intent, error)
                                : mls_plan_insert_vertex (patch, near_point (at, 400), intent, error);
    }
}

static MlsArea2
total_area2 (MlsMemory *memory)
{
  g_autoptr (GPtrArray) faces = mls_memory_faces (memory);
  MlsArea2 sum = 0;

  for (guint i = 0; i < faces->len; i++)
    sum += mls_face_area2 (g_ptr_array_index (faces, i));

  return sum;
}

static void
check_partition (Trial *trial)
{
  g_autoptr (GError) error = NULL;

  mls_memory_check (trial->memory, &error);
  g_assert_no_error (error);
}

/* One edit. Returns the delta applied, if any. */
static MlsDelta *
one_edit (Trial *trial)
{
  MlsSource source = mls_memory_source (trial->memory);
  g_autoptr (MlsPatch) patch = mls_patch_new (source, trial->options.n_vintages);
  MlsIntent intent = random_intent (trial);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPlan) plan = random_plan (trial, patch, &intent, &error);
  MlsDelta *applied;

  if (plan == NULL)
    {
      g_assert_nonnull (error);
      if (error->domain != MLS_REFUSAL)
        g_error ("%s", error->message);
      trial->refused[error->code]++;
      return NULL;
    }

  if (plan->pending)
    {
      g_assert_null (plan->delta);
      trial->pending++;
      return NULL;
    }

  applied = mls_memory_apply (trial->memory, plan->delta, &error);
  g_assert_no_error (error);
  trial->done[plan->verb]++;

  return applied;
}

static gboolean
same_coverage (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const MlsFace *f = g_ptr_array_index (a, i);
      const MlsFace *g = g_ptr_array_index (b, i);

      if (f->id != g->id || !mls_face_same_rings (f, g) || !mls_face_same_labels (f, g))
        return FALSE;
    }

  return TRUE;
}

static GPtrArray *
snapshot (MlsMemory *memory)
{
  g_autoptr (GPtrArray) faces = mls_memory_faces (memory);
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);

  for (guint i = 0; i < faces->len; i++)
    g_ptr_array_add (copy, mls_face_ref (g_ptr_array_index (faces, i)));

  return copy;
}

static void
print_table (const Trial *trial)
{
  for (int v = 0; v < MLS_N_VERBS; v++)
    g_test_message ("%-14s %6u", mls_verb_name ((MlsVerb) v), trial->done[v]);
  for (int r = 0; r < MLS_N_REFUSALS; r++)
    g_test_message ("refused %-14s %6u", mls_refusal_name ((MlsRefusal) r), trial->refused[r]);
  g_test_message ("pending %u", trial->pending);
}

static void
test_random (gconstpointer data)
{
  Trial trial = { .options = *(const QuiltOptions *) data };
  guint n_edits = g_test_slow () ? 20000 : 1500;
  g_autoptr (GPtrArray) deltas = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_delta_unref);
  g_autoptr (GPtrArray) start = NULL;
  g_autoptr (GPtrArray) end = NULL;
  MlsArea2 area2;

  trial.memory = quilt_new (&trial.options);
  check_partition (&trial);
  start = snapshot (trial.memory);
  area2 = total_area2 (trial.memory);

  for (guint i = 0; i < n_edits; i++)
    {
      MlsDelta *delta = one_edit (&trial);

      if (delta != NULL)
        g_ptr_array_add (deltas, delta);
      if (i % 50 == 0)
        check_partition (&trial);
    }

  check_partition (&trial);
  print_table (&trial);
  for (guint i = deltas->len; i-- > 0;)
    {
      g_autoptr (MlsDelta) inverse = mls_delta_inverted (g_ptr_array_index (deltas, i));
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsDelta) applied = mls_memory_apply (trial.memory, inverse, &error);

      g_assert_no_error (error);
    }

  end = snapshot (trial.memory);
  g_assert_true (same_coverage (start, end));
  g_assert_true (area2 == total_area2 (trial.memory));
  mls_memory_free (trial.memory);
}

int
main (int argc, char *argv[])
{
  static const QuiltOptions fields = { 8, 8, 60000, 12, 4, 2, 1 };
  static const QuiltOptions many_vintages = { 5, 5, 40000, 6, 3, 4, 2 };
  static const QuiltOptions tiny = { 6, 6, 40, 3, 3, 2, 3 };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/coverage/plan/random/fields", &fields, test_random);
  g_test_add_data_func ("/coverage/plan/random/vintages", &many_vintages, test_random);
  g_test_add_data_func ("/coverage/plan/random/tiny", &tiny, test_random);

  return g_test_run ();
}
