#pragma once

#include "base/area.h"
#include "base/grid.h"
#include "coverage/label.h"

G_BEGIN_DECLS

/* How far the review of a change is. */
typedef enum
{
  MLS_REVIEW_NONE,
  MLS_REVIEW_REMARKED,  /* something was said of it, nothing decided */
  MLS_REVIEW_ACCEPTED,
  MLS_REVIEW_SENT_BACK, /* to be corrected */
  MLS_REVIEW_CORRECTED, /* it was sent back, and is another by now: to be looked at again; follows from the ground */
  MLS_N_REVIEWS,
} MlsReview;

/* Ground that is one thing at one date and another at another, as a reviewer sees it; or, where both dates are one, a
 * region. */
typedef struct
{
  guint        from_vintage; /* indices among the project's */
  guint        vintage;
  MlsDimension dimension;
  MlsPair      from;         /* in one dimension only its own code */
  MlsPair      pair;
  MlsArea2     area2;
} MlsDecidedGround;

/* What somebody thinks of a change, or of a region that is wrong. It belongs to an operation, whose author and time are its own. */
typedef struct
{
  gint64           id;     /* set by the store */
  gint64           since;  /* the operation, set by the store */
  MlsReview        review;
  MlsDecidedGround ground; /* that it is of, and no other */
  MlsPoint         place;  /* in that */
  MlsText          remark; /* what was said, or 0 */
  MlsText          draft;  /* an edit that would put it right, as mls_draft_to_text() writes it; or 0 */
  MlsText          source; /* who else said it first: a unit of a sample; 0 where nobody did */
  MlsText          author; /* set by the store … */
  MlsText          at;     /* … UTC, ISO 8601 */
} MlsDecision;

const char *mls_review_name       (MlsReview               review);
gboolean    mls_review_from_name  (const char             *name,
                                   MlsReview              *out);
const char *mls_review_text       (MlsReview               review);
gboolean    mls_review_is_judged  (MlsReview               review);

gboolean    mls_decided_ground_is_region
                                  (const MlsDecidedGround *ground);

MlsReview   mls_decision_review   (const MlsDecision      *decision,
                                   const MlsDecidedGround *ground,
                                   double                  perimeter);

G_END_DECLS
