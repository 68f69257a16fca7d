#include "imagery/pyramid.h"

#include "base/file-stamp.h"
#include "imagery/cog.h"
#include "imagery/pyramid-file.h"
#include "imagery/tiff-directory.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_utils.h>
#include <glib/gstdio.h>

/* The coarsest overview is no larger than this on a side, in pixels. */
#define SMALLEST_SIDE 512

/* Tiles are so many pixels on a side. */
#define TILE 512

/* They are made, and kept, so many bytes of pixels at a time at the most: 64 tiles of a photo, a second's work. */
#define BATCH_BYTES (64 * 3 * TILE * TILE)

/* GDAL would take half a JPEG for an overview of it, but finds none in a level that is opened by its number. */
#define HALVES_OF_JPEG "GTIFF_IMPLICIT_JPEG_OVR"

/* Pyramids made in another way are others. */
#define VERSION 3

/* A copy that is being arranged has another name until it is whole. */
#define ARRANGED "-arranged"

/* Of the work of a copy, what arranging it is. */
#define ARRANGING 0.05

/* What is looked at in overviews from afar need not be as good as a copy, which stands for its image. */
#define OVERVIEW_QUALITY "85"
#define COPY_QUALITY "90"

/* One of the levels that are made, from the one before or the image. Those of a mask come behind those they mask. */
typedef struct
{
  GDALDatasetH source;
  int          step;     /* how often the size is halved */
  gboolean     is_mask;
  int          width;
  int          height;
  int          n_across; /* tiles */
  int          n_down;
} Level;

typedef struct
{
  GDALDatasetH          image;
  const MlsPyramidPlan *plan;
  MlsPyramidFile       *file;
  char                **options;  /* what a TIFF of such tiles is made with */
  char                **mask_options;
  gboolean              has_mask; /* that is no band, and is copied */
  GDALDataType          type;
  int                   n_bands;
  int                   batch;    /* tiles */
  guint8               *pixels;   /* of a batch, band by band */
  char                 *scratch;  /* the name of a file in memory */
  GDALProgressFunc      progress;
  gpointer              user_data;
  int                   n_levels;
  double                done;     /* of all the work */
  double                all;
} Work;

/* Whether it has colours a JPEG can hold: what the eye does not see of them, it does not keep. */
static gboolean
is_photo (GDALDatasetH image)
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
 * mls_pyramid_is_needed: (skip)
 * @image: an image
 *
 * Returns: whether it has no overviews and is so large that it should
 */
gboolean
mls_pyramid_is_needed (GDALDatasetH image)
{
  return GDALGetOverviewCount (GDALGetRasterBand (image, 1)) == 0 &&
         MAX (GDALGetRasterXSize (image), GDALGetRasterYSize (image)) > SMALLEST_SIDE;
}

static char **
make_tile_options (const char *compression)
{
  char **options = NULL;

  options = CSLSetNameValue (options, "BIGTIFF", "YES");
  options = CSLSetNameValue (options, "ENDIANNESS", "LITTLE");
  options = CSLSetNameValue (options, "TILED", "YES");
  options = CSLSetNameValue (options, "BLOCKXSIZE", G_STRINGIFY (TILE));
  options = CSLSetNameValue (options, "BLOCKYSIZE", G_STRINGIFY (TILE));
  options = CSLSetNameValue (options, "COMPRESS", compression);

  return options;
}

/* Numbers of a photo are kept as the eye sees them, others as they are. */
static char **
make_options (GDALDatasetH image, const MlsPyramidPlan *plan)
{
  int n_bands = GDALGetRasterCount (image);
  gboolean has_alpha = GDALGetRasterColorInterpretation (GDALGetRasterBand (image, n_bands)) == GCI_AlphaBand;
  gboolean is_seen = is_photo (image) && !plan->is_lossless;
  char **options = make_tile_options (is_seen ? "JPEG" : "DEFLATE");

  options = CSLSetNameValue (options, "INTERLEAVE", "PIXEL");
  options = CSLSetNameValue (options, "JPEG_QUALITY", !is_seen ? NULL : plan->is_copy ? COPY_QUALITY : OVERVIEW_QUALITY);
  if (is_seen && n_bands == 3)
    options = CSLSetNameValue (options, "PHOTOMETRIC", "YCBCR");
  else if (n_bands > 1)
    options = CSLSetNameValue (options, "PHOTOMETRIC", n_bands - has_alpha == 3 ? "RGB" : "MINISBLACK");
  options = CSLSetNameValue (options, "ALPHA", n_bands > 1 ? (has_alpha ? "YES" : "NO") : NULL);

  return options;
}

static char **
make_mask_options (void)
{
  return CSLSetNameValue (make_tile_options ("DEFLATE"), "NBITS", "1");
}

/* Whether it says of each pixel if it is there, in neither a band nor a number. */
static gboolean
has_own_mask (GDALDatasetH image)
{
  return GDALGetMaskFlags (GDALGetRasterBand (image, 1)) == GMF_PER_DATASET;
}

static int
count_halvings (GDALDatasetH image)
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

/* (nullable): the bytes of the scratch file, until it is removed */
static guint8 *
get_scratch (const Work *self, gsize *out_size)
{
  vsi_l_offset size = 0;
  guint8 *bytes = VSIGetMemFileBuffer (self->scratch, &size, FALSE);

  *out_size = (gsize) size;

  return bytes;
}

/* A TIFF in memory of what the batch holds, or of nothing, as those of all levels are but masks or as theirs.
 *
 * Returns: (nullable): its bytes, until the scratch file is removed */
static guint8 *
encode (Work *self, gboolean is_mask, int width, int height, const guint8 *pixels, gsize *out_size)
{
  int n_bands = is_mask ? 1 : self->n_bands;
  GDALDataType type = is_mask ? GDT_Byte : self->type;
  GDALDatasetH tiff = GDALCreate (GDALGetDriverByName ("GTiff"), self->scratch, width, height, n_bands, type,
                                  is_mask ? self->mask_options : self->options);
  gboolean done;

  if (tiff == NULL)
    return NULL;

  if (!is_mask)
    copy_meaning (self->image, tiff);
  done = pixels == NULL || GDALDatasetRasterIO (tiff, GF_Write, 0, 0, width, height, (gpointer) pixels, width, height,
                                                type, n_bands, NULL, 0, 0, 0) == CE_None;
  GDALFlushCache (tiff);
  GDALClose (tiff);

  return done ? get_scratch (self, out_size) : NULL;
}

/* Files that make the image up, what is made of them and how: where none of it is another, what was kept is gone on
 * with. */
static gboolean
make_key (Work *self, guint8 *out)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  char **files = GDALGetFileList (self->image);
  gsize length = MLS_PYRAMID_KEY_SIZE;
  const int facts[] = { VERSION, GDALGetRasterXSize (self->image), GDALGetRasterYSize (self->image), self->has_mask,
                        self->plan->is_copy };
  gsize size;
  const guint8 *empty = encode (self, FALSE, 1, 1, NULL, &size);

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

/* How often the finest level is halved: a copy has the image itself. */
static int
first_step (const Work *self)
{
  return self->plan->is_copy ? 0 : 1;
}

/* Level @index, from the finest one, 0. */
static Level
get_level (const Work *self, int index)
{
  int n_planes = self->has_mask ? 2 : 1;
  int step = first_step (self) + index / n_planes;
  Level level = { .step = step, .is_mask = index % n_planes == 1,
                  .width = halve (GDALGetRasterXSize (self->image), step),
                  .height = halve (GDALGetRasterYSize (self->image), step) };

  level.n_across = (level.width + TILE - 1) / TILE;
  level.n_down = (level.height + TILE - 1) / TILE;

  return level;
}

/* What is made of the image, halved so often, as an image of its own. */
static GDALDatasetH
open_step (const Work *self, int step)
{
  int index = step - first_step (self);
  char **options = NULL;
  GDALDatasetH dataset;

  if (index > 0)
    options = CSLAppendPrintf (options, "OVERVIEW_LEVEL=%d", index - 1);
  dataset = GDALOpenEx (mls_pyramid_file_get_path (self->file), GDAL_OF_RASTER | GDAL_OF_READONLY, NULL,
                        (const char *const *) options, NULL);
  CSLDestroy (options);

  return dataset;
}

static void
begin (Work *self)
{
  gsize tile_size;

  CPLSetThreadLocalConfigOption (HALVES_OF_JPEG, "NO");
  self->has_mask = self->plan->is_copy && has_own_mask (self->image);
  self->options = make_options (self->image, self->plan);
  self->mask_options = make_mask_options ();
  self->type = find_type (self->image);
  self->n_bands = GDALGetRasterCount (self->image);
  self->n_levels = (count_halvings (self->image) + 1 - first_step (self)) * (self->has_mask ? 2 : 1);
  self->scratch = g_strdup_printf ("/vsimem/millesime-pyramid-%p.tif", (gpointer) self);
  tile_size = (gsize) TILE * TILE * (gsize) self->n_bands * (gsize) GDALGetDataTypeSizeBytes (self->type);
  self->batch = CLAMP ((int) (BATCH_BYTES / tile_size), 1, get_level (self, 0).n_across);
  self->pixels = g_malloc ((gsize) self->batch * tile_size);
}

static void
end (Work *self)
{
  CPLSetThreadLocalConfigOption (HALVES_OF_JPEG, NULL);
  g_clear_pointer (&self->file, mls_pyramid_file_free);
  CSLDestroy (self->options);
  CSLDestroy (self->mask_options);
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
  if (level->is_mask)
    result = GDALRasterIOEx (GDALGetMaskBand (GDALGetRasterBand (level->source, 1)), GF_Read, left, top, right - left,
                             bottom - top, self->pixels, width, height, GDT_Byte, 0, 0, &extra);
  else
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
  if (level->is_mask)
    for (gsize i = 0; i < (gsize) width * (gsize) height; i++)
      self->pixels[i] = self->pixels[i] != 0;

  tiff = encode (self, level->is_mask, width, height, self->pixels, &size);
  done = tiff != NULL && mls_pyramid_file_add_tiles (self->file, tiff, size, error);
  VSIUnlink (self->scratch);

  return done && tell (self);
}

/* What the image says of its place, and of itself, as GDAL tells it of its first pixel. */
static GPtrArray *
describe_image (Work *self)
{
  char **words = CSLTokenizeString ("-srcwin 0 0 1 1 -mask none -of GTiff -co BIGTIFF=YES -co ENDIANNESS=LITTLE "
                                    "-co TILED=YES -co COMPRESS=DEFLATE");
  GDALTranslateOptions *options = GDALTranslateOptionsNew (words, NULL);
  GDALDatasetH pixel = GDALTranslate (self->scratch, self->image, options, NULL);
  GPtrArray *directory = NULL;

  if (pixel != NULL)
    {
      gsize size;
      const guint8 *tiff;

      GDALClose (pixel);
      tiff = get_scratch (self, &size);
      directory = tiff != NULL ? mls_tiff_directory_read_first (tiff, size) : NULL;
    }
  GDALTranslateOptionsFree (options);
  CSLDestroy (words);
  VSIUnlink (self->scratch);

  return directory;
}

/* What is said of a level. */
static GPtrArray *
describe_level (Work *self, const Level *level)
{
  guint32 kind = (level->step > 0 ? MLS_TIFF_KIND_REDUCED : 0) | (level->is_mask ? MLS_TIFF_KIND_MASK : 0);
  gsize size = 0;
  const guint8 *tiff = encode (self, level->is_mask, 1, 1, NULL, &size);
  GPtrArray *directory = tiff != NULL ? mls_tiff_directory_read_first (tiff, size) : NULL;

  VSIUnlink (self->scratch);
  if (directory == NULL)
    return NULL;

  if (kind != 0)
    mls_tiff_directory_set_number (directory, MLS_TIFF_TAG_KIND, kind);
  mls_tiff_directory_set_number (directory, MLS_TIFF_TAG_WIDTH, (guint32) level->width);
  mls_tiff_directory_set_number (directory, MLS_TIFF_TAG_HEIGHT, (guint32) level->height);
  if (level->is_mask)
    mls_tiff_directory_set_number (directory, MLS_TIFF_TAG_PHOTOMETRIC, MLS_TIFF_PHOTOMETRIC_MASK);

  return directory;
}

static gboolean
end_level (Work *self, const Level *level, GError **error)
{
  g_autoptr (GPtrArray) directory = describe_level (self, level);

  if (directory == NULL)
    return FALSE;
  if (level->step == 0 && !level->is_mask)
    {
      g_autoptr (GPtrArray) image = describe_image (self);

      if (image == NULL)
        return FALSE;
      mls_tiff_directory_complete (directory, image);
    }

  return mls_pyramid_file_end_level (self->file, directory, error);
}

/* From the first tile on that is not kept. */
static gboolean
make_level (Work *self, const Level *level, GError **error)
{
  int at = (int) mls_pyramid_file_get_n_tiles (self->file);

  while (at < level->n_across * level->n_down)
    {
      int column = at % level->n_across;

      if (!add_batch (self, level, column * TILE, at / level->n_across * TILE, error))
        return FALSE;
      at += MIN (self->batch, level->n_across - column);
    }

  return end_level (self, level, error);
}

/* A copy is arranged beside its place, and then has it. */
static gboolean
arrange (Work *self, GError **error)
{
  g_autofree char *arranged = g_strconcat (self->plan->path, ARRANGED, NULL);
  gpointer scaled = GDALCreateScaledProgress (MIN (self->done / self->all, 1), 1, self->progress, self->user_data);
  gboolean done = mls_cog_write (mls_pyramid_file_get_path (self->file), arranged, GDALScaledProgress, scaled, error);

  GDALDestroyScaledProgress (scaled);
  if (!done)
    return FALSE;

  done = mls_pyramid_file_finish (self->file, arranged, error);
  if (!done)
    g_remove (arranged);

  return done;
}

/* Each level of the one before, which is read from the file it has been written to. */
static gboolean
make_levels (Work *self, GError **error)
{
  for (int i = (int) mls_pyramid_file_get_n_levels (self->file); i < self->n_levels; i++)
    {
      Level level = get_level (self, i);
      gboolean is_first = level.step == first_step (self);
      gboolean done;

      level.source = is_first ? self->image : open_step (self, level.step - 1);
      done = level.source != NULL && make_level (self, &level, error);
      if (!is_first)
        g_clear_pointer (&level.source, GDALClose);
      if (!done)
        return FALSE;
    }

  return self->plan->is_copy ? arrange (self, error) : mls_pyramid_file_finish (self->file, NULL, error);
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
  int n_whole = (int) mls_pyramid_file_get_n_levels (self->file);
  int n_tiles = (int) mls_pyramid_file_get_n_tiles (self->file);

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
  if (self->plan->is_copy)
    self->all /= 1 - ARRANGING;
}

/**
 * mls_pyramid_make: (skip)
 * @image: an image
 * @plan: what to make of it
 * @progress: told how far it is, on this thread, first of all where it begins: past what has been kept
 * @user_data: for @progress
 * @out_is_kept: (out): whether what has been done is kept for the next time, if it does not come to its end
 * @error: what cannot be written; not set for what GDAL tells, nor when @progress gives it up
 *
 * Levels are made as GDAL makes them of averages, or of palettes by leaving out. A mask that is not a band is heeded,
 * but is none of the overviews of an image: it is read from the image. A copy has it.
 *
 * Returns: whether it is there
 */
gboolean
mls_pyramid_make (GDALDatasetH           image,
                  const MlsPyramidPlan  *plan,
                  GDALProgressFunc       progress,
                  gpointer               user_data,
                  gboolean              *out_is_kept,
                  GError               **error)
{
  Work self = { .image = image, .plan = plan, .progress = progress, .user_data = user_data };
  guint8 key[MLS_PYRAMID_KEY_SIZE];
  gboolean done;

  begin (&self);
  done = make_key (&self, key) && (self.file = mls_pyramid_file_open (plan->path, key, error)) != NULL;
  if (done)
    {
      take_stock (&self);
      done = tell (&self) && make_levels (&self, error);
      *out_is_kept = mls_pyramid_file_is_begun (self.file);
    }
  end (&self);

  return done;
}
