#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* What is to be thought of ground that was one thing at one date and is another at the next. */
typedef enum
{
  MLS_TRANSITION_POSSIBLE,
  MLS_TRANSITION_SUSPICIOUS,
  MLS_TRANSITION_IMPOSSIBLE,
  MLS_N_TRANSITIONS,
} MlsTransition;

/* A row of the table of transitions. Each end is a code, which stands for those below it as well, the
 * name of a family, or "*". The first row that fits a change decides. */
typedef struct
{
  MlsDimension  dimension;  /* cover or use */
  MlsText       from;
  MlsText       to;
  MlsTransition transition;
} MlsTransitionRule;

const char *mls_transition_name      (MlsTransition  transition);
gboolean    mls_transition_from_name (const char    *name,
                                      MlsTransition *out);

G_END_DECLS
