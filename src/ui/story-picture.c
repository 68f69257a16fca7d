#include "ui/story-picture.h"

#include "geometry/shape.h"
#include "imagery/error.h"

#include <cairo.h>
#include <glib/gi18n.h>

/* Under the line, and the line itself, px. */
#define CASING_WIDTH 4
#define LINE_WIDTH   2

/* Where there is no photo, on a light ground and on a dark one. */
#define PAPER 0x8c8c8c

#define LINE_RED   0.95
#define LINE_GREEN 0.95
#define LINE_BLUE  0.25

/* What a picture is made from, on its thread. */
typedef struct
{
  MlsImagery *imagery;
  MlsExtent   extent;
  int         width;
  int         height;
  GPtrArray  *outline; /* (element-type MlsShape), which nobody changes */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  mls_imagery_unref (job->imagery);
  g_ptr_array_unref (job->outline);
  g_free (job);
}

static void
lead_along (const Job *job, MlsRing ring, cairo_t *cr)
{
  double px_per_m = job->width / mls_extent_width (&job->extent);

  for (gsize i = 0; i < ring.n_points; i++)
    cairo_line_to (cr, (mls_grid_to_metres (ring.points[i].x) - job->extent.min_x) * px_per_m,
                   (job->extent.max_y - mls_grid_to_metres (ring.points[i].y)) * px_per_m);
  cairo_close_path (cr);
}

static void
draw_outline (const Job *job, cairo_t *cr)
{
  for (guint i = 0; i < job->outline->len; i++)
    {
      const MlsShape *shape = g_ptr_array_index (job->outline, i);

      for (guint r = 0; r < mls_shape_n_rings (shape); r++)
        lead_along (job, mls_shape_ring (shape, r), cr);
    }

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_set_line_width (cr, CASING_WIDTH);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, LINE_RED, LINE_GREEN, LINE_BLUE);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_stroke (cr);
}

/* Pixels of cairo are words, those of a photo three bytes. */
static cairo_surface_t *
surface_of (const MlsPicture *photo)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) photo->width, (int) photo->height);
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (guint y = 0; y < photo->height; y++)
    for (guint x = 0; x < photo->width; x++)
      {
        const guint8 *rgb = &photo->rgb[3 * ((gsize) y * photo->width + x)];

        ((guint32 *) (gpointer) (data + (gsize) y * (gsize) stride))[x] =
          0xff000000u | (guint32) rgb[0] << 16 | (guint32) rgb[1] << 8 | rgb[2];
      }
  cairo_surface_mark_dirty (surface);

  return surface;
}

static GdkTexture *
texture_of (const Job *job, const MlsPicture *photo)
{
  cairo_surface_t *surface = surface_of (photo);
  cairo_t *cr = cairo_create (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  draw_outline (job, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * photo->height);
  cairo_surface_destroy (surface);

  return gdk_memory_texture_new ((int) photo->width, (int) photo->height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  g_autoptr (MlsPicture) photo = mls_picture_new ((guint) job->width, (guint) job->height);
  g_autoptr (GError) error = NULL;

  if (!mls_imagery_reader_read (reader, job->imagery, &job->extent, photo, cancellable, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (photo->cover == MLS_COVER_NONE)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The photo does not reach here"));
  else
    {
      mls_picture_lay_on (photo, PAPER);
      g_task_return_pointer (task, texture_of (job, photo), g_object_unref);
    }
}

/**
 * mls_story_picture_read_async:
 * @imagery: the photos of a date
 * @extent: what to show of them, of the shape of the picture
 * @width: of the picture, px
 * @height: same
 * @outline: (element-type MlsShape): what to draw on it, which stays as it is
 * @cancellable: (nullable): to give up
 * @callback: called when the picture is there
 * @user_data: for @callback
 */
void
mls_story_picture_read_async (MlsImagery         *imagery,
                              const MlsExtent    *extent,
                              int                 width,
                              int                 height,
                              GPtrArray          *outline,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new (Job, 1);

  *job = (Job){ mls_imagery_ref (imagery), *extent, width, height, g_ptr_array_ref (outline) };
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * mls_story_picture_read_finish:
 * @result: what the callback was given
 * @error: why there is none
 *
 * Returns: (transfer full) (nullable): the picture
 */
GdkTexture *
mls_story_picture_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
