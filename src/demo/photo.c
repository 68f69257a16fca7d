#include "demo/photo.h"

#include "demo/demo-private.h"
#include "demo/error.h"
#include "demo/exposure.h"
#include "demo/pyramid.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* What is exposed at once, px. */
#define TILE_WIDTH 1024
#define TILE_HEIGHT MLS_PYRAMID_BLOCK

/* The photo reaches so far beyond the territory, m. */
#define BORDER 12

/* A photo being taken, strip by strip, by as many hands as there are processors. */
typedef struct
{
  const MlsScene *scene;
  guint           date;
  double          west;  /* m in Lambert-93, of the upper left corner of the photo */
  double          north;
  int             width; /* px */
  int             height;
  int             n_tiles;   /* to a strip */
  GAsyncQueue    *exposures; /* free ones */
  GThreadPool    *hands;
} Camera;

/* A strip of the photo. */
typedef struct
{
  Camera       *camera;
  int           first_row;
  MlsStripRows *rows;
  guint8       *rgb;   /* whole tiles wide */
  gsize         stride;
  int           n_left; /* tiles not done */
  GMutex        lock;   /* of n_left */
  GCond         done;
} Strip;

typedef struct
{
  Strip *strip;
  int    column;
} Job;

static void
expose (gpointer data, gpointer user_data)
{
  g_autofree Job *job = data;
  Strip *strip = job->strip;
  Camera *camera = user_data;
  MlsExposure *exposure = g_async_queue_pop (camera->exposures);
  double west =
      camera->west - camera->scene->origin.x + (job->column - MLS_MARGIN + 0.5) * MLS_PIXEL_M;
  double north =
      camera->north - camera->scene->origin.y - (strip->first_row - MLS_MARGIN + 0.5) * MLS_PIXEL_M;

  mls_exposure_aim (exposure, strip->rows, (float) west, (float) north);
  mls_exposure_plant (exposure);
  mls_exposure_shade (exposure);
  mls_exposure_ground (exposure);
  mls_exposure_things (exposure);
  mls_exposure_trees (exposure);
  mls_exposure_print (exposure, strip->rgb + 3 * (gsize) job->column, strip->stride);
  g_async_queue_push (camera->exposures, exposure);

  g_mutex_lock (&strip->lock);
  strip->n_left--;
  g_cond_signal (&strip->done);
  g_mutex_unlock (&strip->lock);
}

static void
strip_start (Strip *strip, Camera *camera, int first_row)
{
  double north = camera->north - camera->scene->origin.y - 0.5 * MLS_PIXEL_M;

  strip->camera = camera;
  strip->first_row = first_row;
  strip->rows = mls_strip_rows_new (camera->scene, north, first_row - MLS_MARGIN,
                                    TILE_HEIGHT + 2 * MLS_MARGIN);
  strip->n_left = camera->n_tiles;

  for (int tile = 0; tile < camera->n_tiles; tile++)
    {
      Job *job = g_new (Job, 1);

      *job = (Job){ strip, tile * TILE_WIDTH };
      g_thread_pool_push (camera->hands, job, NULL);
    }
}

static void
strip_wait (Strip *strip)
{
  g_mutex_lock (&strip->lock);
  while (strip->n_left > 0)
    g_cond_wait (&strip->done, &strip->lock);
  g_mutex_unlock (&strip->lock);

  g_clear_pointer (&strip->rows, mls_strip_rows_free);
}

static void
strip_init (Strip *strip, const Camera *camera)
{
  *strip = (Strip){ .stride = 3 * (gsize) camera->n_tiles * TILE_WIDTH };
  strip->rgb = g_malloc (strip->stride * TILE_HEIGHT);
  g_mutex_init (&strip->lock);
  g_cond_init (&strip->done);
}

static void
strip_clear (Strip *strip)
{
  g_free (strip->rgb);
  g_mutex_clear (&strip->lock);
  g_cond_clear (&strip->done);
}

static void
camera_init (Camera *camera, const MlsScene *scene, guint date)
{
  const MlsExtent *extent = &scene->extent;
  const double *origin = mls_season (date)->origin;
  guint n_hands = g_get_num_processors ();

  *camera = (Camera){ .scene = scene, .date = date };
  camera->west = floor (extent->min_x) - BORDER + origin[0];
  camera->north = ceil (extent->max_y) + BORDER + origin[1];
  camera->width = (int) ceil ((extent->max_x + BORDER - camera->west) / MLS_PIXEL_M);
  camera->height = (int) ceil ((camera->north - extent->min_y + BORDER) / MLS_PIXEL_M);
  camera->n_tiles = (camera->width + TILE_WIDTH - 1) / TILE_WIDTH;

  camera->exposures = g_async_queue_new_full ((GDestroyNotify) mls_exposure_free);
  for (guint h = 0; h < n_hands; h++)
    g_async_queue_push (camera->exposures, mls_exposure_new (scene, date, TILE_WIDTH, TILE_HEIGHT));
  camera->hands = g_thread_pool_new (expose, camera, (int) n_hands, FALSE, NULL);
}

static void
camera_clear (Camera *camera)
{
  g_thread_pool_free (camera->hands, FALSE, TRUE);
  g_async_queue_unref (camera->exposures);
}

static gboolean
tell (const MlsDemoPhoto *photo, double fraction, GError **error)
{
  if (photo->progress == NULL || photo->progress (fraction, photo->user_data))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled; nothing was written"));

  return FALSE;
}

/* While one strip is written, the next one is exposed. */
static gboolean
take (Camera *camera, MlsPyramid *pyramid, const MlsDemoPhoto *photo, GError **error)
{
  Strip strips[2];
  gboolean goes_on = TRUE;
  int row = 0;

  for (int s = 0; s < 2; s++)
    strip_init (&strips[s], camera);
  strip_start (&strips[0], camera, 0);

  for (int n = 0; row < camera->height; n++, row += TILE_HEIGHT)
    {
      Strip *strip = &strips[n % 2];

      strip_wait (strip);
      if (!goes_on)
        break;
      if (row + TILE_HEIGHT < camera->height)
        strip_start (&strips[(n + 1) % 2], camera, row + TILE_HEIGHT);

      goes_on = mls_pyramid_write (pyramid, strip->rgb, strip->stride,
                                   MIN (TILE_HEIGHT, camera->height - row), error) &&
                tell (photo, MIN (1, (double) (row + TILE_HEIGHT) / camera->height), error);
    }

  for (int s = 0; s < 2; s++)
    strip_clear (&strips[s]);

  return goes_on;
}

/**
 * mls_demo_take_photo:
 * @demo: a territory
 * @photo: what to take and where to put it
 * @error: %MLS_DEMO_ERROR_OPTIONS if the territory is too large, %MLS_DEMO_ERROR_FILE, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Takes a photo of the truth from the air: pixels of 20 cm, tiles, overviews. Uses all processors;
 * in memory are a few strips at once. On failure there is no file.
 *
 * Returns: whether it is written
 */
gboolean
mls_demo_take_photo (MlsDemo *demo, const MlsDemoPhoto *photo, GError **error)
{
  g_autoptr (MlsScene) scene = NULL;
  g_autoptr (MlsPyramid) pyramid = NULL;
  MlsPyramidPlace place;
  Camera camera;
  gboolean taken;

  g_return_val_if_fail (photo->date < MLS_DEMO_N_DATES, FALSE);

  if (!mls_demo_has_photos (demo))
    {
      g_set_error (error, MLS_DEMO_ERROR, MLS_DEMO_ERROR_OPTIONS,
                   "A territory of more than %d faces gets no photo", MLS_DEMO_MOST_PHOTO_FACES);
      return FALSE;
    }

  scene = mls_demo_make_scene (demo);
  camera_init (&camera, scene, photo->date);
  place = (MlsPyramidPlace){ camera.west, camera.north, MLS_PIXEL_M, camera.width, camera.height };
  pyramid = mls_pyramid_new (photo->path, &place, mls_season (photo->date)->taken, error);
  taken = pyramid != NULL && take (&camera, pyramid, photo, error) &&
          mls_pyramid_finish (pyramid, error);
  camera_clear (&camera);

  return taken;
}
