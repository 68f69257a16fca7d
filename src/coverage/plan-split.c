/* Split: a line from border to border, or through a region from one border to another; one side
 * takes the current pair. */

#include "coverage/give.h"
#include "coverage/line.h"

enum
{
  MAX_REGION_CELLS = 1024,
};

/* Whether a run can divide the region it is in. */
static gboolean
divides (const MlsRun *run)
{
  return run->face != NULL && (!run->loose || run->loops);
}

static gboolean
is_in (const MlsRegion *region, MlsOverlay *before, const MlsFace *face)
{
  return mls_region_has (region, mls_overlay_cell_of (before, face)) ||
         (region->at_least &&
          mls_label_code (&face->labels[region->vintage], region->dimension) == mls_region_code (region));
}

static gboolean
in_any (GPtrArray *regions, MlsOverlay *before, const MlsFace *face)
{
  for (guint i = 0; i < regions->len; i++)
    if (is_in (g_ptr_array_index (regions, i), before, face))
      return TRUE;

  return FALSE;
}

/* The longest run through a region that is none of @regions. */
static const MlsRun *
longest_run_outside (MlsOverlay *before, const MlsLine *line, GPtrArray *regions)
{
  const MlsRun *longest = NULL;

  for (guint i = 0; i < line->runs->len; i++)
    {
      const MlsRun *run = &g_array_index (line->runs, MlsRun, i);

      if (divides (run) && (longest == NULL || run->length > longest->length) &&
          !in_any (regions, before, run->face))
        longest = run;
    }

  return longest;
}

/* The regions to divide: the one that holds the longest run, or all that hold one, longest first. */
static GPtrArray *
choose_regions (MlsOverlay *before, const MlsLine *line, const MlsIntent *intent)
{
  GPtrArray *regions = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_region_free);
  const MlsRun *longest;

  while ((longest = longest_run_outside (before, line, regions)) != NULL)
    {
      g_ptr_array_add (regions, mls_region_new (before, mls_overlay_cell_of (before, longest->face),
                                                intent->vintage, intent->dimension,
                                                (MlsRegionLimit){ 0, MAX_REGION_CELLS }));
      if (!intent->all)
        break;
    }

  return regions;
}

/* The coverage cut along the runs that divide @regions, or of them along @only. */
static MlsOverlay *
cut_along (MlsPatch *patch, MlsOverlay *before, const MlsLine *line, GPtrArray *regions, const MlsRun *only, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsNoding) noding = mls_noding_new (patch);

  for (guint i = 0; i < line->runs->len; i++)
    {
      const MlsRun *run = &g_array_index (line->runs, MlsRun, i);

      if (divides (run) && (only == NULL || run == only) && in_any (regions, before, run->face) &&
          !mls_line_follow (line, i, i, noding, error))
        return NULL;
    }

  return mls_overlay_cut (overlay, noding, error) ? g_steal_pointer (&overlay) : NULL;
}

/* The cells of @region beside the line, left and right of it. */
static void
find_beside (MlsOverlay *overlay, MlsOverlay *before, const MlsRegion *region, GPtrArray *left, GPtrArray *right)
{
  const GArray *course = mls_overlay_course (overlay);

  for (guint i = 0; i < course->len; i++)
    {
      const MlsCourse *piece = &g_array_index (course, MlsCourse, i);
      MlsCell *l = mls_overlay_left_of (overlay, piece->a, piece->b);
      MlsCell *r = mls_overlay_left_of (overlay, piece->b, piece->a);

      if (l == NULL || r == NULL || l == r || !is_in (region, before, l->parent) ||
          !is_in (region, before, r->parent))
        continue;

      g_ptr_array_add (left, l);
      g_ptr_array_add (right, r);
    }
}

/* Follows the side that takes the pair to its end, and remembers its cells as given. */
static gboolean
take_side (MlsPlan *plan, MlsSides *sides, GError **error)
{
  MlsHalf *half = mls_sides_choose (sides, plan->intent.takes);

  if (!mls_sides_complete (plan->overlay, half, &plan->intent, MLS_MAX_GIVEN_CELLS))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_TOO_LARGE,
                           "The side that would take the pair is too large");
      return FALSE;
    }

  for (guint i = 0; i < half->cells->len; i++)
    g_ptr_array_add (plan->given, g_ptr_array_index (half->cells, i));

  return TRUE;
}

/* Divides @region along the line. FALSE with an error; TRUE and nothing given if the line leaves it
 * whole. */
static gboolean
divide (MlsPlan *plan, MlsOverlay *before, const MlsRegion *region, GError **error)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  g_autoptr (GPtrArray) right = g_ptr_array_new ();
  g_autoptr (MlsSides) sides = NULL;

  find_beside (plan->overlay, before, region, left, right);
  if (left->len == 0)
    return TRUE;

  sides = mls_sides_new (plan->overlay, left, right, &plan->intent);

  return sides->meet || take_side (plan, sides, error);
}

static MlsPlan *
plan_along (MlsOverlay *before, const MlsLine *line, GPtrArray *regions, const MlsRun *only, const MlsIntent *intent, GError **error)
{
  MlsPatch *patch = mls_overlay_patch (before);
  g_autoptr (MlsOverlay) overlay = cut_along (patch, before, line, regions, only, error);
  g_autoptr (MlsPlan) plan = NULL;

  if (overlay == NULL)
    return NULL;

  plan = mls_plan_new (MLS_VERB_SPLIT, intent, overlay);
  for (guint i = 0; i < regions->len; i++)
    if (!divide (plan, before, g_ptr_array_index (regions, i), error))
      return NULL;

  return mls_patch_check (patch, error) ? g_steal_pointer (&plan) : NULL;
}

/**
 * mls_plan_split:
 * @before: the coverage as it is
 * @line: a line read against the regions of @intent
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_NOTHING_TO_CUT, another refusal, or the source's error
 *
 * Cuts the region that holds the longest part of the line, or all it crosses.
 *
 * Returns: (transfer full) (nullable): the split, pending if no pair tells its sides apart
 */
MlsPlan *
mls_plan_split (MlsOverlay *before, const MlsLine *line, const MlsIntent *intent, GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  const MlsRun *longest = longest_run_outside (before, line, none);
  g_autoptr (GPtrArray) regions = choose_regions (before, line, intent);
  g_autoptr (MlsPlan) plan = NULL;

  if (longest == NULL)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT,
                           "Nothing to cut here: the line does not reach from border to border");
      return NULL;
    }

  plan = plan_along (before, line, regions, NULL, intent, error);

  /* Runs that together leave no two sides may do so one by one: then the longest is meant. */
  if (plan != NULL && plan->given->len == 0)
    {
      g_clear_pointer (&plan, mls_plan_free);
      plan = plan_along (before, line, regions, longest, intent, error);
    }

  if (plan == NULL)
    return NULL;

  if (plan->given->len == 0)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT,
                           "Nothing to cut here: the line does not divide the region");
      return NULL;
    }

  return mls_plan_give_or_wait (g_steal_pointer (&plan), error);
}
