#include "imagery/error.h"
#include "imagery/init.h"
#include "imagery/raster-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Memory for pixels on their way, one for each thread: fresh pages for every tile would cost as
 * much as the tile. Beyond the limit, which only images without overviews reach, it goes back. */
typedef struct
{
  gpointer memory;
  gsize    size;
} Buffer;

typedef struct
{
  Buffer numbers;
  Buffer pixels;
} Scratch;

#define BUFFER_LIMIT (16 << 20)

static void
scratch_free (gpointer data)
{
  Scratch *scratch = data;

  g_free (scratch->numbers.memory);
  g_free (scratch->pixels.memory);
  g_free (scratch);
}

static GPrivate scratch_key = G_PRIVATE_INIT (scratch_free);

static Scratch *
get_scratch (void)
{
  Scratch *scratch = g_private_get (&scratch_key);

  if (scratch == NULL)
    {
      scratch = g_new0 (Scratch, 1);
      g_private_set (&scratch_key, scratch);
    }

  return scratch;
}

static gpointer
reserve (Buffer *buffer, gsize size)
{
  if (size > buffer->size || buffer->size > BUFFER_LIMIT)
    {
      g_free (buffer->memory);
      buffer->memory = g_malloc (size);
      buffer->size = size;
    }

  return buffer->memory;
}

static int CPL_STDCALL
go_on (double done, const char *message, void *data)
{
  return !g_cancellable_is_cancelled (data);
}

/* One reading of bands into planes, one after the other. */
typedef struct
{
  const MlsRasterWindow *window;
  GDALDataType           type;
  GCancellable          *cancellable;
} Request;

static CPLErr
read_bands (const MlsRaster      *self,
            const MlsRasterLevel *level,
            const Request        *request,
            gpointer              planes)
{
  const MlsRasterWindow *window = request->window;
  int width = window->width * window->shrink_x;
  int height = window->height * window->shrink_y;
  gsize plane_size = (gsize) window->width * (gsize) window->height *
                     (gsize) GDALGetDataTypeSizeBytes (request->type);
  GDALRasterIOExtraArg extra;

  INIT_RASTERIO_EXTRA_ARG (extra);
  extra.pfnProgress = go_on;
  extra.pProgressData = request->cancellable;

  if (level->dataset != NULL)
    return GDALDatasetRasterIOEx (level->dataset, GF_Read, window->x, window->y, width, height,
                                  planes, window->width, window->height, request->type,
                                  (int) self->n_colours, (int *) self->band_numbers, 0, 0,
                                  (GSpacing) plane_size, &extra);

  for (guint i = 0; i < self->n_colours; i++)
    if (GDALRasterIOEx (level->bands[i], GF_Read, window->x, window->y, width, height,
                        (guint8 *) planes + i * plane_size, window->width, window->height,
                        request->type, 0, 0, &extra) != CE_None)
      return CE_Failure;

  return CE_None;
}

/* The mask of the level, or that of the image seen from as far. */
static CPLErr
read_mask (const MlsRaster *self, const MlsRasterLevel *level, const Request *request, guint8 *mask)
{
  const MlsRasterWindow *window = request->window;
  int x = window->x;
  int y = window->y;
  int width = window->width * window->shrink_x;
  int height = window->height * window->shrink_y;
  GDALRasterBandH band = level->mask;
  GDALRasterIOExtraArg extra;

  INIT_RASTERIO_EXTRA_ARG (extra);
  extra.pfnProgress = go_on;
  extra.pProgressData = request->cancellable;

  if (band == NULL)
    {
      x = MIN ((int) (x * level->factor_x), self->facts.width - 1);
      y = MIN ((int) (y * level->factor_y), self->facts.height - 1);
      width = CLAMP ((int) (width * level->factor_x), 1, self->facts.width - x);
      height = CLAMP ((int) (height * level->factor_y), 1, self->facts.height - y);
      band = GDALGetMaskBand (self->levels[0].bands[0]);
    }

  return GDALRasterIOEx (band, GF_Read, x, y, width, height, mask, window->width, window->height,
                         GDT_Byte, 0, 0, &extra);
}

/**
 * mls_raster_read_numbers: (skip)
 * @self: an image
 * @level: one of its levels
 * @window: what to read of it
 * @cancellable: (nullable): stops it on the way
 * @out: (out): the numbers, valid until the next reading of this thread
 * @error: %MLS_IMAGERY_ERROR_READ, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether every pixel was read
 */
gboolean
mls_raster_read_numbers (MlsRaster              *self,
                         const MlsRasterLevel   *level,
                         const MlsRasterWindow  *window,
                         GCancellable           *cancellable,
                         MlsNumbers             *out,
                         GError                **error)
{
  Request request = { window, self->is_byte ? GDT_Byte : GDT_Float32, cancellable };
  gsize n = (gsize) window->width * (gsize) window->height;
  gsize planes_size = n * self->n_colours * (self->is_byte ? 1 : sizeof (float));
  guint8 *planes = reserve (&get_scratch ()->numbers, planes_size + n);
  g_autofree char *reason = NULL;
  MlsGdalScope scope;
  CPLErr result;

  /* A reading that fails leaves what was there before: let that be nothing. */
  memset (planes, 0, planes_size + n);

  mls_gdal_scope_begin (&scope);
  result = read_bands (self, level, &request, planes);
  if (result == CE_None && self->is_masked)
    result = read_mask (self, level, &request, planes + planes_size);
  reason = mls_gdal_scope_end (&scope);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  if (result != CE_None)
    {
      g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_READ,
                   _("“%s” cannot be read here: %s"),
                   self->uri, reason != NULL ? reason : _("no reason given"));
      return FALSE;
    }

  *out = (MlsNumbers){ planes, self->is_masked ? planes + planes_size : NULL, n };
  return TRUE;
}

/**
 * mls_raster_read_window: (skip)
 * @self: an image
 * @level: one of its levels
 * @window: what to read of it
 * @cancellable: (nullable): stops it on the way
 * @out: (out): the pixels, valid until the next reading of this thread
 * @error: see mls_raster_read_numbers()
 *
 * Returns: whether every pixel was read
 */
gboolean
mls_raster_read_window (MlsRaster              *self,
                        const MlsRasterLevel   *level,
                        const MlsRasterWindow  *window,
                        GCancellable           *cancellable,
                        MlsPixels              *out,
                        GError                **error)
{
  MlsNumbers numbers;
  guint8 *pixels;

  if (!self->is_stretched && !mls_raster_find_stretch (self, cancellable, error))
    return FALSE;

  if (!mls_raster_read_numbers (self, level, window, cancellable, &numbers, error))
    return FALSE;

  pixels = reserve (&get_scratch ()->pixels, numbers.n * 4);
  mls_raster_colour (self, &numbers, pixels);

  *out = (MlsPixels){ pixels, (guint) window->width, (guint) window->height };
  return TRUE;
}
