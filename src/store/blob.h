#pragma once

#include "coverage/face.h"

G_BEGIN_DECLS

/* Geometries as a GeoPackage keeps them: a header with the envelope, then little-endian WKB.
 *
 *   0  "GP", version 0, flags 0x03 (little-endian, envelope of four numbers)
 *   4  int32 spatial reference system
 *   8  double min x, max x, min y, max y
 *  40  byte order 1, uint32 type: 3 polygon, 2 line
 *  45  polygon: uint32 number of rings, then a ring as a line, first point repeated at the end
 *      line: uint32 number of points, then double x, y of each
 *
 * That is byte for byte what GDAL writes, so that a program which only changes labels through GDAL
 * leaves the geometry unchanged to the last bit. */

/* Where the WKB begins in what is written here. */
#define MLS_BLOB_WKB 40

void     mls_blob_from_face   (const MlsFace   *face,
                               gint32           srs_id,
                               GByteArray      *out);
void     mls_blob_from_line   (const MlsPoint  *points,
                               gsize            n_points,
                               gint32           srs_id,
                               GByteArray      *out);

MlsFace *mls_blob_to_face     (gconstpointer    data,
                               gsize            length,
                               gint64           id,
                               gint64           since,
                               const MlsLabel  *labels,
                               guint            n_vintages,
                               GError         **error);
GArray  *mls_blob_to_line     (gconstpointer    data,
                               gsize            length,
                               GError         **error);

gboolean mls_blob_to_point    (gconstpointer    data,
                               gsize            length,
                               MlsPoint        *out);

gboolean mls_blob_envelope    (gconstpointer    data,
                               gsize            length,
                               double           envelope[4]);
gboolean mls_blob_is_empty    (gconstpointer    data,
                               gsize            length);
gconstpointer
         mls_blob_find_wkb    (gconstpointer    data,
                               gsize           *length);

G_END_DECLS
