#include "coverage/replay.h"

#include "coverage/difference.h"
#include "coverage/error.h"
#include "coverage/fit.h"
#include "coverage/rebase.h"
#include "coverage/segment-table.h"

#include <glib/gi18n-lib.h>

struct _MlsReplay
{
  gint64      last_common; /* ids up to here are the same in both */
  GHashTable *ours;        /* id there → id here, of faces made there */
  GHashTable *shared;      /* ids there of faces that somebody here has changed in the same way */
};

/* A face that was made there and has none here yet has an id of its own all the same. */
static gint64
id_here (gint64 id, gpointer user_data)
{
  MlsReplay *replay = user_data;
  const gint64 *known = id > replay->last_common ? g_hash_table_lookup (replay->ours, &id) : &id;

  return known != NULL ? *known : -id;
}

/**
 * mls_replay_new:
 * @last_common_id: the highest id that a face had when the copy was made
 *
 * Returns: (transfer full): nothing made again yet
 */
MlsReplay *
mls_replay_new (gint64 last_common_id)
{
  MlsReplay *replay = g_new0 (MlsReplay, 1);

  replay->last_common = last_common_id;
  replay->ours = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  replay->shared = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return replay;
}

/**
 * mls_replay_free:
 * @replay: (transfer full): what was made again
 */
void
mls_replay_free (MlsReplay *replay)
{
  g_hash_table_unref (replay->ours);
  g_hash_table_unref (replay->shared);
  g_free (replay);
}

/* A state of the copy, seen with the ids its faces have here. */
typedef struct
{
  MlsReplay *replay;
  MlsSource  theirs;
} State;

typedef struct
{
  MlsReplay  *replay;
  MlsFaceFunc func;
  gpointer    user_data;
} Passing;

static gboolean
pass_face (const MlsFace *face, gpointer user_data)
{
  const Passing *passing = user_data;
  g_autoptr (MlsFace) here =
      mls_face_with (face, id_here (face->id, passing->replay), face->since, face->labels, face->n_vintages);

  return passing->func (here, passing->user_data);
}

static gboolean
state_faces (gpointer self, const MlsBox *box, MlsFaceFunc func, gpointer user_data, GError **error)
{
  State *state = self;
  Passing passing = { state->replay, func, user_data };

  return state->theirs.funcs->faces (state->theirs.self, box, pass_face, &passing, error);
}

static gboolean
state_edges (gpointer self, const MlsBox *box, MlsEdgeFunc func, gpointer user_data, GError **error)
{
  State *state = self;

  return state->theirs.funcs->edges (state->theirs.self, box, func, user_data, error);
}

/* A patch finds faces by place. */
static MlsFace *
state_face (gpointer self, gint64 id, GError **error)
{
  g_return_val_if_reached (NULL);
}

static MlsPatch *
patch_of_state (State *state, guint n_vintages)
{
  static const MlsSourceFuncs funcs = { state_faces, state_edges, state_face };

  return mls_patch_new ((MlsSource){ &funcs, state }, n_vintages);
}

static guint
hash_face (gconstpointer key)
{
  const MlsFace *face = key;
  guint hash = face->n_points;

  for (guint i = 0; i < face->n_points; i++)
    hash = hash * 31 + mls_point_hash (face->points[i]);

  return hash;
}

static gboolean
equal_faces (gconstpointer left, gconstpointer right)
{
  return mls_face_same_rings (left, right) && mls_face_same_labels (left, right);
}

/* Counts a face of the ground that the copy has, whatever its id. */
static void
count_face (GHashTable *counts, MlsPatch *copy, MlsFace *face, int times)
{
  int count = face != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (counts, face)) + times : 0;

  if (face == NULL || mls_patch_face_at (copy, mls_face_inner_point (face)) == NULL)
    return;

  if (count == 0)
    g_hash_table_remove (counts, face);
  else
    g_hash_table_insert (counts, face, GINT_TO_POINTER (count));
}

static void
count_delta (GHashTable *counts, MlsPatch *copy, const MlsDelta *delta, int times)
{
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      count_face (counts, copy, change->after, times);
      count_face (counts, copy, change->before, -times);
    }
}

/* Whether one edit after the other leads to the same map as another two, from one state. */
static gboolean
lead_to_the_same (MlsPatch       *copy,
                  const MlsDelta *one,
                  const MlsDelta *then,
                  const MlsDelta *other,
                  const MlsDelta *then_other)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (hash_face, equal_faces);

  count_delta (counts, copy, one, 1);
  count_delta (counts, copy, then, 1);
  count_delta (counts, copy, other, -1);
  count_delta (counts, copy, then_other, -1);

  return g_hash_table_size (counts) == 0;
}

static GPtrArray *
faces_before (const MlsDelta *delta)
{
  GPtrArray *faces = g_ptr_array_new ();

  for (guint i = 0; i < delta->changes->len; i++)
    {
      MlsFace *before = g_array_index (delta->changes, MlsChange, i).before;

      if (before != NULL)
        g_ptr_array_add (faces, before);
    }

  return faces;
}

static gboolean
refuse_order (const MlsDelta *theirs, MlsPoint *where, GError **error)
{
  MlsBox box = mls_delta_box (theirs);

  *where = mls_box_centre (&box);
  g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_CLASH,
               _("Which of two edits comes first matters at (%.3f, %.3f)"), mls_grid_to_metres (where->x),
               mls_grid_to_metres (where->y));

  return FALSE;
}

/* Whether what was done here, made after @theirs, leads to the map that @rebased leads to. */
static gboolean
commutes (const MlsDelta *theirs,
          const MlsDelta *rebased,
          MlsPatch       *before,
          MlsPatch       *after,
          MlsPatch       *ours,
          MlsPoint       *where,
          GError        **error)
{
  g_autoptr (GPtrArray) faces = faces_before (theirs);
  g_autoptr (MlsDelta) done_here = mls_difference_around (before, ours, faces, error);
  g_autoptr (MlsDelta) done_after = done_here != NULL ? mls_delta_rebase (done_here, after, where, NULL, error) : NULL;

  if (done_after == NULL)
    return FALSE;

  return lead_to_the_same (before, done_here, rebased, theirs, done_after) || refuse_order (theirs, where, error);
}

/* What two have done alike is done once, and nobody can tell whose it is: who then changes it again, or takes it back, would
 * change it for both. */
static gboolean
builds_on_shared (const MlsReplay *replay, const MlsDelta *theirs)
{
  for (guint i = 0; i < theirs->changes->len; i++)
    {
      const MlsFace *before = g_array_index (theirs->changes, MlsChange, i).before;

      if (before != NULL && g_hash_table_contains (replay->shared, &before->id))
        return TRUE;
    }

  return FALSE;
}

static void
note_shared (MlsReplay *replay, const MlsDelta *theirs)
{
  for (guint i = 0; i < theirs->changes->len; i++)
    {
      const MlsFace *after = g_array_index (theirs->changes, MlsChange, i).after;

      if (after != NULL)
        g_hash_table_add (replay->shared, g_memdup2 (&after->id, sizeof after->id));
    }
}

/**
 * mls_replay_as_is:
 * @replay: what was made again so far
 * @theirs: the next edit made of the copy
 * @ours: the coverage as it is here by now
 *
 * Returns: (transfer full) (nullable): the same edit here, where everything it begins with is as it was there; %NULL
 *   where something is not
 */
MlsDelta *
mls_replay_as_is (MlsReplay *replay, const MlsDelta *theirs, MlsPatch *ours)
{
  g_autoptr (MlsDelta) here = mls_delta_renumbered (theirs, id_here, replay);

  return !builds_on_shared (replay, theirs) ? mls_delta_fit (here, ours) : NULL;
}

/**
 * mls_replay_rebase:
 * @replay: what was made again so far
 * @theirs: the next edit made of the copy
 * @before: the copy as it was before that edit
 * @after: the copy as it was after that edit
 * @ours: the coverage as it is here by now
 * @where: (out): where they clash
 * @error: %MLS_COVERAGE_ERROR_CLASH if they do, or a source's error
 *
 * The same edit here, where others have edited the same faces: if it comes to the same map whichever of the two is done
 * first, and else a clash. Both ways are tried.
 *
 * Returns: (transfer full): the edit, empty where nothing is left to do; or %NULL
 */
MlsDelta *
mls_replay_rebase (MlsReplay      *replay,
                   const MlsDelta *theirs,
                   MlsSource       before,
                   MlsSource       after,
                   MlsPatch       *ours,
                   MlsPoint       *where,
                   GError        **error)
{
  State state_before = { replay, before }, state_after = { replay, after };
  g_autoptr (MlsDelta) here = mls_delta_renumbered (theirs, id_here, replay);
  g_autoptr (MlsPatch) patch_before = patch_of_state (&state_before, mls_patch_n_vintages (ours));
  g_autoptr (MlsPatch) patch_after = patch_of_state (&state_after, mls_patch_n_vintages (ours));
  gboolean shared = FALSE;
  g_autoptr (MlsDelta) rebased = mls_delta_rebase (here, ours, where, &shared, error);

  if (rebased == NULL || (builds_on_shared (replay, theirs) && !refuse_order (theirs, where, error)) ||
      !commutes (here, rebased, patch_before, patch_after, ours, where, error))
    return NULL;

  if (shared)
    note_shared (replay, theirs);

  return g_steal_pointer (&rebased);
}

static const MlsFace *
find_by_border (MlsSegmentTable *borders, const MlsFace *face)
{
  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        {
          const MlsFace *found = mls_segment_table_get (borders, ring.points[j], ring.points[i]);

          if (found != NULL)
            return found;
        }
    }

  return NULL;
}

static void
index_borders (MlsSegmentTable *borders, MlsFace *face)
{
  for (guint r = 0; face != NULL && r < face->n_rings; r++)
    mls_segment_table_set_ring (borders, mls_face_ring (face, r), face);
}

/**
 * mls_replay_learn:
 * @replay: what was made again so far
 * @theirs: an edit made of the copy
 * @applied: what it became here, with the ids its faces got
 *
 * Remembers which faces here are those that the edit made there.
 */
void
mls_replay_learn (MlsReplay *replay, const MlsDelta *theirs, const MlsDelta *applied)
{
  g_autoptr (MlsSegmentTable) borders = mls_segment_table_new ();

  for (guint i = 0; i < applied->changes->len; i++)
    index_borders (borders, g_array_index (applied->changes, MlsChange, i).after);

  for (guint i = 0; i < theirs->changes->len; i++)
    {
      const MlsFace *made = g_array_index (theirs->changes, MlsChange, i).after;
      const MlsFace *here;

      if (made == NULL || made->id <= replay->last_common || g_hash_table_contains (replay->ours, &made->id))
        continue;

      here = find_by_border (borders, made);
      if (here != NULL)
        g_hash_table_insert (replay->ours, g_memdup2 (&made->id, sizeof made->id), g_memdup2 (&here->id, sizeof here->id));
    }
}
