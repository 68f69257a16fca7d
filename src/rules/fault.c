/* What rules say of the ground at one place: the same as a check of everything says of it. */

#include "rules/fault.h"

#include "coverage/region.h"
#include "rules/border.h"

typedef struct
{
  MlsOverlay     *overlay;
  const MlsRules *rules;
  const GArray   *exceptions; /* (element-type MlsException) */
  int             aspects;
  MlsPoint        at;
  MlsCell        *cell;
  GArray         *found;      /* (element-type MlsFinding) what judges say, for a moment */
  GArray         *faults;     /* (element-type MlsFinding) */
} Search;

/* What of a region needs its codes. */
#define OF_CODES (MLS_ASPECT_SIZE | MLS_ASPECT_CODES | MLS_ASPECT_WIDTH | MLS_ASPECT_SHAPE | MLS_ASPECT_EDGE)

static gboolean
holds_place (const MlsRegion *region, MlsPoint place)
{
  for (guint i = 0; i < region->cells->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (region->cells, i);

      if (mls_face_locate (cell->shape, place) != MLS_SIDE_OUTSIDE)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_excused (const Search *search, const MlsRegion *region, const MlsFinding *finding)
{
  const MlsOffence offence = mls_offence_of (finding, region->perimeter);

  for (guint i = 0; i < search->exceptions->len; i++)
    {
      const MlsException *exception = &g_array_index (search->exceptions, MlsException, i);

      if (mls_exception_excuses (exception, &offence) && holds_place (region, exception->place))
        return TRUE;
    }

  return FALSE;
}

static void
take (Search *search, const MlsRegion *region, const MlsFinding *finding)
{
  if (!is_excused (search, region, finding))
    g_array_append_val (search->faults, *finding);
}

/* Judges a region whose codes @ground has. */
static void
judge (Search *search, const MlsRegion *region, MlsFinding ground, MlsShape *outline, int aspects)
{
  MlsCase judged = { ground, region->on_edge, &search->cell->labels[ground.vintage], outline, region->perimeter };

  judged.ground.area2 = region->area2;
  judged.ground.place = search->at;
  judged.ground.fid = search->cell->parent->id;
  g_array_set_size (search->found, 0);
  mls_judge (search->rules, &judged, aspects & search->aspects, search->found);
  for (guint i = 0; i < search->found->len; i++)
    take (search, region, &g_array_index (search->found, MlsFinding, i));
}

static MlsFinding
ground_of (const Search *search, guint vintage, MlsDimension dimension)
{
  return (MlsFinding){ .vintage = vintage, .dimension = dimension,
                       .pair = mls_label_pair_in (&search->cell->labels[vintage], dimension) };
}

static MlsRegion *
region_of (const Search *search, guint vintage, MlsDimension dimension, MlsArea2 least)
{
  return mls_region_new (search->overlay, search->cell, vintage, dimension,
                         (MlsRegionLimit){ 0, MLS_FOLLOWED_POINTS, least });
}

static void
judge_width (Search *search, const MlsRegion *region, MlsFinding ground)
{
  g_autoptr (MlsShape) outline = NULL;

  if ((search->aspects & MLS_ASPECT_WIDTH) == 0 || region->at_least ||
      !mls_judge_may_be_narrow (search->rules, region->area2, region->perimeter))
    return;

  outline = mls_shape_new ();
  mls_region_outline (search->overlay, region, outline);
  judge (search, region, ground, outline, MLS_ASPECT_WIDTH);
}

/* Whether a rule stands against the region of a code by itself: then its pairs need no word. */
static gboolean
is_at_fault (const Search *search, guint vintage, MlsDimension dimension, int aspect)
{
  MlsCase judged = { ground_of (search, vintage, dimension), FALSE, NULL, NULL, 0 };
  MlsArea2 minimum = mls_judge_minimum (search->rules, dimension, judged.ground.pair);
  g_autoptr (MlsRegion) region = region_of (search, vintage, dimension, minimum);

  judged.on_edge = region->on_edge;
  judged.ground.area2 = region->area2;
  g_array_set_size (search->found, 0);
  mls_judge (search->rules, &judged, aspect, search->found);

  return search->found->len > 0;
}

static int
aspects_of (const Search *search, guint vintage, MlsDimension dimension)
{
  int aspects = 0;

  for (int aspect = MLS_ASPECT_SIZE; aspect <= MLS_ASPECT_CODES; aspect <<= 1)
    if (dimension != MLS_DIMENSION_PAIR || (!is_at_fault (search, vintage, MLS_DIMENSION_COVER, aspect) &&
                                            !is_at_fault (search, vintage, MLS_DIMENSION_USE, aspect)))
      aspects |= aspect;

  return dimension != MLS_DIMENSION_PAIR ? aspects | MLS_ASPECT_SHAPE | MLS_ASPECT_EDGE : aspects;
}

/* How much of a region has to be known: no larger one is too small, or a sliver. */
static MlsArea2
least_to_follow (const Search *search, MlsDimension dimension, MlsPair pair)
{
  MlsArea2 minimum = mls_judge_minimum (search->rules, dimension, pair);

  return (search->aspects & MLS_ASPECT_SHAPE) != 0 ? MAX (minimum, search->rules->limits.sliver_area + 1) : minimum;
}

static void
judge_codes (Search *search, guint vintage, MlsDimension dimension)
{
  MlsFinding ground = ground_of (search, vintage, dimension);
  g_autoptr (MlsRegion) region = NULL;

  if ((dimension != MLS_DIMENSION_USE && ground.pair.cover == 0) ||
      (dimension != MLS_DIMENSION_COVER && ground.pair.use == 0))
    return;

  region = region_of (search, vintage, dimension, least_to_follow (search, dimension, ground.pair));
  judge (search, region, ground, NULL, aspects_of (search, vintage, dimension));
  if (dimension != MLS_DIMENSION_PAIR)
    judge_width (search, region, ground);
}

/* Of what codes do not tell the face alone is known. */
static void
judge_face (Search *search, MlsFinding ground, int aspect)
{
  g_autoptr (MlsRegion) face = mls_region_new (search->overlay, search->cell, ground.vintage, MLS_DIMENSION_PAIR,
                                               (MlsRegionLimit){ .n_points = 1 });

  judge (search, face, ground, NULL, aspect);
}

static void
judge_missing (Search *search, guint vintage)
{
  MlsPair pair = mls_label_pair (&search->cell->labels[vintage]);
  MlsFinding ground = { .vintage = vintage, .dimension = MLS_DIMENSION_PAIR };

  if (pair.use != 0)
    ground.dimension = MLS_DIMENSION_COVER;
  else if (pair.cover != 0)
    ground.dimension = MLS_DIMENSION_USE;
  if (pair.cover == 0 || pair.use == 0)
    judge_face (search, ground, MLS_ASPECT_MISSING);
}

static void
judge_doubt (Search *search, guint vintage)
{
  judge_face (search, (MlsFinding){ .vintage = vintage, .dimension = MLS_DIMENSION_PAIR }, MLS_ASPECT_DOUBT);
}

static void
judge_change (Search *search, guint vintage)
{
  const MlsLabel *labels = search->cell->labels;
  guint before = mls_vintage_beside (search->rules->vintages, search->rules->n_vintages, vintage, -1);
  MlsFinding ground = ground_of (search, vintage, MLS_DIMENSION_PAIR);
  g_autoptr (MlsRegion) region = NULL;

  if (!mls_label_changes (&labels[before], &labels[vintage], MLS_DIMENSION_PAIR))
    return;

  ground.from_vintage = before;
  ground.from = mls_label_pair (&labels[before]);
  region = mls_region_new_changed (search->overlay, search->cell, before, vintage, MLS_DIMENSION_PAIR,
                                   (MlsRegionLimit){ 0, MLS_FOLLOWED_POINTS, search->rules->limits.change_minimum });
  judge (search, region, ground, NULL, MLS_ASPECT_CHANGE);
}

/* A neighbour, and how many segments are common. */
typedef struct
{
  MlsCell *cell;
  guint    n_segments;
} Twin;

typedef struct
{
  const MlsCell *cell;
  GArray        *twins; /* (element-type Twin) */
} TwinSearch;

static void
look_for_twin (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  TwinSearch *search = user_data;

  if (neighbour == NULL || neighbour == search->cell || !mls_face_same_labels (neighbour->parent, search->cell->parent))
    return;

  for (guint i = 0; i < search->twins->len; i++)
    {
      Twin *twin = &g_array_index (search->twins, Twin, i);

      if (twin->cell == neighbour)
        {
          twin->n_segments++;
          return;
        }
    }

  g_array_append_val (search->twins, ((Twin){ neighbour, 1 }));
}

static void
judge_twins (Search *search)
{
  g_autoptr (GArray) twins = g_array_new (FALSE, FALSE, sizeof (Twin));
  TwinSearch look = { search->cell, twins };
  g_autoptr (MlsRegion) face = mls_region_new (search->overlay, search->cell, 0, MLS_DIMENSION_PAIR,
                                               (MlsRegionLimit){ .n_points = 1 });

  mls_overlay_each_neighbour (search->overlay, search->cell, look_for_twin, &look);
  for (guint i = 0; i < twins->len; i++)
    {
      const Twin *twin = &g_array_index (twins, Twin, i);
      MlsFinding finding = { .rule = MLS_FINDING_IDENTICAL,
                             .severity = mls_finding_rule_severity (MLS_FINDING_IDENTICAL),
                             .vintage = MLS_NO_VINTAGE,
                             .area2 = search->cell->area2 + twin->cell->area2,
                             .place = search->at,
                             .fid = search->cell->parent->id,
                             .other_fid = twin->cell->parent->id };

      if (mls_judge_are_twins (search->cell->shape->n_points, twin->cell->shape->n_points, twin->n_segments))
        take (search, face, &finding);
    }
}

/* The vertex looked at, as the border of a face passes it: from whom to whom, and by whom. */
typedef struct
{
  MlsPoint at;
  MlsPoint before;
  MlsPoint after;
  MlsCell *beside[2];
  guint    n_arms;
} Passage;

static void
look_for_arms (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Passage *passage = user_data;

  if (mls_point_equal (b, passage->at))
    {
      passage->before = a;
      passage->beside[0] = neighbour;
      passage->n_arms++;
    }
  if (mls_point_equal (a, passage->at))
    {
      passage->after = b;
      passage->beside[1] = neighbour;
      passage->n_arms++;
    }
}

static void
take_vertex (Search *search, const Passage *passage, MlsFindingRule rule, double figure, double length)
{
  const MlsFinding finding = { .rule = rule,
                               .severity = mls_finding_rule_severity (rule),
                               .vintage = MLS_NO_VINTAGE,
                               .place = search->at,
                               .fid = search->cell->parent->id,
                               .other_fid = passage->beside[0] != NULL ? passage->beside[0]->parent->id : 0,
                               .figure = figure,
                               .length = length };
  const MlsOffence offence = mls_offence_of (&finding, 0);

  for (guint i = 0; i < search->exceptions->len; i++)
    {
      const MlsException *exception = &g_array_index (search->exceptions, MlsException, i);

      if (mls_point_equal (exception->place, search->at) && mls_exception_excuses (exception, &offence))
        return;
    }

  g_array_append_val (search->faults, finding);
}

/* Where borders meet nothing is said of them. */
static void
judge_border (Search *search)
{
  const MlsLimits *limits = &search->rules->limits;
  Passage passage = { .at = search->at };
  double figure, length;

  mls_overlay_each_neighbour (search->overlay, search->cell, look_for_arms, &passage);
  if (passage.n_arms != 2 || passage.beside[0] != passage.beside[1])
    return;

  if (mls_border_is_spike (limits, passage.before, passage.at, passage.after, &figure, &length))
    take_vertex (search, &passage, MLS_FINDING_SPIKE, figure, length);
  if (mls_border_is_needless (limits, passage.before, passage.at, passage.after, &length))
    take_vertex (search, &passage, MLS_FINDING_VERTICES, 1, length);
}

/**
 * mls_faults_at:
 * @patch: the coverage as it is
 * @rules: what it is judged by
 * @exceptions: (element-type MlsException): those that hold
 * @aspects: which #MlsAspect are looked at
 * @at: a place
 * @error: the source's error
 *
 * Returns: (transfer full) (element-type MlsFinding): the rules that the ground there breaks without leave, in
 *   any vintage and dimension; %NULL if the coverage cannot be read
 */
GArray *
mls_faults_at (MlsPatch       *patch,
               const MlsRules *rules,
               const GArray   *exceptions,
               int             aspects,
               MlsPoint        at,
               GError        **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (MlsFinding));
  g_autoptr (GArray) faults = g_array_new (FALSE, TRUE, sizeof (MlsFinding));
  Search search = { overlay, rules, exceptions, aspects, at, mls_overlay_cell_at (overlay, at), found, faults };

  for (guint v = 0; search.cell != NULL && v < rules->n_vintages; v++)
    {
      for (int d = 0; d < MLS_N_DIMENSIONS && (aspects & OF_CODES) != 0; d++)
        judge_codes (&search, v, (MlsDimension) d);
      if ((aspects & MLS_ASPECT_MISSING) != 0)
        judge_missing (&search, v);
      if ((aspects & MLS_ASPECT_DOUBT) != 0)
        judge_doubt (&search, v);
      if ((aspects & MLS_ASPECT_CHANGE) != 0)
        judge_change (&search, v);
    }
  if (search.cell != NULL && (aspects & MLS_ASPECT_TWINS) != 0)
    judge_twins (&search);
  if (search.cell != NULL && (aspects & MLS_ASPECT_BORDER) != 0)
    judge_border (&search);

  return mls_patch_check (patch, error) ? g_steal_pointer (&faults) : NULL;
}
