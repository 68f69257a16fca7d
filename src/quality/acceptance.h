#pragma once

#include "quality/binomial.h"
#include "quality/estimate.h"

G_BEGIN_DECLS

/* Whether a rate of what is right reaches a limit. */
typedef enum
{
  MLS_ACCEPTANCE_NONE,   /* there is nothing to go by */
  MLS_ACCEPTANCE_OPEN,   /* what is left to do can still make it either */
  MLS_ACCEPTANCE_PASSED,
  MLS_ACCEPTANCE_FAILED,
  MLS_N_ACCEPTANCES,
} MlsAcceptanceState;

/* Out of reach. */
#define MLS_ACCEPTANCE_NEVER G_MAXUINT

typedef struct
{
  MlsAcceptanceState state;
  gboolean           is_sure;  /* the limits of the rate are both on that side */
  guint              n_needed; /* while open: so many of what is left have to be right to pass, whatever the others are */
  guint              n_to_be_sure; /* so many more right ones, none wrong, and both limits are above; or NEVER */
} MlsAcceptance;

/* What was found so far. */
typedef struct
{
  double        right;    /* what the units weigh that are right … */
  double        judged;   /* … and those of which something is known: 1 each, unless they stand for unlike numbers */
  const GArray *left;     /* (element-type double): what each weighs of which nothing is known yet */
  MlsTrials     trials;   /* as many units that weigh alike would say as much */
  double        n_others; /* regions there are besides those judged; negative if that is not known */
} MlsEvidence;

const char    *mls_acceptance_name  (MlsAcceptanceState  state);
const char    *mls_acceptance_text  (MlsAcceptanceState  state);
MlsAcceptance  mls_acceptance_judge (double              limit,
                                     const MlsEvidence  *evidence,
                                     const MlsEstimate  *rate);

G_END_DECLS
