#pragma once

#include "demo/scene.h"
#include "demo/season.h"

#include <math.h>

G_BEGIN_DECLS

/* The size of a pixel on the ground, m. */
#define MLS_PIXEL 0.2f
#define MLS_PIXEL_M 0.2

/* px around what is exposed in which things may stand that cast shadows or reach into it. */
#define MLS_MARGIN 128

/* The most depth that is known, dm. */
#define MLS_DEEPEST 255

/* Where each row of pixels of a strip crosses borders, west to east. */
typedef struct
{
  float   x;
  guint32 right; /* the plot beyond */
} MlsCrossing;

typedef struct
{
  int     first_row; /* of the photo; may be negative */
  int     n_rows;
  GArray **rows;     /* (element-type MlsCrossing) */
} MlsStripRows;

/* A tree or a bush. */
typedef struct
{
  float    x, y;
  float    radius; /* m, of its crown */
  float    height; /* m */
  float    depth;  /* m to the border of its plot */
  gboolean has_needles;
  guint32  seed;
} MlsTree;

/* A rectangle of a photo while it is being taken, with a margin around it. Used on one thread. All
 * arrays have the margin and lie in rows of stride, north to south. */
typedef struct
{
  const MlsScene  *scene;
  const MlsSeason *season;
  guint            date;
  float            west;   /* m from the scene's origin, middle of the first column of the margin */
  float            north;  /* likewise, of its first row */
  int              width;  /* px, margin included */
  int              height;
  guint32         *plots;
  guint8          *depth;  /* dm to the next plot */
  guint8          *shade;  /* 0 in the sun to 255 */
  MlsTint         *tint;
  float           *canopy; /* m above the ground, of what covers it; 0 for nothing */
  GArray          *trees;  /* (element-type MlsTree) */
} MlsExposure;

MlsStripRows *mls_strip_rows_new  (const MlsScene     *scene,
                                   double              north,
                                   int                 first_row,
                                   int                 n_rows);
void          mls_strip_rows_free (MlsStripRows       *rows);

MlsExposure  *mls_exposure_new    (const MlsScene     *scene,
                                   guint               date,
                                   int                 width,
                                   int                 height);
void          mls_exposure_free   (MlsExposure        *exposure);
void          mls_exposure_aim    (MlsExposure        *exposure,
                                   const MlsStripRows *rows,
                                   float               west,
                                   float               north);
GArray       *mls_exposure_plots  (const MlsExposure  *exposure);
void          mls_exposure_plant  (MlsExposure        *exposure);
void          mls_exposure_shade  (MlsExposure        *exposure);
void          mls_exposure_ground (MlsExposure        *exposure);
void          mls_exposure_things (MlsExposure        *exposure);
void          mls_exposure_trees  (MlsExposure        *exposure);
void          mls_exposure_print  (MlsExposure        *exposure,
                                   guint8             *rgb,
                                   gsize               stride);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsStripRows, mls_strip_rows_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsExposure, mls_exposure_free)

static inline float
mls_exposure_x (const MlsExposure *exposure, int column)
{
  return exposure->west + (float) column * MLS_PIXEL;
}

static inline float
mls_exposure_y (const MlsExposure *exposure, int row)
{
  return exposure->north - (float) row * MLS_PIXEL;
}

/* The pixel a place lies in; may be outside. */
static inline int
mls_exposure_column (const MlsExposure *exposure, float x)
{
  return (int) floorf ((x - exposure->west) / MLS_PIXEL + 0.5f);
}

static inline int
mls_exposure_row (const MlsExposure *exposure, float y)
{
  return (int) floorf ((exposure->north - y) / MLS_PIXEL + 0.5f);
}

/* The plot at a place, MLS_PLOT_NONE where it is not in the exposure. */
static inline guint32
mls_exposure_plot (const MlsExposure *exposure, float x, float y)
{
  int column = mls_exposure_column (exposure, x);
  int row = mls_exposure_row (exposure, y);

  if (column < 0 || column >= exposure->width || row < 0 || row >= exposure->height)
    return MLS_PLOT_NONE;

  return exposure->plots[row * exposure->width + column];
}

G_END_DECLS
