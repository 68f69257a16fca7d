/* The regions that an edit makes, enlarges or diminishes. */

#include "rules/verdict-private.h"

static guint64
code_of (const MlsJudging *judging, const MlsLabel *labels)
{
  return mls_label_code (&labels[judging->vintage], judging->dimension);
}

static MlsArea2
minimum_of (const MlsJudging *judging, const MlsLabel *labels)
{
  return mls_judge_minimum (judging->rules, judging->dimension,
                            mls_label_pair_in (&labels[judging->vintage], judging->dimension));
}

/* A region loses ground where the code it had changes next to what it keeps. */
static void
suspect_neighbour (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  MlsJudging *judging = user_data;

  if (neighbour != NULL && code_of (judging, neighbour->labels) == judging->lost)
    g_hash_table_add (judging->suspect, neighbour);
}

/* Both the region of @cell and those that its ground had another code with. */
static void
suspect_cell (MlsJudging *judging, MlsCell *cell)
{
  guint64 code = code_of (judging, cell->labels);

  for (guint i = 0; i < cell->ground->len; i++)
    {
      judging->lost = code_of (judging, mls_ground_at (cell, i)->face->labels);
      if (judging->lost == code)
        continue;

      g_hash_table_add (judging->suspect, cell);
      mls_overlay_each_neighbour (judging->plan->overlay, cell, suspect_neighbour, judging);
    }
}

/* Cells of all regions that gain or lose ground, which they do only where a code changes. A region
 * whose faces only gained vertices is not judged. */
static GPtrArray *
find_suspects (MlsJudging *judging)
{
  GPtrArray *cells = mls_overlay_cells (judging->plan->overlay);
  GPtrArray *suspects = g_ptr_array_new ();

  g_hash_table_remove_all (judging->suspect);
  for (guint i = 0, n = cells->len; i < n; i++)
    suspect_cell (judging, g_ptr_array_index (cells, i));

  /* In the overlay's order, which is the same in every run. */
  for (guint i = 0; i < cells->len; i++)
    if (g_hash_table_contains (judging->suspect, g_ptr_array_index (cells, i)))
      g_ptr_array_add (suspects, g_ptr_array_index (cells, i));

  return suspects;
}

/* Ground of the region before that is in the region after. */
static MlsArea2
common_area2 (const MlsRegion *before, MlsOverlay *before_overlay, const MlsRegion *after)
{
  MlsArea2 sum = 0;

  for (guint i = 0; i < after->cells->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (after->cells, i);

      for (guint k = 0; k < cell->ground->len; k++)
        if (mls_region_has (before, mls_overlay_cell_of (before_overlay, mls_ground_at (cell, k)->face)))
          sum += mls_ground_at (cell, k)->area2;
    }

  return sum;
}

/* Whether the region that @face was of was too small, by at least as high a minimum, and @after
 * contains it and is no smaller; read with a millimetre along the border, which is what noding may
 * move. */
static gboolean
contains_small (MlsJudging *judging, const MlsRegion *after, MlsArea2 minimum, const MlsFace *face)
{
  MlsArea2 minimum_before = minimum_of (judging, face->labels);
  g_autoptr (MlsRegion) before = NULL;
  MlsArea2 tolerance;

  if (minimum_before < minimum)
    return FALSE;

  before = mls_region_new (judging->before, mls_overlay_cell_of (judging->before, face), judging->vintage,
                           judging->dimension, (MlsRegionLimit){ .area2 = minimum_before });
  if (before->area2 >= minimum_before)
    return FALSE;

  tolerance = (MlsArea2) (2 * before->perimeter);

  return common_area2 (before, judging->before, after) >= before->area2 - tolerance &&
         after->area2 >= before->area2 - tolerance;
}

static gboolean
was_small (MlsJudging *judging, const MlsRegion *after, MlsArea2 minimum)
{
  for (guint i = 0; i < after->cells->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (after->cells, i);

      for (guint k = 0; k < cell->ground->len; k++)
        if (contains_small (judging, after, minimum, mls_ground_at (cell, k)->face))
          return TRUE;
    }

  return FALSE;
}

/* Follows the region of @cell as far as it takes to judge it; %NULL if another cell of it has led
 * there. */
static MlsRegion *
follow_region (MlsJudging *judging, MlsCell *cell, MlsArea2 minimum)
{
  g_autoptr (MlsRegion) region = NULL;
  gboolean seen = FALSE;

  if (g_hash_table_contains (judging->judged, cell))
    return NULL;

  region = mls_region_new (judging->plan->overlay, cell, judging->vintage, judging->dimension,
                           (MlsRegionLimit){ MAX (MAX (minimum, judging->cap), 1), MLS_FOLLOWED_POINTS, minimum });
  for (guint i = 0; i < region->cells->len; i++)
    seen |= !g_hash_table_add (judging->judged, g_ptr_array_index (region->cells, i));

  return seen ? NULL : g_steal_pointer (&region);
}

static MlsRegionEffect
effect_of (const MlsJudging *judging, const MlsRegion *region, MlsArea2 minimum)
{
  MlsCell *cell = g_ptr_array_index (region->cells, 0);

  MlsRegionEffect effect = {
    .vintage = judging->vintage,
    .dimension = judging->dimension,
    .code = (MlsText) code_of (judging, cell->labels),
    .area2 = region->area2,
    .at_least = region->at_least,
    .minimum = minimum,
    .on_edge = region->on_edge,
    .place = mls_face_inner_point (cell->shape),
    .cell = cell,
  };

  return effect;
}

/* Whether the codes of @cell have regions of their own that are too small: then the piece that has both
 * needs no word. */
static gboolean
is_small_by_code (MlsJudging *judging, MlsCell *cell)
{
  for (int d = MLS_DIMENSION_COVER; d <= MLS_DIMENSION_USE; d++)
    {
      MlsPair pair = mls_label_pair_in (&cell->labels[judging->vintage], (MlsDimension) d);
      MlsArea2 minimum = mls_judge_minimum (judging->rules, (MlsDimension) d, pair);
      g_autoptr (MlsRegion) region = mls_region_new (judging->plan->overlay, cell, judging->vintage,
                                                     (MlsDimension) d, (MlsRegionLimit){ .area2 = MAX (minimum, 1) });

      if (region->area2 < minimum)
        return TRUE;
    }

  return FALSE;
}

/* What the rules say of the size of a region, unless that was no better before: an error keeps the edit
 * from being done, a warning is only told. */
static gboolean
judge_size (MlsJudging *judging, const MlsRegion *region, MlsRegionEffect *effect)
{
  MlsCell *cell = effect->cell;
  const MlsCase ground = { { .vintage = judging->vintage, .dimension = judging->dimension,
                             .pair = mls_label_pair_in (&cell->labels[judging->vintage], judging->dimension),
                             .area2 = region->area2, .place = effect->place },
                           region->on_edge, NULL, NULL };
  MlsFinding *found;

  g_array_set_size (judging->found, 0);
  mls_judge (judging->rules, &ground, MLS_ASPECT_SIZE, judging->found);
  if (judging->found->len == 0)
    return TRUE;

  effect->was_small = was_small (judging, region, effect->minimum);
  if (effect->was_small)
    return TRUE;

  found = &g_array_index (judging->found, MlsFinding, 0);
  if (found->severity != MLS_SEVERITY_ERROR)
    {
      if (!is_small_by_code (judging, cell))
        g_array_append_val (judging->verdict->warnings, *found);
      return TRUE;
    }

  g_array_append_val (judging->verdict->breaches,
                      ((MlsBreach){ .rule = MLS_REFUSAL_MMU, .vintage = judging->vintage, .dimension = judging->dimension,
                                    .pair = found->pair, .area2 = region->area2, .minimum = effect->minimum,
                                    .place = effect->place, .cell = cell }));
  return FALSE;
}

/* Only a warning, so that it is told even where it was so before. */
static void
judge_width (MlsJudging *judging, const MlsRegion *region, const MlsRegionEffect *effect)
{
  g_autoptr (MlsShape) outline = NULL;
  MlsCase ground = { { .vintage = judging->vintage, .dimension = judging->dimension, .area2 = region->area2,
                       .pair = mls_label_pair_in (&effect->cell->labels[judging->vintage], judging->dimension),
                       .place = effect->place },
                     region->on_edge, NULL, NULL };

  if (region->at_least || !mls_judge_may_be_narrow (judging->rules, region->area2, region->perimeter))
    return;

  ground.outline = outline = mls_shape_new ();
  mls_region_outline (judging->plan->overlay, region, outline);
  mls_judge (judging->rules, &ground, MLS_ASPECT_WIDTH, judging->verdict->warnings);
}

static void
judge_region (MlsJudging *judging, MlsCell *cell)
{
  MlsArea2 minimum = minimum_of (judging, cell->labels);
  gboolean counts = judging->dimension == MLS_DIMENSION_PAIR ? minimum > 0 : code_of (judging, cell->labels) != 0;
  g_autoptr (MlsRegion) region = counts ? follow_region (judging, cell, minimum) : NULL;
  MlsRegionEffect effect;

  if (region == NULL)
    return;

  effect = effect_of (judging, region, minimum);
  effect.ok = judge_size (judging, region, &effect);
  if (judging->dimension == MLS_DIMENSION_PAIR)
    return;

  g_array_append_val (judging->verdict->regions, effect);
  if (judging->warn)
    judge_width (judging, region, &effect);
}

/* What lies across the border of a region that may be enclosed. */
typedef struct
{
  const MlsJudging *judging;
  const MlsRegion *region;
  guint64          around; /* the code it would be enclosed by */
  gboolean         enclosed;
} Enclosure;

static void
look_around (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Enclosure *enclosure = user_data;

  if (neighbour == NULL || (!mls_region_has (enclosure->region, neighbour) &&
                            code_of (enclosure->judging, neighbour->labels) != enclosure->around))
    enclosure->enclosed = FALSE;
}

static gboolean
is_enclosed (const MlsJudging *judging, const MlsRegion *region, guint64 around)
{
  Enclosure enclosure = { judging, region, around, !region->at_least };

  for (guint i = 0; i < region->cells->len && enclosure.enclosed; i++)
    mls_overlay_each_neighbour (judging->plan->overlay, g_ptr_array_index (region->cells, i), look_around,
                                &enclosure);

  return enclosure.enclosed;
}

typedef struct
{
  MlsJudging    *judging;
  const MlsCell *swept;
} Sweep;

/* Lists what a reshape goes around and does not cross: it is kept. */
static void
list_kept (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  const Sweep *sweep = user_data;
  MlsJudging *judging = sweep->judging;
  guint64 around = code_of (judging, sweep->swept->labels);
  guint64 code = neighbour != NULL ? code_of (judging, neighbour->labels) : 0;
  g_autoptr (MlsRegion) region = NULL;
  MlsRegionEffect effect;

  if (code == 0 || code == around)
    return;

  region = follow_region (judging, neighbour, minimum_of (judging, neighbour->labels));
  if (region == NULL || !is_enclosed (judging, region, around))
    return;

  effect = effect_of (judging, region, minimum_of (judging, neighbour->labels));
  effect.kept = effect.ok = TRUE;
  g_array_append_val (judging->verdict->regions, effect);
}

static void
list_all_kept (MlsJudging *judging)
{
  const MlsPlan *plan = judging->plan;

  for (guint i = 0; i < plan->given->len; i++)
    {
      Sweep sweep = { judging, g_ptr_array_index (plan->given, i) };

      mls_overlay_each_neighbour (plan->overlay, sweep.swept, list_kept, &sweep);
    }
}

/**
 * mls_judge_regions:
 * @judging: a plan being judged, in one vintage and dimension
 *
 * Lists the regions of a cover or of a use that the edit makes, enlarges or diminishes, and judges their
 * size; pieces of one cover and one use are judged alone.
 */
void
mls_judge_regions (MlsJudging *judging)
{
  g_autoptr (GPtrArray) suspects = find_suspects (judging);

  g_hash_table_remove_all (judging->judged);
  for (guint i = 0; i < suspects->len; i++)
    judge_region (judging, g_ptr_array_index (suspects, i));

  if (judging->plan->verb == MLS_VERB_RESHAPE && judging->vintage == judging->plan->intent.vintage &&
      judging->dimension != MLS_DIMENSION_PAIR)
    list_all_kept (judging);
}
