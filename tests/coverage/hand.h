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

/* What is within its reach. */
typedef struct
{
  MlsFace *(*pick) (gpointer self); /* (transfer full): any face there, at random */
  gpointer   self;
  MlsBox     box;                   /* of places, before the quilt was stretched */
} HandFaces;

HandFaces hand_memory (MlsMemory          *memory,
                       const QuiltOptions *options);
void      hand_draw   (HandMove           *move,
                       const HandFaces    *faces,
                       const QuiltOptions *options);
MlsPlan  *hand_plan   (const HandMove     *move,
                       MlsPatch           *patch,
                       GError            **error);
