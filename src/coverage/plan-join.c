/* Join: faces that are equal in everything become one. */

#include "coverage/join.h"
#include "coverage/plan.h"

static void
add_twin (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  GPtrArray *cells = user_data;
  const MlsCell *cell = g_ptr_array_index (cells, 0);

  if (neighbour != NULL && mls_face_same_labels (neighbour->parent, cell->parent) &&
      !g_ptr_array_find (cells, neighbour, NULL))
    g_ptr_array_add (cells, neighbour);
}

/* Adds to @faces those of @twins with which they do not get too large to be one, and joins them. */
static MlsFace *
join_twins (GPtrArray *faces, const GPtrArray *twins)
{
  const MlsFace *first = ((const MlsCell *) g_ptr_array_index (twins, 0))->parent;
  MlsFace *joined = mls_face_ref (first);

  g_ptr_array_add (faces, (gpointer) first);
  for (guint i = 1; i < twins->len; i++)
    {
      const MlsCell *twin = g_ptr_array_index (twins, i);
      MlsFace *larger;

      g_ptr_array_add (faces, (gpointer) twin->parent);
      larger = mls_join_faces (faces, first->id);
      if (larger->n_points > MLS_MAX_FACE_POINTS)
        {
          g_ptr_array_set_size (faces, (int) faces->len - 1);
          mls_face_unref (larger);
          continue;
        }

      mls_face_unref (joined);
      joined = larger;
    }

  return joined;
}

static GArray *
ground_of (const GPtrArray *faces)
{
  GArray *ground = g_array_new (FALSE, FALSE, sizeof (MlsGround));

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);

      g_array_append_val (ground, ((MlsGround){ face, mls_face_area2 (face) }));
    }

  return ground;
}

/**
 * mls_plan_join:
 * @patch: the coverage
 * @at: a point of a face
 * @intent: what the operator means; it gives nothing to anything
 * @error: %MLS_REFUSAL_NO_EFFECT if no neighbour is equal in everything, or the source's error
 *
 * Makes the face and its neighbours with the same labels at every date one, as far as they do not get too
 * large together.
 *
 * Returns: (transfer full) (nullable): the plan
 */
MlsPlan *
mls_plan_join (MlsPatch *patch, MlsPoint at, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsOverlay) looked_at = mls_overlay_new (patch);
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsPlan) plan = mls_plan_new (MLS_VERB_MERGE, intent, overlay);
  g_autoptr (GPtrArray) twins = g_ptr_array_new ();
  g_autoptr (GPtrArray) faces = g_ptr_array_new ();
  MlsCell *cell = mls_overlay_cell_at (looked_at, at);

  if (cell != NULL)
    {
      g_autoptr (MlsFace) joined = NULL;

      g_ptr_array_add (twins, cell);
      mls_overlay_each_neighbour (looked_at, cell, add_twin, twins);
      joined = join_twins (faces, twins);
      if (faces->len > 1)
        mls_overlay_replace (overlay, faces, joined, ground_of (faces));
    }

  if (!mls_patch_check (patch, error) || !mls_plan_finish (plan, error))
    return NULL;

  g_ptr_array_add (plan->given, mls_overlay_cell_at (overlay, at));

  return g_steal_pointer (&plan);
}
