#pragma once

#include "coverage/source.h"
#include "paint/palette.h"

G_BEGIN_DECLS

/* A square of the coverage seen from afar: a number for each pixel, and what the numbers stand for.
 * At level 0 a pixel is what lies at its centre; at each level above it is what most of the four
 * pixels are that it covers, the north-western one of them where that is undecided. A pixel keeps the
 * codes of all vintages together, so that any vintage, dimension and colouring is painted from it,
 * and needs no id of a face: those of a face that only gained a vertex stay as they are.
 *
 * Immutable once made, but for its count, which is atomic. */
#define MLS_LABEL_TILE_PX 256

/* m of ground to a pixel of level 0; each level has twice that of the one before. */
#define MLS_LABEL_TILE_M 6.25
#define MLS_LABEL_TILE_MAX_LEVEL 12

/* Tiles start at the origin of the project's coordinates; columns go east and rows go south. */
typedef struct
{
  int level;
  int column;
  int row;
} MlsLabelTileKey;

typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public, read only >*/
  MlsPalette     *palette;
  guint32        *raster;   /* [MLS_LABEL_TILE_PX²]: as the palette has it, 0 outside of all faces */
} MlsLabelTile;

gboolean      mls_label_tile_key_equal (gconstpointer           a,
                                        gconstpointer           b);
guint         mls_label_tile_key_hash  (gconstpointer           key);
MlsBox        mls_label_tile_key_box   (const MlsLabelTileKey  *key);

MlsLabelTile *mls_label_tile_read      (const MlsLabelTileKey  *key,
                                        const MlsSource        *source,
                                        GError                **error);
MlsLabelTile *mls_label_tile_reduce    (MlsLabelTile *const    *quarters);
MlsLabelTile *mls_label_tile_new_blank (void);
MlsLabelTile *mls_label_tile_ref       (MlsLabelTile           *tile);
void          mls_label_tile_unref     (MlsLabelTile           *tile);
gboolean      mls_label_tile_equal     (const MlsLabelTile     *a,
                                        const MlsLabelTile     *b);

GBytes       *mls_label_tile_to_bytes  (const MlsLabelTile     *tile);
MlsLabelTile *mls_label_tile_from_bytes
                                       (GBytes                 *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLabelTile, mls_label_tile_unref)

G_END_DECLS
