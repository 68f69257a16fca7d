#pragma once

#include "coverage/face.h"
#include "paint/lattice.h"

G_BEGIN_DECLS

/* Fills faces into a raster of numbers, by scanline. A pixel belongs to the face whose interior
 * holds its centre; a centre on a border belongs to the face east of it, or south of it where the
 * border runs along the row. That is decided exactly, so the faces of a partition share out the
 * pixels with none left and none given twice, at any scale.
 *
 * A scan is the working memory, for one thread at a time. */
typedef struct _MlsScan MlsScan;

MlsScan *mls_scan_new  (const MlsLattice *lattice);
void     mls_scan_free (MlsScan          *scan);
void     mls_scan_fill (MlsScan          *scan,
                        const MlsFace    *face,
                        guint32           value,
                        guint32          *raster);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsScan, mls_scan_free)

G_END_DECLS
