#include "imagery/error.h"
#include "imagery/raster-private.h"

#include <cpl_conv.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <ogr_srs_api.h>

/* Pixels smaller or larger than these, in m, are a damaged georeference. */
#define MIN_PIXEL_SIZE 1e-4
#define MAX_PIXEL_SIZE 1e6

/* The image is followed into the project's reference system at so many places on a side. */
#define PROBES_PER_SIDE 33
#define N_PROBES (PROBES_PER_SIDE * PROBES_PER_SIDE)

static gboolean
fail (MlsRaster *self, MlsImageryError code, const char *what, GError **error)
{
  g_set_error (error, MLS_IMAGERY_ERROR, code, _("“%s” %s"), self->uri, what);
  return FALSE;
}

/* Where an image without a georeference lies. */
static gboolean
take_points (MlsRaster *self, const MlsRasterOptions *options, double *out, GError **error)
{
  if (GDALGetGCPCount (self->dataset) == 0)
    return fail (self, MLS_IMAGERY_ERROR_PLACE, _("has no georeference: nothing says where it lies"), error);

  if (!options->place_by_points)
    return fail (self, MLS_IMAGERY_ERROR_GCPS, _("is placed by ground control points only"), error);

  return mls_raster_fit_points (self, out, error);
}

static gboolean
get_geotransform (MlsRaster *self, const MlsRasterOptions *options, double *out, GError **error)
{
  if (GDALGetGeoTransform (self->dataset, out) != CE_None && !take_points (self, options, out, error))
    return FALSE;

  for (int i = 0; i < 6; i++)
    if (!isfinite (out[i]))
      return fail (self, MLS_IMAGERY_ERROR_PLACE, _("has a damaged georeference"), error);

  if (!GDALInvGeoTransform (out, self->to_pixel))
    return fail (self, MLS_IMAGERY_ERROR_PLACE, _("has a georeference with pixels of no size"), error);

  return TRUE;
}

/* What the image says of its reference system, or of that of its points; or NULL. */
static char *
dup_wkt (MlsRaster *self)
{
  OGRSpatialReferenceH reference = self->facts.n_points > 0 ? GDALGetGCPSpatialRef (self->dataset)
                                                            : GDALGetSpatialRef (self->dataset);
  const char *const options[] = { "FORMAT=WKT2_2019", NULL };
  char *wkt = NULL;
  char *own = NULL;

  if (reference != NULL && OSRExportToWktEx (reference, &wkt, options) == OGRERR_NONE &&
      *wkt != '\0')
    own = g_strdup (wkt);
  CPLFree (wkt);

  return own;
}

static gboolean
find_way (MlsRaster *self, const char *project_crs, const MlsRasterOptions *options, GError **error)
{
  g_autofree char *wkt = dup_wkt (self);

  self->way = mls_raster_way_get (wkt, project_crs);
  self->transform = self->way->transform;
  if (self->way->crs_name == NULL)
    return options->assume_project_crs ||
           fail (self, MLS_IMAGERY_ERROR_NO_CRS, _("does not say its reference system"), error);

  if (self->way->error != NULL)
    g_propagate_error (error, g_error_copy (self->way->error));

  return self->way->error == NULL;
}

static gboolean
is_on_the_grid (double x, double y)
{
  const double limit = (double) MLS_GRID_LIMIT / MLS_MM_PER_M;

  return fabs (x) <= limit && fabs (y) <= limit;
}

/* Places all over the image, in its own coordinates. The last two are the middle and the next
 * pixel. */
static void
place_probes (const MlsRaster *self, const double *geotransform, double *x, double *y)
{
  for (int i = 0; i < N_PROBES + 2; i++)
    {
      double column = self->facts.width * ((i % PROBES_PER_SIDE) / (PROBES_PER_SIDE - 1.0));
      double row = self->facts.height * ((i / PROBES_PER_SIDE) / (PROBES_PER_SIDE - 1.0));

      if (i >= N_PROBES)
        {
          column = self->facts.width / 2.0 + i - N_PROBES;
          row = self->facts.height / 2.0 + i - N_PROBES;
        }
      GDALApplyGeoTransform ((double *) geotransform, column, row, &x[i], &y[i]);
    }
}

/* Measures the image in the project's reference system. What lies off the grid is left out. */
static gboolean
measure (MlsRaster *self, const double *geotransform, GError **error)
{
  double x[N_PROBES + 2];
  double y[N_PROBES + 2];
  MlsExtent extent = MLS_EXTENT_EMPTY;

  place_probes (self, geotransform, x, y);
  if (self->transform != NULL)
    mls_crs_transform_back (self->transform, x, y, N_PROBES + 2);

  for (int i = 0; i < N_PROBES; i++)
    if (is_on_the_grid (x[i], y[i]))
      {
        MlsExtent place = { x[i], y[i], x[i], y[i] };

        extent = mls_extent_union (&extent, &place);
      }

  if (mls_extent_is_empty (&extent))
    return fail (self, MLS_IMAGERY_ERROR_PLACE, _("lies outside of the project's reference system"),
                 error);

  self->facts.extent = extent;
  if (self->transform == NULL)
    self->facts.pixel_size = sqrt (
      fabs (geotransform[1] * geotransform[5] - geotransform[2] * geotransform[4]));
  else
    self->facts.pixel_size = hypot (x[N_PROBES + 1] - x[N_PROBES], y[N_PROBES + 1] - y[N_PROBES]) /
                             G_SQRT2;
  if (!isfinite (self->facts.pixel_size))
    self->facts.pixel_size = sqrt (mls_extent_width (&extent) / self->facts.width *
                                   mls_extent_height (&extent) / self->facts.height);

  if (!(self->facts.pixel_size >= MIN_PIXEL_SIZE && self->facts.pixel_size <= MAX_PIXEL_SIZE))
    return fail (self, MLS_IMAGERY_ERROR_PLACE,
                 _("has a damaged georeference: pixels of an absurd size"), error);

  return TRUE;
}

/**
 * mls_raster_place: (skip)
 * @self: an image whose size is known
 * @project_crs: (nullable): definition of the project's reference system
 * @options: how to take an image without one
 * @error: see mls_raster_open()
 *
 * Finds where the image lies.
 *
 * Returns: whether it lies somewhere
 */
gboolean
mls_raster_place (MlsRaster               *self,
                  const char              *project_crs,
                  const MlsRasterOptions  *options,
                  GError                 **error)
{
  double geotransform[6];

  if (!get_geotransform (self, options, geotransform, error) ||
      !find_way (self, project_crs, options, error) || !measure (self, geotransform, error) ||
      (self->facts.n_points > 0 && !mls_raster_check_points (self, geotransform, error)))
    return FALSE;

  self->is_north_up = geotransform[2] == 0 && geotransform[4] == 0 && geotransform[1] > 0 &&
                      geotransform[5] < 0;

  return TRUE;
}
