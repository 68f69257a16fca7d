#pragma once

#include "geometry/shape.h"
#include "rules/finding.h"

G_BEGIN_DECLS

/* What of some ground is looked at. */
typedef enum
{
  MLS_ASPECT_SIZE = 1 << 0,    /* of a region */
  MLS_ASPECT_CODES = 1 << 1,   /* whether they may be there, and together */
  MLS_ASPECT_MISSING = 1 << 2, /* whether there are any */
  MLS_ASPECT_DOUBT = 1 << 3,   /* what is said besides */
  MLS_ASPECT_CHANGE = 1 << 4,  /* what it was before */
  MLS_ASPECT_WIDTH = 1 << 5,   /* of a region with its outline */
  MLS_ASPECT_TWINS = 1 << 6,   /* whether a neighbour is equal in everything; mls_judge_are_twins() tells */
  MLS_ASPECT_SHAPE = 1 << 7,   /* of a region with its perimeter */
  MLS_ASPECT_EDGE = 1 << 8,    /* whether its size would be a fault if the territory went on */
  MLS_ASPECT_BORDER = 1 << 9,  /* of the border at its very place */
} MlsAspect;

#define MLS_ASPECT_ALL ((1 << 10) - 1)

/* Ground to be judged: a region, a face, or what changed alike between two dates. */
typedef struct
{
  MlsFinding      ground;  /* vintage, dimension, pair, area2; of a change also from and from_vintage */
  gboolean        on_edge; /* cut by the territory's edge, so that nobody knows how large it is */
  const MlsLabel *label;   /* (nullable): for %MLS_ASPECT_DOUBT */
  MlsShape       *outline; /* (nullable): for %MLS_ASPECT_WIDTH */
  double          perimeter; /* mm, for %MLS_ASPECT_SHAPE */
} MlsCase;

MlsArea2 mls_judge_minimum (const MlsRules *rules,
                            MlsDimension    dimension,
                            MlsPair         pair);
gboolean mls_judge_may_be_narrow
                           (const MlsRules *rules,
                            MlsArea2        area2,
                            double          perimeter);
gboolean mls_judge_are_twins
                           (guint           n_points_a,
                            guint           n_points_b,
                            guint           n_common);
void     mls_judge         (const MlsRules *rules,
                            const MlsCase  *ground,
                            int             aspects,
                            GArray         *findings);

G_END_DECLS
