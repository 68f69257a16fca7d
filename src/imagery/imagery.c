#include "imagery/imagery.h"

/* One image, and all that decides how it is opened, as a text to find it by. */
typedef struct
{
  MlsImagerySource source;
  char            *uri;
  char            *key;
} Source;

struct _MlsImagery
{
  gatomicrefcount ref_count;
  char           *project_crs;
  Source         *sources;
  guint           n_sources;
};

static char *
dup_key (const char *project_crs, const MlsImagerySource *source)
{
  const MlsRasterOptions *options = &source->options;

  return g_strdup_printf ("%s\n%s\n%d %d %u %u %u", source->uri,
                          project_crs != NULL ? project_crs : "", options->assume_project_crs,
                          options->nodata, options->bands[0], options->bands[1], options->bands[2]);
}

/**
 * mls_imagery_new:
 * @project_crs: (nullable): definition of the reference system to read the images in
 * @sources: (array length=n_sources): the images, the one on top first
 * @n_sources: how many; none is a pane without photo
 *
 * Opens nothing yet.
 *
 * Returns: (transfer full): a new set
 */
MlsImagery *
mls_imagery_new (const char *project_crs, const MlsImagerySource *sources, guint n_sources)
{
  MlsImagery *self = g_new0 (MlsImagery, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->project_crs = g_strdup (project_crs);
  self->sources = g_new0 (Source, n_sources);
  self->n_sources = n_sources;

  for (guint i = 0; i < n_sources; i++)
    {
      Source *source = &self->sources[i];

      source->uri = g_strdup (sources[i].uri);
      source->key = dup_key (project_crs, &sources[i]);
      source->source = (MlsImagerySource){ source->uri, sources[i].options };
    }

  return self;
}

/**
 * mls_imagery_ref:
 * @self: a set
 *
 * Returns: (transfer full): @self, counted once more
 */
MlsImagery *
mls_imagery_ref (MlsImagery *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mls_imagery_unref:
 * @self: (transfer full): a set
 */
void
mls_imagery_unref (MlsImagery *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < self->n_sources; i++)
    {
      g_free (self->sources[i].uri);
      g_free (self->sources[i].key);
    }

  g_free (self->sources);
  g_free (self->project_crs);
  g_free (self);
}

/**
 * mls_imagery_get_n_sources:
 * @self: a set
 *
 * Returns: how many images it has
 */
guint
mls_imagery_get_n_sources (const MlsImagery *self)
{
  return self->n_sources;
}

/**
 * mls_imagery_get_source:
 * @self: a set
 * @index: of an image, 0 for the one on top
 *
 * Returns: (transfer none): which image it is
 */
const MlsImagerySource *
mls_imagery_get_source (const MlsImagery *self, guint index)
{
  g_return_val_if_fail (index < self->n_sources, NULL);

  return &self->sources[index].source;
}

/* An image this thread has met: open, closed to make room, or one that could not be opened. */
typedef struct
{
  MlsRaster *raster;  /* NULL unless open */
  MlsExtent  extent;  /* once it has been open */
  GError    *error;   /* why it could not be opened */
  gint64     since;   /* µs of the monotonic clock, for an error */
  guint64    used;    /* when, in readings */
} Image;

struct _MlsImageryReader
{
  GHashTable *images;    /* (element-type utf8 Image) */
  guint       n_open;
  MlsPicture *below;     /* (nullable): an image to be laid under others */
  guint64     n_readings;
};

/* Images a thread keeps open: handles cost memory and file descriptors, of which there are 1024. */
#define MAX_OPEN 128

/* An image that could not be opened is tried again after this, in µs. */
#define PATIENCE (10 * G_TIME_SPAN_SECOND)

static void
image_free (gpointer data)
{
  Image *image = data;

  mls_raster_close (image->raster);
  g_clear_error (&image->error);
  g_free (image);
}

/**
 * mls_imagery_reader_new:
 *
 * Returns: (transfer full): a reader for the calling thread, with nothing open
 */
MlsImageryReader *
mls_imagery_reader_new (void)
{
  MlsImageryReader *self = g_new0 (MlsImageryReader, 1);

  self->images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, image_free);

  return self;
}

/**
 * mls_imagery_reader_free:
 * @self: (nullable): a reader of the calling thread
 *
 * Closes all it has open.
 */
void
mls_imagery_reader_free (MlsImageryReader *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->images);
  mls_picture_free (self->below);
  g_free (self);
}

static void
close_oldest (MlsImageryReader *self)
{
  GHashTableIter iter;
  gpointer value;
  Image *oldest = NULL;

  g_hash_table_iter_init (&iter, self->images);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Image *image = value;

      if (image->raster != NULL && (oldest == NULL || image->used < oldest->used))
        oldest = image;
    }

  g_clear_pointer (&oldest->raster, mls_raster_close);
  self->n_open--;
}

static void
open_image (MlsImageryReader *self, Image *image, const MlsImagery *imagery, const Source *source)
{
  if (self->n_open >= MAX_OPEN)
    close_oldest (self);

  g_clear_error (&image->error);
  image->since = g_get_monotonic_time ();
  image->raster = mls_raster_open (source->uri, imagery->project_crs, &source->source.options,
                                   &image->error);
  if (image->raster == NULL)
    return;

  image->extent = mls_raster_get_facts (image->raster)->extent;
  self->n_open++;
}

/* Whether an image is known to lie elsewhere, open or not. */
static gboolean
lies_elsewhere (MlsImageryReader *self, const Source *source, const MlsExtent *extent)
{
  const Image *image = g_hash_table_lookup (self->images, source->key);

  return image != NULL && image->error == NULL && !mls_extent_intersects (&image->extent, extent);
}

static MlsRaster *
get_raster (MlsImageryReader *self, const MlsImagery *imagery, guint index, GError **error)
{
  const Source *source = &imagery->sources[index];
  Image *image = g_hash_table_lookup (self->images, source->key);

  if (image == NULL)
    {
      image = g_new0 (Image, 1);
      g_hash_table_insert (self->images, g_strdup (source->key), image);
    }

  if (image->raster == NULL &&
      (image->error == NULL || g_get_monotonic_time () - image->since > PATIENCE))
    open_image (self, image, imagery, source);

  image->used = ++self->n_readings;
  if (image->raster == NULL && error != NULL)
    *error = g_error_copy (image->error);

  return image->raster;
}

/**
 * mls_imagery_reader_get_facts:
 * @self: a reader of the calling thread
 * @imagery: a set of images
 * @index: one of them
 * @error: see mls_raster_open()
 *
 * Returns: (transfer none) (nullable): what is known of the image, until the next call of this
 *   reader
 */
const MlsRasterFacts *
mls_imagery_reader_get_facts (MlsImageryReader  *self,
                              MlsImagery        *imagery,
                              guint              index,
                              GError           **error)
{
  MlsRaster *raster;

  g_return_val_if_fail (index < imagery->n_sources, NULL);

  raster = get_raster (self, imagery, index, error);

  return raster != NULL ? mls_raster_get_facts (raster) : NULL;
}

/* Shows the photo below where there is none above. */
static void
lay_under (MlsPicture *above, const MlsPicture *below)
{
  gsize n_pixels = (gsize) above->width * above->height;

  for (gsize i = 0; i < n_pixels; i++)
    if (above->mask[i] == 0 && below->mask[i] != 0)
      {
        above->mask[i] = below->mask[i];
        for (gsize channel = i * 3; channel < i * 3 + 3; channel++)
          above->rgb[channel] = below->rgb[channel];
      }

  mls_picture_judge (above);
}

static MlsPicture *
get_below (MlsImageryReader *self, guint width, guint height)
{
  if (self->below == NULL || self->below->width != width || self->below->height != height)
    {
      mls_picture_free (self->below);
      self->below = mls_picture_new (width, height);
    }

  return self->below;
}

/* One image into the picture, under what is there. */
static gboolean
read_one (MlsImageryReader  *self,
          MlsRaster         *raster,
          const MlsExtent   *extent,
          MlsPicture        *out,
          GCancellable      *cancellable,
          GError           **error)
{
  MlsPicture *below;

  if (out->cover == MLS_COVER_NONE)
    return mls_raster_read (raster, extent, out, cancellable, error);

  below = get_below (self, out->width, out->height);
  if (!mls_raster_read (raster, extent, below, cancellable, error))
    return FALSE;

  if (below->cover != MLS_COVER_NONE)
    lay_under (out, below);

  return TRUE;
}

/**
 * mls_imagery_reader_read:
 * @self: a reader of the calling thread
 * @imagery: a set of images
 * @extent: the ground to show, m
 * @out: (inout): a picture, painted all over
 * @cancellable: (nullable): stops it on the way
 * @error: what the first image that could not be opened or read says, or %G_IO_ERROR_CANCELLED
 *
 * Paints what the images show of a piece of ground: where several do, the one on top.
 *
 * Returns: whether all of them could be read; if not, the picture shows those that could
 */
gboolean
mls_imagery_reader_read (MlsImageryReader  *self,
                         MlsImagery        *imagery,
                         const MlsExtent   *extent,
                         MlsPicture        *out,
                         GCancellable      *cancellable,
                         GError           **error)
{
  g_autoptr (GError) first = NULL;

  mls_picture_clear (out);

  for (guint i = 0; i < imagery->n_sources && out->cover != MLS_COVER_FULL; i++)
    {
      g_autoptr (GError) own = NULL;
      MlsRaster *raster;

      if (lies_elsewhere (self, &imagery->sources[i], extent))
        continue;

      raster = get_raster (self, imagery, i, &own);
      if (raster != NULL)
        read_one (self, raster, extent, out, cancellable, &own);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (first == NULL)
        first = g_steal_pointer (&own);
    }

  if (first == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}
