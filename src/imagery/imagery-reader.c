#include "base/file-stamp.h"
#include "imagery/address.h"
#include "imagery/cache-room.h"
#include "imagery/error.h"
#include "imagery/imagery-private.h"
#include "imagery/server.h"
#include "imagery/web-file.h"
#include "imagery/web-request.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* An image this thread has met: open, closed to make room, or one that could not be opened. */
typedef struct
{
  MlsRaster    *raster; /* NULL unless open */
  MlsExtent     extent; /* once it has been open */
  MlsFileStamp  stamp;  /* of its file when it was opened; all 0 if it is in none */
  GError       *error;  /* why it could not be opened */
  gint64        since;  /* µs of the monotonic clock: when it was opened, or looked at last */
  guint64       used;   /* when, in readings */
} Image;

struct _MlsImageryReader
{
  GHashTable *images;    /* (element-type utf8 Image) */
  guint       n_open;
  MlsPicture *source;    /* (nullable): a source to be laid under others */
  MlsPicture *file;      /* (nullable): same of a file of a folder */
  guint64     n_readings;
};

/* Images a thread keeps open: handles cost memory and file descriptors, of which there are 1024. */
#define MAX_OPEN 128

/* Whether a file is still what was opened, or is there now, is looked at again after this, in µs. For those
 * on servers, see imagery/server.h. */
#define LOOK_AGAIN G_TIME_SPAN_SECOND

/* An image that cannot be opened though its file is as it was is tried again after this, in µs. */
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
  mls_picture_free (self->source);
  mls_picture_free (self->file);
  g_free (self);
}

static void
close_image (MlsImageryReader *self, Image *image)
{
  if (image->raster == NULL)
    return;

  g_clear_pointer (&image->raster, mls_raster_close);
  self->n_open--;
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

  close_image (self, oldest);
}

/* What to read of a set: an image of it, or a file of one that is a folder. */
typedef struct
{
  const char                  *uri;
  const MlsImagerySourceState *source;
  const char                  *project_crs;
} Wanted;

static void
open_image (MlsImageryReader *self, Image *image, const Wanted *wanted)
{
  if (self->n_open >= MAX_OPEN)
    close_oldest (self);

  g_clear_error (&image->error);
  image->since = g_get_monotonic_time ();
  mls_file_stamp_take (wanted->uri, &image->stamp);
  image->raster = mls_raster_open (wanted->uri, wanted->project_crs, &wanted->source->source.options,
                                   &image->error);
  if (image->raster == NULL)
    return;

  image->extent = mls_raster_get_facts (image->raster)->extent;
  self->n_open++;
}

static Image *
get_image (MlsImageryReader *self, const Wanted *wanted)
{
  g_autofree char *key = g_strconcat (wanted->uri, wanted->source->how, NULL);
  Image *image = g_hash_table_lookup (self->images, key);

  if (image == NULL)
    {
      image = g_new0 (Image, 1);
      g_hash_table_insert (self->images, g_steal_pointer (&key), image);
    }

  return image;
}

/* Whether the file of an image that was met is another now, or is there no longer. What is open of one
 * that was deleted could be read on, but nobody would know that it is gone. */
static gboolean
has_changed (Image *image, const Wanted *wanted)
{
  MlsFileStamp stamp;

  if (wanted->source->is_remote || g_get_monotonic_time () - image->since < LOOK_AGAIN)
    return FALSE;

  mls_file_stamp_take (wanted->uri, &stamp);
  if (mls_file_stamp_equal (&stamp, &image->stamp))
    {
      if (image->raster != NULL)
        image->since = g_get_monotonic_time ();
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_to_be_opened (Image *image, const Wanted *wanted)
{
  if (image->raster == NULL && (image->error == NULL || wanted->source->is_remote))
    return TRUE;

  return has_changed (image, wanted) ||
         (image->raster == NULL && g_get_monotonic_time () - image->since > PATIENCE);
}

static MlsRaster *
get_raster (MlsImageryReader *self, const Wanted *wanted, GError **error)
{
  Image *image = get_image (self, wanted);

  if (is_to_be_opened (image, wanted))
    {
      close_image (self, image);
      open_image (self, image, wanted);
    }

  image->used = ++self->n_readings;
  if (image->raster == NULL && error != NULL)
    *error = g_error_copy (image->error);

  return image->raster;
}

/* Whether an image is known to lie elsewhere, open or not. */
static gboolean
lies_elsewhere (MlsImageryReader *self, const Wanted *wanted, const MlsExtent *extent)
{
  const Image *image = get_image (self, wanted);

  return image->error == NULL && image->used > 0 && !mls_extent_intersects (&image->extent, extent);
}

static MlsPicture *
resize (MlsPicture **picture, guint width, guint height)
{
  if (*picture == NULL || (*picture)->width != width || (*picture)->height != height)
    {
      mls_picture_free (*picture);
      *picture = mls_picture_new (width, height);
    }

  mls_picture_clear (*picture);
  return *picture;
}

/* A piece of ground that is being painted. */
typedef struct
{
  MlsImageryReader *reader;
  const MlsExtent  *extent;
  GCancellable     *cancellable;
  GError           *error; /* (nullable): the first */
} Painting;

static gboolean
is_cancelled (const Painting *painting)
{
  return g_cancellable_is_cancelled (painting->cancellable);
}

static void
note_error (Painting *painting, GError *error)
{
  if (error != NULL && painting->error == NULL)
    painting->error = error;
  else
    g_clear_error (&error);
}

/* A rectangle of a picture, in its pixels. */
typedef struct
{
  guint x;
  guint y;
  guint width;
  guint height;
} Part;

/* The part of a picture of @whole where something of @extent can be seen, a pixel more on each side.
 * Of a folder a picture may show hundreds of files. */
static Part
find_part (const MlsPicture *picture, const MlsExtent *whole, const MlsExtent *extent)
{
  double across = mls_extent_width (whole) / picture->width;
  double down = mls_extent_height (whole) / picture->height;
  double left = CLAMP (floor ((extent->min_x - whole->min_x) / across) - 1, 0, picture->width);
  double right = CLAMP (ceil ((extent->max_x - whole->min_x) / across) + 1, left, picture->width);
  double top = CLAMP (floor ((whole->max_y - extent->max_y) / down) - 1, 0, picture->height);
  double bottom = CLAMP (ceil ((whole->max_y - extent->min_y) / down) + 1, top, picture->height);

  return (Part){ (guint) left, (guint) top, (guint) (right - left), (guint) (bottom - top) };
}

static MlsExtent
extent_of_part (const MlsPicture *picture, const MlsExtent *whole, Part part)
{
  double across = mls_extent_width (whole) / picture->width;
  double down = mls_extent_height (whole) / picture->height;

  return (MlsExtent){ whole->min_x + part.x * across, whole->max_y - (part.y + part.height) * down,
                      whole->min_x + (part.x + part.width) * across, whole->max_y - part.y * down };
}

static gboolean
is_covered (const MlsPicture *picture, Part part)
{
  for (guint y = part.y; y < part.y + part.height; y++)
    {
      const guint8 *row = picture->mask + (gsize) y * picture->width + part.x;

      if (*row != 255 || memcmp (row, row + 1, part.width - 1) != 0)
        return FALSE;
    }

  return TRUE;
}

/* What GDAL got half of it keeps: it is to be opened anew. */
static void
close_failed (MlsImageryReader *self, const Wanted *wanted, const GError *failure)
{
  Image *image = get_image (self, wanted);

  if (image->raster == NULL)
    return;

  close_image (self, image);
  image->error = g_error_copy (failure);
}

/* Whatever is wrong with an image on a server, it may be the server, which may have mended later. Of
 * pixels that do not come GDAL tells only at which byte it noticed. */
static GError *
away_error_new (const Wanted *wanted, const GError *failure)
{
  if (g_error_matches (failure, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_READ))
    return g_error_new (MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY,
                        _("“%s” does not come whole from its server, which is asked again"), wanted->uri);

  return g_error_new_literal (MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY, failure->message);
}

/* One image into a picture of some ground: of one that is damaged, what can be read. */
static gboolean
read_ground (Painting *painting, const Wanted *wanted, const MlsExtent *ground, MlsPicture *out, GError **error)
{
  MlsRaster *raster = get_raster (painting->reader, wanted, error);

  return raster != NULL && mls_raster_read (raster, ground, out, painting->cancellable, error);
}

static void
read_image (Painting *painting, const Wanted *wanted, MlsPicture *out, GError **error)
{
  read_ground (painting, wanted, painting->extent, out, error);
}

/* A file on a server asks for itself, and only for what is not kept. Where the server is not at fault
 * all bytes have come, but they are not those of an image: those that come next may be. */
static void
read_web_file (Painting *painting, const Wanted *wanted, MlsPicture *out, GError **error)
{
  const char *address = mls_address_get_web_file (wanted->uri);
  g_autoptr (GError) failure = NULL;

  mls_web_request_set_cancellable (painting->cancellable);
  mls_web_file_begin ();
  read_image (painting, wanted, out, &failure);
  mls_web_request_set_cancellable (NULL);
  if (failure == NULL || is_cancelled (painting))
    return;

  close_failed (painting->reader, wanted, failure);
  if (!mls_web_file_check (error))
    return;

  mls_web_file_forget (address);
  *error = away_error_new (wanted, failure);
  mls_server_note (address, error);
}

/* What came of a service before. */
static void
read_kept (Painting *painting, const Wanted *wanted, MlsPicture *out)
{
  g_autofree char *address = mls_address_dup_offline (wanted->uri);
  Wanted kept = *wanted;

  kept.uri = address;
  if (address != NULL)
    read_image (painting, &kept, out, NULL);
}

static void
read_service (Painting *painting, const Wanted *wanted, MlsPicture *out, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (!mls_server_may_ask (wanted->uri, error))
    {
      read_kept (painting, wanted, out);
      return;
    }

  read_image (painting, wanted, out, &failure);
  if (is_cancelled (painting))
    {
      mls_server_leave (wanted->uri);
      return;
    }

  if (failure != NULL)
    {
      close_failed (painting->reader, wanted, failure);
      *error = away_error_new (wanted, failure);
      read_kept (painting, wanted, out);
    }
  else
    mls_cache_room_glance ();
  mls_server_note (wanted->uri, error);
}

static void
paint_image (Painting *painting, const Wanted *wanted, MlsPicture *out)
{
  GError *error = NULL;

  if (lies_elsewhere (painting->reader, wanted, painting->extent))
    return;

  if (!wanted->source->is_remote)
    read_image (painting, wanted, out, &error);
  else if (mls_address_get_web_file (wanted->uri) != NULL)
    read_web_file (painting, wanted, out, &error);
  else
    read_service (painting, wanted, out, &error);

  note_error (painting, error);
}

/* One file of a folder, under what is there of the others. */
static void
paint_file (Painting *painting, const Wanted *wanted, const MlsExtent *extent, MlsPicture *out)
{
  MlsImageryReader *self = painting->reader;
  Part part = find_part (out, painting->extent, extent);
  MlsExtent ground = extent_of_part (out, painting->extent, part);
  GError *error = NULL;

  if (part.width == 0 || part.height == 0 || is_covered (out, part))
    return;

  resize (&self->file, part.width, part.height);
  read_ground (painting, wanted, &ground, self->file, &error);
  if (self->file->cover != MLS_COVER_NONE)
    mls_picture_lay_part_under (out, self->file, part.x, part.y);

  note_error (painting, error);
}

static void
paint_mosaic (Painting *painting, const MlsMosaic *mosaic, Wanted wanted, MlsPicture *out)
{
  const MlsMosaicMember *files = mls_mosaic_get_files (mosaic);
  guint n_files = mls_mosaic_get_n_files (mosaic);

  for (guint i = 0; i < n_files && !is_cancelled (painting); i++)
    if (mls_extent_intersects (&files[i].extent, painting->extent))
      {
        wanted.uri = files[i].path;
        paint_file (painting, &wanted, &files[i].extent, out);
      }

  mls_picture_judge (out);
}

static Wanted
get_wanted (const MlsImagery *imagery, guint index)
{
  const MlsImagerySourceState *source = &imagery->sources[index];

  return (Wanted){ source->source.uri, source, imagery->project_crs };
}

/* One source in its tone, under what is there of those above it. */
static void
paint_source (Painting *painting, MlsImagery *imagery, guint index, MlsPicture *out)
{
  MlsPicture *target = out->cover == MLS_COVER_NONE ? out : resize (&painting->reader->source, out->width, out->height);
  Wanted wanted = get_wanted (imagery, index);
  GError *error = NULL;
  MlsMosaic *mosaic;

  if (!mls_imagery_find_mosaic (imagery, index, &mosaic, painting->cancellable, &error))
    note_error (painting, error);
  else if (mosaic != NULL)
    paint_mosaic (painting, mosaic, wanted, target);
  else
    paint_image (painting, &wanted, target);

  mls_tone_apply (&wanted.source->tone, target);
  if (target != out && target->cover != MLS_COVER_NONE)
    {
      mls_picture_lay_part_under (out, target, 0, 0);
      mls_picture_judge (out);
    }
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
 * Paints what the images show of a piece of ground: where several do, the one on top, and what is
 * seen through it of those below.
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
  Painting painting = { self, extent, cancellable, NULL };

  mls_picture_clear (out);
  for (guint i = 0; i < imagery->n_sources && out->cover != MLS_COVER_FULL; i++)
    {
      paint_source (&painting, imagery, i, out);
      if (is_cancelled (&painting))
        {
          g_clear_error (&painting.error);
          g_cancellable_set_error_if_cancelled (cancellable, error);
          return FALSE;
        }
    }

  if (painting.error == NULL)
    return TRUE;

  g_propagate_error (error, painting.error);
  return FALSE;
}

static gboolean
measure_file (MlsImageryReader  *self,
              const Wanted      *wanted,
              const MlsExtent   *extent,
              MlsStretch        *out,
              GCancellable      *cancellable,
              GError           **error)
{
  MlsRaster *raster = get_raster (self, wanted, error);

  return raster != NULL && mls_raster_measure (raster, extent, out, cancellable, error);
}

static gboolean
measure_mosaic (MlsImageryReader  *self,
                const MlsMosaic   *mosaic,
                Wanted             wanted,
                const MlsExtent   *extent,
                MlsStretch        *out,
                GCancellable      *cancellable,
                GError           **error)
{
  const MlsMosaicMember *files = mls_mosaic_get_files (mosaic);
  g_autoptr (GError) last = NULL;
  MlsStretch all[3] = { { 0, 0 } };

  for (guint i = 0; i < mls_mosaic_get_n_files (mosaic); i++)
    if (mls_extent_intersects (&files[i].extent, extent))
      {
        MlsStretch own[3];

        wanted.uri = files[i].path;
        g_clear_error (&last);
        if (measure_file (self, &wanted, extent, own, cancellable, &last))
          mls_stretch_widen (all, own);
      }

  if (all[0].low < all[0].high)
    {
      memcpy (out, all, sizeof all);
      return TRUE;
    }

  if (last != NULL)
    g_propagate_error (error, g_steal_pointer (&last));
  else
    g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_PLACE,
                 _("“%s” has nothing to stretch here"), wanted.source->source.uri);
  return FALSE;
}

/**
 * mls_imagery_reader_measure:
 * @self: a reader of the calling thread
 * @imagery: a set of images
 * @index: one of them
 * @extent: some ground, m
 * @out: (out) (array fixed-size=3): what to show black and white for the most to be seen of it
 * @cancellable: (nullable): stops it on the way
 * @error: see mls_raster_open() and mls_raster_measure()
 *
 * Returns: whether it was found
 */
gboolean
mls_imagery_reader_measure (MlsImageryReader  *self,
                            MlsImagery        *imagery,
                            guint              index,
                            const MlsExtent   *extent,
                            MlsStretch        *out,
                            GCancellable      *cancellable,
                            GError           **error)
{
  Wanted wanted = get_wanted (imagery, index);
  MlsMosaic *mosaic;

  if (!mls_imagery_find_mosaic (imagery, index, &mosaic, cancellable, error))
    return FALSE;

  return mosaic != NULL ? measure_mosaic (self, mosaic, wanted, extent, out, cancellable, error)
                        : measure_file (self, &wanted, extent, out, cancellable, error);
}
