#include "rules/decision.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name; /* in files */
  const char *text; /* for people */
} reviews[MLS_N_REVIEWS] = {
  [MLS_REVIEW_NONE] = { "none", N_("not reviewed") },
  [MLS_REVIEW_REMARKED] = { "remarked", N_("remarked") },
  [MLS_REVIEW_ACCEPTED] = { "accepted", N_("accepted") },
  [MLS_REVIEW_SENT_BACK] = { "sent-back", N_("sent back") },
  [MLS_REVIEW_CORRECTED] = { "corrected", N_("corrected, to be verified") },
};

/**
 * mls_review_name:
 * @review: how far a review is
 *
 * Returns: its name in files and for programs
 */
const char *
mls_review_name (MlsReview review)
{
  g_return_val_if_fail ((guint) review < MLS_N_REVIEWS, NULL);

  return reviews[review].name;
}

/**
 * mls_review_from_name:
 * @name: (nullable): a name as mls_review_name() gives it
 * @out: (out): how far a review is
 *
 * Returns: %FALSE, with @out untouched, for any other name
 */
gboolean
mls_review_from_name (const char *name, MlsReview *out)
{
  for (int i = 0; i < MLS_N_REVIEWS; i++)
    if (g_strcmp0 (reviews[i].name, name) == 0)
      {
        *out = (MlsReview) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_review_text:
 * @review: how far a review is
 *
 * Returns: what a person calls that, in small letters
 */
const char *
mls_review_text (MlsReview review)
{
  g_return_val_if_fail ((guint) review < MLS_N_REVIEWS, NULL);

  return _(reviews[review].text);
}

/**
 * mls_review_is_judged:
 * @review: how far a review is
 *
 * Returns: whether nothing is left to the reviewer
 */
gboolean
mls_review_is_judged (MlsReview review)
{
  return review == MLS_REVIEW_ACCEPTED || review == MLS_REVIEW_SENT_BACK;
}

/**
 * mls_decided_ground_is_region:
 * @ground: ground that was decided on
 *
 * Returns: whether it is a region of one date, and not what changed between two
 */
gboolean
mls_decided_ground_is_region (const MlsDecidedGround *ground)
{
  return ground->from_vintage == ground->vintage;
}

/**
 * mls_decision_review:
 * @decision: a decision
 * @ground: what is at its place now, between the same dates and in the same dimension
 * @perimeter: of that, mm
 *
 * A decision is of ground that has certain codes, or changed from some to others, and is as large as it was; read with a millimetre
 * along its border, which is what edits beside it may take or give. Of any other it says nothing, but that what was sent
 * back is another by now.
 *
 * Returns: what @decision makes of @ground
 */
MlsReview
mls_decision_review (const MlsDecision *decision, const MlsDecidedGround *ground, double perimeter)
{
  const MlsDecidedGround *decided = &decision->ground;
  MlsArea2 tolerance = (MlsArea2) (2 * perimeter);
  MlsArea2 difference = ground->area2 - decided->area2;

  if (mls_pair_equal (decided->from, ground->from) && mls_pair_equal (decided->pair, ground->pair) && difference <= tolerance &&
      difference >= -tolerance)
    return decision->review;

  return decision->review == MLS_REVIEW_SENT_BACK ? MLS_REVIEW_CORRECTED : MLS_REVIEW_NONE;
}
