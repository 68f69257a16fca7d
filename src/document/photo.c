#include "document/photo.h"

#include "imagery/address.h"
#include "imagery/imagery.h"
#include "store/image-link.h"

#include <string.h>

/* What people call the photo: its own name, and the day it was taken where that is known. */
static char *
title_of (const MlsRasterFacts *facts)
{
  return facts->date != NULL ? g_strdup_printf ("%s · %s", facts->title, facts->date) : g_strdup (facts->title);
}

/* Suppliers say in the file's name what its bands are: "D080_2024_IRC.tif". */
static gboolean
is_infrared (const char *source)
{
  static const char *const words[] = { "ir", "irc", "cir", "infrarouge", "infrared", NULL };
  g_autofree char *name = g_path_get_basename (source);
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_auto (GStrv) parts = g_strsplit_set (lower, "_-. ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strv_contains (words, parts[i]))
      return TRUE;

  return FALSE;
}

/* A fourth band is infrared: shown as red, with red as green and green as blue, what is alive is red. */
static void
take_bands (MlsPhoto *self, const MlsRasterFacts *facts)
{
  static const guint false_colours[] = { 4, 1, 2 };

  self->infrared = is_infrared (self->source);
  if (!self->infrared && facts->n_colours >= 4 && !mls_display_has_infrared (&self->display))
    memcpy (self->display.infrared, false_colours, sizeof false_colours);
}

static MlsPhoto *
photo_new (const char *source, const MlsRasterFacts *facts, const MlsDisplay *display)
{
  MlsPhoto *self = g_new0 (MlsPhoto, 1);

  self->source = g_strdup (source);
  self->title = title_of (facts);
  self->crs_name = g_strdup (facts->crs_name);
  self->extent = facts->extent;
  self->display = *display;
  self->is_slow = !facts->has_overviews && !mls_address_is_remote (source);
  self->n_points = facts->n_points;
  self->residual_m = facts->residual_m;
  self->n_files = 1;
  take_bands (self, facts);

  return self;
}

/* Files of a folder that are looked at for what to show black and white in all of them. */
#define N_MEASURED 9

/* Deep numbers of a folder are stretched alike: each by itself, the tiles would not match. */
static void
stretch_alike (MlsPhoto *self, const MlsMosaic *mosaic, const char *project_crs, GCancellable *cancellable)
{
  const MlsImagerySource source = { self->source, self->display.raster };
  g_autoptr (MlsImagery) imagery = mls_imagery_new (project_crs, &source, 1);
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  const MlsMosaicMember *files = mls_mosaic_get_files (mosaic);

  for (guint i = 0; i < N_MEASURED; i++)
    {
      MlsStretch own[3];

      if (mls_imagery_reader_measure (reader, imagery, 0, &files[(guint64) self->n_files * i / N_MEASURED].extent,
                                      own, cancellable, NULL))
        mls_stretch_widen (self->display.raster.stretch, own);
    }

  mls_stretch_share (self->display.raster.stretch);
}

static MlsPhoto *
find_folder (const char         *source,
             const char         *project_crs,
             const MlsDisplay   *display,
             MlsMosaicProgress   progress,
             gpointer            user_data,
             GCancellable       *cancellable,
             GError            **error)
{
  g_autoptr (MlsMosaic) mosaic = mls_mosaic_get (source, project_crs, &display->raster, progress, user_data,
                                                 cancellable, error);
  MlsPhoto *self;

  if (mosaic == NULL)
    return NULL;

  self = photo_new (source, mls_mosaic_get_facts (mosaic), display);
  self->n_files = mls_mosaic_get_n_files (mosaic);
  self->n_left = mls_mosaic_get_n_left (mosaic);
  if (self->n_left > 0)
    self->why_left = g_error_copy (mls_mosaic_get_why_left (mosaic));
  if (mls_mosaic_get_facts (mosaic)->is_deep)
    stretch_alike (self, mosaic, project_crs, cancellable);

  return self;
}

/**
 * mls_photo_find:
 * @source: a path, a folder or an address
 * @project_crs: definition of the project's reference system
 * @display: (nullable): how to show it, as far as that is said
 * @progress: (nullable): told how far it is, on this thread
 * @user_data: for @progress
 * @cancellable: (nullable): stops it on the way
 * @error: a #MLS_IMAGERY_ERROR if it cannot be shown on the map
 *
 * Opens it, which may take long: not for the main thread.
 *
 * Returns: (transfer full): what it is, or %NULL
 */
MlsPhoto *
mls_photo_find (const char         *source,
                const char         *project_crs,
                const MlsDisplay   *display,
                MlsMosaicProgress   progress,
                gpointer            user_data,
                GCancellable       *cancellable,
                GError            **error)
{
  static const MlsDisplay as_is = MLS_DISPLAY_AS_IS;
  g_autoptr (MlsRaster) raster = NULL;

  if (display == NULL)
    display = &as_is;

  if (mls_mosaic_is_folder (source))
    return find_folder (source, project_crs, display, progress, user_data, cancellable, error);

  raster = mls_raster_open (source, project_crs, &display->raster, error);

  return raster != NULL ? photo_new (source, mls_raster_get_facts (raster), display) : NULL;
}

/**
 * mls_photo_free:
 * @self: (nullable): what was found
 */
void
mls_photo_free (MlsPhoto *self)
{
  if (self == NULL)
    return;

  g_free (self->source);
  g_free (self->title);
  g_free (self->crs_name);
  g_clear_error (&self->why_left);
  g_free (self);
}

/**
 * mls_photo_add:
 * @self: what was found
 * @store: a project open for writing
 * @vintage: the code of the one it was taken for
 * @id: (out) (optional): its id in the project
 * @error: a #MLS_STORE_ERROR
 *
 * Puts it on top of the photos of its vintage.
 *
 * Returns: whether it is in the project
 */
gboolean
mls_photo_add (const MlsPhoto *self, MlsStore *store, const char *vintage, gint64 *id, GError **error)
{
  g_autofree char *display = mls_display_dup_text (&self->display);

  return mls_store_add_image_link (store,
                                   &(MlsImageLink){ .vintage = (char *) vintage, .source = self->source,
                                                    .title = self->title, .display = display,
                                                    .kind = self->infrared ? (char *) MLS_IMAGE_INFRARED : NULL },
                                   id, error);
}

/**
 * mls_photo_renew:
 * @self: what was found, and how it is to be shown
 * @store: a project open for writing
 * @id: the photo that was found there before
 * @error: a #MLS_STORE_ERROR
 *
 * Has the project show it so from now on; its name and its place among others stay.
 *
 * Returns: whether it is in the project
 */
gboolean
mls_photo_renew (const MlsPhoto *self, MlsStore *store, gint64 id, GError **error)
{
  g_autoptr (MlsImageLink) link = mls_store_find_image_link (store, id, error);

  if (link == NULL)
    return FALSE;

  g_free (link->display);
  link->display = mls_display_dup_text (&self->display);

  return mls_store_update_image_link (store, link, error);
}
