/* Split: a line from border to border, or through a region from one border to another; one side
 * takes the current pair. */

#include "coverage/give.h"
#include "coverage/line.h"
#include "coverage/sides.h"

#include <glib/gi18n-lib.h>

/* A region the line may divide, and where. */
typedef struct
{
  guint      region;
  double     longest; /* mm, of its parts of the line */
  GPtrArray *ways;    /* (element-type GArray of MlsPoint) the parts to cut along */
} Target;

static void
target_clear (gpointer data)
{
  g_ptr_array_unref (((Target *) data)->ways);
}

/* Whether a run can divide the region it is in. */
static gboolean
divides (const MlsRun *run)
{
  return run->region != 0 && (!run->loose || run->loops);
}

static const MlsRun *
longest_run (const MlsLine *line, guint region)
{
  const MlsRun *longest = NULL;

  for (guint i = 0; i < line->runs->len; i++)
    {
      const MlsRun *run = &g_array_index (line->runs, MlsRun, i);

      if (run->region == region && divides (run) && (longest == NULL || run->length > longest->length))
        longest = run;
    }

  return longest;
}

static int
compare_targets (gconstpointer left, gconstpointer right)
{
  const Target *a = left;
  const Target *b = right;

  if (a->longest != b->longest)
    return a->longest > b->longest ? -1 : 1;

  return (a->region > b->region) - (a->region < b->region);
}

/* The regions the line may divide, that with its longest part first. */
static GArray *
find_targets (const MlsLine *line)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (Target));

  g_array_set_clear_func (targets, target_clear);
  for (guint region = 1; region <= line->n_regions; region++)
    {
      const MlsRun *longest = longest_run (line, region);

      if (longest != NULL)
        g_array_append_val (targets, ((Target){ region, longest->length,
                                                g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) }));
    }

  g_array_sort (targets, compare_targets);

  return targets;
}

/* All the parts of the line that may divide the region. */
static void
take_every_run (Target *target, const MlsLine *line)
{
  g_ptr_array_set_size (target->ways, 0);
  for (guint i = 0; i < line->runs->len; i++)
    {
      const MlsRun *run = &g_array_index (line->runs, MlsRun, i);

      if (run->region == target->region && divides (run))
        g_ptr_array_add (target->ways, mls_line_way (line, run->first, run->last));
    }
}

static void
take_longest_run (Target *target, const MlsLine *line, gboolean straight)
{
  const MlsRun *run = longest_run (line, target->region);

  g_ptr_array_set_size (target->ways, 0);
  g_ptr_array_add (target->ways, straight ? mls_line_straight_way (line, run->first, run->last)
                                          : mls_line_way (line, run->first, run->last));
}

/* The coverage cut along the ways of @n_targets @targets: in its course they are numbered in that
 * order. */
static MlsOverlay *
cut_along (MlsPatch *patch, const MlsLine *line, const Target *targets, guint n_targets, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsNoding) noding = mls_noding_new (patch);

  for (guint t = 0; t < n_targets; t++)
    for (guint i = 0; i < targets[t].ways->len; i++)
      if (!mls_line_follow (line, g_ptr_array_index (targets[t].ways, i), noding, error))
        return NULL;

  return mls_overlay_cut (overlay, noding, error) ? g_steal_pointer (&overlay) : NULL;
}

static guint64
code_of (const MlsCell *cell, const MlsIntent *intent)
{
  return mls_label_code (&cell->parent->labels[intent->vintage], intent->dimension);
}

/* The cells of one region left and right of the ways from the @first to before the @end. */
static void
find_beside (const MlsPlan *plan, guint first, guint end, GPtrArray *left, GPtrArray *right)
{
  const GArray *course = mls_overlay_course (plan->overlay);

  for (guint i = 0; i < course->len; i++)
    {
      const MlsCourse *piece = &g_array_index (course, MlsCourse, i);
      MlsCell *l, *r;

      if (piece->line < first || piece->line >= end)
        continue;

      l = mls_overlay_left_of (plan->overlay, piece->a, piece->b);
      r = mls_overlay_left_of (plan->overlay, piece->b, piece->a);
      if (l == NULL || r == NULL || l == r || code_of (l, &plan->intent) != code_of (r, &plan->intent))
        continue;

      g_ptr_array_add (left, l);
      g_ptr_array_add (right, r);
    }
}

/* Divides one region along its ways. FALSE with an error; TRUE and nothing given if they leave it
 * whole. */
static gboolean
divide (MlsPlan *plan, guint first, guint end, GError **error)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  g_autoptr (GPtrArray) right = g_ptr_array_new ();
  g_autoptr (MlsSides) sides = NULL;

  find_beside (plan, first, end, left, right);
  if (left->len == 0)
    return TRUE;

  sides = mls_sides_new (plan->overlay, left, right, &plan->intent);

  return mls_sides_take (sides, plan->intent.takes, plan->given, error);
}

static MlsPlan *
plan_along (MlsOverlay *before, const MlsLine *line, const Target *targets, guint n_targets, const MlsIntent *intent, GError **error)
{
  MlsPatch *patch = mls_overlay_patch (before);
  g_autoptr (MlsOverlay) overlay = cut_along (patch, line, targets, n_targets, error);
  g_autoptr (MlsPlan) plan = NULL;
  guint first = 0;

  if (overlay == NULL)
    return NULL;

  plan = mls_plan_new (MLS_VERB_SPLIT, intent, overlay);
  for (guint t = 0; t < n_targets; t++)
    {
      if (!divide (plan, first, first + targets[t].ways->len, error))
        return NULL;
      first += targets[t].ways->len;
    }

  return mls_patch_check (patch, error) ? g_steal_pointer (&plan) : NULL;
}

/* Divides one region: along all parts of the line in it, or if that leaves no two sides along the
 * longest, or along that without its loops. What is returned gives nothing if none of it does. */
static MlsPlan *
plan_target (MlsOverlay *before, const MlsLine *line, Target *target, const MlsIntent *intent, GError **error)
{
  const MlsRun *longest = longest_run (line, target->region);
  MlsPlan *plan;

  take_every_run (target, line);
  plan = plan_along (before, line, target, 1, intent, error);

  if (plan != NULL && plan->given->len == 0 && target->ways->len > 1)
    {
      mls_plan_free (plan);
      take_longest_run (target, line, FALSE);
      plan = plan_along (before, line, target, 1, intent, error);
    }

  if (plan != NULL && plan->given->len == 0 && longest->loops && !longest->loose)
    {
      mls_plan_free (plan);
      take_longest_run (target, line, TRUE);
      plan = plan_along (before, line, target, 1, intent, error);
    }

  return plan;
}

/* Divides the region that holds the longest part of the line of those it divides at all. */
static MlsPlan *
plan_one (MlsOverlay *before, const MlsLine *line, GArray *targets, const MlsIntent *intent, GError **error)
{
  for (guint t = 0; t < targets->len; t++)
    {
      g_autoptr (MlsPlan) plan =
          plan_target (before, line, &g_array_index (targets, Target, t), intent, error);

      if (plan == NULL || plan->given->len > 0)
        return g_steal_pointer (&plan);
    }

  g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT,
                       _("Nothing to cut here: the line divides no region"));
  return NULL;
}

/* Keeps of @targets those whose sides the pair would tell apart. */
static gboolean
keep_told_apart (MlsOverlay *before, const MlsLine *line, GArray *targets, const MlsIntent *intent, GError **error)
{
  for (guint t = 0; t < targets->len;)
    {
      g_autoptr (MlsPlan) plan =
          plan_target (before, line, &g_array_index (targets, Target, t), intent, error);

      if (plan == NULL)
        return FALSE;

      if (mls_give_would_tell (intent, plan->given))
        t++;
      else
        g_array_remove_index (targets, t);
    }

  return TRUE;
}

/* Divides all regions the line divides, but leaves alone those whose side has the pair already. */
static MlsPlan *
plan_all (MlsOverlay *before, const MlsLine *line, GArray *targets, const MlsIntent *intent, GError **error)
{
  g_autoptr (GArray) told_apart = find_targets (line);

  if (!keep_told_apart (before, line, told_apart, intent, error))
    return NULL;

  /* Nothing is told apart: then the line waits, where it divides. */
  if (told_apart->len == 0)
    return plan_one (before, line, targets, intent, error);

  return plan_along (before, line, (const Target *) (gpointer) told_apart->data, told_apart->len, intent, error);
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
  g_autoptr (GArray) targets = find_targets (line);
  MlsPlan *plan;

  if (targets->len == 0)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT,
                           _("Nothing to cut here: the line does not reach from border to border"));
      return NULL;
    }

  plan = intent->all ? plan_all (before, line, targets, intent, error)
                     : plan_one (before, line, targets, intent, error);

  return plan != NULL ? mls_plan_give_or_wait (plan, error) : NULL;
}
