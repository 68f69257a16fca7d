#pragma once

#include "base/extent.h"

G_BEGIN_DECLS

/* A tile: a square of device px of the plane at one scale. Tiles start at the origin of the
 * project's coordinates; columns go east and rows go south. There are tiles of every scale, so that
 * pixels are never stretched for good. */
#define MLS_TILE_PX 512

typedef struct
{
  double m_per_px; /* m of ground to a device px */
  int    column;
  int    row;
} MlsTileKey;

guint     mls_tile_key_hash   (gconstpointer     key);
gboolean  mls_tile_key_equal  (gconstpointer     a,
                               gconstpointer     b);
MlsExtent mls_tile_key_extent (const MlsTileKey *key);
GArray   *mls_tiles_cover     (const MlsExtent  *extent,
                               double            m_per_px,
                               guint             margin);

G_END_DECLS
