#pragma once

#include "coverage/source.h"
#include "quality/check.h"
#include "rules/filter.h"

G_BEGIN_DECLS

/* A region of the whole coverage, or ground that changed between two dates: the connected faces with the same codes
 * before and after. */
typedef struct
{
  guint          vintage; /* in which it is that */
  MlsPair        pair;    /* in one dimension only its own code */
  MlsPair        from;    /* … and what it was before; of a region nothing */
  MlsArea2       area2;
  gboolean       on_edge; /* it shares a segment with the territory's edge */
  guint          n_faces;
  gint64         fid;     /* its largest face, of those that it was found by */
  MlsPoint       place;   /* in that */
  MlsBox         box;
  MlsReview      review;  /* of a change: how far that is … */
  MlsText        remark;  /* … what was said of it, or 0 … */
  MlsText        reviewer; /* … and by whom */
  MlsFindingRule rule;    /* that it breaks, of those asked for; MLS_N_FINDING_RULES for none */
} MlsWholeRegion;

typedef enum
{
  MLS_REGIONS_BY_PLACE,      /* each near the one before */
  MLS_REGIONS_SMALLEST,      /* … first */
  MLS_REGIONS_LARGEST,
  MLS_REGIONS_BY_TRANSITION, /* by what they were and are, of each the largest first */
  MLS_N_REGIONS_ORDERS,
} MlsRegionsOrder;

/* Which regions are asked for. Borrowed. */
typedef struct
{
  guint                vintage;   /* an index among the project's */
  guint                since;     /* of ground that changed the vintage before, or MLS_NO_VINTAGE */
  MlsDimension         dimension;
  MlsRegionsOrder      order;
  const MlsFilter     *filter;    /* (nullable): all that are coded; its own vintages and dimension do not count */
  const MlsCheckRules *rules;     /* for a filter */
} MlsRegionsQuery;

gboolean mls_regions_order_from_name (const char      *name,
                                      MlsRegionsOrder *out);

GArray *mls_regions_in_order (GArray          *regions,
                              MlsRegionsOrder  order);
GArray *mls_regions_list (MlsStoreReader         *reader,
                          const MlsRegionsQuery  *query,
                          GArray                 *flags,
                          MlsStoreProgressFunc    func,
                          gpointer                user_data,
                          GError                **error);

G_END_DECLS
