#include "sample.h"
#include "store/error.h"
#include "store/store-private.h"
#include "store/undo.h"

#include <locale.h>

static const Board board = { 8, 8, 20, 4, 0 };

/* The plain model: states before each operation that is done, and after each that is undone. */
typedef struct
{
  GPtrArray *done;
  GPtrArray *undone;
  char      *now;
} Stack;

static void
stack_init (Stack *stack, const char *path)
{
  stack->done = g_ptr_array_new_with_free_func (g_free);
  stack->undone = g_ptr_array_new_with_free_func (g_free);
  stack->now = sample_fingerprint (path);
}

static void
stack_clear (Stack *stack)
{
  g_ptr_array_unref (stack->done);
  g_ptr_array_unref (stack->undone);
  g_free (stack->now);
}

static void
stack_move (Stack *stack, GPtrArray *from, GPtrArray *to)
{
  g_ptr_array_add (to, stack->now);
  stack->now = g_ptr_array_steal_index (from, from->len - 1);
}

static void
step_edit (Sample *sample, Stack *stack)
{
  g_autoptr (MlsDelta) delta = sample_random_delta (sample->store);
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (GError) error = NULL;

  if (delta == NULL)
    return;

  applied = mls_store_apply (sample->store, delta, &sample_facts, NULL, &error);
  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING))
    return;

  g_assert_no_error (error);
  g_ptr_array_add (stack->done, stack->now);
  stack->now = sample_fingerprint (sample->path);
  g_ptr_array_set_size (stack->undone, 0);
}

/* One of the two ways along the history, and what lies ahead on it. */
typedef struct
{
  MlsDelta *(*go) (MlsStore *store, const char *author, gint64 *operation, GError **error);
  GPtrArray *(*steps) (MlsStore *store, guint n, GError **error);
} Way;

static const Way undo_way = { mls_store_undo, mls_store_undo_steps };
static const Way redo_way = { mls_store_redo, mls_store_redo_steps };

static GPtrArray *
steps_ahead (Sample *sample, const Way *way, guint n)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *steps = way->steps (sample->store, n, &error);

  g_assert_no_error (error);

  return steps;
}

static gint64
step_id (GPtrArray *steps, guint i)
{
  const MlsUndoStep *step = g_ptr_array_index (steps, i);

  g_assert_cmpint (step->what->undoes, ==, 0);
  g_assert_cmpstr (step->what->author, ==, sample_facts.author);

  return step->id;
}

static void
step_back (Sample *sample, Stack *stack, const Way *way, GPtrArray *from, GPtrArray *to)
{
  g_autoptr (GPtrArray) steps = steps_ahead (sample, way, G_MAXUINT);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (MlsOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;
  g_autoptr (MlsDelta) applied = way->go (sample->store, "somebody else", &id, &error);
  g_autofree char *now = NULL;

  g_assert_cmpuint (steps->len, ==, from->len);
  if (from->len == 0)
    {
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
      return;
    }

  g_assert_no_error (error);
  g_assert_nonnull (applied);
  stack_move (stack, from, to);
  now = sample_fingerprint (sample->path);
  g_assert_cmpstr (now, ==, stack->now);

  operation = mls_store_operation (sample->store, id, NULL);
  g_assert_cmpint (operation->undoes, ==, step_id (steps, 0));
  left = steps_ahead (sample, way, 3);
  g_assert_cmpuint (left->len, ==, MIN (3, from->len));
  for (guint i = 0; i < left->len; i++)
    g_assert_cmpint (step_id (left, i), ==, step_id (steps, i + 1));
}

static void
assert_none (MlsStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  mls_database_get_integer (store->database, &n, &error, sql, NULL);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 0);
}

/* Every row, of now and of the past, is where its geometry is, and at its time, and nothing else; an
 * R-tree keeps 32 bits, so that its boxes are larger by up to a metre. */
static void
assert_indexed (MlsStore *store)
{
  assert_none (store, "SELECT count (*) FROM coverage LEFT JOIN rtree_coverage_geom AS box ON box.id = fid "
                      "WHERE box.id IS NULL OR NOT (ST_MinX (geom) - minx BETWEEN 0 AND 1 AND "
                      "maxx - ST_MaxX (geom) BETWEEN 0 AND 1 AND ST_MinY (geom) - miny BETWEEN 0 AND 1 AND "
                      "maxy - ST_MaxY (geom) BETWEEN 0 AND 1)");
  assert_none (store, "SELECT count (*) FROM coverage_history LEFT JOIN rtree_coverage_history AS box "
                      "ON box.id = entry WHERE box.id IS NULL OR min_operation <> since OR "
                      "max_operation <> until OR NOT (ST_MinX (geom) - min_x BETWEEN 0 AND 1 AND "
                      "max_x - ST_MaxX (geom) BETWEEN 0 AND 1 AND ST_MinY (geom) - min_y BETWEEN 0 AND 1 AND "
                      "max_y - ST_MaxY (geom) BETWEEN 0 AND 1)");
  assert_none (store, "SELECT (SELECT count (*) FROM rtree_coverage_geom) - (SELECT count (*) FROM coverage)");
  assert_none (store, "SELECT (SELECT count (*) FROM rtree_coverage_history) - "
                      "(SELECT count (*) FROM coverage_history)");
  assert_none (store, "SELECT rtreecheck ('rtree_coverage_geom') <> 'ok' OR "
                      "rtreecheck ('rtree_coverage_history') <> 'ok'");
}

static void
test_random (void)
{
  Sample sample;
  Stack stack;
  g_autofree char *start = NULL;

  sample_begin (&sample, &board);
  stack_init (&stack, sample.path);
  start = g_strdup (stack.now);

  for (int i = 0; i < (g_test_slow () ? 2000 : 200); i++)
    switch (g_test_rand_int_range (0, 10))
      {
      case 0:
        sample_reopen (&sample);
        break;
      case 1:
      case 2:
      case 3:
        step_back (&sample, &stack, &undo_way, stack.done, stack.undone);
        break;
      case 4:
      case 5:
        step_back (&sample, &stack, &redo_way, stack.undone, stack.done);
        break;
      default:
        step_edit (&sample, &stack);
      }

  assert_indexed (sample.store);

  /* All the way back: the same ids, the same bytes. */
  while (stack.done->len > 0)
    step_back (&sample, &stack, &undo_way, stack.done, stack.undone);
  g_assert_cmpstr (stack.now, ==, start);
  step_back (&sample, &stack, &undo_way, stack.done, stack.undone);

  assert_indexed (sample.store);

  stack_clear (&stack);
  sample_end (&sample);
}

static void
test_facts (void)
{
  Sample sample;
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (MlsDelta) undone = NULL;
  g_autoptr (MlsOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id, undo;

  sample_begin (&sample, &board);
  operation = mls_store_next_undo (sample.store, &error);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_clear_error (&error);

  face = mls_store_face (sample.store, 3, NULL);
  delta = sample_recode (face, "CS2.1.0", "US1.1.3");
  id = sample_apply (sample.store, delta);

  operation = mls_store_next_undo (sample.store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (operation->id, ==, id);
  g_assert_cmpstr (operation->author, ==, "tester");
  g_assert_cmpstr (operation->verb, ==, "recode");
  g_assert_cmpstr (operation->kind, ==, "change");
  g_assert_cmpuint (operation->vintages, ==, MLS_VINTAGE (1));
  g_assert_cmpstr (operation->dimension, ==, "cover");
  g_assert_cmpfloat (operation->scale, ==, 2500);
  g_assert_cmpstr (operation->summary, ==, "a summary");
  g_assert_cmpint (operation->undoes, ==, 0);
  g_assert_false (operation->barrier);
  g_assert_cmpmem (&operation->box, sizeof (MlsBox), &face->box, sizeof (MlsBox));

  undone = mls_store_undo (sample.store, "somebody else", &undo, &error);
  g_assert_no_error (error);
  g_clear_pointer (&operation, mls_operation_free);
  operation = mls_store_operation (sample.store, undo, &error);
  g_assert_cmpstr (operation->author, ==, "somebody else");
  g_assert_cmpint (operation->undoes, ==, id);

  g_clear_pointer (&operation, mls_operation_free);
  operation = mls_store_next_redo (sample.store, &error);
  g_assert_cmpint (operation->id, ==, undo);

  sample_end (&sample);
}

/* Adding a vintage cannot be undone, and nothing before it can. */
static void
test_barrier (void)
{
  static const MlsVintage vintage = { "27", 2027, NULL, 0 };
  Sample sample;
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (MlsDelta) undone = NULL;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  face = mls_store_face (sample.store, 3, NULL);
  delta = sample_recode (face, "CS2.1.0", "US1.1.3");
  sample_apply (sample.store, delta);
  mls_store_add_vintage (sample.store, &vintage, "tester", NULL, &error);
  g_assert_no_error (error);

  undone = mls_store_undo (sample.store, "tester", NULL, &error);
  g_assert_null (undone);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_clear_error (&error);
  undone = mls_store_redo (sample.store, "tester", NULL, &error);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);

  sample_end (&sample);
}

/* A vertex on the territory's edge comes and goes with its operation. */
static void
test_edge (void)
{
  Sample sample;
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsFace) wider = NULL;
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsDelta) undone = NULL;
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;
  g_autoptr (GArray) points = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  MlsPoint added = { BOARD_X + 2500, BOARD_Y };
  MlsRing ring;

  sample_begin (&sample, &board);
  start = sample_fingerprint (sample.path);
  face = mls_store_face (sample.store, 1, NULL);
  points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_array_append_vals (points, face->points, face->n_points);
  g_array_insert_val (points, 1, added);
  ring = (MlsRing){ (MlsPoint *) (gpointer) points->data, points->len };
  wider = mls_face_new (1, &ring, 1, face->labels, 2);
  mls_delta_add (delta, mls_face_ref (face), mls_face_ref (wider));

  /* Without the stored edge it is not closed. */
  undone = mls_store_apply (sample.store, delta, &sample_facts, NULL, &error);
  g_assert_null (undone);
  g_assert_nonnull (error);
  g_clear_error (&error);

  before = sample_edge (&board);
  g_array_set_size (before, 128);
  after = g_array_copy (before);
  g_array_insert_val (after, 1, added);
  mls_delta_add_edge (delta, 1, g_array_ref (before), g_array_ref (after));
  sample_apply (sample.store, delta);
  undone = mls_store_undo (sample.store, "tester", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->edges->len, ==, 1);
  end = sample_fingerprint (sample.path);
  g_assert_cmpstr (start, ==, end);

  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/undo/random", test_random);
  g_test_add_func ("/store/undo/facts", test_facts);
  g_test_add_func ("/store/undo/barrier", test_barrier);
  g_test_add_func ("/store/undo/edge", test_edge);

  return g_test_run ();
}
