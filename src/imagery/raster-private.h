#pragma once

#include "imagery/raster.h"
#include "imagery/raster-way.h"
#include "imagery/resample.h"

#include <gdal.h>

G_BEGIN_DECLS

/* The image, or an overview of it. */
typedef struct
{
  GDALDatasetH    dataset;  /* holds all bands of the level; NULL when they are read one by one */
  GDALRasterBandH bands[3];
  GDALRasterBandH mask;     /* NULL when the mask of the image itself must do */
  int             width;    /* px */
  int             height;   /* px */
  double          factor_x; /* pixels of the image in a pixel of the level */
  double          factor_y;
} MlsRasterLevel;

/* What becomes of the numbers of a band. */
typedef struct
{
  double   low;  /* shown as 0 */
  double   high; /* shown as 255 */
  gboolean has_nodata;
  double   nodata;
} MlsRasterBand;

struct _MlsRaster
{
  char             *uri;
  char             *title;
  char             *date;
  GDALDatasetH      dataset;
  MlsRasterFacts    facts;

  /* from the project's coordinates to pixels of the image */
  MlsRasterWay     *way;
  MlsCrsTransform  *transform;       /* that of the way; NULL when the reference systems are one */
  double            to_pixel[6];     /* as GDAL writes a geotransform */
  gboolean          is_north_up;

  /* how pixels become colours */
  int               band_numbers[3];
  guint             n_colours;       /* 1 for grey and for a palette, else 3 */
  MlsRasterBand     bands[3];
  gboolean          is_byte;         /* the numbers are the colours */
  gboolean          has_shades;      /* or each is shown as its shade */
  guint8            shades[3][256];
  gboolean          is_stretched;    /* low and high of the bands are known */
  gboolean          is_masked;
  gboolean          has_nodata;
  guint8           *palette;         /* four bytes for each number; NULL when there is none */
  guint             n_palette;

  MlsRasterLevel   *levels;          /* finest first */
  guint             n_levels;
};

/* A rectangle of a level, of which one pixel out of shrink_x × shrink_y is read. */
typedef struct
{
  int x; /* in pixels of the level */
  int y;
  int width; /* in pixels read */
  int height;
  int shrink_x;
  int shrink_y;
} MlsRasterWindow;

/* What stands in the file: the bands one after the other, n bytes each, or n floats when the
 * numbers are not colours; and what is photo, from 128 on, or NULL when all of it is. */
typedef struct
{
  gconstpointer planes;
  const guint8 *mask;
  gsize         n;
} MlsNumbers;

GDALDatasetH mls_raster_open_dataset
                                 (const char             *uri,
                                  GError                **error);

gboolean mls_raster_place        (MlsRaster              *self,
                                  const char             *project_crs,
                                  const MlsRasterOptions *options,
                                  GError                **error);
gboolean mls_raster_fit_points   (MlsRaster              *self,
                                  double                 *out,
                                  GError                **error);
gboolean mls_raster_check_points (MlsRaster              *self,
                                  const double           *geotransform,
                                  GError                **error);
gboolean mls_raster_prepare      (MlsRaster              *self,
                                  const MlsRasterOptions *options,
                                  GError                **error);
gboolean mls_raster_find_stretch (MlsRaster              *self,
                                  GCancellable           *cancellable,
                                  GError                **error);
gboolean mls_raster_is_nodata    (const MlsRaster        *self,
                                  const guint8           *planes,
                                  gsize                   n,
                                  gsize                   i);
gboolean mls_raster_is_number    (const MlsRaster        *self,
                                  const float            *planes,
                                  gsize                   n,
                                  gsize                   i);
void     mls_raster_colour       (const MlsRaster        *self,
                                  const MlsNumbers       *numbers,
                                  guint8                 *out);
gboolean mls_raster_read_numbers (MlsRaster              *self,
                                  const MlsRasterLevel   *level,
                                  const MlsRasterWindow  *window,
                                  GCancellable           *cancellable,
                                  MlsNumbers             *out,
                                  GError                **error);
gboolean mls_raster_read_window  (MlsRaster              *self,
                                  const MlsRasterLevel   *level,
                                  const MlsRasterWindow  *window,
                                  GCancellable           *cancellable,
                                  MlsPixels              *out,
                                  GError                **error);

G_END_DECLS
