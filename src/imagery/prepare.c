#include "imagery/prepare.h"

#include "imagery/cache-room.h"
#include "imagery/error.h"
#include "imagery/init.h"
#include "imagery/mosaic.h"
#include "imagery/raster-private.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* The coarsest overview is no larger than this on a side, in pixels. */
#define SMALLEST_SIDE 512
#define MAX_LEVELS 24

/* What is made has another name until it is whole. */
#define PART "-part"

/* Who is told how far it is, and whether they gave it up. */
typedef struct
{
  MlsPrepareProgress func;
  gpointer           user_data;
  gboolean           is_given_up;
} Listener;

static int CPL_STDCALL
tell (double fraction, const char *message, void *data)
{
  Listener *listener = data;

  mls_cache_room_glance ();
  if (listener->func != NULL && !listener->func (fraction, listener->user_data))
    listener->is_given_up = TRUE;

  return !listener->is_given_up;
}

static GDALDatasetH
open_image (const char *path, GError **error)
{
  GDALDatasetH dataset;

  mls_imagery_init ();
  dataset = mls_raster_open_dataset (path, error);
  if (dataset != NULL && GDALGetRasterCount (dataset) < 1)
    {
      g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_OPEN, _("“%s” holds no image"), path);
      g_clear_pointer (&dataset, GDALClose);
    }

  return dataset;
}

/* Colours a JPEG can hold: what the eye does not see of them, it does not keep. */
static gboolean
is_photo (GDALDatasetH dataset)
{
  int n_bands = GDALGetRasterCount (dataset);
  GDALRasterBandH first = GDALGetRasterBand (dataset, 1);

  return (n_bands == 1 || n_bands == 3) && GDALGetRasterDataType (first) == GDT_Byte &&
         GDALGetRasterColorTable (first) == NULL;
}

/* Indices into a palette cannot be mixed. */
static const char *
resampling_of (GDALDatasetH dataset)
{
  return GDALGetRasterColorTable (GDALGetRasterBand (dataset, 1)) != NULL ? "NEAREST" : "AVERAGE";
}

static gboolean
finish (const char *path, const Listener *listener, gboolean done, char *failure, GError **error)
{
  g_autofree char *reason = failure;

  if (done)
    return TRUE;

  if (listener->is_given_up)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The preparation of “%s” was given up"), path);
  else
    g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_READ, _("“%s” cannot be prepared: %s"), path,
                 reason != NULL ? reason : _("no reason given"));

  return FALSE;
}

static void
set_overview_options (GDALDatasetH dataset, gboolean is_set)
{
  gboolean photo = is_photo (dataset);
  const struct
  {
    const char *name;
    const char *value;
  } options[] = {
    { "COMPRESS_OVERVIEW", photo ? "JPEG" : "DEFLATE" },
    { "PHOTOMETRIC_OVERVIEW", photo && GDALGetRasterCount (dataset) == 3 ? "YCBCR" : NULL },
    { "INTERLEAVE_OVERVIEW", "PIXEL" },
    { "JPEG_QUALITY_OVERVIEW", "85" },
    { "BIGTIFF_OVERVIEW", "IF_SAFER" },
    { "GDAL_TIFF_OVR_BLOCKSIZE", "512" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    CPLSetThreadLocalConfigOption (options[i].name, is_set ? options[i].value : NULL);
}

/* Overviews go where an image is open under another name: a picture of it that is made of nothing
 * but it. */
static gboolean
build (GDALDatasetH dataset, const char *part, Listener *listener)
{
  int side = MAX (GDALGetRasterXSize (dataset), GDALGetRasterYSize (dataset));
  int levels[MAX_LEVELS];
  int n_levels = 0;
  GDALDatasetH twin = GDALCreateCopy (GDALGetDriverByName ("VRT"), part, dataset, FALSE, NULL, NULL, NULL);
  gboolean done;

  if (twin == NULL)
    return FALSE;

  while (n_levels < MAX_LEVELS && side > SMALLEST_SIDE)
    {
      levels[n_levels] = 2 << n_levels;
      side /= 2;
      n_levels++;
    }

  GDALFlushCache (twin);
  GDALClose (twin);
  twin = GDALOpenEx (part, GDAL_OF_RASTER | GDAL_OF_READONLY, NULL, NULL, NULL);
  if (twin == NULL)
    return FALSE;

  set_overview_options (dataset, TRUE);
  done = GDALBuildOverviews (twin, resampling_of (dataset), n_levels, levels, 0, NULL, tell, listener) == CE_None;
  set_overview_options (dataset, FALSE);
  GDALClose (twin);

  return done;
}

/**
 * mls_prepare_overviews:
 * @path: an image on a disk
 * @progress: (nullable): told how far it is, on this thread
 * @user_data: for @progress
 * @error: %MLS_IMAGERY_ERROR_OPEN if it is no image, %MLS_IMAGERY_ERROR_READ if it or what is to be
 *   beside it cannot be read or written, or %G_IO_ERROR_CANCELLED
 *
 * Writes overviews into a file beside the image, unless it has some or is too small to need any.
 *
 * Returns: whether it has what it needs; if not, there is nothing beside it that was not there
 */
gboolean
mls_prepare_overviews (const char *path, MlsPrepareProgress progress, gpointer user_data, GError **error)
{
  Listener listener = { progress, user_data };
  GDALDatasetH dataset = open_image (path, error);
  g_autofree char *part = g_strconcat (path, PART, NULL);
  g_autofree char *part_overviews = g_strconcat (part, ".ovr", NULL);
  g_autofree char *overviews = g_strconcat (path, ".ovr", NULL);
  MlsGdalScope scope;
  gboolean done;

  if (dataset == NULL)
    return FALSE;

  if (GDALGetOverviewCount (GDALGetRasterBand (dataset, 1)) > 0 ||
      MAX (GDALGetRasterXSize (dataset), GDALGetRasterYSize (dataset)) <= SMALLEST_SIDE)
    {
      GDALClose (dataset);
      return TRUE;
    }

  mls_gdal_scope_begin (&scope);
  done = build (dataset, part, &listener);
  GDALClose (dataset);
  done = done && g_rename (part_overviews, overviews) == 0;
  g_remove (part);
  g_remove (part_overviews);

  return finish (path, &listener, done, mls_gdal_scope_end (&scope), error);
}

/* The files of a folder, one of which is being prepared. */
typedef struct
{
  MlsPrepareProgress progress;
  gpointer           user_data;
  guint              done;
  guint              n;
} Files;

static gboolean
tell_of_files (double fraction, gpointer user_data)
{
  const Files *files = user_data;

  return files->progress == NULL || files->progress ((files->done + fraction) / files->n, files->user_data);
}

/**
 * mls_prepare_source:
 * @source: an image on a disk, or a folder of images seen as one
 * @progress: (nullable): told how far it is, on this thread
 * @user_data: for @progress
 * @cancellable: (nullable): stops the search for the files of a folder
 * @error: see mls_prepare_overviews() and mls_mosaic_get()
 *
 * Writes overviews beside each image that lacks them. Files that are done stay done, so that what was
 * given up goes on where it was.
 *
 * Returns: whether all have what they need
 */
gboolean
mls_prepare_source (const char          *source,
                    MlsPrepareProgress   progress,
                    gpointer             user_data,
                    GCancellable        *cancellable,
                    GError             **error)
{
  static const MlsRasterOptions options = { .assume_project_crs = TRUE, .place_by_points = TRUE };
  g_autoptr (MlsMosaic) mosaic = NULL;
  Files files = { progress, user_data, 0, 0 };

  if (!mls_mosaic_is_folder (source))
    return mls_prepare_overviews (source, progress, user_data, error);

  mosaic = mls_mosaic_get (source, NULL, &options, NULL, NULL, cancellable, error);
  if (mosaic == NULL)
    return FALSE;

  files.n = mls_mosaic_get_n_files (mosaic);
  for (; files.done < files.n; files.done++)
    if (!mls_prepare_overviews (mls_mosaic_get_files (mosaic)[files.done].path, tell_of_files, &files, error))
      return FALSE;

  return TRUE;
}

/**
 * mls_prepare_copy:
 * @path: an image
 * @copy: the path of what to make of it, a cloud-optimised GeoTIFF; what is there is replaced
 * @lossless: whether every number is to be kept
 * @progress: (nullable): told how far it is, on this thread
 * @user_data: for @progress
 * @error: see mls_prepare_overviews()
 *
 * Returns: whether it is made; if not, @copy is what it was before
 */
gboolean
mls_prepare_copy (const char          *path,
                  const char          *copy,
                  gboolean             lossless,
                  MlsPrepareProgress   progress,
                  gpointer             user_data,
                  GError             **error)
{
  Listener listener = { progress, user_data };
  GDALDatasetH dataset = open_image (path, error);
  g_autofree char *part = g_strconcat (copy, PART, NULL);
  char **options = NULL;
  GDALDatasetH made;
  MlsGdalScope scope;
  gboolean done;

  if (dataset == NULL)
    return FALSE;

  options = CSLSetNameValue (options, "COMPRESS", is_photo (dataset) && !lossless ? "JPEG" : "DEFLATE");
  options = CSLSetNameValue (options, "QUALITY", is_photo (dataset) && !lossless ? "90" : NULL);
  options = CSLSetNameValue (options, "BIGTIFF", "IF_SAFER");
  options = CSLSetNameValue (options, "NUM_THREADS", "ALL_CPUS");
  options = CSLSetNameValue (options, "OVERVIEW_RESAMPLING", resampling_of (dataset));

  mls_gdal_scope_begin (&scope);
  made = GDALCreateCopy (GDALGetDriverByName ("COG"), part, dataset, FALSE, options, tell, &listener);
  if (made != NULL)
    GDALClose (made);
  GDALClose (dataset);
  CSLDestroy (options);
  done = made != NULL && !listener.is_given_up && g_rename (part, copy) == 0;
  g_remove (part);

  return finish (path, &listener, done, mls_gdal_scope_end (&scope), error);
}
