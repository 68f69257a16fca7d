#include "paint/lattice.h"

#include <math.h>

#define UNITS_PER_M ((double) MLS_MM_PER_M * (double) (1 << MLS_LATTICE_BITS))

/**
 * mls_lattice_init:
 * @lattice: (out caller-allocates): the lattice
 * @extent: the ground of the tile, m; its west and north sides and its width are taken to the
 *   nearest unit, its height is @height pixels of the size that gives
 * @width: columns, px
 * @height: rows, px
 *
 * Returns: %FALSE, with @lattice untouched, if @extent is empty or leaves the grid, if a side is
 * not within 1 and %MLS_LATTICE_MAX_SIZE, or if a pixel is smaller than a thousandth of a
 * millimetre or larger than %MLS_LATTICE_MAX_PIXEL
 */
gboolean
mls_lattice_init (MlsLattice *lattice, const MlsExtent *extent, int width, int height)
{
  const double limit = mls_grid_to_metres (MLS_GRID_LIMIT);
  double pixel = mls_extent_width (extent) * UNITS_PER_M / width;

  if (width < 1 || width > MLS_LATTICE_MAX_SIZE || height < 1 || height > MLS_LATTICE_MAX_SIZE)
    return FALSE;

  /* Written so that NaN fails too. */
  if (!(fabs (extent->min_x) <= limit) || !(fabs (extent->max_y) <= limit))
    return FALSE;
  if (!(pixel >= 1 << (MLS_LATTICE_BITS - 10)) || !(pixel <= (double) MLS_LATTICE_MAX_PIXEL))
    return FALSE;

  lattice->pixel = llround (pixel);
  lattice->x = llround (extent->min_x * UNITS_PER_M) + lattice->pixel / 2;
  lattice->y = llround (extent->max_y * UNITS_PER_M) - lattice->pixel / 2;
  lattice->width = width;
  lattice->height = height;

  return TRUE;
}

/**
 * mls_lattice_box:
 * @lattice: a lattice
 * @margin_px: pixels to add on every side, 0 or more
 *
 * Returns: the smallest box of the grid that holds the tile and its margin, mm
 */
MlsBox
mls_lattice_box (const MlsLattice *lattice, double margin_px)
{
  const double unit = 1.0 / (1 << MLS_LATTICE_BITS);
  double pixel = (double) lattice->pixel * unit;
  double west = (double) lattice->x * unit - pixel * (margin_px + 0.5);
  double north = (double) lattice->y * unit + pixel * (margin_px + 0.5);

  return (MlsBox){ (gint64) floor (west),
                   (gint64) floor (north - pixel * (lattice->height + 2 * margin_px)),
                   (gint64) ceil (west + pixel * (lattice->width + 2 * margin_px)),
                   (gint64) ceil (north) };
}
