/* Reshape: a line that leaves a region and comes back; what it sweeps joins that region. */

#include "coverage/give.h"
#include "coverage/line.h"

/* A part of the line outside the region, from where it leaves to where it comes back. */
typedef struct
{
  guint first_run;
  guint last_run;
} Excursion;

static gboolean
is_home (const MlsRun *run, const MlsRegion *region, MlsOverlay *before)
{
  return run->face != NULL && run->code == mls_region_code (region) &&
         (region->at_least || mls_region_has (region, mls_overlay_cell_of (before, run->face)));
}

/* The line starts and ends at home, so every part outside is enclosed by home runs. */
static GArray *
find_excursions (MlsOverlay *before, const MlsLine *line, const MlsRegion *region)
{
  GArray *excursions = g_array_new (FALSE, FALSE, sizeof (Excursion));
  gboolean away = FALSE;

  for (guint i = 0; i < line->runs->len; i++)
    {
      gboolean home = is_home (&g_array_index (line->runs, MlsRun, i), region, before);

      if (!home && !away)
        g_array_append_val (excursions, ((Excursion){ i, i }));
      else if (!home)
        g_array_index (excursions, Excursion, excursions->len - 1).last_run = i;
      away = !home;
    }

  return excursions;
}

static MlsOverlay *
cut_along (MlsPatch *patch, const MlsLine *line, const GArray *excursions, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsNoding) noding = mls_noding_new (patch);

  for (guint i = 0; i < excursions->len; i++)
    {
      const Excursion *excursion = &g_array_index (excursions, Excursion, i);

      if (!mls_line_follow (line, excursion->first_run, excursion->last_run, noding, error))
        return NULL;
    }

  return mls_overlay_cut (overlay, noding, error) ? g_steal_pointer (&overlay) : NULL;
}

/* What the @i-th excursion has on its left and right. */
static void
find_beside (MlsOverlay *overlay, guint i, GPtrArray *left, GPtrArray *right)
{
  const GArray *course = mls_overlay_course (overlay);

  for (guint k = 0; k < course->len; k++)
    {
      const MlsCourse *piece = &g_array_index (course, MlsCourse, k);
      MlsCell *l, *r;

      if (piece->line != i || piece->runs != MLS_RUNS_INSIDE)
        continue;

      l = mls_overlay_left_of (overlay, piece->a, piece->b);
      r = mls_overlay_left_of (overlay, piece->b, piece->a);
      if (l == NULL || r == NULL || l == r)
        continue;

      g_ptr_array_add (left, l);
      g_ptr_array_add (right, r);
    }
}

/* Of the two sides of an excursion the smaller joins, so that the larger rest stays whole. Each
 * region crossed is swept on its own: one that is enclosed but not crossed is kept. */
static gboolean
sweep (MlsPlan *plan, guint i, GError **error)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  g_autoptr (GPtrArray) right = g_ptr_array_new ();
  g_autoptr (MlsSides) sides = NULL;
  MlsHalf *half;

  find_beside (plan->overlay, i, left, right);
  if (left->len == 0)
    return TRUE;

  sides = mls_sides_new (plan->overlay, left, right, &plan->intent);
  if (sides->meet)
    return TRUE;

  half = mls_sides_choose (sides, plan->intent.takes);
  if (!mls_sides_complete (plan->overlay, half, &plan->intent, MLS_MAX_GIVEN_CELLS))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_TOO_LARGE, "What the line sweeps is too large");
      return FALSE;
    }

  for (guint k = 0; k < half->cells->len; k++)
    g_ptr_array_add (plan->given, g_ptr_array_index (half->cells, k));

  return TRUE;
}

/* The gaining region as it stands in the overlay: nothing of it was cut. */
static MlsRegion *
region_in (MlsOverlay *overlay, const MlsRegion *region)
{
  const MlsCell *first = g_ptr_array_index (region->cells, 0);
  MlsCell *cell = mls_overlay_cell_of (overlay, first->parent);

  for (guint i = 0; cell == NULL && i < mls_overlay_cells (overlay)->len; i++)
    {
      MlsCell *piece = g_ptr_array_index (mls_overlay_cells (overlay), i);

      cell = piece->parent == first->parent ? piece : NULL;
    }

  return mls_region_new (overlay, cell, region->vintage, region->dimension,
                         (MlsRegionLimit){ 0, region->cells->len });
}

/**
 * mls_plan_reshape:
 * @before: the coverage as it is
 * @line: a line read against the regions of @intent
 * @region: the region of @before it starts and ends in
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_NOTHING_TO_CUT, another refusal, or the source's error
 *
 * Gives the region what the line sweeps of those it crosses, across nodes and neighbours.
 *
 * Returns: (transfer full) (nullable): the reshape
 */
MlsPlan *
mls_plan_reshape (MlsOverlay *before, const MlsLine *line, const MlsRegion *region, const MlsIntent *intent, GError **error)
{
  MlsPatch *patch = mls_overlay_patch (before);
  g_autoptr (GArray) excursions = find_excursions (before, line, region);
  g_autoptr (MlsOverlay) overlay = cut_along (patch, line, excursions, error);
  g_autoptr (MlsRegion) gaining = NULL;
  g_autoptr (MlsPlan) plan = NULL;

  if (overlay == NULL)
    return NULL;

  plan = mls_plan_new (MLS_VERB_RESHAPE, intent, overlay);
  gaining = region_in (overlay, region);
  for (guint i = 0; i < excursions->len; i++)
    if (!sweep (plan, i, error))
      return NULL;

  if (!mls_patch_check (patch, error))
    return NULL;

  if (plan->given->len == 0)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT,
                           "Nothing to cut here: the line encloses nothing with the region");
      return NULL;
    }

  mls_give_labels (overlay, intent, plan->given, gaining);
  if (!mls_plan_finish (plan, error))
    return NULL;

  return g_steal_pointer (&plan);
}
