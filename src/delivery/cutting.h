#pragma once

#include "delivery/zone-overlap.h"
#include "store/reader.h"
#include "store/whole.h"

G_BEGIN_DECLS

/* The faces of a project, parted where the limits of zones run through them: each piece is of one zone or of none. Where a
 * limit crosses a border both get a vertex on the grid, so that zones share every vertex of what they have in common, and
 * their areas add up to that of the territory to the last half mm². */
typedef struct _MlsCutting MlsCutting;

MlsCutting *mls_cutting_new       (MlsStoreReader       *reader,
                                   const MlsZoneSet     *zones,
                                   MlsStoreProgressFunc  func,
                                   gpointer              user_data,
                                   GError              **error);
void        mls_cutting_free      (MlsCutting           *self);
MlsArea2    mls_cutting_get_area2 (const MlsCutting     *self,
                                   guint                 zone);
MlsArea2    mls_cutting_get_rest  (const MlsCutting     *self);
GArray     *mls_cutting_list_overlaps
                                  (const MlsCutting     *self);
guint       mls_cutting_n_cut     (const MlsCutting     *self);
gboolean    mls_cutting_each      (const MlsCutting     *self,
                                   MlsStoreReader       *reader,
                                   guint                 zone,
                                   MlsFaceFunc           func,
                                   gpointer              func_data,
                                   MlsStoreProgressFunc  progress,
                                   gpointer              user_data,
                                   GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsCutting, mls_cutting_free)

G_END_DECLS
