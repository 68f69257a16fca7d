#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* What a controller says of one code of a unit. */
typedef enum
{
  MLS_JUDGED_NOT,
  MLS_JUDGED_RIGHT,
  MLS_JUDGED_WRONG,
  MLS_JUDGED_NO_OPINION,
  MLS_JUDGED_TOO_HARD,   /* no opinion, for want of what could tell */
  MLS_N_JUDGED,
} MlsJudged;

/* What whoever controls the controllers says of an error. Only what is confirmed counts. */
typedef enum
{
  MLS_CONFIRMATION_NONE,
  MLS_CONFIRMATION_CONFIRMED,
  MLS_CONFIRMATION_REJECTED,
  MLS_N_CONFIRMATIONS,
} MlsConfirmation;

/* Cover and use, by their #MlsDimension. */
#define MLS_N_CODES 2

/* What a controller says of a unit. Any error inside it counts against it, whatever its kind. Plain data: copied by
 * assignment. */
typedef struct
{
  MlsJudged       judged[MLS_N_CODES];
  MlsText         replacement[MLS_N_CODES]; /* the code it should have, where it is wrong and that is known; or 0 */
  gboolean        geometric;                /* its outline is off by more than is allowed … */
  gboolean        omission;                 /* … or another region should have been drawn inside it */
  MlsText         comment;                  /* or 0 */
  MlsText         source;                   /* what told, besides the photo; or 0 */
  MlsText         proposal;                 /* lines of an edit script that would put it right; or 0 */
  MlsText         controller;               /* who says so; 0 for nobody yet */
  MlsText         at;                       /* when, UTC, ISO 8601; or 0 */

  MlsConfirmation confirmation;             /* of the error, by another one: … */
  MlsText         confirmer;                /* … who … */
  MlsText         confirmed_at;
  MlsText         confirmer_comment;        /* … and what was said of it */
} MlsJudgement;

const char *mls_judged_name            (MlsJudged           judged);
gboolean    mls_judged_from_name       (const char         *name,
                                        MlsJudged          *out);
const char *mls_judged_text            (MlsJudged           judged);
const char *mls_confirmation_name      (MlsConfirmation     confirmation);
gboolean    mls_confirmation_from_name (const char         *name,
                                        MlsConfirmation    *out);
const char *mls_confirmation_text      (MlsConfirmation     confirmation);

gboolean    mls_judgement_is_of        (MlsDimension        set,
                                        MlsDimension        code);
gboolean    mls_judgement_is_whole     (const MlsJudgement *judgement,
                                        MlsDimension        set);
MlsJudged   mls_judgement_of           (const MlsJudgement *judgement,
                                        MlsDimension        set,
                                        MlsDimension        code);
MlsJudged   mls_judgement_of_unit      (const MlsJudgement *judgement,
                                        MlsDimension        set);
gboolean    mls_judgement_is_error     (const MlsJudgement *judgement);
gboolean    mls_judgement_is_empty     (const MlsJudgement *judgement);
void        mls_judgement_see          (MlsJudgement       *judgement,
                                        MlsDimension        code,
                                        MlsText             seen,
                                        MlsText             mapped);
MlsText     mls_judgement_seen         (const MlsJudgement *judgement,
                                        MlsDimension        code,
                                        MlsText             mapped);
gboolean    mls_judgement_says_same    (const MlsJudgement *a,
                                        const MlsJudgement *b);

G_END_DECLS
