/* Whether the ground that an edit changes is its author's. */

#include "rules/verdict-private.h"

static void
take_changes (GPtrArray *shapes, const MlsDelta *delta)
{
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      if (change->before != NULL)
        g_ptr_array_add (shapes, mls_face_ref (change->before));
    }
}

/* What takes another label or changes sides; of an edit that does neither, as of a vertex set on a border, the
 * faces it rewrites. */
static GPtrArray *
ground_of (const MlsPlan *plan)
{
  g_autoptr (GPtrArray) shown = mls_plan_shapes (plan);
  GPtrArray *shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  GPtrArray *cells = mls_overlay_cells (plan->overlay);

  for (guint i = 0; i < shown->len; i++)
    g_ptr_array_add (shapes, mls_face_ref (g_ptr_array_index (shown, i)));
  for (guint i = 0; i < cells->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (cells, i);

      if (mls_cell_is_relabelled (cell))
        g_ptr_array_add (shapes, mls_face_ref (cell->shape));
    }
  if (shapes->len == 0 && plan->delta != NULL)
    take_changes (shapes, plan->delta);

  return shapes;
}

/**
 * mls_judge_zone:
 * @judging: a plan being judged
 *
 * An edit may go beyond the zone of its author, as one of a region that the zone's limit crosses does, but has to
 * meet it.
 */
void
mls_judge_zone (MlsJudging *judging)
{
  g_autoptr (GPtrArray) shapes = NULL;

  if (judging->rules->zone.ground == NULL)
    return;

  shapes = ground_of (judging->plan);
  for (guint i = 0; i < shapes->len; i++)
    if (mls_face_meets_zone (g_ptr_array_index (shapes, i), judging->rules->zone.ground))
      return;

  if (shapes->len > 0)
    g_array_append_val (judging->verdict->breaches,
                        ((MlsBreach){ .rule = MLS_REFUSAL_ZONE,
                                      .place = mls_face_inner_point (g_ptr_array_index (shapes, 0)) }));
}
