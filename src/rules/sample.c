#include "rules/sample.h"

#include "rules/draft.h"
#include "rules/remark.h"

#include <glib/gi18n-lib.h>

/**
 * mls_unit_new:
 *
 * Returns: (transfer full): a unit of which nothing is known yet, with an empty outline
 */
MlsUnit *
mls_unit_new (void)
{
  MlsUnit *self = g_new0 (MlsUnit, 1);

  self->box = MLS_BOX_EMPTY;
  self->outline = mls_shape_new ();

  return self;
}

/**
 * mls_unit_free:
 * @self: (transfer full): a unit
 */
void
mls_unit_free (MlsUnit *self)
{
  mls_shape_free (self->outline);
  g_free (self);
}

static MlsText
code_in (MlsPair pair, MlsDimension code)
{
  return code == MLS_DIMENSION_COVER ? pair.cover : pair.use;
}

/**
 * mls_unit_is_judged_by:
 * @self: a unit
 * @set: the dimension of the sample it is of
 * @code: cover or use
 *
 * Returns: whether “all right” says anything of @code: it counts, or is one that the unit has; a map of covers alone has no uses
 */
gboolean
mls_unit_is_judged_by (const MlsUnit *self, MlsDimension set, MlsDimension code)
{
  return mls_judgement_is_of (set, code) || code_in (self->pair, code) != 0;
}

/**
 * mls_unit_is_all_right:
 * @self: a unit
 * @set: the dimension of the sample it is of
 * @judgement: what is said of it
 *
 * Returns: whether that says of each of its codes that it is right
 */
gboolean
mls_unit_is_all_right (const MlsUnit *self, MlsDimension set, const MlsJudgement *judgement)
{
  for (MlsDimension code = 0; code < MLS_N_CODES; code++)
    if (judgement->judged[code] != MLS_JUDGED_RIGHT &&
        (judgement->judged[code] != MLS_JUDGED_NOT || mls_unit_is_judged_by (self, set, code)))
      return FALSE;

  return TRUE;
}

/* "CS1.1.1 → CS2.1.0 · omission · a street · Anna": what is wrong of the codes that count in @set, or of the other one. */
static MlsText
remark_on (const MlsUnit *unit, const MlsJudgement *judgement, MlsDimension set, gboolean own)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (MlsDimension code = 0; code < MLS_N_CODES; code++)
    if (mls_judgement_is_of (set, code) == own && judgement->judged[code] == MLS_JUDGED_WRONG)
      mls_remark_append_codes (text, code_in (unit->pair, code), judgement->replacement[code]);
  if (own && judgement->geometric)
    mls_remark_append (text, _("outline off"));
  if (own && judgement->omission)
    mls_remark_append (text, _("something left out"));
  mls_remark_append (text, g_quark_to_string (judgement->comment));
  mls_remark_append (text, g_quark_to_string (judgement->source));
  mls_remark_append (text, g_quark_to_string (judgement->controller));

  return g_quark_from_string (text->str);
}

/* The codes the place should have; FALSE if nobody said so. */
static gboolean
replace_codes (const MlsJudgement *judgement, MlsDimension dimension, MlsPair *pair)
{
  gboolean replaced = FALSE;

  for (MlsDimension code = 0; code < MLS_N_CODES; code++)
    if (mls_judgement_is_of (dimension, code) && judgement->judged[code] == MLS_JUDGED_WRONG)
      {
        if (judgement->replacement[code] == 0)
          return FALSE;

        *(code == MLS_DIMENSION_COVER ? &pair->cover : &pair->use) = judgement->replacement[code];
        replaced = TRUE;
      }

  return replaced && pair->cover != 0 && pair->use != 0;
}

static MlsText
draft_of (const MlsSample *sample, const MlsUnit *unit, const MlsJudgement *judgement, MlsDimension dimension)
{
  MlsPair pair = unit->pair;
  g_autoptr (MlsDraft) draft = NULL;
  g_autofree char *text = NULL;

  if (dimension == sample->dimension && judgement->proposal != 0)
    return judgement->proposal;
  if (!replace_codes (judgement, dimension, &pair))
    return 0;

  draft = mls_draft_new (MLS_GESTURE_RECODE, sample->vintage, dimension, pair, &unit->place, 1);
  text = mls_draft_to_text (draft);

  return g_quark_from_string (text);
}

static void
add_error (const MlsSample    *sample,
           const MlsUnit      *unit,
           const MlsJudgement *judgement,
           MlsDecidedGround    ground,
           GArray             *decisions)
{
  g_autofree char *source = g_strdup_printf ("%s/%" G_GINT64_FORMAT "/%s", g_quark_to_string (sample->id), unit->id,
                                             mls_dimension_name (ground.dimension));
  const MlsDecision decision = { .review = MLS_REVIEW_SENT_BACK,
                                 .ground = ground,
                                 .place = unit->place,
                                 .remark = remark_on (unit, judgement, sample->dimension,
                                                      ground.dimension == sample->dimension),
                                 .draft = draft_of (sample, unit, judgement, ground.dimension),
                                 .source = g_quark_from_string (source) };

  g_array_append_val (decisions, decision);
}

static MlsPair
only_in (MlsPair pair, MlsDimension dimension)
{
  return (MlsPair){ dimension != MLS_DIMENSION_USE ? pair.cover : 0, dimension != MLS_DIMENSION_COVER ? pair.use : 0 };
}

/**
 * mls_sample_add_errors:
 * @sample: a sample
 * @unit: a unit of it
 * @judgement: what is said of @unit
 * @vintage: the index of the sample’s vintage among those of a project
 * @decisions: (element-type MlsDecision): gets what is to be sent back
 *
 * An error of what the sample is of is one of the ground as it was drawn, so that whatever was edited since is told to be
 * another. What is said of the other code on the way is of a region that no unit has: its area is 0, for the one that is
 * there now.
 */
void
mls_sample_add_errors (const MlsSample    *sample,
                       const MlsUnit      *unit,
                       const MlsJudgement *judgement,
                       guint               vintage,
                       GArray             *decisions)
{
  MlsDimension dimension = sample->dimension;
  gboolean own = FALSE;

  for (MlsDimension code = 0; code < MLS_N_CODES; code++)
    {
      MlsJudged judged = mls_judgement_of (judgement, dimension, code);
      MlsPair alone = only_in (unit->pair, code);

      own = own || (mls_judgement_is_of (dimension, code) && judged == MLS_JUDGED_WRONG);
      if (!mls_judgement_is_of (dimension, code) && judged == MLS_JUDGED_WRONG)
        add_error (sample, unit, judgement, (MlsDecidedGround){ vintage, vintage, code, alone, alone, 0 }, decisions);
    }

  if (own)
    {
      MlsPair pair = only_in (unit->pair, dimension);

      add_error (sample, unit, judgement, (MlsDecidedGround){ vintage, vintage, dimension, pair, pair, unit->area2 },
                 decisions);
    }
}
