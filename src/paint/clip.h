#pragma once

#include "base/transform.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Lines and areas on the ground, brought to px and cut to what is seen: cairo has 23 bits for px,
 * which a border of some kilometres seen from near exceeds. */
typedef struct
{
  double x0;
  double y0;
  double x1;
  double y1;
} MlsClipLine;

MlsClipLine mls_clip_segment (GArray                  *points,
                              guint                    from,
                              guint                    to,
                              const MlsTransform      *transform);
gboolean    mls_clip_line    (MlsClipLine             *line,
                              const cairo_rectangle_t *window);
void        mls_clip_ring    (cairo_t                 *cr,
                              const MlsPoint          *points,
                              guint                    n_points,
                              const MlsTransform      *transform,
                              const cairo_rectangle_t *window);

G_END_DECLS
