#include "quality/label-check.h"

#include "coverage/dissolve.h"
#include "coverage/grouping.h"

#include <string.h>

/* What regions of a vintage are made by: its keys in the grouping. */
typedef enum
{
  BY_COVER,   /* a cover code that has a minimum or is at fault */
  BY_USE,
  BY_PAIR,    /* a pair at fault, though neither code is */
  BY_MISSING, /* which codes are missing */
  BY_DOUBT,   /* a doubt without a comment */
  N_WAYS,
} Way;

/* Faces larger than that, joined, are taken for one that was cut at the limit of what a face may
 * have: what is edited since may have left them somewhat smaller. */
#define MAX_TWIN_POINTS (MLS_MAX_FACE_POINTS * 3 / 4)

/* A face that an exception was given for. */
typedef struct
{
  guint   exception;
  guint32 face;
} Hit;

struct _MlsLabelCheck
{
  const MlsRules *rules;      /* borrowed */
  GArray         *exceptions; /* (element-type MlsException) from west to east */
  MlsGrouping    *grouping;
  GArray         *hits;       /* (element-type Hit) */
  GArray         *findings;   /* (element-type MlsFinding) */
};

static MlsPair
pair_of_code (MlsText code, MlsDimension dimension)
{
  return dimension == MLS_DIMENSION_COVER ? (MlsPair){ code, 0 } : (MlsPair){ 0, code };
}

static gboolean
is_valid (const MlsNomenclature *nomenclature, MlsDimension dimension, MlsText code)
{
  return mls_nomenclature_code_state (nomenclature, dimension, code) == MLS_CODE_VALID;
}

static guint64
key_of_code (const MlsRules *rules, MlsDimension dimension, MlsText code)
{
  MlsPair pair = pair_of_code (code, dimension);
  gboolean has_minimum = mls_nomenclature_minimum (rules->nomenclature, dimension, pair) > 0;

  return has_minimum || !is_valid (rules->nomenclature, dimension, code) ? code : 0;
}

/* A code at fault is reason enough for its pairs. */
static guint64
key_of_pair (const MlsRules *rules, const MlsLabel *label, int year)
{
  MlsPair pair = mls_label_pair (label);
  const MlsNomenclature *nomenclature = rules->nomenclature;

  if (pair.cover == 0 || pair.use == 0 ||
      !is_valid (nomenclature, MLS_DIMENSION_COVER, pair.cover) ||
      !is_valid (nomenclature, MLS_DIMENSION_USE, pair.use) ||
      mls_nomenclature_pair_state (nomenclature, pair, year) == MLS_CODE_VALID)
    return 0;

  return mls_label_code (label, MLS_DIMENSION_PAIR);
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

/* Deliveries write "no doubt" as nothing or as 0. */
static gboolean
is_set (MlsText text)
{
  const char *value = g_quark_to_string (text);

  return value != NULL && value[0] != '\0' && strcmp (value, "0") != 0;
}

static guint64
key_of_doubt (const MlsLabel *label)
{
  MlsText comment = label->field[MLS_FIELD_COMMENT];

  if (!is_set (label->field[MLS_FIELD_DOUBT]) ||
      (comment != 0 && *g_quark_to_string (comment) != '\0'))
    return 0;

  return label->field[MLS_FIELD_DOUBT];
}

static void
give_keys (const MlsLabel *labels, guint64 *keys, gpointer user_data)
{
  const MlsRules *rules = user_data;

  for (guint v = 0; v < rules->n_vintages; v++, keys += N_WAYS)
    {
      MlsPair pair = mls_label_pair (&labels[v]);

      keys[BY_COVER] = key_of_code (rules, MLS_DIMENSION_COVER, pair.cover);
      keys[BY_USE] = key_of_code (rules, MLS_DIMENSION_USE, pair.use);
      keys[BY_PAIR] = key_of_pair (rules, &labels[v], rules->vintages[v].year);
      keys[BY_MISSING] = key_of_missing (&labels[v]);
      keys[BY_DOUBT] = key_of_doubt (&labels[v]);
    }
}

static int
compare_exceptions (gconstpointer left, gconstpointer right)
{
  const MlsException *a = left;
  const MlsException *b = right;

  return mls_point_compare (a->place, b->place);
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
  const MlsGroupingShape shape = { rules->n_vintages * N_WAYS, rules->n_vintages, FALSE };
  MlsLabelCheck *self = g_new0 (MlsLabelCheck, 1);

  self->rules = rules;
  self->exceptions = g_array_copy ((GArray *) exceptions);
  g_array_sort (self->exceptions, compare_exceptions);
  self->grouping = mls_grouping_new (&shape, give_keys, (gpointer) rules);
  self->hits = g_array_new (FALSE, FALSE, sizeof (Hit));

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
  g_array_unref (self->hits);
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

/* The first exception that is not west of @x. */
static guint
first_exception (const MlsLabelCheck *self, gint64 x)
{
  guint low = 0;
  guint high = self->exceptions->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_exception (self, middle)->place.x < x)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* An exception may have been given for a place on a border, and then it is for whichever side has
 * the code. */
static void
find_hits (MlsLabelCheck *self, guint32 index, const MlsFace *face)
{
  for (guint i = first_exception (self, face->box.min_x); i < self->exceptions->len; i++)
    {
      MlsPoint place = get_exception (self, i)->place;
      Hit hit = { i, index };

      if (place.x > face->box.max_x)
        return;

      if (mls_face_locate (face, place) != MLS_SIDE_OUTSIDE)
        g_array_append_val (self->hits, hit);
    }
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

  find_hits (self, index, face);
}

static guint32
key_index (guint vintage, Way way)
{
  return vintage * N_WAYS + way;
}

static gboolean
is_excused (MlsLabelCheck *self, const MlsGroup *group, guint32 key, const MlsFinding *finding)
{
  const MlsOffence offence = {
    .rule = mls_finding_rule_name (finding->rule),
    .vintage = finding->vintage,
    .dimension = finding->dimension,
    .code = finding->dimension == MLS_DIMENSION_COVER ? finding->pair.cover : finding->pair.use,
    .area2 = finding->area2,
    .perimeter = group->perimeter,
  };

  for (guint i = 0; i < self->hits->len; i++)
    {
      const Hit *hit = &g_array_index (self->hits, Hit, i);

      if (mls_grouping_group_of (self->grouping, key, hit->face) == group->first &&
          mls_exception_excuses (get_exception (self, hit->exception), &offence))
        return TRUE;
    }

  return FALSE;
}

/* What is said of any region; its place is put in later, by its largest face. */
static MlsFinding
finding_of (const MlsLabelCheck *self, const MlsGroup *group, guint vintage, MlsDimension dimension)
{
  return (MlsFinding){ .severity = MLS_SEVERITY_WARNING,
                       .vintage = vintage,
                       .dimension = dimension,
                       .area2 = group->area2,
                       .fid = mls_grouping_fid (self->grouping, group->largest) };
}

static void
judge_minimum (MlsLabelCheck *self, const MlsGroup *group, guint32 key, MlsFinding finding)
{
  finding.rule = MLS_FINDING_MMU;
  finding.severity = MLS_SEVERITY_ERROR;
  finding.minimum =
      mls_nomenclature_minimum (self->rules->nomenclature, finding.dimension, finding.pair);

  if (group->on_edge || finding.area2 >= finding.minimum)
    return;

  if (is_excused (self, group, key, &finding))
    finding.severity = MLS_SEVERITY_EXCEPTION;
  g_array_append_val (self->findings, finding);
}

static void
judge_code (MlsLabelCheck *self, MlsFinding finding)
{
  MlsText code = finding.dimension == MLS_DIMENSION_COVER ? finding.pair.cover : finding.pair.use;

  switch (mls_nomenclature_code_state (self->rules->nomenclature, finding.dimension, code))
    {
    case MLS_CODE_VALID:
      return;
    case MLS_CODE_TOLERATED:
      finding.rule = MLS_FINDING_TOLERATED_CODE;
      break;
    case MLS_CODE_INVALID:
      finding.rule = MLS_FINDING_CODE;
      finding.severity = MLS_SEVERITY_ERROR;
      break;
    }

  g_array_append_val (self->findings, finding);
}

static void
judge_codes (MlsLabelCheck *self, guint vintage, MlsDimension dimension)
{
  guint32 key = key_index (vintage, dimension == MLS_DIMENSION_COVER ? BY_COVER : BY_USE);
  g_autoptr (GArray) groups = mls_grouping_groups (self->grouping, key);

  for (guint i = 0; i < groups->len; i++)
    {
      const MlsGroup *group = &g_array_index (groups, MlsGroup, i);
      MlsFinding finding = finding_of (self, group, vintage, dimension);

      finding.pair = pair_of_code ((MlsText) group->key, dimension);
      judge_code (self, finding);
      judge_minimum (self, group, key, finding);
    }
}

static void
judge_pairs (MlsLabelCheck *self, guint vintage)
{
  g_autoptr (GArray) groups = mls_grouping_groups (self->grouping, key_index (vintage, BY_PAIR));
  int year = self->rules->vintages[vintage].year;

  for (guint i = 0; i < groups->len; i++)
    {
      const MlsGroup *group = &g_array_index (groups, MlsGroup, i);
      MlsFinding finding = finding_of (self, group, vintage, MLS_DIMENSION_PAIR);
      MlsCodeState state;

      finding.pair = mls_label_pair (&mls_grouping_labels (self->grouping, group->first)[vintage]);
      state = mls_nomenclature_pair_state (self->rules->nomenclature, finding.pair, year);
      finding.rule = state == MLS_CODE_TOLERATED ? MLS_FINDING_TOLERATED_PAIR : MLS_FINDING_PAIR;
      if (finding.rule == MLS_FINDING_PAIR)
        finding.severity = MLS_SEVERITY_ERROR;
      g_array_append_val (self->findings, finding);
    }
}

static void
judge_missing (MlsLabelCheck *self, guint vintage)
{
  g_autoptr (GArray) groups = mls_grouping_groups (self->grouping, key_index (vintage, BY_MISSING));

  for (guint i = 0; i < groups->len; i++)
    {
      const MlsGroup *group = &g_array_index (groups, MlsGroup, i);
      MlsFinding finding = finding_of (self, group, vintage, (MlsDimension) (group->key - 1));

      finding.rule = MLS_FINDING_MISSING_LABEL;
      g_array_append_val (self->findings, finding);
    }
}

static void
judge_doubts (MlsLabelCheck *self, guint vintage)
{
  g_autoptr (GArray) groups = mls_grouping_groups (self->grouping, key_index (vintage, BY_DOUBT));

  for (guint i = 0; i < groups->len; i++)
    {
      const MlsGroup *group = &g_array_index (groups, MlsGroup, i);
      MlsFinding finding = finding_of (self, group, vintage, MLS_DIMENSION_PAIR);

      finding.rule = MLS_FINDING_DOUBT;
      g_array_append_val (self->findings, finding);
    }
}

/* Joined, two faces keep all segments but the shared ones. */
static void
judge_twins (MlsLabelCheck *self)
{
  g_autoptr (GArray) twins = mls_grouping_twins (self->grouping);

  for (guint i = 0; i < twins->len; i++)
    {
      const MlsTwins *pair = &g_array_index (twins, MlsTwins, i);
      guint32 n_points = mls_grouping_n_points (self->grouping, pair->a) +
                         mls_grouping_n_points (self->grouping, pair->b) - 2 * pair->n_segments;
      MlsFinding finding = { .rule = MLS_FINDING_IDENTICAL,
                             .severity = MLS_SEVERITY_WARNING,
                             .vintage = MLS_NO_VINTAGE,
                             .area2 = mls_grouping_area2 (self->grouping, pair->a) +
                                      mls_grouping_area2 (self->grouping, pair->b),
                             .fid = mls_grouping_fid (self->grouping, pair->a),
                             .other_fid = mls_grouping_fid (self->grouping, pair->b) };

      if (n_points <= MAX_TWIN_POINTS)
        g_array_append_val (self->findings, finding);
    }
}

/**
 * mls_label_check_run:
 * @self: a check that was shown all faces and edges
 *
 * Returns: (transfer full) (element-type MlsFinding): what it found, in no certain order and
 *   without places: those are in the faces named by fid
 */
GArray *
mls_label_check_run (MlsLabelCheck *self)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, TRUE, sizeof (MlsFinding));

  self->findings = findings;
  for (guint v = 0; v < self->rules->n_vintages; v++)
    {
      judge_codes (self, v, MLS_DIMENSION_COVER);
      judge_codes (self, v, MLS_DIMENSION_USE);
      judge_pairs (self, v);
      judge_missing (self, v);
      judge_doubts (self, v);
    }
  judge_twins (self);

  self->findings = NULL;
  return g_steal_pointer (&findings);
}
