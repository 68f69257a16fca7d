#pragma once

#include "coverage/plan.h"
#include "coverage/region.h"
#include "rules/finding.h"

G_BEGIN_DECLS

/* A region that an edit makes, enlarges or diminishes, as it would be. */
typedef struct
{
  guint        vintage;
  MlsDimension dimension; /* cover or use */
  MlsText      code;
  MlsArea2     area2;
  gboolean     at_least;  /* there is more of it: its area was followed far enough */
  MlsArea2     minimum;
  gboolean     on_edge;   /* cut by the territory's edge, so exempt */
  gboolean     was_small; /* too small already, and no smaller now */
  gboolean     kept;      /* left as it is inside what a reshape goes around; not judged */
  gboolean     ok;
  MlsPoint     place;     /* in it */
  MlsCell     *cell;      /* one of it; the plan's */
} MlsRegionEffect;

/* A rule an edit would break. */
typedef struct
{
  MlsRefusal   rule;
  guint        vintage;
  MlsDimension dimension;
  MlsPair      pair;      /* the codes in question; in one dimension only its own */
  guint        from_vintage;
  MlsPair      from;      /* of a change: what it was before, at which date */
  MlsArea2     area2;     /* of the region, for a minimum or a change */
  MlsArea2     minimum;
  MlsPoint     place;
  MlsCell     *cell;      /* one of the region; the plan's; %NULL where the ground itself is refused */
} MlsBreach;

/* A plan judged: an edit may not create an error nor worsen one, in the vintages it writes. */
typedef struct
{
  GArray *regions;  /* (element-type MlsRegionEffect) smallest first */
  GArray *breaches; /* (element-type MlsBreach); none if the edit may be done */
  GArray *warnings; /* (element-type MlsFinding) what it would leave that is worth a look */

  /* Where a correction of named vintages found the same border or code, and leaves it as it was. */
  MlsVintageSet carry_over;
  GArray       *corrected;  /* (element-type MlsPoint) a place in each piece that it corrects */
} MlsVerdict;

MlsVerdict *mls_verdict_new    (const MlsPlan    *plan,
                                const MlsRules   *rules,
                                MlsArea2          cap);
MlsVerdict *mls_verdict_new_errors
                               (const MlsPlan    *plan,
                                const MlsRules   *rules);
void        mls_verdict_free   (MlsVerdict       *verdict);
gboolean    mls_verdict_is_ok  (const MlsVerdict *verdict);
gboolean    mls_verdict_is_barred
                               (const MlsVerdict *verdict);
gboolean    mls_verdict_is_exceptable
                               (const MlsVerdict *verdict);
char       *mls_breach_text    (const MlsBreach  *breach,
                                const MlsRules   *rules);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsVerdict, mls_verdict_free)

G_END_DECLS
