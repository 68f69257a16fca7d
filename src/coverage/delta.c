#include "coverage/delta.h"

#include "coverage/error.h"
#include "geometry/predicate.h"
#include "geometry/stretch.h"

#include <string.h>

static void
change_clear (gpointer data)
{
  MlsChange *change = data;

  g_clear_pointer (&change->before, mls_face_unref);
  g_clear_pointer (&change->after, mls_face_unref);
}

static void
edge_change_clear (gpointer data)
{
  MlsEdgeChange *change = data;

  g_clear_pointer (&change->before, g_array_unref);
  g_clear_pointer (&change->after, g_array_unref);
}

/**
 * mls_edge_points_equal:
 * @a: (element-type MlsPoint) (nullable): points of a piece of the territory's edge
 * @b: (element-type MlsPoint) (nullable): the same
 *
 * Returns: whether both are there, with the same points in the same order
 */
gboolean
mls_edge_points_equal (const GArray *a, const GArray *b)
{
  return a != NULL && b != NULL && a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (MlsPoint)) == 0;
}

/**
 * mls_delta_new:
 *
 * Returns: (transfer full): a delta that changes nothing
 */
MlsDelta *
mls_delta_new (void)
{
  MlsDelta *delta = g_new0 (MlsDelta, 1);

  g_atomic_ref_count_init (&delta->ref_count);
  delta->changes = g_array_new (FALSE, TRUE, sizeof (MlsChange));
  g_array_set_clear_func (delta->changes, change_clear);
  delta->edges = g_array_new (FALSE, TRUE, sizeof (MlsEdgeChange));
  g_array_set_clear_func (delta->edges, edge_change_clear);

  return delta;
}

/**
 * mls_delta_ref:
 * @delta: a delta; from now on nobody adds to it
 *
 * Returns: (transfer full): @delta, counted once more
 */
MlsDelta *
mls_delta_ref (MlsDelta *delta)
{
  g_atomic_ref_count_inc (&delta->ref_count);

  return delta;
}

/**
 * mls_delta_unref:
 * @delta: (transfer full): a delta
 */
void
mls_delta_unref (MlsDelta *delta)
{
  if (!g_atomic_ref_count_dec (&delta->ref_count))
    return;

  g_array_unref (delta->changes);
  g_array_unref (delta->edges);
  g_free (delta);
}

/**
 * mls_delta_add:
 * @delta: a delta nobody else holds
 * @before: (transfer full) (nullable): the face as it is, %NULL for one created
 * @after: (transfer full) (nullable): the face as it will be, %NULL for one removed; of the same
 *   id as @before when there are both
 */
void
mls_delta_add (MlsDelta *delta, MlsFace *before, MlsFace *after)
{
  MlsChange change = { before, after };

  g_return_if_fail (before != NULL || after != NULL);
  g_return_if_fail (before == NULL || after == NULL || before->id == after->id);

  g_array_append_val (delta->changes, change);
}

/**
 * mls_delta_add_edge:
 * @delta: a delta nobody else holds
 * @id: a piece of the territory's edge
 * @before: (transfer full) (element-type MlsPoint): its points as they are
 * @after: (transfer full) (element-type MlsPoint): its points as they will be
 */
void
mls_delta_add_edge (MlsDelta *delta, gint64 id, GArray *before, GArray *after)
{
  MlsEdgeChange change = { id, before, after };

  g_array_append_val (delta->edges, change);
}

/**
 * mls_delta_add_edges:
 * @delta: a delta nobody else holds
 * @rows: (element-type MlsEdgeChange): pieces of the territory's edge
 */
void
mls_delta_add_edges (MlsDelta *delta, const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const MlsEdgeChange *row = &g_array_index (rows, MlsEdgeChange, i);

      mls_delta_add_edge (delta, row->id, g_array_ref (row->before), g_array_ref (row->after));
    }
}

/**
 * mls_delta_inverted:
 * @delta: a delta
 *
 * Returns: (transfer full): the delta that takes @delta back
 */
MlsDelta *
mls_delta_inverted (const MlsDelta *delta)
{
  MlsDelta *inverse = mls_delta_new ();

  for (guint i = delta->changes->len; i-- > 0;)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      mls_delta_add (inverse, change->after != NULL ? mls_face_ref (change->after) : NULL,
                     change->before != NULL ? mls_face_ref (change->before) : NULL);
    }

  for (guint i = delta->edges->len; i-- > 0;)
    {
      const MlsEdgeChange *change = &g_array_index (delta->edges, MlsEdgeChange, i);

      mls_delta_add_edge (inverse, change->id, g_array_ref (change->after),
                          g_array_ref (change->before));
    }

  return inverse;
}

static MlsFace *
renumber (const MlsFace *face, MlsIdFunc func, gpointer user_data)
{
  return face != NULL ? mls_face_with (face, func (face->id, user_data), face->since, face->labels, face->n_vintages)
                      : NULL;
}

/**
 * mls_delta_renumbered:
 * @delta: a delta
 * @func: (scope call): gives other ids to its faces, each its own
 * @user_data: for @func
 *
 * Returns: (transfer full): the same edit of faces of those ids
 */
MlsDelta *
mls_delta_renumbered (const MlsDelta *delta, MlsIdFunc func, gpointer user_data)
{
  MlsDelta *renumbered = mls_delta_new ();

  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      mls_delta_add (renumbered, renumber (change->before, func, user_data), renumber (change->after, func, user_data));
    }

  for (guint i = 0; i < delta->edges->len; i++)
    {
      const MlsEdgeChange *change = &g_array_index (delta->edges, MlsEdgeChange, i);

      mls_delta_add_edge (renumbered, change->id, g_array_ref (change->before), g_array_ref (change->after));
    }

  return renumbered;
}

/* What is already there of that id, or the next free place. */
static guint
place_in (GHashTable *places, gint64 id, guint next)
{
  gpointer place;

  if (g_hash_table_lookup_extended (places, &id, NULL, &place))
    return GPOINTER_TO_UINT (place);

  g_hash_table_insert (places, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (next));

  return next;
}

static MlsFace *
ref_or_null (MlsFace *face)
{
  return face != NULL ? mls_face_ref (face) : NULL;
}

static void
join_change (GArray *changes, GHashTable *places, const MlsChange *change)
{
  guint place = place_in (places, change->before != NULL ? change->before->id : change->after->id, changes->len);
  MlsChange *joined;

  if (place == changes->len)
    {
      MlsChange first = { ref_or_null (change->before), ref_or_null (change->after) };

      g_array_append_val (changes, first);
      return;
    }

  joined = &g_array_index (changes, MlsChange, place);
  g_clear_pointer (&joined->after, mls_face_unref);
  joined->after = ref_or_null (change->after);
}

static void
join_edge_change (GArray *edges, GHashTable *places, const MlsEdgeChange *change)
{
  guint place = place_in (places, change->id, edges->len);
  MlsEdgeChange *joined;

  if (place == edges->len)
    {
      MlsEdgeChange first = { change->id, g_array_ref (change->before), g_array_ref (change->after) };

      g_array_append_val (edges, first);
      return;
    }

  joined = &g_array_index (edges, MlsEdgeChange, place);
  g_array_unref (joined->after);
  joined->after = g_array_ref (change->after);
}

/**
 * mls_delta_joined:
 * @deltas: (element-type MlsDelta): edits one after the other
 *
 * Returns: (transfer full): what they come to together; a face that came and went in between is nowhere in it
 */
MlsDelta *
mls_delta_joined (const GPtrArray *deltas)
{
  MlsDelta *joined = mls_delta_new ();
  g_autoptr (GHashTable) faces = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) edges = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < deltas->len; i++)
    {
      const MlsDelta *delta = g_ptr_array_index (deltas, i);

      for (guint k = 0; k < delta->changes->len; k++)
        join_change (joined->changes, faces, &g_array_index (delta->changes, MlsChange, k));
      for (guint k = 0; k < delta->edges->len; k++)
        join_edge_change (joined->edges, edges, &g_array_index (delta->edges, MlsEdgeChange, k));
    }

  for (guint k = joined->changes->len; k-- > 0;)
    if (g_array_index (joined->changes, MlsChange, k).before == NULL &&
        g_array_index (joined->changes, MlsChange, k).after == NULL)
      g_array_remove_index_fast (joined->changes, k);

  return joined;
}

/**
 * mls_delta_is_empty:
 * @delta: a delta
 *
 * Returns: whether it changes nothing
 */
gboolean
mls_delta_is_empty (const MlsDelta *delta)
{
  return delta->changes->len == 0 && delta->edges->len == 0;
}

/**
 * mls_delta_box:
 * @delta: a delta
 *
 * Returns: the box of all its faces, before and after; empty for an empty delta
 */
MlsBox
mls_delta_box (const MlsDelta *delta)
{
  MlsBox box = MLS_BOX_EMPTY;

  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      if (change->before != NULL)
        box = mls_box_union (&box, &change->before->box);
      if (change->after != NULL)
        box = mls_box_union (&box, &change->after->box);
    }

  return box;
}

static void
walk_face (GArray *walks, const MlsFace *face, int times)
{
  for (guint r = 0; face != NULL && r < face->n_rings; r++)
    mls_stretch_add_ring (walks, mls_face_ring (face, r), times);
}

static void
walk_line (GArray *walks, const GArray *points, int times)
{
  for (guint i = 1; i < points->len; i++)
    mls_stretch_add (walks, g_array_index (points, MlsPoint, i - 1), g_array_index (points, MlsPoint, i), times, FALSE);
}

static gboolean
prove_closed (const MlsDelta *delta, GError **error)
{
  g_autoptr (GArray) walks = g_array_new (FALSE, FALSE, sizeof (MlsStretch));
  MlsPoint where;

  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      walk_face (walks, change->after, 1);
      walk_face (walks, change->before, -1);
    }

  /* What the faces gain along the territory's edge, the stored edge gains too. */
  for (guint i = 0; i < delta->edges->len; i++)
    {
      const MlsEdgeChange *change = &g_array_index (delta->edges, MlsEdgeChange, i);

      walk_line (walks, change->after, -1);
      walk_line (walks, change->before, 1);
    }

  mls_stretch_sum (walks);
  if (walks->len == 0)
    return TRUE;

  where = g_array_index (walks, MlsStretch, 0).low;
  g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_OPEN,
               "The edit is not closed at (%.3f, %.3f)", mls_grid_to_metres (where.x),
               mls_grid_to_metres (where.y));
  return FALSE;
}

/* What is there twice would be proven twice and written once. What is new has its id to come. */
static gboolean
prove_distinct (const MlsDelta *delta, GError **error)
{
  g_autoptr (GHashTable) faces = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) edges = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);
      MlsFace *face = change->before != NULL ? change->before : change->after;

      if (face->id > 0 && !g_hash_table_add (faces, &face->id))
        {
          g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_OPEN,
                       "The edit has face %" G_GINT64_FORMAT " twice", face->id);
          return FALSE;
        }
    }

  for (guint i = 0; i < delta->edges->len; i++)
    {
      MlsEdgeChange *change = &g_array_index (delta->edges, MlsEdgeChange, i);

      if (change->id > 0 && !g_hash_table_add (edges, &change->id))
        {
          g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_OPEN,
                       "The edit has piece %" G_GINT64_FORMAT " of the territory's edge twice",
                       change->id);
          return FALSE;
        }
    }

  return TRUE;
}

/* How far vertices that were added to a segment one after the other, each rounded to the grid, may be
 * from it, mm. */
static double
rounding_of (guint n_added)
{
  return n_added + 1;
}

/* Whether @more is @fewer with vertices added to its segments, and no more than rounded; @where is set
 * if not. */
static gboolean
only_adds (const GArray *fewer, const GArray *more, MlsPoint *where)
{
  const MlsPoint *old = (const MlsPoint *) (gpointer) fewer->data;
  const MlsPoint *new = (const MlsPoint *) (gpointer) more->data;
  guint first = 0;

  *where = new[0];
  if (fewer->len == 0 || !mls_point_equal (old[0], new[0]))
    return FALSE;

  for (guint i = 1; i < fewer->len; i++)
    {
      guint next = first + 1;

      *where = old[i];
      while (next < more->len && !mls_point_equal (new[next], old[i]))
        next++;
      if (next == more->len)
        return FALSE;

      for (guint k = first + 1; k < next; k++)
        {
          *where = new[k];
          if (mls_point_distance_to_segment (new[k], old[i - 1], old[i]) > rounding_of (next - first - 1))
            return FALSE;
        }
      first = next;
    }

  return first == more->len - 1;
}

/* A piece that was none is of a coverage that was none. Whoever takes an edit back takes its vertices
 * away again. */
static gboolean
stays (const MlsEdgeChange *change, MlsPoint *where)
{
  if (change->before->len == 0)
    return TRUE;

  return change->after->len >= change->before->len
             ? only_adds (change->before, change->after, where)
             : only_adds (change->after, change->before, where);
}

static gboolean
prove_edges_stay (const MlsDelta *delta, GError **error)
{
  for (guint i = 0; i < delta->edges->len; i++)
    {
      const MlsEdgeChange *change = &g_array_index (delta->edges, MlsEdgeChange, i);
      MlsPoint where;

      if (!stays (change, &where))
        {
          g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_OPEN,
                       "The edit moves the territory's edge at (%.3f, %.3f)",
                       mls_grid_to_metres (where.x), mls_grid_to_metres (where.y));
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * mls_delta_prove:
 * @delta: a delta
 * @error: %MLS_COVERAGE_ERROR_OPEN or %MLS_COVERAGE_ERROR_FACE
 *
 * Proves that applying @delta to a partition leaves a partition of the same territory: every face
 * after is simple, and the faces before and after leave the same directed segments once opposite
 * pairs cancel, but for vertices that the territory's edge gains where it is. By winding numbers no
 * gap and no overlap can result. Takes O(n log n) of the delta's vertices, whatever the size of the
 * coverage.
 *
 * Returns: %FALSE if it would not
 */
gboolean
mls_delta_prove (const MlsDelta *delta, GError **error)
{
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsFace *after = g_array_index (delta->changes, MlsChange, i).after;
      MlsPolygonFault fault;
      MlsPoint where;

      if (after == NULL)
        continue;

      fault = mls_face_fault (after, &where);
      if (fault != MLS_POLYGON_SIMPLE)
        {
          g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_FACE,
                       "Face %" G_GINT64_FORMAT " %s at (%.3f, %.3f)", after->id,
                       mls_polygon_fault_text (fault), mls_grid_to_metres (where.x),
                       mls_grid_to_metres (where.y));
          return FALSE;
        }
    }

  return prove_distinct (delta, error) && prove_edges_stay (delta, error) &&
         prove_closed (delta, error);
}
