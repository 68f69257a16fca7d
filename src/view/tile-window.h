#pragma once

#include "document/viewport.h"
#include "imagery/tile.h"

G_BEGIN_DECLS

/* What a pane shows, in device px of the plane that tiles cut up. */
typedef struct
{
  double m_per_px;
  gint64 x;      /* of its west side */
  gint64 y;      /* of its north side */
  int    width;
  int    height;
} MlsTileWindow;

/* The tiles that meet a window: columns and rows from first up to but without end. */
typedef struct
{
  int first_column;
  int end_column;
  int first_row;
  int end_row;
} MlsTileRange;

MlsTileWindow mls_tile_window        (const MlsTransform  *transform,
                                      MlsPaneSize          size);
gboolean      mls_tile_window_equal  (const MlsTileWindow *a,
                                      const MlsTileWindow *b);
MlsExtent     mls_tile_window_extent (const MlsTileWindow *window);
MlsTileRange  mls_tile_window_range  (const MlsTileWindow *window);

G_END_DECLS
