#include "rules/judge.h"

#include "coverage/dissolve.h"
#include "geometry/width.h"

/* Whether a rule is broken; if so, what the finding has besides what its ground is. */
typedef gboolean (*JudgeFunc) (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding);

static MlsText
code_of (const MlsFinding *ground)
{
  return ground->dimension == MLS_DIMENSION_COVER ? ground->pair.cover : ground->pair.use;
}

/**
 * mls_judge_minimum:
 * @rules: rules
 * @dimension: any dimension
 * @pair: the codes; what is not of @dimension does not count
 *
 * Returns: how large a region has to be; a piece of one cover and one use as large as the lower of the
 *   two, where both have a minimum; 0 for any size
 */
MlsArea2
mls_judge_minimum (const MlsRules *rules, MlsDimension dimension, MlsPair pair)
{
  if (dimension != MLS_DIMENSION_PAIR)
    return mls_nomenclature_minimum (rules->nomenclature, dimension, pair);

  return MIN (mls_nomenclature_minimum (rules->nomenclature, MLS_DIMENSION_COVER, pair),
              mls_nomenclature_minimum (rules->nomenclature, MLS_DIMENSION_USE, pair));
}

static gboolean
is_under_minimum (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  finding->minimum = mls_judge_minimum (rules, ground->ground.dimension, ground->ground.pair);

  return !ground->on_edge && ground->ground.area2 < finding->minimum;
}

static gboolean
is_too_small (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  return ground->ground.dimension != MLS_DIMENSION_PAIR && is_under_minimum (rules, ground, finding);
}

static gboolean
is_small_piece (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  return ground->ground.dimension == MLS_DIMENSION_PAIR && is_under_minimum (rules, ground, finding);
}

static gboolean
is_small_at_edge (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  finding->minimum = mls_judge_minimum (rules, ground->ground.dimension, ground->ground.pair);

  return ground->on_edge && ground->ground.dimension != MLS_DIMENSION_PAIR && ground->ground.area2 < finding->minimum;
}

/* What is too small needs no word of its shape. */
static gboolean
is_sliver (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  const MlsFinding *of = &ground->ground;

  if (ground->on_edge || of->dimension == MLS_DIMENSION_PAIR || of->area2 > rules->limits.sliver_area ||
      of->area2 < mls_judge_minimum (rules, of->dimension, of->pair))
    return FALSE;

  finding->figure = 2 * G_PI * (double) of->area2 / (ground->perimeter * ground->perimeter);

  return finding->figure < rules->limits.sliver_quotient;
}

static gboolean
is_narrow (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  return !ground->on_edge && ground->ground.dimension != MLS_DIMENSION_PAIR && rules->limits.minimum_width > 0 &&
         mls_shape_is_narrow (ground->outline, rules->limits.minimum_width);
}

static gboolean
has_code_state (const MlsRules *rules, const MlsFinding *ground, MlsCodeState state)
{
  return ground->dimension != MLS_DIMENSION_PAIR &&
         mls_nomenclature_code_state (rules->nomenclature, ground->dimension, code_of (ground)) == state;
}

static gboolean
has_unknown_code (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  return has_code_state (rules, &ground->ground, MLS_CODE_INVALID);
}

static gboolean
has_tolerated_code (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  return has_code_state (rules, &ground->ground, MLS_CODE_TOLERATED);
}

static gboolean
has_pair_state (const MlsRules *rules, const MlsFinding *ground, MlsCodeState state)
{
  return ground->dimension == MLS_DIMENSION_PAIR &&
         mls_nomenclature_pair_state (rules->nomenclature, ground->pair,
                                      rules->vintages[ground->vintage].year) == state;
}

static gboolean
is_no_pair (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  return has_pair_state (rules, &ground->ground, MLS_CODE_INVALID);
}

static gboolean
is_tolerated_pair (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  return has_pair_state (rules, &ground->ground, MLS_CODE_TOLERATED);
}

static gboolean
lacks_codes (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  const MlsFinding *of = &ground->ground;

  /* Of a dimension that the nomenclature has not nothing can be missing. */
  if (of->dimension != MLS_DIMENSION_PAIR && !mls_nomenclature_has_dimension (rules->nomenclature, of->dimension))
    return FALSE;

  return (of->pair.cover == 0 || of->dimension == MLS_DIMENSION_USE) &&
         (of->pair.use == 0 || of->dimension == MLS_DIMENSION_COVER);
}

static gboolean
doubts_silently (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  MlsText comment = ground->label->field[MLS_FIELD_COMMENT];

  return mls_text_is_yes (ground->label->field[MLS_FIELD_DOUBT]) &&
         (comment == 0 || *g_quark_to_string (comment) == '\0');
}

static gboolean
has_transition (const MlsRules *rules, const MlsFinding *ground, MlsTransition transition)
{
  return MAX (mls_nomenclature_transition (rules->nomenclature, MLS_DIMENSION_COVER, ground->from.cover,
                                           ground->pair.cover),
              mls_nomenclature_transition (rules->nomenclature, MLS_DIMENSION_USE, ground->from.use,
                                           ground->pair.use)) == transition;
}

static gboolean
changes_impossibly (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  return has_transition (rules, &ground->ground, MLS_TRANSITION_IMPOSSIBLE);
}

static gboolean
changes_suspiciously (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  return has_transition (rules, &ground->ground, MLS_TRANSITION_SUSPICIOUS);
}

static gboolean
is_small_change (const MlsRules *rules, const MlsCase *ground, MlsFinding *finding)
{
  finding->minimum = rules->limits.change_minimum;

  return !ground->on_edge && ground->ground.area2 < finding->minimum;
}

/* Every rule on what is on the ground. An edit and a check of everything ask the same. */
static const struct
{
  MlsFindingRule rule;
  MlsAspect      aspect;
  JudgeFunc      is_broken;
} rules_of_ground[] = {
  { MLS_FINDING_MMU, MLS_ASPECT_SIZE, is_too_small },
  { MLS_FINDING_PIECE, MLS_ASPECT_SIZE, is_small_piece },
  { MLS_FINDING_MMU_EDGE, MLS_ASPECT_EDGE, is_small_at_edge },
  { MLS_FINDING_SLIVER, MLS_ASPECT_SHAPE, is_sliver },
  { MLS_FINDING_NARROW, MLS_ASPECT_WIDTH, is_narrow },
  { MLS_FINDING_CODE, MLS_ASPECT_CODES, has_unknown_code },
  { MLS_FINDING_TOLERATED_CODE, MLS_ASPECT_CODES, has_tolerated_code },
  { MLS_FINDING_PAIR, MLS_ASPECT_CODES, is_no_pair },
  { MLS_FINDING_TOLERATED_PAIR, MLS_ASPECT_CODES, is_tolerated_pair },
  { MLS_FINDING_MISSING_LABEL, MLS_ASPECT_MISSING, lacks_codes },
  { MLS_FINDING_DOUBT, MLS_ASPECT_DOUBT, doubts_silently },
  { MLS_FINDING_IMPOSSIBLE_CHANGE, MLS_ASPECT_CHANGE, changes_impossibly },
  { MLS_FINDING_SUSPICIOUS_CHANGE, MLS_ASPECT_CHANGE, changes_suspiciously },
  { MLS_FINDING_SMALL_CHANGE, MLS_ASPECT_CHANGE, is_small_change },
};

/**
 * mls_judge_may_be_narrow:
 * @rules: rules
 * @area2: twice the area of a region, mm²
 * @perimeter: the length of its border, mm, or more
 *
 * A region holds no disc wider than twice its area by its perimeter tells: what has more room than that
 * need not be looked at.
 *
 * Returns: whether the region may be nowhere as wide as it should be
 */
gboolean
mls_judge_may_be_narrow (const MlsRules *rules, MlsArea2 area2, double perimeter)
{
  return rules->limits.minimum_width > 0 && (double) area2 <= perimeter * rules->limits.minimum_width;
}

/* Faces larger than that, joined, are taken for one that was cut at the limit of what a face may
 * have: what is edited since may have left them somewhat smaller. */
#define MAX_TWIN_POINTS (MLS_MAX_FACE_POINTS * 3 / 4)

/**
 * mls_judge_are_twins:
 * @n_points_a: how many vertices a face has
 * @n_points_b: … and a neighbour, equal in everything
 * @n_common: how many segments are common
 *
 * Joined, two faces keep all segments but the shared ones.
 *
 * Returns: whether they should be one: else only a cut parts them
 */
gboolean
mls_judge_are_twins (guint n_points_a, guint n_points_b, guint n_common)
{
  return n_points_a + n_points_b - 2 * n_common <= MAX_TWIN_POINTS;
}

/**
 * mls_judge:
 * @rules: what the ground is judged by
 * @ground: some ground
 * @aspects: which #MlsAspect of it
 * @findings: (element-type MlsFinding): where to append the rules it breaks, with their severity
 *
 * What leave is given for, and what was no better before, is for the caller to say.
 */
void
mls_judge (const MlsRules *rules, const MlsCase *ground, int aspects, GArray *findings)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules_of_ground); i++)
    {
      MlsFinding finding = ground->ground;

      if ((aspects & (int) rules_of_ground[i].aspect) == 0 ||
          !rules_of_ground[i].is_broken (rules, ground, &finding))
        continue;

      finding.rule = rules_of_ground[i].rule;
      finding.severity = mls_finding_rule_severity (finding.rule);
      g_array_append_val (findings, finding);
    }
}
