#include "imagery/address.h"
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

/* One reading of the bands of a window into planes, one after the other, and of the mask. */
typedef struct
{
  const MlsRaster       *raster;
  const MlsRasterLevel  *level;
  const MlsRasterWindow *window;
  GDALDataType           type;
  GCancellable          *cancellable;
  guint8                *planes;
  guint8                *mask;
} Request;

/* A part of the window, in pixels read. */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} Piece;

static GDALRasterIOExtraArg
get_extra (const Request *request)
{
  GDALRasterIOExtraArg extra;

  INIT_RASTERIO_EXTRA_ARG (extra);
  extra.pfnProgress = go_on;
  extra.pProgressData = request->cancellable;

  return extra;
}

static gsize
index_of (const Request *request, const Piece *piece)
{
  return (gsize) piece->y * (gsize) request->window->width + (gsize) piece->x;
}

static CPLErr
read_bands (const Request *request, const Piece *piece)
{
  const MlsRasterWindow *window = request->window;
  const MlsRasterLevel *level = request->level;
  int x = window->x + piece->x * window->shrink_x;
  int y = window->y + piece->y * window->shrink_y;
  int width = piece->width * window->shrink_x;
  int height = piece->height * window->shrink_y;
  gsize size = (gsize) GDALGetDataTypeSizeBytes (request->type);
  gsize line_size = (gsize) window->width * size;
  gsize plane_size = line_size * (gsize) window->height;
  guint8 *out = request->planes + index_of (request, piece) * size;
  GDALRasterIOExtraArg extra = get_extra (request);

  if (level->dataset != NULL)
    return GDALDatasetRasterIOEx (level->dataset, GF_Read, x, y, width, height, out, piece->width, piece->height,
                                  request->type, (int) request->raster->n_colours,
                                  (int *) request->raster->band_numbers, (GSpacing) size, (GSpacing) line_size,
                                  (GSpacing) plane_size, &extra);

  for (guint i = 0; i < request->raster->n_colours; i++)
    if (GDALRasterIOEx (level->bands[i], GF_Read, x, y, width, height, out + i * plane_size, piece->width,
                        piece->height, request->type, (GSpacing) size, (GSpacing) line_size, &extra) != CE_None)
      return CE_Failure;

  return CE_None;
}

/* The mask of the level, or that of the image seen from as far. */
static CPLErr
read_mask (const Request *request, const Piece *piece)
{
  const MlsRasterFacts *facts = &request->raster->facts;
  const MlsRasterWindow *window = request->window;
  const MlsRasterLevel *level = request->level;
  int x = window->x + piece->x * window->shrink_x;
  int y = window->y + piece->y * window->shrink_y;
  int width = piece->width * window->shrink_x;
  int height = piece->height * window->shrink_y;
  GDALRasterBandH band = level->mask;
  GDALRasterIOExtraArg extra = get_extra (request);

  if (band == NULL)
    {
      x = MIN ((int) (x * level->factor_x), facts->width - 1);
      y = MIN ((int) (y * level->factor_y), facts->height - 1);
      width = CLAMP ((int) (width * level->factor_x), 1, facts->width - x);
      height = CLAMP ((int) (height * level->factor_y), 1, facts->height - y);
      band = GDALGetMaskBand (request->raster->levels[0].bands[0]);
    }

  return GDALRasterIOEx (band, GF_Read, x, y, width, height, request->mask + index_of (request, piece), piece->width,
                         piece->height, GDT_Byte, 1, window->width, &extra);
}

static gboolean
read_piece (const Request *request, const Piece *piece)
{
  return read_bands (request, piece) == CE_None && (!request->raster->is_masked || read_mask (request, piece) == CE_None);
}

/* A reading that fails leaves what was there before: let that be nothing. */
static void
clear_piece (const Request *request, const Piece *piece, gboolean is_read)
{
  gsize first = index_of (request, piece);

  for (int row = 0; row < piece->height; row++)
    if (!is_read)
      memset (request->mask + first + (gsize) row * (gsize) request->window->width, 0, (gsize) piece->width);
    else if (!request->raster->is_masked)
      memset (request->mask + first + (gsize) row * (gsize) request->window->width, 255, (gsize) piece->width);
}

/* Pieces are blocks of the file, together if they are small. */
#define LEAST_PIECE 64

/* From @start on along one axis, up to how many pixels read the next piece reaches. */
static int
end_of_piece (int start, int size, int first, int shrink, int block)
{
  int step = (MAX (LEAST_PIECE * shrink, block) + block - 1) / block * block;
  int end = ((first + start * shrink) / step + 1) * step;

  return CLAMP ((end - first + shrink - 1) / shrink, start + 1, size);
}

/* What comes as a whole or not at all. A mosaic's blocks have nothing to do with those of its members. */
static void
get_block_size (const Request *request, int *width, int *height)
{
  GDALDriverH driver = GDALGetDatasetDriver (request->raster->dataset);

  *width = *height = 1;
  if (!g_str_equal (GDALGetDriverShortName (driver), "VRT"))
    GDALGetBlockSize (request->level->bands[0], width, height);
}

/* Of a file that is damaged, or of which a part is missing, what can be read. */
static gboolean
read_pieces (const Request *request)
{
  const MlsRasterWindow *window = request->window;
  gboolean has_any = FALSE;
  int block_x, block_y;
  Piece piece;

  get_block_size (request, &block_x, &block_y);
  for (piece.y = 0; piece.y < window->height; piece.y += piece.height)
    {
      piece.height = end_of_piece (piece.y, window->height, window->y, window->shrink_y, block_y) - piece.y;
      for (piece.x = 0; piece.x < window->width; piece.x += piece.width)
        {
          gboolean is_read;

          piece.width = end_of_piece (piece.x, window->width, window->x, window->shrink_x, block_x) - piece.x;
          is_read = !g_cancellable_is_cancelled (request->cancellable) && read_piece (request, &piece);
          clear_piece (request, &piece, is_read);
          has_any = has_any || is_read;
        }
    }

  return has_any;
}

/**
 * mls_raster_read_numbers: (skip)
 * @self: an image
 * @level: one of its levels
 * @window: what to read of it
 * @cancellable: (nullable): stops it on the way
 * @out: (out): the numbers, valid until the next reading of this thread; without planes if none
 *   was read
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
  Request request = { self, level, window, self->is_byte ? GDT_Byte : GDT_Float32, cancellable };
  gsize n = (gsize) window->width * (gsize) window->height;
  gsize planes_size = n * self->n_colours * (self->is_byte ? 1 : sizeof (float));
  g_autofree char *reason = NULL;
  MlsGdalScope scope;
  gboolean is_whole, has_any;

  request.planes = reserve (&get_scratch ()->numbers, planes_size + n);
  request.mask = request.planes + planes_size;
  memset (request.planes, 0, planes_size + n);
  *out = (MlsNumbers){ NULL };

  mls_gdal_scope_begin (&scope);
  is_whole = read_piece (&request, &(Piece){ 0, 0, window->width, window->height });
  has_any = is_whole || (!mls_address_is_remote (self->uri) && read_pieces (&request));
  reason = mls_gdal_scope_end (&scope);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  if (has_any)
    *out = (MlsNumbers){ request.planes, is_whole && !self->is_masked ? NULL : request.mask, n };
  if (!is_whole)
    g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_READ, _("“%s” cannot be read here: %s"), self->uri,
                 reason != NULL ? reason : _("no reason given"));

  return is_whole;
}

/**
 * mls_raster_read_window: (skip)
 * @self: an image
 * @level: one of its levels
 * @window: what to read of it
 * @cancellable: (nullable): stops it on the way
 * @out: (out): the pixels, valid until the next reading of this thread; without data if none was read
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
  gboolean is_whole;

  *out = (MlsPixels){ NULL };
  if (!self->is_stretched && !mls_raster_find_stretch (self, cancellable, error))
    return FALSE;

  is_whole = mls_raster_read_numbers (self, level, window, cancellable, &numbers, error);
  if (numbers.planes == NULL)
    return FALSE;

  pixels = reserve (&get_scratch ()->pixels, numbers.n * 4);
  mls_raster_colour (self, &numbers, pixels);

  *out = (MlsPixels){ pixels, (guint) window->width, (guint) window->height };
  return is_whole;
}
