#pragma once

#include "imagery/raster.h"

#include <gdal.h>

/* The value of a pixel of a band, which counts from 0. */
typedef double (*FixturePixel) (int band, int x, int y, gpointer data);

/* An image to be written. What is left out is 8-bit red, green and blue in Lambert-93, 1 m pixels
 * from (700000, 6600000) down to the south-east. */
typedef struct
{
  const char        *driver;
  int                width;
  int                height;
  int                n_bands;
  GDALDataType       type;
  const double      *geotransform;  /* six numbers; pixel_size is not used then */
  double             pixel_size;
  const char        *crs;           /* "" for none */
  const GDAL_GCP    *points;        /* instead of a georeference */
  int                n_points;
  const char *const *options;
  const double      *nodata;
  const char        *overviews;     /* a resampling such as "AVERAGE", for levels 2, 4, 8 and 16 */
  FixturePixel       pixel;
  FixturePixel       mask;          /* makes a mask inside the file */
  gpointer           data;
} Fixture;

#define FIXTURE_CRS "EPSG:2154"
#define FIXTURE_X 700000.0
#define FIXTURE_Y 6600000.0

void        fixture_begin       (void);
void        fixture_end         (void);
char       *fixture_path        (const char             *name);
char       *fixture_write       (const char             *name,
                                 const Fixture          *fixture);
char       *fixture_shared      (const char             *path);
MlsRaster  *fixture_open        (const char             *path,
                                 const MlsRasterOptions *options);
MlsPicture *fixture_read        (MlsRaster              *raster,
                                 double                  x,
                                 double                  y,
                                 double                  scale,
                                 guint                   width,
                                 guint                   height);
MlsPicture *fixture_read_extent (MlsRaster              *raster,
                                 MlsExtent               extent,
                                 guint                   width,
                                 guint                   height);

static inline const guint8 *
fixture_at (const MlsPicture *picture, guint x, guint y)
{
  return picture->rgb + ((gsize) y * picture->width + x) * 3;
}

static inline guint8
fixture_mask_at (const MlsPicture *picture, guint x, guint y)
{
  return picture->mask[(gsize) y * picture->width + x];
}

#define assert_colour(picture, x, y, r, g, b)                    \
  G_STMT_START                                                   \
  {                                                              \
    const guint8 *pixel_ = fixture_at (picture, x, y);           \
                                                                 \
    g_assert_cmpuint (fixture_mask_at (picture, x, y), ==, 255); \
    g_assert_cmpuint (pixel_[0], ==, (guint) (r));               \
    g_assert_cmpuint (pixel_[1], ==, (guint) (g));               \
    g_assert_cmpuint (pixel_[2], ==, (guint) (b));               \
  }                                                              \
  G_STMT_END

#define assert_no_photo(picture, x, y)                           \
  G_STMT_START                                                   \
  {                                                              \
    const guint8 *pixel_ = fixture_at (picture, x, y);           \
                                                                 \
    g_assert_cmpuint (fixture_mask_at (picture, x, y), ==, 0);   \
    g_assert_cmpuint (pixel_[0] + pixel_[1] + pixel_[2], ==, 0); \
  }                                                              \
  G_STMT_END
