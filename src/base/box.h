#pragma once

#include "base/grid.h"

G_BEGIN_DECLS

/* A closed rectangle on the grid, in mm. An empty box has min above max. */
typedef struct
{
  gint64 min_x;
  gint64 min_y;
  gint64 max_x;
  gint64 max_y;
} MlsBox;

#define MLS_BOX_EMPTY ((MlsBox) { G_MAXINT64, G_MAXINT64, G_MININT64, G_MININT64 })

static inline gboolean
mls_box_is_empty (const MlsBox *box)
{
  return box->min_x > box->max_x || box->min_y > box->max_y;
}

static inline void
mls_box_extend (MlsBox *box, MlsPoint point)
{
  box->min_x = MIN (box->min_x, point.x);
  box->min_y = MIN (box->min_y, point.y);
  box->max_x = MAX (box->max_x, point.x);
  box->max_y = MAX (box->max_y, point.y);
}

static inline gboolean
mls_box_intersects (const MlsBox *a, const MlsBox *b)
{
  return a->min_x <= b->max_x && b->min_x <= a->max_x && a->min_y <= b->max_y && b->min_y <= a->max_y;
}

static inline gboolean
mls_box_contains_point (const MlsBox *box, MlsPoint point)
{
  return box->min_x <= point.x && point.x <= box->max_x && box->min_y <= point.y && point.y <= box->max_y;
}

/* Of boxes side by side, one holds a point: the east and north sides of each are its neighbours'. */
static inline gboolean
mls_box_holds (const MlsBox *box, MlsPoint point)
{
  return box->min_x <= point.x && point.x < box->max_x && box->min_y <= point.y && point.y < box->max_y;
}

MlsBox   mls_box_of_segment   (MlsPoint        a,
                               MlsPoint        b);
MlsBox   mls_box_of_points    (const MlsPoint *points,
                               gsize           n_points);
MlsBox   mls_box_union        (const MlsBox   *a,
                               const MlsBox   *b);
MlsBox   mls_box_intersection (const MlsBox   *a,
                               const MlsBox   *b);
MlsBox   mls_box_grown        (const MlsBox   *box,
                               gint64          margin);
gboolean mls_box_contains     (const MlsBox   *outer,
                               const MlsBox   *inner);
MlsPoint mls_box_centre       (const MlsBox   *box);

G_END_DECLS
