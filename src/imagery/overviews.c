#include "imagery/overviews.h"

#include "base/file-stamp.h"
#include "imagery/overview-file.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

/* The coarsest overview is no larger than this on a side, in pixels. */
#define SMALLEST_SIDE 512

/* Tiles are so many pixels on a side. */
#define TILE 512

/* They are made, and kept, so many bytes of pixels at a time at the most: 64 tiles of a photo, a second's work. */
#define BATCH_BYTES (64 * 3 * TILE * TILE)

/* GDAL would take half a JPEG for an overview of it, but finds none in a level that is opened by its number. */
#define HALVES_OF_JPEG "GTIFF_IMPLICIT_JPEG_OVR"

/* Overviews made in another way are others. */
#define VERSION 2

/* One of the levels that are made, from the one before or the image. */
typedef struct
{
  GDALDatasetH source;
  int          width;
  int          height;
  int          n_across; /* tiles */
  int          n_down;
} Level;

typedef struct
{
  GDALDatasetH      image;
  MlsOverviewFile  *file;
  char            **options;  /* what a TIFF of such tiles is made with */
  GDALDataType      type;
  int               n_bands;
  int               batch;    /* tiles */
  guint8           *pixels;   /* of a batch, band by band */
  char             *scratch;  /* the name of a file in memory */
  GDALProgressFunc  progress;
  gpointer          user_data;
  int               n_levels;
  double            done;     /* of all the work */
  double            all;
} Work;

/**
 * mls_overviews_is_photo: (skip)
 * @image: an image
 *
 * Returns: whether it has colours a JPEG can hold: what the eye does not see of them, it does not keep
 */
gboolean
mls_overviews_is_photo (GDALDatasetH image)
{
  int n_bands = GDALGetRasterCount (image);
  GDALRasterBandH first = GDALGetRasterBand (image, 1);

  return (n_bands == 1 || n_bands == 3) && GDALGetRasterDataType (first) == GDT_Byte &&
         GDALGetRasterColorTable (first) == NULL;
}

static gboolean
has_palette (GDALDatasetH image)
{
  return GDALGetRasterColorTable (GDALGetRasterBand (image, 1)) != NULL;
}

/**
 * mls_overviews_get_resampling: (skip)
 * @image: an image
 *
 * Returns: (transfer none): how GDAL is to make several pixels of it one; indices into a palette cannot be mixed
 */
const char *
mls_overviews_get_resampling (GDALDatasetH image)
{
  return has_palette (image) ? "NEAREST" : "AVERAGE";
}

/**
 * mls_overviews_are_needed: (skip)
 * @image: an image
 *
 * Returns: whether it has none and is so large that it should
 */
gboolean
mls_overviews_are_needed (GDALDatasetH image)
{
  return GDALGetOverviewCount (GDALGetRasterBand (image, 1)) == 0 &&
         MAX (GDALGetRasterXSize (image), GDALGetRasterYSize (image)) > SMALLEST_SIDE;
}

/* Numbers of a photo are kept as the eye sees them, others as they are. */
static char **
make_options (GDALDatasetH image)
{
  int n_bands = GDALGetRasterCount (image);
  gboolean has_alpha = GDALGetRasterColorInterpretation (GDALGetRasterBand (image, n_bands)) == GCI_AlphaBand;
  gboolean is_photo = mls_overviews_is_photo (image);
  char **options = NULL;

  options = CSLSetNameValue (options, "BIGTIFF", "YES");
  options = CSLSetNameValue (options, "ENDIANNESS", "LITTLE");
  options = CSLSetNameValue (options, "TILED", "YES");
  options = CSLSetNameValue (options, "BLOCKXSIZE", G_STRINGIFY (TILE));
  options = CSLSetNameValue (options, "BLOCKYSIZE", G_STRINGIFY (TILE));
  options = CSLSetNameValue (options, "INTERLEAVE", "PIXEL");
  options = CSLSetNameValue (options, "COMPRESS", is_photo ? "JPEG" : "DEFLATE");
  options = CSLSetNameValue (options, "JPEG_QUALITY", is_photo ? "85" : NULL);
  if (is_photo && n_bands == 3)
    options = CSLSetNameValue (options, "PHOTOMETRIC", "YCBCR");
  else if (n_bands > 1)
    options = CSLSetNameValue (options, "PHOTOMETRIC", n_bands - has_alpha == 3 ? "RGB" : "MINISBLACK");
  options = CSLSetNameValue (options, "ALPHA", n_bands > 1 ? (has_alpha ? "YES" : "NO") : NULL);

  return options;
}

static int
count_levels (GDALDatasetH image)
{
  int side = MAX (GDALGetRasterXSize (image), GDALGetRasterYSize (image));
  int n = 0;

  for (; side > SMALLEST_SIDE; side /= 2)
    n++;

  return n;
}

static GDALDataType
find_type (GDALDatasetH image)
{
  GDALDataType type = GDALGetRasterDataType (GDALGetRasterBand (image, 1));

  for (int i = 2; i <= GDALGetRasterCount (image); i++)
    type = GDALDataTypeUnion (type, GDALGetRasterDataType (GDALGetRasterBand (image, i)));

  return type;
}

static void
copy_meaning (GDALDatasetH from, GDALDatasetH to)
{
  GDALRasterBandH band = GDALGetRasterBand (from, 1);
  int has_nodata = FALSE;
  double nodata = GDALGetRasterNoDataValue (band, &has_nodata);

  if (has_nodata)
    GDALSetRasterNoDataValue (GDALGetRasterBand (to, 1), nodata);
  if (GDALGetRasterColorTable (band) != NULL)
    GDALSetRasterColorTable (GDALGetRasterBand (to, 1), GDALGetRasterColorTable (band));
}

/* A TIFF in memory of what the batch holds, or of nothing.
 *
 * Returns: (nullable): its bytes, until the scratch file is removed */
static guint8 *
encode (Work *self, int width, int height, const guint8 *pixels, gsize *out_size)
{
  GDALDatasetH tiff = GDALCreate (GDALGetDriverByName ("GTiff"), self->scratch, width, height, self->n_bands, self->type,
                                  self->options);
  vsi_l_offset size = 0;
  guint8 *bytes;
  gboolean done;

  if (tiff == NULL)
    return NULL;

  copy_meaning (self->image, tiff);
  done = pixels == NULL || GDALDatasetRasterIO (tiff, GF_Write, 0, 0, width, height, (gpointer) pixels, width, height,
                                                self->type, self->n_bands, NULL, 0, 0, 0) == CE_None;
  GDALFlushCache (tiff);
  GDALClose (tiff);
  bytes = VSIGetMemFileBuffer (self->scratch, &size, FALSE);
  *out_size = (gsize) size;

  return done ? bytes : NULL;
}

/* Files that make the image up, what is made of them and how: where none of it is another, what was kept of its overviews
 * is gone on with. */
static gboolean
make_key (Work *self, guint8 *out)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  char **files = GDALGetFileList (self->image);
  gsize length = MLS_OVERVIEW_KEY_SIZE;
  const int facts[] = { VERSION, GDALGetRasterXSize (self->image), GDALGetRasterYSize (self->image) };
  gsize size;
  const guint8 *empty = encode (self, 1, 1, NULL, &size);

  for (int i = 0; i < CSLCount (files); i++)
    {
      MlsFileStamp stamp;

      mls_file_stamp_take (files[i], &stamp);
      g_checksum_update (checksum, (const guint8 *) &stamp, sizeof stamp);
    }
  CSLDestroy (files);
  g_checksum_update (checksum, (const guint8 *) facts, sizeof facts);
  if (empty != NULL)
    g_checksum_update (checksum, empty, (gssize) size);
  g_checksum_get_digest (checksum, out, &length);
  VSIUnlink (self->scratch);

  return empty != NULL;
}

static gboolean
tell (const Work *self)
{
  return self->progress (MIN (self->done / self->all, 1), NULL, self->user_data);
}

static int
halve (int size, int times)
{
  for (; times > 0; times--)
    size = (size + 1) / 2;

  return size;
}

/* Level @index, from the finest one, 0. */
static Level
get_level (const Work *self, int index)
{
  Level level = { NULL, halve (GDALGetRasterXSize (self->image), index + 1),
                  halve (GDALGetRasterYSize (self->image), index + 1), 0, 0 };

  level.n_across = (level.width + TILE - 1) / TILE;
  level.n_down = (level.height + TILE - 1) / TILE;

  return level;
}

/* A level that is whole, as an image of its own. */
static GDALDatasetH
open_level (const Work *self, int index)
{
  g_autofree char *name = g_strdup_printf ("GTIFF_DIR:%d:%s", index + 1, mls_overview_file_get_path (self->file));

  return GDALOpenEx (name, GDAL_OF_RASTER | GDAL_OF_READONLY, NULL, NULL, NULL);
}

static void
begin (Work *self)
{
  gsize tile_size;

  CPLSetThreadLocalConfigOption (HALVES_OF_JPEG, "NO");
  self->options = make_options (self->image);
  self->type = find_type (self->image);
  self->n_bands = GDALGetRasterCount (self->image);
  self->n_levels = count_levels (self->image);
  self->scratch = g_strdup_printf ("/vsimem/millesime-overviews-%p.tif", (gpointer) self);
  tile_size = (gsize) TILE * TILE * (gsize) self->n_bands * (gsize) GDALGetDataTypeSizeBytes (self->type);
  self->batch = CLAMP ((int) (BATCH_BYTES / tile_size), 1, get_level (self, 0).n_across);
  self->pixels = g_malloc ((gsize) self->batch * tile_size);
}

static void
end (Work *self)
{
  CPLSetThreadLocalConfigOption (HALVES_OF_JPEG, NULL);
  g_clear_pointer (&self->file, mls_overview_file_free);
  CSLDestroy (self->options);
  g_free (self->scratch);
  g_free (self->pixels);
}

/* Reads what the source has where the pixels [x, x + width[ × [y, y + height[ of the level are. Of four that are not
 * mixed the first is taken, as GDAL does in overviews, and not the last, as when it reads. */
static gboolean
read_batch (Work *self, const Level *level, int x, int y, int width, int height)
{
  int source_width = GDALGetRasterXSize (level->source);
  int source_height = GDALGetRasterYSize (level->source);
  gboolean is_picked = has_palette (self->image);
  double factor_x = source_width / (double) level->width;
  double factor_y = source_height / (double) level->height;
  double work = 4.0 * width * height;
  int left = (int) (x * factor_x);
  int top = (int) (y * factor_y);
  int right = MIN (source_width, (int) ((x + width) * factor_x + 0.999));
  int bottom = MIN (source_height, (int) ((y + height) * factor_y + 0.999));
  GDALRasterIOExtraArg extra = { 0 };
  CPLErr result;

  INIT_RASTERIO_EXTRA_ARG (extra);
  extra.eResampleAlg = is_picked ? GRIORA_NearestNeighbour : GRIORA_Average;
  extra.bFloatingPointWindowValidity = TRUE;
  extra.dfXOff = x * factor_x + (is_picked ? (1 - factor_x) / 2 : 0);
  extra.dfYOff = y * factor_y + (is_picked ? (1 - factor_y) / 2 : 0);
  extra.dfXSize = width * factor_x;
  extra.dfYSize = height * factor_y;
  extra.pfnProgress = GDALScaledProgress;
  extra.pProgressData = GDALCreateScaledProgress (self->done / self->all, (self->done + work) / self->all, self->progress,
                                                  self->user_data);
  result = GDALDatasetRasterIOEx (level->source, GF_Read, left, top, right - left, bottom - top, self->pixels, width,
                                  height, self->type, self->n_bands, NULL, 0, 0, 0, &extra);
  GDALDestroyScaledProgress (extra.pProgressData);
  self->done += work;

  return result == CE_None;
}

static gboolean
add_batch (Work *self, const Level *level, int x, int y, GError **error)
{
  int width = MIN (self->batch * TILE, level->width - x);
  int height = MIN (TILE, level->height - y);
  const guint8 *tiff;
  gsize size;
  gboolean done;

  if (!read_batch (self, level, x, y, width, height))
    return FALSE;

  tiff = encode (self, width, height, self->pixels, &size);
  done = tiff != NULL && mls_overview_file_add_tiles (self->file, tiff, size, error);
  VSIUnlink (self->scratch);

  return done && tell (self);
}

static gboolean
end_level (Work *self, const Level *level, GError **error)
{
  const int extent[] = { level->width, level->height };
  gsize size;
  const guint8 *tiff = encode (self, 1, 1, NULL, &size);
  gboolean done = tiff != NULL && mls_overview_file_end_level (self->file, tiff, size, extent, error);

  VSIUnlink (self->scratch);

  return done;
}

/* From the first tile on that is not kept. */
static gboolean
make_level (Work *self, const Level *level, GError **error)
{
  int at = (int) mls_overview_file_get_n_tiles (self->file);

  while (at < level->n_across * level->n_down)
    {
      int column = at % level->n_across;

      if (!add_batch (self, level, column * TILE, at / level->n_across * TILE, error))
        return FALSE;
      at += MIN (self->batch, level->n_across - column);
    }

  return end_level (self, level, error);
}

/* Each level of the one before, which is read from the file it has been written to. */
static gboolean
make_levels (Work *self, GError **error)
{
  for (int i = (int) mls_overview_file_get_n_levels (self->file); i < self->n_levels; i++)
    {
      Level level = get_level (self, i);
      gboolean done;

      level.source = i == 0 ? self->image : open_level (self, i - 1);
      done = level.source != NULL && make_level (self, &level, error);
      if (i > 0)
        g_clear_pointer (&level.source, GDALClose);
      if (!done)
        return FALSE;
    }

  return mls_overview_file_finish (self->file, error);
}

/* Those in the first @n_tiles tiles of a level. */
static double
count_pixels (const Level *level, int n_tiles)
{
  int top = MIN (n_tiles / level->n_across * TILE, level->height);

  return (double) top * level->width + n_tiles % level->n_across * TILE * (double) MIN (TILE, level->height - top);
}

/* The work is to read pixels: of the image, and of each level but the last. */
static void
take_stock (Work *self)
{
  int n_whole = (int) mls_overview_file_get_n_levels (self->file);
  int n_tiles = (int) mls_overview_file_get_n_tiles (self->file);

  for (int i = 0; i < self->n_levels; i++)
    {
      Level level = get_level (self, i);
      double work = 4.0 * level.width * level.height;

      self->all += work;
      if (i < n_whole)
        self->done += work;
      else if (i == n_whole)
        self->done += 4.0 * count_pixels (&level, n_tiles);
    }
}

/**
 * mls_overviews_make: (skip)
 * @image: an image that needs them
 * @path: where it is
 * @progress: told how far it is, on this thread, first of all where it begins: past what has been kept
 * @user_data: for @progress
 * @out_is_kept: (out): whether what has been done is kept for the next time, if it does not come to its end
 * @error: what cannot be written; not set for what GDAL tells, nor when @progress gives it up
 *
 * Makes its overviews, as GDAL makes them of averages, or of palettes by leaving out. A mask that is not a band is
 * heeded, but is none of them: it is read from the image.
 *
 * Returns: whether they are there
 */
gboolean
mls_overviews_make (GDALDatasetH      image,
                    const char       *path,
                    GDALProgressFunc  progress,
                    gpointer          user_data,
                    gboolean         *out_is_kept,
                    GError          **error)
{
  Work self = { .image = image, .progress = progress, .user_data = user_data };
  guint8 key[MLS_OVERVIEW_KEY_SIZE];
  gboolean done;

  begin (&self);
  done = make_key (&self, key) && (self.file = mls_overview_file_open (path, key, error)) != NULL;
  if (done)
    {
      take_stock (&self);
      done = tell (&self) && make_levels (&self, error);
      *out_is_kept = mls_overview_file_is_begun (self.file);
    }
  end (&self);

  return done;
}
