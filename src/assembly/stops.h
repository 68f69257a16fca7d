#pragma once

#include "assembly/soup.h"

G_BEGIN_DECLS

/* The vertices that borders got when they were noded, and which of them are of use: a segment none of whose vertices
 * any other border meets can be what it was. */
typedef struct _MlsStops MlsStops;

MlsStops *mls_stops_new     (void);
void      mls_stops_free    (MlsStops       *self);
void      mls_stops_compare (MlsStops       *self,
                             const MlsShape *before,
                             const MlsShape *after);
void      mls_stops_know    (MlsStops       *self,
                             const MlsShape *shape);
void      mls_stops_use     (MlsStops       *self,
                             const MlsShape *shape);
void      mls_stops_decide  (MlsStops       *self);
void      mls_stops_drop    (const MlsStops *self,
                             MlsShape       *shape,
                             MlsShape       *scratch);
gboolean  mls_stops_lead    (const MlsStops *self,
                             GArray         *points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsStops, mls_stops_free)

G_END_DECLS
