#pragma once

#include "base/extent.h"

G_BEGIN_DECLS

/* The pixel centres of a tile, in whole units of 2⁻²⁰ mm. A screen pixel is no whole number of
 * millimetres (at 1:2 500 it is 661.458333…); in these units it is one to within what no screen can
 * show, and on which side of a border a centre lies is decided without rounding. Coordinates of the
 * grid need 55 bits, differences of them 56, products of two differences an __int128.
 *
 * Columns go east and rows go south, as in any picture. */
#define MLS_LATTICE_BITS 20

typedef struct
{
  gint64 x;      /* centre of column 0 */
  gint64 y;      /* centre of row 0 */
  gint64 pixel;  /* from one centre to the next, both ways */
  int    width;  /* columns */
  int    height; /* rows */
} MlsLattice;

#define MLS_LATTICE_MAX_SIZE  16384
#define MLS_LATTICE_MAX_PIXEL (G_GINT64_CONSTANT (1) << 44) /* 16.8 km */

static inline gint64
mls_lattice_from_grid (gint64 mm)
{
  return mm * (G_GINT64_CONSTANT (1) << MLS_LATTICE_BITS);
}

gboolean mls_lattice_init (MlsLattice       *lattice,
                           const MlsExtent  *extent,
                           int               width,
                           int               height);
MlsBox   mls_lattice_box  (const MlsLattice *lattice,
                           double            margin_px);

G_END_DECLS
