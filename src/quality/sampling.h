#pragma once

#include "rules/sample.h"

G_BEGIN_DECLS

/* How regions are drawn. Strata are classes; in each a share of the regions is drawn, not fewer than a floor, nor more
 * than a cap, so that a class with fewer regions than the floor is looked at entirely. */
typedef struct
{
  double        share;    /* of the regions of a class, from 0 to 1 … */
  guint         n_units;  /* … or what makes about so many in all of each set; 0 for the share */
  guint         floor;
  guint         cap;      /* 0 for none */
  MlsArea2      largest2; /* larger ones are left out; 0 for none */
  guint         n_sets;   /* drawn at once, without a region in common; at least 1 */
  guint64       seed;
  const GArray *more;     /* (nullable) (element-type MlsMore) classes of which more is drawn */
} MlsSampling;

typedef struct
{
  MlsText code;   /* of a class, or what it is below; of pairs either half */
  double  factor; /* above 0 */
} MlsMore;

/* A region that may be drawn. */
typedef struct
{
  MlsText  stratum;
  MlsArea2 area2;
  MlsPoint place;
  gboolean is_left; /* it is of another sample */
} MlsDrawable;

/* One that was. */
typedef struct
{
  guint  region;      /* its index */
  guint  set;         /* from 0 */
  double probability; /* that it was drawn into that set */
} MlsDrawnRegion;

/* A sample is judged in parts of about so many. */
#define MLS_SAMPLE_PART 100

GArray *mls_sampling_draw    (const MlsSampling *sampling,
                              const GArray      *regions,
                              GArray            *strata);
void    mls_sampling_plan    (const MlsSampling *sampling,
                              const GArray      *regions,
                              GArray            *strata);
double  mls_sampling_balance (const GArray      *regions,
                              const GArray      *drawn);
guint   mls_sampling_part    (guint              i,
                              guint              n_units);
gboolean
        mls_more_fits        (const MlsMore     *more,
                              MlsText            stratum);

G_END_DECLS
