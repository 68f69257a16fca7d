/* Reshape: a line that leaves a region and comes back; what it sweeps joins that region. */

#include "coverage/give.h"
#include "coverage/line.h"
#include "coverage/sides.h"

#include <glib/gi18n-lib.h>

/* A part of the line outside the region, from where it leaves to where it comes back. */
typedef struct
{
  guint first_run;
  guint last_run;
} Excursion;

/* The line starts and ends at home, so every part outside is enclosed by home runs. */
static GArray *
find_excursions (const MlsLine *line, guint home)
{
  GArray *excursions = g_array_new (FALSE, FALSE, sizeof (Excursion));
  gboolean away = FALSE;

  for (guint i = 0; i < line->runs->len; i++)
    {
      gboolean is_home = g_array_index (line->runs, MlsRun, i).region == home;

      if (!is_home && !away)
        g_array_append_val (excursions, ((Excursion){ i, i }));
      else if (!is_home)
        g_array_index (excursions, Excursion, excursions->len - 1).last_run = i;
      away = !is_home;
    }

  return excursions;
}

/* Without the curls of the line, which enclose nothing with the region. */
static MlsOverlay *
cut_along (MlsPatch *patch, const MlsLine *line, const GArray *excursions, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsNoding) noding = mls_noding_new (patch);

  for (guint i = 0; i < excursions->len; i++)
    {
      const Excursion *excursion = &g_array_index (excursions, Excursion, i);
      g_autoptr (GArray) way =
          mls_line_straight_way (line, g_array_index (line->runs, MlsRun, excursion->first_run).first,
                                 g_array_index (line->runs, MlsRun, excursion->last_run).last);

      if (!mls_line_follow (line, way, noding, error))
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

  find_beside (plan->overlay, i, left, right);
  if (left->len == 0)
    return TRUE;

  sides = mls_sides_new (plan->overlay, left, right, &plan->intent);

  return mls_sides_take (sides, plan->intent.takes, plan->given, error);
}

/* A cell of the gaining region, none of which was cut; at most it gained vertices. */
static MlsCell *
home_cell (MlsOverlay *overlay, const MlsFace *face)
{
  MlsCell *cell = mls_overlay_cell_of (overlay, face);

  for (guint i = 0; cell == NULL && i < mls_overlay_cells (overlay)->len; i++)
    {
      MlsCell *piece = g_ptr_array_index (mls_overlay_cells (overlay), i);

      cell = piece->parent == face ? piece : NULL;
    }

  return cell;
}

/**
 * mls_plan_reshape:
 * @before: the coverage as it is
 * @line: a line read against the regions of @intent, that starts and ends in the same
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_NOTHING_TO_CUT, another refusal, or the source's error
 *
 * Gives the region what the line sweeps of those it crosses, across nodes and neighbours.
 *
 * Returns: (transfer full) (nullable): the reshape
 */
MlsPlan *
mls_plan_reshape (MlsOverlay *before, const MlsLine *line, const MlsIntent *intent, GError **error)
{
  MlsPatch *patch = mls_overlay_patch (before);
  const MlsRun *home = &g_array_index (line->runs, MlsRun, 0);
  g_autoptr (GArray) excursions = find_excursions (line, home->region);
  g_autoptr (MlsOverlay) overlay = cut_along (patch, line, excursions, error);
  g_autoptr (MlsPlan) plan = NULL;

  if (overlay == NULL)
    return NULL;

  plan = mls_plan_new (MLS_VERB_RESHAPE, intent, overlay);
  for (guint i = 0; i < excursions->len; i++)
    if (!sweep (plan, i, error))
      return NULL;

  if (!mls_patch_check (patch, error))
    return NULL;

  if (plan->given->len == 0)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT,
                           _("Nothing to cut here: the line encloses nothing with the region"));
      return NULL;
    }

  mls_give_labels (overlay, intent, plan->given, home_cell (overlay, home->face));
  if (!mls_plan_finish (plan, error))
    return NULL;

  return g_steal_pointer (&plan);
}
