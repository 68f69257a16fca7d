#pragma once

#include "geometry/shape.h"

G_BEGIN_DECLS

/* Rings in few bytes: each vertex as its distance from the one before, in as many bytes as that
 * needs, and a mark of two bytes if there are marks. */

/* From one vertex of a ring to the next. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
  guint    index;   /* of the vertex at @a among those of all rings */
  gboolean is_hole; /* of any but the first ring */
} MlsRingSegment;

typedef void (*MlsRingSegmentFunc) (const MlsRingSegment *segment, gpointer user_data);

gsize         mls_packing_room  (const MlsShape *shape);
guint8       *mls_packing_write (guint8         *out,
                                 const MlsShape *shape,
                                 const GArray   *marks);
void          mls_packing_read  (const guint8   *in,
                                 guint           n_rings,
                                 gboolean        has_marks,
                                 MlsShape       *shape,
                                 GArray         *marks);
void          mls_packing_walk  (const guint8   *in,
                                 guint           n_rings,
                                 const MlsBox   *box,
                                 MlsRingSegmentFunc  func,
                                 gpointer        user_data);

G_END_DECLS
