#pragma once

#include "store/import-options.h"
#include "store/import-report.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The making of a project's first faces from layers of polygons of other programs. All of it arrives,
 * or none. Used on one thread. */
typedef struct _MlsImport MlsImport;

MlsImport          *mls_import_new         (const char               *path,
                                            const char               *layer,
                                            GError                  **error);
void                mls_import_free        (MlsImport                *self);
gboolean            mls_import_add_source  (MlsImport                *self,
                                            const char               *path,
                                            const char               *layer,
                                            GError                  **error);
guint               mls_import_n_sources   (const MlsImport          *self);
gboolean            mls_import_set_map     (MlsImport                *self,
                                            guint                     source,
                                            const char               *text,
                                            GError                  **error);
void                mls_import_take_map    (MlsImport                *self,
                                            guint                     source,
                                            MlsImportMap             *map);
const MlsImportMap *mls_import_get_map     (const MlsImport          *self,
                                            guint                     source);
MlsImportLayer     *mls_import_get_layer   (const MlsImport          *self,
                                            guint                     source);
gboolean            mls_import_run         (MlsImport                *self,
                                            MlsStore                 *store,
                                            const MlsImportOptions   *options,
                                            const MlsImportProgress  *progress,
                                            GError                  **error);
const MlsImportReport *
                    mls_import_get_report  (const MlsImport          *self);
MlsImportReport    *mls_import_steal_report
                                           (MlsImport                *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsImport, mls_import_free)

G_END_DECLS
