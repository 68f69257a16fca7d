#pragma once

#include "geometry/shape.h"
#include "imagery/imagery.h"

#include <cairo.h>

G_BEGIN_DECLS

/* A piece of ground on paper. */
typedef struct
{
  cairo_t  *cr;
  double    x;       /* its place, points */
  double    y;
  double    width;
  double    height;
  MlsExtent extent;  /* the ground, m */
} MlsGroundFrame;

MlsGroundFrame mls_ground_frame_around (cairo_t              *cr,
                                        const MlsBox         *box,
                                        double                least_m,
                                        const double          place[4]);
gboolean       mls_ground_frame_photo  (const MlsGroundFrame *self,
                                        MlsImageryReader     *reader,
                                        MlsImagery           *photos,
                                        double                paleness);
void           mls_ground_frame_lead   (const MlsGroundFrame *self,
                                        const MlsShape       *outline);
void           mls_ground_frame_place  (const MlsGroundFrame *self,
                                        MlsPoint              point,
                                        double               *x,
                                        double               *y);

G_END_DECLS
