#include "view/tile-window.h"

#include <math.h>

/**
 * mls_tile_window:
 * @transform: as a viewport gives it for a pane
 * @size: that pane
 *
 * Returns: what the pane shows
 */
MlsTileWindow
mls_tile_window (const MlsTransform *transform, MlsPaneSize size)
{
  double device = transform->m_per_px / size.scale_factor;

  return (MlsTileWindow){ device, llround (transform->west / device),
                          -llround (transform->north / device), size.width * size.scale_factor,
                          size.height * size.scale_factor };
}

/**
 * mls_tile_window_equal:
 * @a: a window
 * @b: another
 *
 * Returns: whether both show the same pixels
 */
gboolean
mls_tile_window_equal (const MlsTileWindow *a, const MlsTileWindow *b)
{
  return a->m_per_px == b->m_per_px && a->x == b->x && a->y == b->y && a->width == b->width &&
         a->height == b->height;
}

/**
 * mls_tile_window_extent:
 * @window: a window
 *
 * Returns: its ground, m
 */
MlsExtent
mls_tile_window_extent (const MlsTileWindow *window)
{
  return (MlsExtent){ (double) window->x * window->m_per_px,
                      (double) -(window->y + window->height) * window->m_per_px,
                      (double) (window->x + window->width) * window->m_per_px,
                      (double) -window->y * window->m_per_px };
}

static int
tile_at (gint64 px)
{
  return (int) mls_floor_divide (px, MLS_TILE_PX);
}

/**
 * mls_tile_window_range:
 * @window: a window
 *
 * Returns: the tiles that meet it; none for a window without px
 */
MlsTileRange
mls_tile_window_range (const MlsTileWindow *window)
{
  if (window->width <= 0 || window->height <= 0)
    return (MlsTileRange){ 0, 0, 0, 0 };

  return (MlsTileRange){ tile_at (window->x),
                         tile_at (window->x + window->width - 1) + 1,
                         tile_at (window->y),
                         tile_at (window->y + window->height - 1) + 1 };
}
