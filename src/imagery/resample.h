#pragma once

#include "imagery/picture.h"

G_BEGIN_DECLS

/* Source pixels, four bytes each: red, green, blue, and 255 where there is photo. Where there is
 * none all four are 0, so that sums of pixels come out weighted by what is photo. */
typedef struct
{
  const guint8 *data;
  guint         width;
  guint         height;
} MlsPixels;

/* Along one axis, pixel i of the result covers the source from start + i × step on; source pixel k
 * lies from k to k + 1. */
typedef struct
{
  double start;
  double step;
} MlsAxis;

/* Where the pixels of a result lie in the source: exact at the nodes of a lattice, linear between
 * them. Node (i, j) is the corner of the result's pixel (i × cell, j × cell). A node without a
 * place in the source is NaN. */
typedef struct
{
  const double *nodes; /* x and y by turns, row after row */
  guint         nodes_across;
  guint         cell;
  double        step; /* source pixels in a pixel of the result, about */
} MlsMapping;

/* Magnified beyond this, pixels are shown as they are: the eye wants to count them. */
#define MLS_CRISP_STEP 0.25

void mls_resample_scaled (const MlsPixels  *source,
                          MlsAxis           across,
                          MlsAxis           down,
                          MlsPicture       *out);
void mls_resample_mapped (const MlsPixels  *source,
                          const MlsMapping *mapping,
                          MlsPicture       *out);

G_END_DECLS
