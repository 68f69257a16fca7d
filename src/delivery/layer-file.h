#pragma once

#include "coverage/face.h"
#include "delivery/column.h"
#include "delivery/format.h"

G_BEGIN_DECLS

/* A file of layers of polygons that other programs read, or a database of such, while it is written: layer after layer.
 * Used on one thread. */
typedef struct _MlsLayerFile MlsLayerFile;

typedef struct
{
  const char *name;
  const char *crs;         /* WKT */
  GPtrArray  *columns;     /* (element-type MlsColumn) */
  gboolean    multi;       /* its geometries are of one polygon each, and of the kind that may have several */
  gboolean    has_ids;     /* where the format has ids of its own, features have those of faces */
  const char *description; /* (nullable): what a database is told of it */
} MlsLayerShape;

/* How a layer reads back. */
typedef struct
{
  gint64   n_features;
  MlsArea2 area2;       /* of its geometries … */
  gint64   n_off;       /* … of which so many do not have the area that a column tells … */
  gint64   n_invalid;   /* … or are no valid polygons, says GEOS */
  gboolean has_crs;     /* it is in the reference system of its shape */
  gboolean has_columns; /* it has the columns of its shape, in that order */
  gboolean has_kind;    /* it is of polygons, or of several in one */
} MlsReadBack;

MlsLayerFile *mls_layer_file_new         (const MlsFormat     *format,
                                          const char          *path,
                                          GError             **error);
void          mls_layer_file_free        (MlsLayerFile        *self);
gboolean      mls_layer_file_begin_layer (MlsLayerFile        *self,
                                          const MlsLayerShape *shape,
                                          GError             **error);
gboolean      mls_layer_file_add         (MlsLayerFile        *self,
                                          const MlsFace       *face,
                                          const MlsValue      *values,
                                          GError             **error);
gboolean      mls_layer_file_execute     (MlsLayerFile        *self,
                                          const char          *statements,
                                          GError             **error);
gboolean      mls_layer_file_flush       (MlsLayerFile        *self,
                                          GError             **error);
gboolean      mls_layer_file_finish      (MlsLayerFile        *self,
                                          GError             **error);
gboolean      mls_layer_file_read_back   (MlsLayerFile        *self,
                                          const MlsLayerShape *shape,
                                          MlsReadBack         *back,
                                          GError             **error);
const char   *mls_layer_file_get_warning (const MlsLayerFile  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLayerFile, mls_layer_file_free)

G_END_DECLS
