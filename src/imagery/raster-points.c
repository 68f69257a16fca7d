#include "base/format.h"
#include "imagery/error.h"
#include "imagery/raster-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Three points tell where an image lies, how large it is and how it is turned. */
#define LEAST_POINTS 3

/* Points are on a line when they are so many times further apart along it than across. */
#define NARROW 1000

/* Points that are off by more than this part of the image's longer side do not tell where it lies. */
#define MOST_OFF (1.0 / 50)

static gboolean
are_on_a_line (const GDAL_GCP *points, int n)
{
  double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  double spread, product;

  for (int i = 0; i < n; i++)
    {
      x += points[i].dfGCPPixel / n;
      y += points[i].dfGCPLine / n;
    }

  for (int i = 0; i < n; i++)
    {
      double across = points[i].dfGCPPixel - x;
      double down = points[i].dfGCPLine - y;

      xx += across * across;
      yy += down * down;
      xy += across * down;
    }

  /* The squares of both extents: their sum, and what they give multiplied. */
  spread = xx + yy;
  product = xx * yy - xy * xy;

  return !(product > spread * spread / NARROW / NARROW);
}

/**
 * mls_raster_fit_points: (skip)
 * @self: an image with ground control points
 * @out: (out) (array fixed-size=6): the plane way from its pixels to their ground that fits them best
 * @error: %MLS_IMAGERY_ERROR_PLACE if they do not tell one
 *
 * Returns: whether they do
 */
gboolean
mls_raster_fit_points (MlsRaster *self, double *out, GError **error)
{
  const GDAL_GCP *points = GDALGetGCPs (self->dataset);
  int n = GDALGetGCPCount (self->dataset);

  if (n < LEAST_POINTS)
    {
      g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_PLACE,
                   g_dngettext (GETTEXT_PACKAGE, "“%s” has %d ground control point: three at least place an image",
                                "“%s” has %d ground control points: three at least place an image", (gulong) n),
                   self->uri, n);
      return FALSE;
    }

  if (are_on_a_line (points, n) || !GDALGCPsToGeoTransform (n, points, out, TRUE))
    {
      g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_PLACE,
                   _("“%s” has its ground control points on one line, which does not place it"), self->uri);
      return FALSE;
    }

  self->facts.n_points = (guint) n;
  return TRUE;
}

/* How far the points are from where they are put, on the average of squares, m. */
static double
measure_residual (MlsRaster *self, const double *geotransform)
{
  const GDAL_GCP *points = GDALGetGCPs (self->dataset);
  gsize n = self->facts.n_points;
  g_autofree double *x = g_new (double, 2 * n);
  g_autofree double *y = g_new (double, 2 * n);
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      x[i] = points[i].dfGCPX;
      y[i] = points[i].dfGCPY;
      GDALApplyGeoTransform ((double *) geotransform, points[i].dfGCPPixel, points[i].dfGCPLine, &x[n + i], &y[n + i]);
    }
  if (self->transform != NULL)
    mls_crs_transform_back (self->transform, x, y, 2 * n);

  for (gsize i = 0; i < n; i++)
    sum += (x[i] - x[n + i]) * (x[i] - x[n + i]) + (y[i] - y[n + i]) * (y[i] - y[n + i]);

  return sqrt (sum / (double) n);
}

/**
 * mls_raster_check_points: (skip)
 * @self: an image placed by its points, which has been measured
 * @geotransform: (array fixed-size=6): how
 * @error: %MLS_IMAGERY_ERROR_PLACE if they contradict each other
 *
 * Returns: whether they agree
 */
gboolean
mls_raster_check_points (MlsRaster *self, const double *geotransform, GError **error)
{
  double longer = MAX (self->facts.width, self->facts.height) * self->facts.pixel_size;
  g_autofree char *off = NULL;

  self->facts.residual_m = measure_residual (self, geotransform);
  if (self->facts.residual_m <= longer * MOST_OFF)
    return TRUE;

  off = mls_format_length (self->facts.residual_m);
  g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_PLACE,
               _("“%s” cannot be placed by its ground control points: they contradict each other by %s"), self->uri, off);
  return FALSE;
}
