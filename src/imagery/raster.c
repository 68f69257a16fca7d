#include "imagery/raster.h"

#include "base/file-stamp.h"
#include "imagery/address.h"
#include "imagery/error.h"
#include "imagery/init.h"
#include "imagery/raster-private.h"
#include "imagery/service.h"
#include "imagery/web-file.h"

#include <cpl_conv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* As many pixels on a side reach around the Earth at 8 cm. */
#define MAX_SIDE (1 << 29)

/* A tile of an image this large is quickly made from all of its pixels. */
#define SMALL_SIDE 4096

/* What GDAL says of a file, without the name of it that our message gives already. */
static const char *
without_name (const char *reason, const char *name)
{
  if (reason == NULL || strstr (reason, "not recognized as a supported file format") != NULL)
    return "unknown format";

  if (g_str_has_prefix (reason, name) && g_str_has_prefix (reason + strlen (name), ": "))
    return reason + strlen (name) + strlen (": ");

  return reason;
}

/**
 * mls_raster_open_dataset: (skip)
 * @uri: see mls_address_dup_gdal_name() and mls_service_dup_description()
 * @error: %MLS_IMAGERY_ERROR_OPEN, or %MLS_IMAGERY_ERROR_AWAY
 *
 * Returns: (transfer full): what GDAL reads there, or %NULL
 */
GDALDatasetH
mls_raster_open_dataset (const char *uri, GError **error)
{
  gboolean is_service = mls_address_get_service (uri) != MLS_SERVICE_NONE;
  g_autofree char *name = is_service ? mls_service_dup_description (uri, error) : mls_address_dup_gdal_name (uri);
  g_autofree char *reason = NULL;
  gboolean is_remote = mls_address_is_remote (uri);
  GDALDatasetH dataset;
  MlsGdalScope scope;

  if (name == NULL)
    return NULL;
  if (mls_file_is_queue (name))
    {
      g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_OPEN, _("“%s” is a pipe or a device, not a file"), uri);
      return NULL;
    }

  /* A server is not asked for the files that may lie beside a local image; those are looked for by
   * name, since a folder may hold thousands. */
  CPLSetThreadLocalConfigOption ("GDAL_DISABLE_READDIR_ON_OPEN", is_remote ? "EMPTY_DIR" : "TRUE");

  mls_web_file_begin ();
  mls_gdal_scope_begin (&scope);
  dataset = GDALOpenEx (name, GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, NULL, NULL, NULL);
  reason = mls_gdal_scope_end (&scope);

  CPLSetThreadLocalConfigOption ("GDAL_DISABLE_READDIR_ON_OPEN", NULL);

  if (dataset == NULL && mls_web_file_check (error))
    g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_OPEN,
                 _("“%s” is not an image that can be read: %s"), uri, without_name (reason, name));

  return dataset;
}

static gboolean
open_dataset (MlsRaster *self, GError **error)
{
  self->dataset = mls_raster_open_dataset (self->uri, error);

  return self->dataset != NULL;
}

static gboolean
check_size (MlsRaster *self, GError **error)
{
  int width = GDALGetRasterXSize (self->dataset);
  int height = GDALGetRasterYSize (self->dataset);

  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE)
    {
      g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_IMAGE,
                   _("“%s” claims to have %d × %d pixels"), self->uri, width, height);
      return FALSE;
    }

  if (GDALGetRasterCount (self->dataset) < 1)
    {
      g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_IMAGE, _("“%s” holds no image"),
                   self->uri);
      return FALSE;
    }

  self->facts.width = width;
  self->facts.height = height;
  self->facts.n_bands = (guint) GDALGetRasterCount (self->dataset);

  return TRUE;
}

/* The day in a text such as "2021:06:14 10:22:33" or "2021-06-14T10:22:33Z". */
static char *
parse_day (const char *text)
{
  guint64 parts[3];
  const char *at = text;

  for (int i = 0; i < 3; i++)
    {
      char *end;

      if (!g_ascii_isdigit (*at))
        return NULL;
      parts[i] = g_ascii_strtoull (at, &end, 10);
      if (i < 2 && *end != ':' && *end != '-' && *end != '/')
        return NULL;
      at = end + (i < 2);
    }

  if (parts[0] < 1900 || parts[0] > 9999 ||
      !g_date_valid_dmy ((GDateDay) MIN (parts[2], 255), (GDateMonth) MIN (parts[1], 255),
                         (GDateYear) parts[0]))
    return NULL;

  return g_strdup_printf ("%04u-%02u-%02u", (guint) parts[0], (guint) parts[1], (guint) parts[2]);
}

static char *
dup_date (GDALDatasetH dataset)
{
  static const struct
  {
    const char *domain;
    const char *item;
  } places[] = {
    { "IMAGERY", "ACQUISITIONDATETIME" },
    { NULL, "ACQUISITIONDATETIME" },
    { NULL, "EXIF_DateTimeOriginal" },
    { NULL, "TIFFTAG_DATETIME" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char *text = GDALGetMetadataItem (dataset, places[i].item, places[i].domain);
      char *day = text != NULL ? parse_day (text) : NULL;

      if (day != NULL)
        return day;
    }

  return NULL;
}

static void
note_facts (MlsRaster *self)
{
  self->title = mls_address_dup_title (self->uri);
  self->date = dup_date (self->dataset);
  self->facts.title = self->title;
  self->facts.date = self->date;
  self->facts.crs_name = self->way->crs_name;
  self->facts.is_warped = self->transform != NULL || !self->is_north_up;
  self->facts.is_deep = !self->is_byte && self->palette == NULL;
  self->facts.has_overviews = self->n_levels > 1 ||
                              MAX (self->facts.width, self->facts.height) <= SMALL_SIDE;
}

/**
 * mls_raster_open:
 * @uri: a path, a file or http URI, or anything else GDAL takes
 * @project_crs: (nullable): definition of the reference system to read the image in, whose unit is
 *   the metre; %NULL for the image's own
 * @options: (nullable): how to take it
 * @error: %MLS_IMAGERY_ERROR_OPEN when it is missing or no image, %MLS_IMAGERY_ERROR_IMAGE when it
 *   has no pixels to show, %MLS_IMAGERY_ERROR_PLACE when it lies nowhere, %MLS_IMAGERY_ERROR_GCPS
 *   when it opens with place_by_points set, %MLS_IMAGERY_ERROR_NO_CRS when it does with
 *   assume_project_crs set
 *
 * Opens an image for the calling thread. In another reference system, turned or mirrored, it is
 * warped as it is read.
 *
 * Returns: (transfer full): the image, or %NULL
 */
MlsRaster *
mls_raster_open (const char              *uri,
                 const char              *project_crs,
                 const MlsRasterOptions  *options,
                 GError                 **error)
{
  static const MlsRasterOptions none = { 0 };
  g_autoptr (MlsRaster) self = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  mls_imagery_init ();
  if (options == NULL)
    options = &none;

  self = g_new0 (MlsRaster, 1);
  self->uri = g_utf8_make_valid (uri, -1);

  if (!open_dataset (self, error) || !check_size (self, error) ||
      !mls_raster_prepare (self, options, error) ||
      !mls_raster_place (self, project_crs, options, error))
    return NULL;

  note_facts (self);

  return g_steal_pointer (&self);
}

/**
 * mls_raster_close:
 * @self: (nullable): an image, opened by the calling thread
 */
void
mls_raster_close (MlsRaster *self)
{
  if (self == NULL)
    return;

  mls_raster_way_unref (self->way);
  if (self->dataset != NULL)
    {
      MlsGdalScope scope;

      mls_gdal_scope_begin (&scope);
      GDALClose (self->dataset);
      g_free (mls_gdal_scope_end (&scope));
    }

  g_free (self->uri);
  g_free (self->title);
  g_free (self->date);
  g_free (self->palette);
  g_free (self->levels);
  g_free (self);
}

/**
 * mls_raster_get_facts:
 * @self: an image
 *
 * Returns: (transfer none): what is known of it without reading pixels
 */
const MlsRasterFacts *
mls_raster_get_facts (const MlsRaster *self)
{
  return &self->facts;
}
