#pragma once

#include "store/import-layer.h"
#include "store/import-options.h"
#include "store/store.h"

G_BEGIN_DECLS

/* A layer, and which of its columns hold what. */
typedef struct
{
  MlsImportLayer *layer;
  MlsImportMap   *map;
} MlsImportSource;

MlsImportSource *mls_import_source_open      (const char              *path,
                                              const char              *layer,
                                              GError                 **error);
void             mls_import_source_free      (MlsImportSource         *self);
gboolean         mls_import_source_set_map   (MlsImportSource         *self,
                                              const char              *text,
                                              GError                 **error);
void             mls_import_source_take_map  (MlsImportSource         *self,
                                              MlsImportMap            *map);
gboolean         mls_import_source_check_map (const MlsImportSource   *self,
                                              MlsStore                *store,
                                              GError                 **error);
gboolean         mls_import_source_read      (const MlsImportSource   *self,
                                              MlsStore                *store,
                                              const MlsImportOptions  *options,
                                              const MlsImportReading  *reading,
                                              const MlsImportProgress *progress,
                                              MlsImportCounts         *counts,
                                              GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsImportSource, mls_import_source_free)

G_END_DECLS
