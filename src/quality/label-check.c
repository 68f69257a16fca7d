#include "quality/label-check.h"

#include "coverage/grouping.h"
#include "quality/border-check.h"
#include "quality/kinds.h"
#include "quality/spots.h"
#include "rules/judge.h"

/* What regions of a vintage are made by: its keys in the grouping. */
typedef enum
{
  BY_COVER,   /* a cover code that has a minimum or is at fault */
  BY_USE,
  BY_PAIR,    /* a pair that has a minimum or is at fault */
  BY_MISSING, /* which codes are missing */
  BY_DOUBT,   /* a doubt without a comment */
  BY_CHANGE,  /* a change since the date before that may be at fault */
  N_WAYS,
} Way;

struct _MlsLabelCheck
{
  const MlsRules *rules;      /* borrowed */
  GArray         *exceptions; /* (element-type MlsException) */
  MlsSpots       *spots;      /* their places */
  MlsBorderCheck *borders;
  MlsKinds       *kinds;
  MlsGrouping    *grouping;
  GHashTable     *small;      /* (element-type guint64) regions of a cover or of a use that are too small */
  GHashTable     *flagged;    /* by key, by the first face of a region: a MlsFlag, of no face yet */
  GArray         *findings;   /* (element-type MlsFinding) what judges say, for a moment */
  GHashTable     *wanted;     /* (nullable): faces whose regions are judged alone */
};

static gboolean
breaks_rule (MlsLabelCheck *self, const MlsFinding *ground, const MlsLabel *label, int aspects)
{
  const MlsCase judged = { *ground, FALSE, label, NULL, 0 };

  g_array_set_size (self->findings, 0);
  mls_judge (self->rules, &judged, aspects, self->findings);

  return self->findings->len > 0;
}

static MlsFinding
ground_of (const MlsLabel *label, guint vintage, MlsDimension dimension)
{
  return (MlsFinding){ .vintage = vintage, .dimension = dimension, .pair = mls_label_pair_in (label, dimension) };
}

static gboolean
asks_for_shape (const MlsLabelCheck *self, MlsDimension dimension)
{
  const MlsLimits *limits = &self->rules->limits;

  return dimension != MLS_DIMENSION_PAIR && (limits->minimum_width > 0 || limits->sliver_quotient > 0);
}

/* Only what a rule may have something to say of, however large the region is. */
static guint64
key_of_codes (MlsLabelCheck *self, const MlsLabel *label, guint vintage, MlsDimension dimension)
{
  MlsFinding ground = ground_of (label, vintage, dimension);

  if ((dimension != MLS_DIMENSION_USE && ground.pair.cover == 0) ||
      (dimension != MLS_DIMENSION_COVER && ground.pair.use == 0) ||
      (!breaks_rule (self, &ground, label, MLS_ASPECT_SIZE | MLS_ASPECT_CODES) && !asks_for_shape (self, dimension)))
    return 0;

  return mls_label_code (label, dimension);
}

/* 1 + the dimension whose code is missing. */
static guint64
key_of_missing (const MlsLabel *label)
{
  MlsPair pair = mls_label_pair (label);

  if (pair.cover != 0 && pair.use != 0)
    return 0;
  if (pair.use != 0)
    return 1 + MLS_DIMENSION_COVER;
  if (pair.cover != 0)
    return 1 + MLS_DIMENSION_USE;

  return 1 + MLS_DIMENSION_PAIR;
}

static guint64
key_of_doubt (MlsLabelCheck *self, const MlsLabel *label, guint vintage)
{
  MlsFinding ground = ground_of (label, vintage, MLS_DIMENSION_PAIR);

  return breaks_rule (self, &ground, label, MLS_ASPECT_DOUBT) ? label->field[MLS_FIELD_DOUBT] : 0;
}

static guint
vintage_before (const MlsLabelCheck *self, guint vintage)
{
  return mls_vintage_beside (self->rules->vintages, self->rules->n_vintages, vintage, -1);
}

static MlsFinding
change_of (const MlsLabelCheck *self, const MlsLabel *labels, guint vintage)
{
  guint before = vintage_before (self, vintage);
  MlsFinding ground = ground_of (&labels[vintage], vintage, MLS_DIMENSION_PAIR);

  ground.from_vintage = before;
  ground.from = mls_label_pair (&labels[before]);

  return ground;
}

static guint64
key_of_change (MlsLabelCheck *self, const MlsLabel *labels, guint vintage)
{
  MlsFinding change = change_of (self, labels, vintage);
  guint number = mls_kinds_number (self->kinds, &labels[change.from_vintage], &labels[vintage], MLS_DIMENSION_PAIR);

  return number != 0 && breaks_rule (self, &change, &labels[vintage], MLS_ASPECT_CHANGE) ? number : 0;
}

static void
give_keys (const MlsLabel *labels, guint64 *keys, gpointer user_data)
{
  MlsLabelCheck *self = user_data;

  for (guint v = 0; v < self->rules->n_vintages; v++, keys += N_WAYS)
    {
      keys[BY_COVER] = key_of_codes (self, &labels[v], v, MLS_DIMENSION_COVER);
      keys[BY_USE] = key_of_codes (self, &labels[v], v, MLS_DIMENSION_USE);
      keys[BY_PAIR] = key_of_codes (self, &labels[v], v, MLS_DIMENSION_PAIR);
      keys[BY_MISSING] = key_of_missing (&labels[v]);
      keys[BY_DOUBT] = key_of_doubt (self, &labels[v], v);
      keys[BY_CHANGE] = key_of_change (self, labels, v);
    }
}

static MlsSpots *
spots_of (const GArray *exceptions)
{
  MlsSpots *spots = mls_spots_new ();

  for (guint i = 0; i < exceptions->len; i++)
    mls_spots_add (spots, g_array_index (exceptions, MlsException, i).place);

  return spots;
}

/**
 * mls_label_check_new:
 * @rules: what labels are judged by; must outlive the check
 * @exceptions: (element-type MlsException): those that hold
 *
 * Returns: (transfer full): a check of no face yet
 */
MlsLabelCheck *
mls_label_check_new (const MlsRules *rules, const GArray *exceptions)
{
  const MlsGroupingShape shape = { rules->n_vintages * N_WAYS, rules->n_vintages, .borders = TRUE };
  MlsLabelCheck *self = g_new0 (MlsLabelCheck, 1);

  self->rules = rules;
  self->exceptions = g_array_copy ((GArray *) exceptions);
  self->spots = spots_of (exceptions);
  self->kinds = mls_kinds_new ();
  self->findings = g_array_new (FALSE, TRUE, sizeof (MlsFinding));
  self->small = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->flagged = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  self->grouping = mls_grouping_new (&shape, give_keys, self);
  self->borders = mls_border_check_new (&rules->limits);
  mls_grouping_watch_borders (self->grouping, mls_border_check_add, self->borders);

  return self;
}

/**
 * mls_label_check_free:
 * @self: (transfer full): a check
 */
void
mls_label_check_free (MlsLabelCheck *self)
{
  g_array_unref (self->exceptions);
  mls_grouping_free (self->grouping);
  mls_border_check_free (self->borders);
  mls_kinds_free (self->kinds);
  mls_spots_free (self->spots);
  g_array_unref (self->findings);
  g_hash_table_unref (self->small);
  g_hash_table_unref (self->flagged);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_free (self);
}

/**
 * mls_label_check_add_edge:
 * @self: a check
 * @edge: a piece of the territory's edge
 */
void
mls_label_check_add_edge (MlsLabelCheck *self, const MlsEdge *edge)
{
  mls_grouping_add_edge (self->grouping, edge);
}

static const MlsException *
get_exception (const MlsLabelCheck *self, guint i)
{
  return &g_array_index (self->exceptions, MlsException, i);
}

/**
 * mls_label_check_add_face:
 * @self: a check
 * @face: a face
 */
void
mls_label_check_add_face (MlsLabelCheck *self, const MlsFace *face)
{
  guint32 index = mls_grouping_add_face (self->grouping, face);

  mls_spots_add_face (self->spots, index, face);
}

static guint32
key_index (guint vintage, Way way)
{
  return vintage * N_WAYS + way;
}

/* Leave makes an exception of a finding. */
static gboolean
excuse (const MlsException *exception, const MlsOffence *offence, MlsFinding *finding)
{
  if (!mls_exception_excuses (exception, offence))
    return FALSE;

  finding->severity = MLS_SEVERITY_EXCEPTION;
  finding->reason = exception->reason;
  finding->author = exception->author;

  return TRUE;
}

static void
excuse_region (MlsLabelCheck *self, const MlsGroup *group, guint32 key, MlsFinding *finding)
{
  const GArray *hits = mls_spots_hits (self->spots);
  MlsOffence offence;

  if (hits->len == 0)
    return;

  offence = mls_offence_of (finding, group->perimeter);
  for (guint i = 0; i < hits->len; i++)
    {
      const MlsSpotHit *hit = &g_array_index (hits, MlsSpotHit, i);

      if (mls_grouping_group_of (self->grouping, key, hit->face) == group->first &&
          excuse (get_exception (self, hit->spot), &offence, finding))
        return;
    }
}

/* A region by the number of one of its faces and its key. */
static gint64
region_name (guint32 key, guint32 first)
{
  return (gint64) ((guint64) key << 32 | first);
}

/* A piece of a region that is too small needs no word of its own. */
static gboolean
is_in_small (MlsLabelCheck *self, const MlsGroup *group, guint vintage)
{
  for (int way = BY_COVER; way <= BY_USE; way++)
    {
      guint32 key = key_index (vintage, (Way) way);
      gint64 name = region_name (key, mls_grouping_group_of (self->grouping, key, group->first));

      if (g_hash_table_contains (self->small, &name))
        return TRUE;
    }

  return FALSE;
}

/* A code at fault is reason enough for its pairs. */
static gboolean
has_bad_code (MlsLabelCheck *self, const MlsLabel *label, guint vintage)
{
  MlsFinding cover = ground_of (label, vintage, MLS_DIMENSION_COVER);
  MlsFinding use = ground_of (label, vintage, MLS_DIMENSION_USE);

  return breaks_rule (self, &cover, label, MLS_ASPECT_CODES) || breaks_rule (self, &use, label, MLS_ASPECT_CODES);
}

/* What of a region its codes and its size tell; of its width more has to be known. */
#define OF_CODES (MLS_ASPECT_SIZE | MLS_ASPECT_CODES | MLS_ASPECT_SHAPE | MLS_ASPECT_EDGE)

/* What a vintage's regions of one way are judged by. */
static const struct
{
  MlsDimension dimension;
  int          aspects;
} ways[N_WAYS] = {
  [BY_COVER] = { MLS_DIMENSION_COVER, OF_CODES },
  [BY_USE] = { MLS_DIMENSION_USE, OF_CODES },
  [BY_PAIR] = { MLS_DIMENSION_PAIR, MLS_ASPECT_SIZE | MLS_ASPECT_CODES },
  [BY_MISSING] = { MLS_DIMENSION_PAIR, MLS_ASPECT_MISSING },
  [BY_DOUBT] = { MLS_DIMENSION_PAIR, MLS_ASPECT_DOUBT },
  [BY_CHANGE] = { MLS_DIMENSION_PAIR, MLS_ASPECT_CHANGE },
};

static int
aspects_of (MlsLabelCheck *self, const MlsGroup *group, guint vintage, Way way)
{
  const MlsLabel *label = &mls_grouping_labels (self->grouping, group->first)[vintage];

  return way == BY_PAIR && has_bad_code (self, label, vintage) ? MLS_ASPECT_SIZE : ways[way].aspects;
}

/* What the judges look at; its place is put in later, by its largest face. */
static MlsCase
case_of (const MlsLabelCheck *self, const MlsGroup *group, guint vintage, Way way)
{
  const MlsLabel *labels = mls_grouping_labels (self->grouping, group->first);
  MlsCase judged = { .on_edge = group->on_edge, .label = &labels[vintage], .perimeter = group->perimeter };

  if (way == BY_CHANGE)
    judged.ground = change_of (self, labels, vintage);
  else if (way == BY_MISSING)
    judged.ground = (MlsFinding){ .vintage = vintage, .dimension = (MlsDimension) (group->key - 1) };
  else if (way == BY_DOUBT)
    judged.ground = (MlsFinding){ .vintage = vintage, .dimension = MLS_DIMENSION_PAIR };
  else
    judged.ground = ground_of (&labels[vintage], vintage, ways[way].dimension);
  judged.ground.area2 = group->area2;
  judged.ground.fid = mls_grouping_fid (self->grouping, group->largest);

  return judged;
}

/* Of several that are found of one region the gravest tells how grave it is. */
static void
flag_region (MlsLabelCheck *self, const MlsGroup *group, guint32 key, const MlsFinding *finding)
{
  const MlsFlag flag = { 0, finding->vintage, finding->dimension, finding->severity, mls_flag_rules (finding) };
  GHashTable *regions = g_hash_table_lookup (self->flagged, GUINT_TO_POINTER (key));
  MlsFlag *known;

  if (regions == NULL)
    {
      regions = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      g_hash_table_insert (self->flagged, GUINT_TO_POINTER (key), regions);
    }

  known = g_hash_table_lookup (regions, GUINT_TO_POINTER (group->first));
  if (known == NULL)
    g_hash_table_insert (regions, GUINT_TO_POINTER (group->first), g_memdup2 (&flag, sizeof flag));
  else
    {
      known->severity = MIN (known->severity, flag.severity);
      known->rules |= flag.rules;
    }
}

static void
take_finding (MlsLabelCheck *self, const MlsGroup *group, guint32 key, MlsFinding finding, GArray *findings)
{
  if (finding.rule == MLS_FINDING_PIECE && is_in_small (self, group, finding.vintage))
    return;

  if (finding.rule == MLS_FINDING_MMU)
    {
      gint64 name = region_name (key, group->first);

      g_hash_table_add (self->small, g_memdup2 (&name, sizeof name));
    }

  excuse_region (self, group, key, &finding);
  if (finding.rule != MLS_FINDING_NARROW)
    flag_region (self, group, key, &finding);
  g_array_append_val (findings, finding);
}

/* Whether it is so, its outline tells, which is for whoever can read it. */
static void
suspect_narrow (MlsLabelCheck *self, const MlsGroup *group, guint32 key, const MlsCase *judged, GArray *findings)
{
  MlsFinding finding = judged->ground;

  finding.rule = MLS_FINDING_NARROW;
  finding.severity = mls_finding_rule_severity (finding.rule);
  if (!group->on_edge && mls_judge_may_be_narrow (self->rules, group->area2, group->perimeter))
    take_finding (self, group, key, finding, findings);
}

/* Each by its first face. */
static GHashTable *
wanted_groups (MlsLabelCheck *self, guint32 key)
{
  GHashTable *groups = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer face;

  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &face, NULL))
    g_hash_table_add (groups, GUINT_TO_POINTER (mls_grouping_group_of (self->grouping, key, GPOINTER_TO_UINT (face))));

  return groups;
}

static void
judge_group (MlsLabelCheck *self, const MlsGroup *group, guint vintage, Way way, GArray *findings)
{
  guint32 key = key_index (vintage, way);
  const MlsCase judged = case_of (self, group, vintage, way);
  int aspects = aspects_of (self, group, vintage, way);

  g_array_set_size (self->findings, 0);
  mls_judge (self->rules, &judged, aspects, self->findings);
  for (guint k = 0; k < self->findings->len; k++)
    take_finding (self, group, key, g_array_index (self->findings, MlsFinding, k), findings);
  if (way == BY_COVER || way == BY_USE)
    suspect_narrow (self, group, key, &judged, findings);
}

static void
judge_way (MlsLabelCheck *self, guint vintage, Way way, GArray *findings)
{
  guint32 key = key_index (vintage, way);
  g_autoptr (GArray) groups = mls_grouping_groups (self->grouping, key);
  g_autoptr (GHashTable) wanted = self->wanted != NULL ? wanted_groups (self, key) : NULL;

  for (guint i = 0; i < groups->len; i++)
    {
      const MlsGroup *group = &g_array_index (groups, MlsGroup, i);

      if (wanted == NULL || g_hash_table_contains (wanted, GUINT_TO_POINTER (group->first)))
        judge_group (self, group, vintage, way, findings);
    }
}

static gboolean
is_wanted (const MlsLabelCheck *self, guint32 face)
{
  return g_hash_table_contains (self->wanted, GUINT_TO_POINTER (face));
}

/* Leave may have been given at either of the two. */
static void
excuse_twins (const MlsLabelCheck *self, const MlsTwins *pair, MlsFinding *finding)
{
  const GArray *hits = mls_spots_hits (self->spots);
  const MlsOffence offence = mls_offence_of (finding, 0);

  for (guint i = 0; i < hits->len; i++)
    {
      const MlsSpotHit *hit = &g_array_index (hits, MlsSpotHit, i);

      if ((hit->face == pair->a || hit->face == pair->b) &&
          excuse (get_exception (self, hit->spot), &offence, finding))
        return;
    }
}

static void
judge_twins (MlsLabelCheck *self, GArray *findings)
{
  g_autoptr (GArray) twins = mls_grouping_twins (self->grouping);

  for (guint i = 0; i < twins->len; i++)
    {
      const MlsTwins *pair = &g_array_index (twins, MlsTwins, i);
      MlsFinding finding = { .rule = MLS_FINDING_IDENTICAL,
                             .severity = mls_finding_rule_severity (MLS_FINDING_IDENTICAL),
                             .vintage = MLS_NO_VINTAGE,
                             .area2 = mls_grouping_area2 (self->grouping, pair->a) +
                                      mls_grouping_area2 (self->grouping, pair->b),
                             .fid = mls_grouping_fid (self->grouping, pair->a),
                             .other_fid = mls_grouping_fid (self->grouping, pair->b) };

      if (self->wanted != NULL && !is_wanted (self, pair->a) && !is_wanted (self, pair->b))
        continue;
      if (!mls_judge_are_twins (mls_grouping_n_points (self->grouping, pair->a),
                                mls_grouping_n_points (self->grouping, pair->b), pair->n_segments))
        continue;

      excuse_twins (self, pair, &finding);
      g_array_append_val (findings, finding);
    }
}

/* Leave for a vertex is of its very place. */
static void
excuse_vertex (const MlsLabelCheck *self, MlsFinding *finding)
{
  const MlsOffence offence = mls_offence_of (finding, 0);

  for (guint i = 0; i < self->exceptions->len; i++)
    if (mls_point_equal (get_exception (self, i)->place, finding->place) &&
        excuse (get_exception (self, i), &offence, finding))
      return;
}

static gboolean
is_border_wanted (guint32 face, guint32 neighbour, gpointer self)
{
  return is_wanted (self, face) || is_wanted (self, neighbour);
}

static void
judge_borders (MlsLabelCheck *self, GArray *findings)
{
  g_autoptr (GArray) found = mls_border_check_run (self->borders, self->grouping,
                                                   self->wanted != NULL ? is_border_wanted : NULL, self);

  for (guint i = 0; i < found->len; i++)
    excuse_vertex (self, &g_array_index (found, MlsFinding, i));
  g_array_append_vals (findings, found->data, found->len);
}

/**
 * mls_label_check_n_keys:
 * @self: a check
 *
 * Returns: in how many ways faces are put together to regions
 */
guint
mls_label_check_n_keys (const MlsLabelCheck *self)
{
  return self->rules->n_vintages * N_WAYS;
}

/**
 * mls_label_check_keys:
 * @self: a check
 * @labels: of a face
 *
 * Returns: (transfer full): by which it is put together with its neighbours, a key for each way; 0 where it is in no region
 */
guint64 *
mls_label_check_keys (MlsLabelCheck *self, const MlsLabel *labels)
{
  guint64 *keys = g_new0 (guint64, MAX (mls_label_check_n_keys (self), 1));

  give_keys (labels, keys, self);

  return keys;
}

/* A region of that way that has no end. */
static MlsFinding
endless (MlsLabelCheck *self, const MlsLabel *labels, guint vintage, Way way)
{
  MlsFinding ground = way == BY_CHANGE ? change_of (self, labels, vintage)
                                       : ground_of (&labels[vintage], vintage, ways[way].dimension);

  ground.area2 = G_MAXINT64;

  return ground;
}

/**
 * mls_label_check_enough:
 * @self: a check
 * @labels: of a face
 * @key: a way in which it is in a region
 *
 * Returns: how large that region has to be for nothing to be said of it; G_MAXINT64 if something is said of any, or of its
 *   outline
 */
MlsArea2
mls_label_check_enough (MlsLabelCheck *self, const MlsLabel *labels, guint key)
{
  const MlsLimits *limits = &self->rules->limits;
  guint vintage = key / N_WAYS;
  Way way = (Way) (key % N_WAYS);
  MlsFinding ground = endless (self, labels, vintage, way);
  MlsArea2 minimum;

  if (way == BY_MISSING || way == BY_DOUBT || breaks_rule (self, &ground, &labels[vintage], ways[way].aspects))
    return G_MAXINT64;
  if (way == BY_CHANGE)
    return limits->change_minimum;

  minimum = mls_judge_minimum (self->rules, ground.dimension, ground.pair);
  if (way == BY_PAIR)
    return minimum;

  return limits->minimum_width > 0 ? G_MAXINT64 : MAX (minimum, limits->sliver_area + 1);
}

/**
 * mls_label_check_want:
 * @self: a check
 * @face: the number of a face that was shown to it
 *
 * Asks for what is to be said of its regions and borders. Once that was done, nothing is said of others.
 */
void
mls_label_check_want (MlsLabelCheck *self, guint32 face)
{
  if (self->wanted == NULL)
    self->wanted = g_hash_table_new (NULL, NULL);
  g_hash_table_add (self->wanted, GUINT_TO_POINTER (face));
}

/**
 * mls_label_check_is_wanted:
 * @self: a check
 * @face: a face
 *
 * Returns: whether that was asked for
 */
gboolean
mls_label_check_is_wanted (const MlsLabelCheck *self, guint32 face)
{
  return self->wanted != NULL && is_wanted (self, face);
}

static Way
way_of (const MlsFinding *finding)
{
  if (finding->rule == MLS_FINDING_MISSING_LABEL)
    return BY_MISSING;
  if (finding->rule == MLS_FINDING_DOUBT)
    return BY_DOUBT;
  if (mls_finding_is_change (finding))
    return BY_CHANGE;

  return finding->dimension == MLS_DIMENSION_PAIR ? BY_PAIR : finding->dimension == MLS_DIMENSION_COVER ? BY_COVER : BY_USE;
}

static gboolean
is_group_wanted (MlsLabelCheck *self, guint32 key, guint32 face)
{
  GHashTableIter iter;
  gpointer wanted;

  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &wanted, NULL))
    if (mls_grouping_group_of (self->grouping, key, GPOINTER_TO_UINT (wanted)) ==
        mls_grouping_group_of (self->grouping, key, face))
      return TRUE;

  return FALSE;
}

/**
 * mls_label_check_has_judged:
 * @self: a check of which something is wanted
 * @face: a face
 * @finding: a finding of a region that @face was in
 *
 * Returns: whether the region of its kind that @face is in is one of those judged
 */
gboolean
mls_label_check_has_judged (MlsLabelCheck *self, guint32 face, const MlsFinding *finding)
{
  return self->wanted != NULL && is_group_wanted (self, key_index (finding->vintage, way_of (finding)), face);
}

/**
 * mls_label_check_has_judged_in:
 * @self: a check of which something is wanted
 * @face: a face
 * @vintage: a vintage
 * @dimension: a dimension
 *
 * Returns: whether any region of @dimension that @face is in is one of those judged
 */
gboolean
mls_label_check_has_judged_in (MlsLabelCheck *self, guint32 face, guint vintage, MlsDimension dimension)
{
  for (int way = 0; way < N_WAYS && self->wanted != NULL; way++)
    if ((ways[way].dimension == dimension || way == BY_MISSING) &&
        is_group_wanted (self, key_index (vintage, (Way) way), face))
      return TRUE;

  return FALSE;
}

/**
 * mls_label_check_run:
 * @self: a check that was shown all faces and edges
 *
 * Returns: (transfer full) (element-type MlsFinding): what it found, in no certain order and
 *   without places but of borders: those are in the faces named by fid. Regions that may be narrow are told as
 *   if they were: their outline decides
 */
GArray *
mls_label_check_run (MlsLabelCheck *self)
{
  GArray *findings = g_array_new (FALSE, TRUE, sizeof (MlsFinding));

  for (guint v = 0; v < self->rules->n_vintages; v++)
    for (int way = 0; way < N_WAYS; way++)
      judge_way (self, v, (Way) way, findings);
  judge_twins (self, findings);
  judge_borders (self, findings);

  return findings;
}

/**
 * mls_label_check_grouping:
 * @self: a check that was shown faces
 *
 * Returns: (transfer none): them
 */
const MlsGrouping *
mls_label_check_grouping (const MlsLabelCheck *self)
{
  return self->grouping;
}

/**
 * mls_label_check_flags:
 * @self: a check after mls_label_check_run()
 *
 * Returns: (transfer full) (element-type MlsFlag): the faces of all regions that something was found of,
 *   but for those that may be narrow
 */
GArray *
mls_label_check_flags (MlsLabelCheck *self)
{
  GArray *flags = g_array_new (FALSE, FALSE, sizeof (MlsFlag));
  guint32 n_faces = mls_grouping_n_faces (self->grouping);
  GHashTableIter iter;
  gpointer key, regions;

  g_hash_table_iter_init (&iter, self->flagged);
  while (g_hash_table_iter_next (&iter, &key, &regions))
    for (guint32 face = 0; face < n_faces; face++)
      {
        guint32 first = mls_grouping_group_of (self->grouping, GPOINTER_TO_UINT (key), face);
        const MlsFlag *found = g_hash_table_lookup (regions, GUINT_TO_POINTER (first));
        MlsFlag flag;

        if (found == NULL)
          continue;

        flag = *found;
        flag.fid = mls_grouping_fid (self->grouping, face);
        g_array_append_val (flags, flag);
      }

  return flags;
}
