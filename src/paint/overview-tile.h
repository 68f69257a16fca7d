#pragma once

#include "paint/id-tile.h"
#include "paint/label-tile.h"

G_BEGIN_DECLS

/* Seen from so far that this is the ground to a px of the picture or more, the map is an overview:
 * faces are smaller than lines are wide. */
#define MLS_OVERVIEW_M_PER_PX (MLS_OVERVIEW_GRAIN * MLS_LABEL_TILE_M)

/* Gives a label tile, for the caller to unref, or NULL with @error set. */
typedef MlsLabelTile *(*MlsLabelTileFunc) (const MlsLabelTileKey *key, gpointer user_data, GError **error);

MlsIdTile *mls_overview_tile_new (const MlsExtent   *extent,
                                  int                width,
                                  int                height,
                                  MlsLabelTileFunc   func,
                                  gpointer           user_data,
                                  GError           **error);

G_END_DECLS
