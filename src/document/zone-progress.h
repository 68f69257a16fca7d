#pragma once

#include "geometry/zone-grid.h"
#include "store/zone-cell.h"

G_BEGIN_DECLS

/* How far the work in a zone has come: its squares, in the order they are gone through, and which are done. */
typedef struct _MlsZoneProgress MlsZoneProgress;

MlsZoneProgress *mls_zone_progress_read  (MlsStore               *store,
                                          const char             *author,
                                          const MlsZone          *zone,
                                          GError                **error);
void             mls_zone_progress_free  (MlsZoneProgress        *self);

guint            mls_zone_progress_get_n (const MlsZoneProgress  *self);
MlsCellState     mls_zone_progress_state (const MlsZoneProgress  *self,
                                          guint                   i);
MlsBox           mls_zone_progress_box   (const MlsZoneProgress  *self,
                                          guint                   i);
gboolean         mls_zone_progress_find  (const MlsZoneProgress  *self,
                                          MlsPoint                at,
                                          guint                  *i);
gboolean         mls_zone_progress_next  (const MlsZoneProgress  *self,
                                          MlsPoint                from,
                                          guint                  *i);
double           mls_zone_progress_share (const MlsZoneProgress  *self,
                                          MlsCellState            state);
gboolean         mls_zone_progress_set   (MlsZoneProgress        *self,
                                          guint                   i,
                                          MlsCellState            state,
                                          GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsZoneProgress, mls_zone_progress_free)

G_END_DECLS
