#pragma once

#include "assembly/claim.h"
#include "geometry/trace.h"

G_BEGIN_DECLS

/* What lies in an outline, by the labels of what lies there: the pieces of its ground. */
typedef struct
{
  guint   outline;
  guint   labels;   /* of the first polygon there, or of none */
  GArray *segments; /* (element-type MlsTraceSegment): the border of all of it, the ground on its left */
} MlsCrossing;

typedef void (*MlsCrossingFunc) (const MlsCrossing *crossing, gpointer user_data);

gboolean mls_soup_cross (MlsSoup         *soup,
                         MlsCrossingFunc  func,
                         gpointer         user_data,
                         MlsAssemblyFunc  tell,
                         gpointer         tell_data);

G_END_DECLS
