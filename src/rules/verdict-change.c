/* What an edit says became of the ground between two dates. */

#include "rules/verdict-private.h"

static guint64
pair_code (const MlsLabel *label)
{
  return mls_label_code (label, MLS_DIMENSION_PAIR);
}

static MlsFinding
change_of (const MlsLabel *labels, guint from, guint to)
{
  return (MlsFinding){ .vintage = to, .dimension = MLS_DIMENSION_PAIR, .from_vintage = from,
                       .from = mls_label_pair (&labels[from]), .pair = mls_label_pair (&labels[to]) };
}

/* What the rules say of a change, as large as @change says. */
static gboolean
breaks_rule (MlsJudging *judging, const MlsFinding *change, gboolean on_edge)
{
  g_array_set_size (judging->found, 0);
  mls_judge (judging->rules, &(MlsCase){ .ground = *change, .on_edge = on_edge }, MLS_ASPECT_CHANGE, judging->found);

  return judging->found->len > 0;
}

static gboolean
is_grave (const MlsJudging *judging)
{
  for (guint i = 0; i < judging->found->len; i++)
    if (g_array_index (judging->found, MlsFinding, i).severity == MLS_SEVERITY_ERROR)
      return TRUE;

  return FALSE;
}

/* Whether all the ground of @cell changed so that it cannot be before the edit, too. */
static gboolean
was_impossible (MlsJudging *judging, const MlsCell *cell, guint from, guint to)
{
  for (guint i = 0; i < cell->ground->len; i++)
    {
      const MlsFinding before = change_of (mls_ground_at (cell, i)->face->labels, from, to);

      if (!breaks_rule (judging, &before, FALSE) || !is_grave (judging))
        return FALSE;
    }

  return TRUE;
}

/* The ground that changed like @cell, as far as it takes to know that it is large enough, or farther where
 * leave may be asked for it; %NULL if another cell of it has led there. */
static MlsRegion *
follow (MlsJudging *judging, MlsCell *cell, guint from, guint to)
{
  MlsArea2 enough = MAX (judging->rules->limits.change_minimum, 1);
  MlsRegionLimit limit = { is_grave (judging) ? 0 : enough, MLS_FOLLOWED_POINTS, enough };
  g_autoptr (MlsRegion) region =
    mls_region_new_changed (judging->plan->overlay, cell, from, to, MLS_DIMENSION_PAIR, limit);
  gboolean seen = FALSE;

  for (guint i = 0; i < region->cells->len; i++)
    seen |= !g_hash_table_add (judging->judged, g_ptr_array_index (region->cells, i));

  return seen ? NULL : g_steal_pointer (&region);
}

/* An error keeps the edit from being done unless it was there; the rest is only told. */
static void
take_found (MlsJudging *judging, MlsCell *cell, gboolean was_so)
{
  for (guint i = 0; i < judging->found->len; i++)
    {
      const MlsFinding *found = &g_array_index (judging->found, MlsFinding, i);

      if (found->severity == MLS_SEVERITY_ERROR && !was_so)
        g_array_append_val (judging->verdict->breaches,
                            ((MlsBreach){ .rule = MLS_REFUSAL_CHANGE, .vintage = found->vintage,
                                          .dimension = found->dimension, .pair = found->pair,
                                          .from_vintage = found->from_vintage, .from = found->from,
                                          .area2 = found->area2, .place = found->place, .cell = cell }));
      else if (found->severity == MLS_SEVERITY_WARNING && judging->warn)
        g_array_append_val (judging->verdict->warnings, *found);
    }
}

static void
judge_change (MlsJudging *judging, MlsCell *cell, guint from, guint to)
{
  MlsFinding change = change_of (cell->labels, from, to);
  g_autoptr (MlsRegion) region = NULL;
  gboolean was_so;

  if (!mls_label_changes (&cell->labels[from], &cell->labels[to], MLS_DIMENSION_PAIR) ||
      g_hash_table_contains (judging->judged, cell) || !breaks_rule (judging, &change, FALSE) ||
      (region = follow (judging, cell, from, to)) == NULL)
    return;

  was_so = was_impossible (judging, cell, from, to);
  change.area2 = region->area2;
  change.place = mls_face_inner_point (cell->shape);
  breaks_rule (judging, &change, region->on_edge);
  take_found (judging, cell, was_so);
}

static gboolean
is_recoded (const MlsJudging *judging, const MlsCell *cell)
{
  for (guint i = 0; i < cell->ground->len; i++)
    if (pair_code (&mls_ground_at (cell, i)->face->labels[judging->vintage]) !=
        pair_code (&cell->labels[judging->vintage]))
      return TRUE;

  return FALSE;
}

/* Since the date before, or until the next one. */
static void
judge_between (MlsJudging *judging, int direction)
{
  GPtrArray *cells = mls_overlay_cells (judging->plan->overlay);
  guint other = mls_vintage_beside (judging->rules->vintages, judging->rules->n_vintages, judging->vintage, direction);
  guint n_cells = cells->len;

  g_hash_table_remove_all (judging->judged);
  for (guint i = 0; other != judging->vintage && i < n_cells; i++)
    {
      MlsCell *cell = g_ptr_array_index (cells, i);

      if (is_recoded (judging, cell))
        judge_change (judging, cell, direction < 0 ? other : judging->vintage, direction < 0 ? judging->vintage : other);
    }
}

/**
 * mls_judge_changes:
 * @judging: a plan being judged, in one vintage
 *
 * Judges what the ground that the edit gives other codes was at the date before and is at the next one. A
 * correction does not say that the land changed, and is not judged.
 */
void
mls_judge_changes (MlsJudging *judging)
{
  if (judging->plan->intent.correction)
    return;

  judge_between (judging, -1);
  judge_between (judging, 1);
}
