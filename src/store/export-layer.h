#pragma once

#include "coverage/face.h"

G_BEGIN_DECLS

/* A layer of polygons in a new file of a format that other programs read. The file is there when it
 * is finished, and not before. Used on one thread. */
typedef struct _MlsExportLayer MlsExportLayer;

typedef struct
{
  const char *path;    /* its ending tells the format */
  const char *name;    /* (nullable): of the layer; %NULL for that of the file */
  const char *crs;     /* WKT */
  GPtrArray  *columns; /* (element-type utf8): names of the columns of text */
  const char *face;    /* (nullable): what the column of the face's id is called, where several features may be of one */
} MlsExportShape;

MlsExportLayer *mls_export_layer_new    (const MlsExportShape  *shape,
                                         GError               **error);
void            mls_export_layer_free   (MlsExportLayer        *self);
gboolean        mls_export_layer_add    (MlsExportLayer        *self,
                                         const MlsFace         *face,
                                         const MlsText         *texts,
                                         GError               **error);
gboolean        mls_export_layer_finish (MlsExportLayer        *self,
                                         GError               **error);
const char     *mls_export_layer_get_warning
                                        (const MlsExportLayer  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsExportLayer, mls_export_layer_free)

G_END_DECLS
