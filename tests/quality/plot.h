#pragma once

#include "coverage/memory.h"

/* Coverages drawn as text for tests: a letter is a square face of 10 m a side, a row of letters is a
 * string, the northernmost first; '.' is outside the territory. Faces are numbered from 1 as one
 * reads. */

typedef struct
{
  char        letter;
  const char *cover;
  const char *use;
  const char *doubt;
  const char *comment;
} PlotLegend;

typedef struct
{
  const PlotLegend  *legend;   /* ends with letter 0 */
  const char *const *rows[2];  /* a drawing for each vintage; each ends with NULL */
} Plot;

#define PLOT_X    G_GINT64_CONSTANT (600000000)
#define PLOT_Y    G_GINT64_CONSTANT (6700000000)
#define PLOT_SIDE 10000

MlsMemory *plot_new    (const Plot *plot);
MlsPoint   plot_centre (const Plot *plot,
                        guint       column,
                        guint       row);
