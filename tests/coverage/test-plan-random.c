/* Random edits of every verb on small quilts, some of them of needles and dust: whatever is asked, the
 * coverage stays a partition of the same territory, what comes of it depends on nothing but the
 * coverage, each face made is a polygon to others too, and what was done can be taken back to the bit. */

#include "hand.h"
#include "oracle.h"
#include "twin.h"

#include <locale.h>
#include <math.h>

typedef struct
{
  MlsMemory *memory;
  QuiltOptions options;
  GPtrArray *deltas; /* (element-type MlsDelta) applied */
  guint done[MLS_N_VERBS];
  guint refused[MLS_N_REFUSALS];
  guint pending;
} Trial;

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

static void
expect_polygon (const MlsFace *face)
{
  g_autofree MlsRing *rings = g_new (MlsRing, face->n_rings);
  double area = (double) mls_face_area2 (face) / 2;

  for (guint r = 0; r < face->n_rings; r++)
    rings[r] = mls_face_ring (face, r);

  g_assert_true (oracle_is_polygon (rings, face->n_rings));
  g_assert_cmpfloat_with_epsilon (oracle_area (rings, face->n_rings), area, 1 + area * 1e-9);
}

static void
check_delta (const MlsDelta *delta)
{
  g_assert_true (twin_inverts_back (delta));
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);
      const MlsFace *before = change->before, *after = change->after;

      if (after == NULL || (before != NULL && mls_face_same_rings (before, after)))
        continue;

      g_assert_cmpuint (after->n_points, <=, MLS_MAX_FACE_POINTS);
      expect_polygon (after);
    }
}

/* The same move elsewhere must come to the same. */
static void
check_twin (const Trial *trial, const HandMove *move, const MlsPlan *plan, const GError *refusal)
{
  g_autoptr (MlsPatch) patch = twin_patch_new (trial->memory, trial->options.n_vintages);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPlan) twin = hand_plan (move, patch, &error);

  g_assert_true ((twin == NULL) == (plan == NULL));
  if (twin == NULL)
    {
      g_assert_cmpint (error->code, ==, refusal->code);
      return;
    }

  g_assert_cmpint (twin->verb, ==, plan->verb);
  g_assert_true (twin->pending == plan->pending);
  g_assert_true (plan->pending || twin_same_delta (twin->delta, plan->delta));
}

static void
apply (Trial *trial, const MlsPlan *plan)
{
  g_autoptr (GError) error = NULL;
  MlsDelta *applied = mls_memory_apply (trial->memory, plan->delta, &error);

  g_assert_no_error (error);
  check_delta (applied);
  g_ptr_array_add (trial->deltas, applied);
  trial->done[plan->verb]++;
}

static void
one_edit (Trial *trial)
{
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (trial->memory), trial->options.n_vintages);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPlan) plan = NULL;
  const HandFaces faces = hand_memory (trial->memory, &trial->options);
  HandMove move;

  hand_draw (&move, &faces, &trial->options);
  plan = hand_plan (&move, patch, &error);
  if (plan == NULL && error->domain != MLS_REFUSAL)
    g_error ("%s", error->message);

  check_twin (trial, &move, plan, error);
  if (plan == NULL)
    trial->refused[error->code]++;
  else if (plan->pending)
    trial->pending++;
  else
    apply (trial, plan);
}

static void
take_all_back (Trial *trial)
{
  for (guint i = trial->deltas->len; i-- > 0;)
    {
      g_autoptr (MlsDelta) inverse = mls_delta_inverted (g_ptr_array_index (trial->deltas, i));
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsDelta) applied = mls_memory_apply (trial->memory, inverse, &error);

      g_assert_no_error (error);
    }
}

static gboolean
same_coverage (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!twin_same_face (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

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

/* A quilt, and how often it is edited in the suite; sixty times as often when there is time. */
typedef struct
{
  const char  *name;
  guint        n_edits;
  QuiltOptions options;
} Sort;

static void
test_random (gconstpointer data)
{
  const Sort *sort = data;
  Trial trial = { .options = sort->options };
  guint n_edits = g_test_slow () ? sort->n_edits * 60 : sort->n_edits;
  g_autoptr (GPtrArray) start = NULL;
  g_autoptr (GPtrArray) end = NULL;
  MlsArea2 area2;

  trial.memory = quilt_new (&trial.options);
  trial.deltas = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_delta_unref);
  check_partition (&trial);
  start = snapshot (trial.memory);
  area2 = total_area2 (trial.memory);

  for (guint i = 0; i < n_edits; i++)
    {
      one_edit (&trial);
      if (i % 50 == 0)
        check_partition (&trial);
    }

  check_partition (&trial);
  print_table (&trial);
  take_all_back (&trial);

  end = snapshot (trial.memory);
  g_assert_true (same_coverage (start, end));
  g_assert_true (area2 == total_area2 (trial.memory));
  g_ptr_array_unref (trial.deltas);
  mls_memory_free (trial.memory);
}

int
main (int argc, char *argv[])
{
  static const Sort sorts[] = {
    { "fields", 500, { 8, 8, 60000, 12, 4, 2, 1 } },
    { "vintages", 500, { 5, 5, 40000, 6, 3, 4, 2, 2 } },
    { "tiny", 500, { 6, 6, 40, 3, 3, 2, 3 } },
    { "dust", 500, { 8, 8, 3, 1, 3, 2, 4 } },                               /* vertices a millimetre apart */
    { "needles", 500, { 8, 8, 40, 3, 3, 2, 5, 0, { 2000, 999, 1, 2 } } },   /* 80 m long, 6 cm wide, aslant */
    { "splinters", 500, { 8, 8, 20, 3, 3, 2, 6, 0, { 20, -19, 1, 1 } } },
    { "hairs", 40, { 8, 8, 40, 3, 3, 2, 7, 0, { 1000, 999, 1, 1 } } },     /* 40 m long, under a millimetre */
    { "cuts", 500, { 8, 8, 60000, 8, 2, 1, 9 } },                           /* many neighbours alike */
    { "large", 40, { 2, 3, 20000, 450, 2, 1, 11 } },                        /* faces joined are cut anew */
    { "long", 25, { 1, 2, 20000, 5000, 2, 2, 8 } },                        /* borders of 5 000 vertices */
  };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autofree char *path = g_strconcat ("/coverage/plan/random/", sorts[i].name, NULL);

      g_test_add_data_func (path, &sorts[i], test_random);
    }

  return g_test_run ();
}
