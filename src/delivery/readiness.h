#pragma once

#include "rules/finding.h"
#include "store/pass.h"

G_BEGIN_DECLS

typedef enum
{
  MLS_REASON_FINDINGS, /* what a check finds, of one rule and date */
  MLS_REASON_OPEN,     /* a date is still worked on */
  MLS_REASON_NO_DATE,  /* there is none */
} MlsReasonKind;

/* What there is to say against handing a map over, or to know of it before. */
typedef struct
{
  MlsReasonKind  kind;
  gboolean       bars;    /* it is not conform for that; else it is only told */
  guint          vintage; /* or MLS_NO_VINTAGE */

  /* Of findings. */
  MlsFindingRule rule;
  MlsSeverity    severity;
  guint          count;
  MlsArea2       area2;   /* of all of them */
  MlsPoint       place;   /* of the first */
} MlsReason;

/* Whether a state of a project may be handed over. */
typedef struct
{
  GArray *reasons;   /* (element-type MlsReason): those that bar first */
  guint   n_bars;
  gint64  operation; /* whose state it is of */
} MlsReadiness;

MlsReadiness *mls_readiness_take     (MlsStore              *store,
                                      MlsStoreReader        *reader,
                                      gint64                 operation,
                                      MlsStoreProgressFunc   func,
                                      gpointer               user_data,
                                      GError               **error);
void          mls_readiness_free     (MlsReadiness          *self);
const char   *mls_reason_name        (const MlsReason       *reason);
char         *mls_reason_text        (const MlsReason       *reason,
                                      const MlsVintage      *vintages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsReadiness, mls_readiness_free)

G_END_DECLS
