#pragma once

#include "store/import-report.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The making of a project's first faces from a layer of polygons of another program. All of it
 * arrives, or none. Used on one thread. */
typedef struct _MlsImport MlsImport;

typedef struct
{
  const char *author;
  const char *crs;       /* (nullable): the layer's system, where the file does not tell */
  gboolean    reproject; /* whether a layer in another system is to be brought into the project's */
} MlsImportOptions;

MlsImport          *mls_import_new         (const char               *path,
                                            const char               *layer,
                                            GError                  **error);
void                mls_import_free        (MlsImport                *self);
gboolean            mls_import_set_map     (MlsImport                *self,
                                            const char               *text,
                                            GError                  **error);
const MlsImportMap *mls_import_get_map     (const MlsImport          *self);
MlsImportLayer     *mls_import_get_layer   (const MlsImport          *self);
gboolean            mls_import_run         (MlsImport                *self,
                                            MlsStore                 *store,
                                            const MlsImportOptions   *options,
                                            const MlsImportProgress  *progress,
                                            GError                  **error);
const MlsImportReport *
                    mls_import_get_report  (const MlsImport          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsImport, mls_import_free)

G_END_DECLS
