#pragma once

#include "rules/sample.h"

G_BEGIN_DECLS

/* What became of one code of a unit, all that was said of it taken together. */
typedef enum
{
  MLS_OUTCOME_LEFT,        /* nobody has judged it … */
  MLS_OUTCOME_CONFLICT,    /* … or controllers differ, and nobody has confirmed one of them … */
  MLS_OUTCOME_UNCONFIRMED, /* … or it is an error that only counts once it is confirmed: there is something left to do */
  MLS_OUTCOME_NO_OPINION,
  MLS_OUTCOME_RIGHT,
  MLS_OUTCOME_WRONG,
  MLS_N_OUTCOMES,
} MlsOutcomeState;

/* What kinds of errors there are; a unit may have several. */
typedef enum
{
  MLS_ERROR_CODE,
  MLS_ERROR_GEOMETRY,
  MLS_ERROR_OMISSION,
  MLS_N_ERRORS,
} MlsErrorKind;

typedef struct
{
  MlsOutcomeState state;
  MlsText         reference; /* the code that is right: its own, or the replacement; 0 where that is not known */
  guint           errors;    /* a bit for each kind */
  gboolean        rejected;  /* it was called wrong, and is right */
  guint           judgement; /* index of the one it comes from, where there is one */
} MlsOutcome;

const char *mls_outcome_name       (MlsOutcomeState     state);
const char *mls_outcome_text       (MlsOutcomeState     state);
gboolean    mls_outcome_is_left    (MlsOutcomeState     state);
MlsOutcome  mls_outcome_find       (const MlsUnit      *unit,
                                    const MlsJudgement *judgements,
                                    guint               n,
                                    MlsDimension        set,
                                    MlsDimension        code,
                                    gboolean            confirmed);

G_END_DECLS
