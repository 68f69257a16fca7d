#pragma once

#include "base/grid.h"

G_BEGIN_DECLS

/* What the next segment of a line is held to. Angles are in degrees: with a segment before, that between the two, from 0
 * for back along it to 180 for straight on, to the side where the hand is; without, clockwise from north. */
typedef struct
{
  gboolean square;   /* at right angles to the segment before, or along it; without one, to the grid */
  gboolean parallel; /* to a segment that goes in @direction, or against it */
  gboolean has_length;
  gboolean has_angle;
  double   length_m;
  double   angle;
  double   direction; /* radians, anticlockwise from east */
} MlsConstraint;

/* A segment as it is drawn. */
typedef struct
{
  double   length_m;
  double   angle;
  gboolean is_bearing; /* the angle is from north */
} MlsSegment;

void       mls_constraint_follow  (MlsConstraint       *self,
                                   MlsPoint             a,
                                   MlsPoint             b);
gboolean   mls_constraint_read    (MlsConstraint       *self,
                                   const char          *text);
gboolean   mls_constraint_holds   (const MlsConstraint *self);
MlsPoint   mls_constraint_apply   (const MlsConstraint *self,
                                   const MlsPoint      *placed,
                                   guint                n_placed,
                                   MlsPoint             hand);
MlsSegment mls_segment_measure    (const MlsPoint      *placed,
                                   guint                n_placed,
                                   MlsPoint             to);

G_END_DECLS
