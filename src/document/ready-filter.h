#pragma once

#include "rules/filter.h"

G_BEGIN_DECLS

/* Filters that nobody has to write: what an operator works off. */
typedef enum
{
  MLS_READY_FILTER_CORRECTIONS, /* findings where one has worked today, what was sent back to one, one's doubts, what is
                                  * too small */
  MLS_READY_FILTER_DOUBTS,      /* one's own */
  MLS_READY_FILTER_TODAY,       /* what one wrote today */
  MLS_READY_FILTER_SMALL,
  MLS_READY_FILTER_UNCODED,

  /* Of changes. */
  MLS_READY_FILTER_TO_REVIEW,
  MLS_READY_FILTER_SENT_BACK,
  MLS_READY_FILTER_DOUBTFUL_CHANGES, /* that cannot be, or hardly */
  MLS_READY_FILTER_SMALL_CHANGES,

  /* Of operations. */
  MLS_READY_FILTER_OWN_TODAY,
  MLS_READY_FILTER_OWN,
  MLS_READY_FILTER_MADE_CORRECTIONS,
  MLS_READY_FILTER_UNDONE,
  MLS_READY_FILTER_FOREIGN,
  MLS_N_READY_FILTERS,
} MlsReadyFilter;

MlsFilterScope
            mls_ready_filter_scope (MlsReadyFilter  ready);
const char *mls_ready_filter_title (MlsReadyFilter  ready);
char       *mls_ready_filter_text  (MlsReadyFilter  ready,
                                    const char     *author,
                                    GDateTime      *now);

G_END_DECLS
