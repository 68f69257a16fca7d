#pragma once

#include "coverage/source.h"
#include "quality/check.h"
#include "rules/filter.h"

G_BEGIN_DECLS

/* A region of the whole coverage. */
typedef struct
{
  MlsPair        pair;    /* in one dimension only its own code */
  MlsArea2       area2;
  gboolean       on_edge; /* it shares a segment with the territory's edge */
  guint          n_faces;
  gint64         fid;     /* its largest face, of those that it was found by */
  MlsPoint       place;   /* in that */
  MlsBox         box;
  MlsFindingRule rule;    /* that it breaks, of those asked for; MLS_N_FINDING_RULES for none */
} MlsWholeRegion;

/* Which regions are asked for. Borrowed. */
typedef struct
{
  guint                vintage;   /* an index among the project's */
  MlsDimension         dimension;
  const MlsFilter     *filter;    /* (nullable): all that are coded; its own vintage and dimension do not count */
  const MlsCheckRules *rules;     /* for a filter that asks for findings */
} MlsRegionsQuery;

GArray *mls_regions_list (MlsStoreReader         *reader,
                          const MlsRegionsQuery  *query,
                          GArray                 *flags,
                          MlsStoreProgressFunc    func,
                          gpointer                user_data,
                          GError                **error);

G_END_DECLS
