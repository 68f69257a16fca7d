#pragma once

#include "coverage/memory.h"
#include "coverage/plan.h"
#include "quilt.h"

/* A hand that does whatever comes to it on a quilt, with a liking for what is awkward. */
enum
{
  HAND_MAX_POINTS = 48,
};

typedef struct
{
  guint     what; /* picks the planner */
  MlsPoint  points[HAND_MAX_POINTS];
  gsize     n_points;
  gint64    measure; /* mm */
  MlsIntent intent;
} HandMove;

void     hand_draw (HandMove           *move,
                    MlsMemory          *memory,
                    const QuiltOptions *options);
MlsPlan *hand_plan (const HandMove     *move,
                    MlsPatch           *patch,
                    GError            **error);
