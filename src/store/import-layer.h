#pragma once

#include "assembly/soup.h"
#include "geometry/crs-transform.h"
#include "rules/nomenclature.h"
#include "store/import-map.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A layer of polygons in any file GDAL reads. Used on one thread. */
typedef struct _MlsImportLayer MlsImportLayer;

/* How to read it. */
typedef struct
{
  const MlsImportMap    *map;          /* (nullable): without, polygons have no label */
  const guint           *place;        /* [vintages of the map]: index among those of the soup */
  guint                  n_vintages;   /* of the soup */
  guint                  layer;        /* what it is called there */
  int                    priority;     /* column, or MLS_NO_COLUMN */
  const MlsNomenclature *nomenclature;
  MlsCrsTransform       *transform;    /* (nullable) */
  MlsSoup               *soup;         /* takes the polygons */
} MlsImportReading;

/* What was read. */
typedef struct
{
  guint n_features;
  guint n_without_ground; /* features without a geometry, or with an empty one */
  guint n_polygons;
} MlsImportCounts;

/* Told now and then how far the work is, from 0 to 1, and what is being done, in English: a
 * text to translate. */
typedef void (*MlsImportFunc) (double fraction, const char *what, gpointer user_data);

typedef struct
{
  GCancellable  *cancellable; /* (nullable): stops the work, from any thread */
  MlsImportFunc  func;        /* (nullable) */
  gpointer       user_data;
} MlsImportProgress;

GStrv           mls_import_layer_list       (const char              *path,
                                             GError                 **error);
MlsImportLayer *mls_import_layer_open       (const char              *path,
                                             const char              *name,
                                             GError                 **error);
void            mls_import_layer_free       (MlsImportLayer          *layer);
const char     *mls_import_layer_get_name   (const MlsImportLayer    *layer);
GPtrArray      *mls_import_layer_columns    (const MlsImportLayer    *layer);
gboolean        mls_import_layer_set_filter (MlsImportLayer          *layer,
                                             const char              *where,
                                             GError                 **error);
guint64         mls_import_layer_n_features (const MlsImportLayer    *layer);
gboolean        mls_import_layer_cuts_names (const MlsImportLayer    *layer);
char           *mls_import_layer_dup_crs    (const MlsImportLayer    *layer);
gboolean        mls_import_layer_read       (MlsImportLayer          *layer,
                                             const MlsImportReading  *reading,
                                             const MlsImportProgress *progress,
                                             MlsImportCounts         *counts,
                                             GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsImportLayer, mls_import_layer_free)

G_END_DECLS
