#pragma once

#include "base/grid.h"

G_BEGIN_DECLS

/* Exact predicates on grid points: no rounding anywhere, so no tolerance anywhere. */

__extension__ typedef __int128 MlsInt128;

/* Twice the signed area of the triangle a b c, mm²: positive when c lies left of a → b. */
static inline MlsInt128
mls_cross (MlsPoint a, MlsPoint b, MlsPoint c)
{
  return (MlsInt128) (b.x - a.x) * (c.y - a.y) - (MlsInt128) (b.y - a.y) * (c.x - a.x);
}

/* 1 when c lies left of a → b, -1 right, 0 on the line. */
static inline int
mls_turn (MlsPoint a, MlsPoint b, MlsPoint c)
{
  MlsInt128 cross = mls_cross (a, b, c);

  return (cross > 0) - (cross < 0);
}

/* How two segments meet. */
typedef enum
{
  MLS_MEET_NOT,      /* no common point */
  MLS_MEET_CROSS,    /* one common point, inside both */
  MLS_MEET_TOUCH,    /* one common point, an end of at least one */
  MLS_MEET_OVERLAP,  /* on one line, with more than one common point */
} MlsMeet;

gboolean mls_point_on_segment     (MlsPoint point,
                                   MlsPoint a,
                                   MlsPoint b);
gboolean mls_point_in_triangle    (MlsPoint point,
                                   MlsPoint a,
                                   MlsPoint b,
                                   MlsPoint c);
MlsMeet  mls_segments_meet        (MlsPoint a,
                                   MlsPoint b,
                                   MlsPoint c,
                                   MlsPoint d);
MlsPoint mls_segments_crossing    (MlsPoint a,
                                   MlsPoint b,
                                   MlsPoint c,
                                   MlsPoint d);
MlsPoint mls_point_nearest_on_segment (MlsPoint point,
                                   MlsPoint a,
                                   MlsPoint b);
gboolean mls_point_within         (MlsPoint point,
                                   MlsPoint a,
                                   MlsPoint b,
                                   gint64   distance);
int      mls_direction_compare    (MlsPoint centre,
                                   MlsPoint a,
                                   MlsPoint b);

G_END_DECLS
