#pragma once

#include "coverage/face.h"
#include "coverage/source.h"
#include "paint/border.h"
#include "paint/lattice.h"

G_BEGIN_DECLS

/* A tile of the coverage without colours: which face each pixel is of, with the labels of the faces
 * and the borders between them. Any vintage, dimension, level and opacity is painted from it, and
 * what lies under the pointer is looked up in it, without reading a face again.
 *
 * From afar it is made of an overview: then what it has in place of faces are kinds of ground, all
 * those of the same codes together, and no id of a face. It has four of them to a pixel, so that their
 * borders are told from each other, and a row and a column more, for the borders of its last pixels.
 *
 * Immutable once made, and counted atomically. */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public, read only >*/
  MlsLattice      lattice;
  gboolean        is_overview; /* kinds of ground, MLS_OVERVIEW_GRAIN to a pixel each way */
  gint64          operation;   /* the last one its faces know of; set by whoever reads it */
  guint           n_faces;
  guint           n_vintages;
  gint64         *ids;         /* [n_faces] (nullable): not from afar */
  MlsLabel       *labels;      /* [n_faces * n_vintages], face by face */
  guint32        *raster;      /* [height * width]: 1 + index of a face, 0 outside of all */
  gboolean        has_borders; /* they were looked for: not from afar, nor where they would hide all else */
  guint           n_borders;
  MlsBorderPiece *borders;     /* [n_borders] */
} MlsIdTile;

#define MLS_OVERVIEW_GRAIN 2

/* The operation of a tile that some of its ground is still missing from: no edit is as old. */
#define MLS_ID_TILE_UNFINISHED G_MININT64

/* Faces of so many points in one tile leave no room between their borders, which are left out. */
#define MLS_ID_TILE_MAX_POINTS 1500000

MlsIdTile      *mls_id_tile_new      (const MlsLattice     *lattice,
                                      const MlsFace *const *faces,
                                      guint                 n_faces);
MlsIdTile      *mls_id_tile_read     (const MlsLattice     *lattice,
                                      const MlsSource      *source,
                                      GError              **error);
MlsIdTile      *mls_id_tile_ref      (MlsIdTile            *tile);
void            mls_id_tile_unref    (MlsIdTile            *tile);

MlsBox          mls_id_tile_read_box (const MlsLattice     *lattice);
gsize           mls_id_tile_size     (const MlsIdTile      *tile);
guint32         mls_id_tile_index_at (const MlsIdTile      *tile,
                                      int                   column,
                                      int                   row);
gint64          mls_id_tile_face_at  (const MlsIdTile      *tile,
                                      int                   column,
                                      int                   row);
const MlsLabel *mls_id_tile_label    (const MlsIdTile      *tile,
                                      guint32               index,
                                      guint                 vintage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsIdTile, mls_id_tile_unref)

G_END_DECLS
