#pragma once

#include "geometry/shape.h"
#include "rules/finding.h"

G_BEGIN_DECLS

/* A GeoPackage of findings for other programs: their places in one layer, and in another the regions that some are of. The
 * file is there when it is finished, and not before. Used on one thread. */
typedef struct _MlsFindingFile MlsFindingFile;

MlsFindingFile *mls_finding_file_new    (const char        *path,
                                         const char        *crs,
                                         GError           **error);
void            mls_finding_file_free   (MlsFindingFile    *self);
gboolean        mls_finding_file_add    (MlsFindingFile    *self,
                                         const MlsFinding  *finding,
                                         const MlsRules    *rules,
                                         MlsShape          *outline,
                                         GError           **error);
gboolean        mls_finding_file_finish (MlsFindingFile    *self,
                                         GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsFindingFile, mls_finding_file_free)

G_END_DECLS
