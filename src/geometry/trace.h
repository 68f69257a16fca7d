#pragma once

#include "geometry/shape.h"

G_BEGIN_DECLS

/* A segment of a border, what it borders on its left. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
} MlsTraceSegment;

guint    mls_trace_segment_hash  (gconstpointer data);
gboolean mls_trace_segment_equal (gconstpointer a,
                                  gconstpointer b);
void     mls_trace_add_shape     (GArray         *segments,
                                  const MlsShape *shape);
void     mls_trace_rings         (GArray         *segments,
                                  MlsShape       *out);

G_END_DECLS
