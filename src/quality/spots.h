#pragma once

#include "coverage/face.h"

G_BEGIN_DECLS

/* Places, and the faces that hold them as a coverage streams by. A place on a border is of the faces on both sides. */
typedef struct _MlsSpots MlsSpots;

/* A face that holds a place. */
typedef struct
{
  guint   spot; /* in the order they were added */
  guint32 face; /* as whoever showed it counts */
} MlsSpotHit;

MlsSpots     *mls_spots_new      (void);
void          mls_spots_free     (MlsSpots      *self);
void          mls_spots_add      (MlsSpots      *self,
                                  MlsPoint       place);
void          mls_spots_add_face (MlsSpots      *self,
                                  guint32        index,
                                  const MlsFace *face);
const GArray *mls_spots_hits     (MlsSpots      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSpots, mls_spots_free)

G_END_DECLS
