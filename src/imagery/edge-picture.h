#pragma once

#include "imagery/picture.h"

G_BEGIN_DECLS

/* How much each pixel of a photo is on an edge, judged by what is around, and which way that runs. */
typedef struct
{
  guint  width;
  guint  height;
  float *strength; /* from 0 for none to 1 */
  float *east;     /* a unit vector across the edge, of either sign */
  float *south;
} MlsEdgePicture;

MlsEdgePicture *mls_edge_picture_new   (const MlsPicture     *photo);
void            mls_edge_picture_free  (MlsEdgePicture       *self);
float           mls_edge_picture_along (const MlsEdgePicture *self,
                                        gsize                 pixel,
                                        float                 east,
                                        float                 south);
float           mls_edge_picture_at    (const MlsEdgePicture *self,
                                        double                x,
                                        double                y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsEdgePicture, mls_edge_picture_free)

G_END_DECLS
