/* Merge, recode and note: a whole region takes its neighbour's labels, the current pair, or what is said of it. */

#include "coverage/give.h"
#include "coverage/plan.h"

#include <glib/gi18n-lib.h>

static MlsCell *
cell_at (MlsOverlay *overlay, MlsPoint point, GError **error)
{
  MlsCell *cell = mls_overlay_cell_at (overlay, point);

  if (cell == NULL && mls_patch_check (mls_overlay_patch (overlay), error))
    g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_OUTSIDE,
                 _("(%.3f, %.3f) is outside the territory"),
                 mls_grid_to_metres (point.x), mls_grid_to_metres (point.y));

  return cell;
}

/* Adds what is not there yet of the whole region at @point; nothing of it if it has @stays. */
static gboolean
give_whole_region (MlsPlan *plan, GHashTable *given, MlsPoint point, const MlsCell *stays, GError **error)
{
  MlsCell *cell = cell_at (plan->overlay, point, error);
  g_autoptr (MlsRegion) region = NULL;

  if (cell == NULL || g_hash_table_contains (given, cell))
    return cell != NULL;

  region = mls_give_region (plan->overlay, cell, &plan->intent, error);
  if (region == NULL)
    return FALSE;

  for (guint i = 0; i < region->cells->len && !(stays != NULL && mls_region_has (region, stays)); i++)
    {
      g_hash_table_add (given, g_ptr_array_index (region->cells, i));
      g_ptr_array_add (plan->given, g_ptr_array_index (region->cells, i));
    }

  return TRUE;
}

/* A plan for the whole regions at @points, which gives them nothing yet. */
static MlsPlan *
plan_regions (MlsVerb verb, MlsPatch *patch, const MlsPoint *points, gsize n_points, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsPlan) plan = mls_plan_new (verb, intent, overlay);
  g_autoptr (GHashTable) given = g_hash_table_new (NULL, NULL);

  for (gsize i = 0; i < n_points; i++)
    if (!give_whole_region (plan, given, points[i], NULL, error))
      return NULL;

  return g_steal_pointer (&plan);
}

/**
 * mls_plan_recode:
 * @patch: the coverage
 * @points: (array length=n_points): a point of each region
 * @n_points: at least 1
 * @intent: what the operator means, with a pair
 * @error: %MLS_REFUSAL_NO_PAIR, another refusal, or the source's error
 *
 * Returns: (transfer full) (nullable): the regions take the current pair
 */
MlsPlan *
mls_plan_recode (MlsPatch *patch, const MlsPoint *points, gsize n_points, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsPlan) plan = plan_regions (MLS_VERB_RECODE, patch, points, n_points, intent, error);

  if (plan == NULL)
    return NULL;

  if (!mls_intent_has_pair (intent))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_PAIR, _("Pick a code first"));
      return NULL;
    }

  mls_give_pair (intent, plan->given);

  return mls_plan_finish (plan, error) ? g_steal_pointer (&plan) : NULL;
}

/**
 * mls_plan_note:
 * @patch: the coverage
 * @points: (array length=n_points): a point of each region
 * @n_points: at least 1
 * @note: what is said of them
 * @intent: what the operator means besides
 * @error: %MLS_REFUSAL_NO_EFFECT if all of it is said already, another refusal, or the source's error
 *
 * Returns: (transfer full) (nullable): the fields of @note are written or cleared there; codes and all other fields
 *   stay
 */
MlsPlan *
mls_plan_note (MlsPatch        *patch,
               const MlsPoint  *points,
               gsize            n_points,
               const MlsNote   *note,
               const MlsIntent *intent,
               GError         **error)
{
  g_autoptr (MlsPlan) plan = plan_regions (MLS_VERB_NOTE, patch, points, n_points, intent, error);

  for (guint i = 0; plan != NULL && i < plan->given->len; i++)
    mls_intent_give_note (intent, note, ((MlsCell *) g_ptr_array_index (plan->given, i))->labels);

  return plan != NULL && mls_plan_finish (plan, error) ? g_steal_pointer (&plan) : NULL;
}

/**
 * mls_plan_merge:
 * @patch: the coverage
 * @points: (array length=n_points): a point of each region that goes, then one of the region that they join
 * @n_points: at least 2
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_NOT_ADJACENT, another refusal, or the source's error
 *
 * Returns: (transfer full) (nullable): the regions take the labels of the last; those that touch it only through
 *   others of them, too
 */
MlsPlan *
mls_plan_merge (MlsPatch *patch, const MlsPoint *points, gsize n_points, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsPlan) plan = mls_plan_new (MLS_VERB_MERGE, intent, overlay);
  g_autoptr (GHashTable) given = g_hash_table_new (NULL, NULL);
  MlsCell *gaining_cell = cell_at (overlay, points[n_points - 1], error);

  if (gaining_cell == NULL)
    return NULL;

  for (gsize i = 0; i + 1 < n_points; i++)
    if (!give_whole_region (plan, given, points[i], gaining_cell, error))
      return NULL;

  if (plan->given->len == 0)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT,
                           _("Both points are in one region"));
      return NULL;
    }

  if (!mls_give_labels (overlay, intent, plan->given, gaining_cell))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOT_ADJACENT,
                           _("The regions share no border"));
      return NULL;
    }

  return mls_plan_finish (plan, error) ? g_steal_pointer (&plan) : NULL;
}
