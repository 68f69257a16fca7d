#include "vector/ogr.h"

#include "base/file-stamp.h"
#include "vector/error.h"
#include "vector/gdal-watch.h"

#include <cpl_conv.h>
#include <glib/gi18n-lib.h>
#include <ogr_srs_api.h>

/* GDAL would write beside a GML file what it has learnt of it. Formats without such an option warn of it, which
 * nobody hears. */
static const char *const open_options[] = { "WRITE_GFS=NO", NULL };

static gpointer
init_once (gpointer data)
{
  /* GDAL would bring SpatiaLite along for any GeoPackage, which sets the number format of the whole program
   * to that of C, for good. */
  if (CPLGetConfigOption ("SPATIALITE_LOAD", NULL) == NULL)
    CPLSetConfigOption ("SPATIALITE_LOAD", "NO");
  GDALAllRegister ();

  return NULL;
}

/**
 * mls_ogr_init: (skip)
 *
 * Sets up what GDAL needs for layers, once. Any thread may call it; whatever opens or makes one does.
 */
void
mls_ogr_init (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, init_once, NULL);
}

/**
 * mls_ogr_open: (skip)
 * @path: a file or folder, or what GDAL calls one
 * @error: %MLS_VECTOR_ERROR_OPEN
 *
 * Returns: (transfer full): its layers, for this thread, to be read only; or %NULL
 */
GDALDatasetH
mls_ogr_open (const char *path, GError **error)
{
  MlsGdalWatch watch = { 0 };
  GDALDatasetH dataset;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_str_has_prefix (path, "/vsi"))
    {
      g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_OPEN, _("There is no file “%s”"), path);
      return NULL;
    }

  if (mls_file_is_queue (path))
    {
      g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_OPEN, _("“%s” is a pipe or a device, not a file"), path);
      return NULL;
    }

  mls_ogr_init ();
  mls_gdal_watch_begin (&watch);
  dataset = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, open_options, NULL);
  mls_gdal_watch_end (&watch);
  if (dataset == NULL)
    g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_OPEN, _("“%s” cannot be read: %s"), path,
                 watch.failure != NULL ? watch.failure : _("none of its drivers knows it"));
  mls_gdal_watch_clear (&watch);

  return dataset;
}

/**
 * mls_ogr_dup_text: (skip)
 * @text: a text of a file
 *
 * Returns: (transfer full): the same in UTF-8, without blanks around it: what is none is what Windows wrote
 *   in western Europe
 */
char *
mls_ogr_dup_text (const char *text)
{
  char *converted;

  if (g_utf8_validate (text, -1, NULL))
    return g_strstrip (g_strdup (text));

  converted = g_convert (text, -1, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);

  return g_strstrip (converted != NULL ? converted : g_utf8_make_valid (text, -1));
}

/* A GeoPackage calls what it knows nothing of degrees on Earth, or a plane. */
static gboolean
is_somewhere (OGRSpatialReferenceH reference)
{
  return !OSRIsLocal (reference) && g_strcmp0 (OSRGetName (reference), "Undefined geographic SRS") != 0;
}

/**
 * mls_ogr_dup_crs: (skip)
 * @layer: a layer
 *
 * A system of no place on Earth, as an undefined one in a GeoPackage, tells nothing.
 *
 * Returns: (transfer full) (nullable): its coordinate reference system as WKT, if it has one
 */
char *
mls_ogr_dup_crs (OGRLayerH layer)
{
  static const char *const options[] = { "FORMAT=WKT2_2019", NULL };
  OGRSpatialReferenceH reference = OGR_L_GetSpatialRef (layer);
  char *wkt = NULL;
  char *copy = NULL;

  if (reference != NULL && is_somewhere (reference) && OSRExportToWktEx (reference, &wkt, options) == OGRERR_NONE)
    copy = g_strdup (wkt);
  CPLFree (wkt);

  return copy;
}

/**
 * mls_ogr_has_north_first: (skip)
 * @layer: a layer
 *
 * Returns: whether the file has northings in the place of eastings, as its system says
 */
gboolean
mls_ogr_has_north_first (OGRLayerH layer)
{
  OGRSpatialReferenceH reference = OGR_L_GetSpatialRef (layer);
  const int *mapping;
  int n = 0;

  if (reference == NULL)
    return FALSE;

  mapping = OSRGetDataAxisToSRSAxisMapping (reference, &n);

  return n >= 2 && mapping[0] == 1 && mapping[1] == 2 &&
         (OSREPSGTreatsAsLatLong (reference) || OSREPSGTreatsAsNorthingEasting (reference));
}
