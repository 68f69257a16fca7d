#pragma once

#include "geometry/figures.h"
#include "geometry/shape.h"

G_BEGIN_DECLS

/* Areas that a territory is handed over by, such as communes: each with a name of its own. */
typedef struct _MlsZoneSet MlsZoneSet;

MlsZoneSet *mls_zone_set_new        (MlsFigures        *figures,
                                     GError           **error);
MlsZoneSet *mls_zone_set_load       (const char        *path,
                                     const char        *layer,
                                     const char        *name_field,
                                     const char        *crs,
                                     GError           **error);
void        mls_zone_set_free       (MlsZoneSet        *self);
guint       mls_zone_set_get_n      (const MlsZoneSet  *self);
const char *mls_zone_set_get_name   (const MlsZoneSet  *self,
                                     guint              i);
MlsBox      mls_zone_set_get_box    (const MlsZoneSet  *self,
                                     guint              i);
guint       mls_zone_set_n_renamed  (const MlsZoneSet  *self);
guint       mls_zone_set_n_groundless
                                    (const MlsZoneSet  *self);
gboolean    mls_zone_set_assumed_crs
                                    (const MlsZoneSet  *self);
GPtrArray  *mls_zone_set_polygons   (const MlsZoneSet  *self,
                                     guint              i);
gboolean    mls_zone_set_is_limit   (const MlsZoneSet  *self,
                                     const MlsBox      *box);
GArray     *mls_zone_set_find       (const MlsZoneSet  *self,
                                     MlsPoint           point);

/* What lies in no zone. */
#define MLS_NO_ZONE G_MAXUINT

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsZoneSet, mls_zone_set_free)

G_END_DECLS
