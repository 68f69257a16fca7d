#include "imagery/prepare.h"

#include "imagery/cache-room.h"
#include "imagery/error.h"
#include "imagery/init.h"
#include "imagery/mosaic.h"
#include "imagery/pyramid-file.h"
#include "imagery/pyramid.h"
#include "imagery/raster-private.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <glib/gi18n-lib.h>

#define OVERVIEWS ".ovr"

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

/* @reason: (transfer full) (nullable): what went wrong */
static gboolean
fail (const char *path, char *reason, GError **error)
{
  g_autofree char *text = reason;

  g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_READ, _("“%s” cannot be prepared: %s"), path,
               text != NULL ? text : _("no reason given"));

  return FALSE;
}

static gboolean
make (GDALDatasetH image, const char *path, const MlsPyramidPlan *plan, Listener *listener, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *reason = NULL;
  gboolean is_kept = FALSE;
  MlsGdalScope scope;
  gboolean done;

  mls_gdal_scope_begin (&scope);
  done = mls_pyramid_make (image, plan, tell, listener, &is_kept, &failure);
  reason = mls_gdal_scope_end (&scope);
  if (done)
    return TRUE;
  if (!listener->is_given_up)
    return fail (path, failure != NULL ? g_strdup (failure->message) : g_steal_pointer (&reason), error);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
               is_kept ? _("The preparation of “%s” was given up; what is done is kept: prepare it again to go on")
                       : _("The preparation of “%s” was given up"),
               path);

  return FALSE;
}

/**
 * mls_prepare_overviews:
 * @path: an image on a disk
 * @progress: (nullable): told how far it is, on this thread; first of all where it goes on, 0 if nowhere
 * @user_data: for @progress
 * @error: %MLS_IMAGERY_ERROR_OPEN if it is no image, %MLS_IMAGERY_ERROR_READ if it or what is to be
 *   beside it cannot be read or written, or %G_IO_ERROR_CANCELLED
 *
 * Writes overviews into a file beside the image, unless it has some or is too small to need any. What is done is kept
 * there under another name until all of it is, whatever ends the program, and is gone on with if the image is the same.
 *
 * Returns: whether it has what it needs
 */
gboolean
mls_prepare_overviews (const char *path, MlsPrepareProgress progress, gpointer user_data, GError **error)
{
  Listener listener = { progress, user_data, FALSE };
  GDALDatasetH image = open_image (path, error);
  g_autofree char *overviews = g_strconcat (path, OVERVIEWS, NULL);
  const MlsPyramidPlan plan = { .path = overviews };
  gboolean done = TRUE;

  if (image == NULL)
    return FALSE;

  if (mls_pyramid_is_needed (image))
    done = make (image, path, &plan, &listener, error);
  else
    mls_pyramid_file_forget (overviews);
  GDALClose (image);

  return done;
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
 * What is done is kept beside @copy as overviews are, and gone on with. Who has a copy needs no overviews, and what has
 * been kept of them is removed.
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
  Listener listener = { progress, user_data, FALSE };
  GDALDatasetH image = open_image (path, error);
  g_autofree char *overviews = g_strconcat (path, OVERVIEWS, NULL);
  const MlsPyramidPlan plan = { copy, TRUE, lossless };
  gboolean done;

  if (image == NULL)
    return FALSE;

  done = make (image, path, &plan, &listener, error);
  if (done)
    mls_pyramid_file_forget (overviews);
  GDALClose (image);

  return done;
}
