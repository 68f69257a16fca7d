#include "imagery/raster-private.h"

#include <math.h>
#include <string.h>

/* Source pixels a kernel reaches beyond the pixel it makes, on either side, for a step of one. */
#define REACH 2

/* A level whose pixels are this much larger than asked will do: nobody sees them enlarged by so
 * little, and the next finer level has four times as many to read. */
#define LEVEL_TOLERANCE 1.05

/* Reduced more than this, for want of an overview, only some of the pixels are read. */
#define MAX_STEP 4.0

/* Pixels fall together when none is off by more, in pixels. */
#define ALIGNED 0.01

/* Where a reprojected pixel comes from is computed at every so many pixels, and linear between. */
#define CELL 32

/* Places further from the image, in its pixels, are nowhere near. */
#define FAR 1e9

/* The coarsest level that is no coarser than @step, in pixels of the image. */
static const MlsRasterLevel *
find_level (const MlsRaster *self, double step)
{
  guint i = 0;

  while (i + 1 < self->n_levels &&
         MAX (self->levels[i + 1].factor_x, self->levels[i + 1].factor_y) <= step * LEVEL_TOLERANCE)
    i++;

  return &self->levels[i];
}

/* Whether pixels of the result are those of the source, moved by whole pixels. */
static gboolean
is_aligned (MlsAxis axis, guint n)
{
  return fabs (axis.step - 1) * n < ALIGNED && fabs (axis.start - round (axis.start)) < ALIGNED;
}

/* Along one axis, the way from pixels of the result to those read: all of a level, or one in so
 * many where even the coarsest is much too fine. */
typedef struct
{
  MlsAxis  axis;       /* in pixels read, from the first */
  int      first;      /* in pixels of the level */
  int      n;          /* pixels read */
  int      shrink;
  gboolean is_aligned; /* pixels read are pixels of the result */
} Strip;

/* The strip of a level of @size pixels that @n_out pixels need. %FALSE when they lie beside it.
 * @axis is in pixels of the image, @factor of them in one of the level. */
static gboolean
strip_init (Strip *strip, MlsAxis axis, double factor, int size, guint n_out)
{
  double reach = 0;
  double low, high;

  axis = (MlsAxis){ axis.start / factor, axis.step / factor };
  strip->shrink = axis.step > MAX_STEP ? MIN ((int) MIN (axis.step / 2, G_MAXINT), size) : 1;
  axis = (MlsAxis){ axis.start / strip->shrink, axis.step / strip->shrink };
  size /= strip->shrink;

  strip->is_aligned = is_aligned (axis, n_out);
  if (strip->is_aligned)
    axis = (MlsAxis){ round (axis.start), 1 };
  else
    reach = REACH * MAX (axis.step, 1);

  low = CLAMP (floor (axis.start - reach), 0, size);
  high = CLAMP (ceil (axis.start + axis.step * n_out + reach), 0, size);
  strip->n = (int) (high - low);
  strip->first = (int) low * strip->shrink;
  strip->axis = (MlsAxis){ axis.start - low, axis.step };

  return strip->n > 0;
}

static void
copy (const MlsPixels *source, int start_x, int start_y, MlsPicture *out)
{
  int left = MAX (0, -start_x);
  int right = MIN ((int) out->width, (int) source->width - start_x);

  for (int y = MAX (0, -start_y); y < MIN ((int) out->height, (int) source->height - start_y); y++)
    {
      const guint8 *from = source->data +
                           (((gsize) (y + start_y) * source->width) + (gsize) (left + start_x)) * 4;
      guint8 *rgb = out->rgb + ((gsize) y * out->width + (gsize) left) * 3;
      guint8 *mask = out->mask + (gsize) y * out->width + (gsize) left;

      for (int x = left; x < right; x++, from += 4, rgb += 3)
        {
          memcpy (rgb, from, 3);
          *mask++ = from[3];
        }
    }
}

static gboolean
read_strips (MlsRaster             *self,
             const MlsRasterLevel  *level,
             const Strip            strips[2],
             GCancellable          *cancellable,
             MlsPixels             *out,
             GError               **error)
{
  MlsRasterWindow window = {
    strips[0].first, strips[1].first, strips[0].n, strips[1].n, strips[0].shrink, strips[1].shrink,
  };

  return mls_raster_read_window (self, level, &window, cancellable, out, error);
}

static gboolean
read_scaled (MlsRaster        *self,
             const MlsExtent  *extent,
             MlsPicture       *out,
             GCancellable     *cancellable,
             GError          **error)
{
  MlsAxis across = { self->to_pixel[0] + extent->min_x * self->to_pixel[1],
                     mls_extent_width (extent) / out->width * self->to_pixel[1] };
  MlsAxis down = { self->to_pixel[3] + extent->max_y * self->to_pixel[5],
                   -mls_extent_height (extent) / out->height * self->to_pixel[5] };
  const MlsRasterLevel *level = find_level (self, MIN (across.step, down.step));
  Strip strips[2];
  MlsPixels pixels;
  gboolean is_whole;

  if (!strip_init (&strips[0], across, level->factor_x, level->width, out->width) ||
      !strip_init (&strips[1], down, level->factor_y, level->height, out->height))
    return TRUE;

  is_whole = read_strips (self, level, strips, cancellable, &pixels, error);
  if (pixels.data == NULL)
    return FALSE;

  if (strips[0].is_aligned && strips[1].is_aligned)
    copy (&pixels, (int) strips[0].axis.start, (int) strips[1].axis.start, out);
  else
    mls_resample_scaled (&pixels, strips[0].axis, strips[1].axis, out);

  return is_whole;
}

/* The places of a lattice over the result, in pixels of the image; NaN where there is no way. */
static double *
dup_nodes (MlsRaster        *self,
           const MlsExtent  *extent,
           const MlsPicture *out,
           guint             n_across,
           guint             n_down)
{
  gsize n = (gsize) n_across * n_down;
  g_autofree double *x = g_new (double, n);
  g_autofree double *y = g_new (double, n);
  double *nodes = g_new (double, n * 2);

  for (gsize i = 0; i < n; i++)
    {
      x[i] = extent->min_x +
             mls_extent_width (extent) / out->width * CELL * (double) (i % n_across);
      y[i] = extent->max_y -
             mls_extent_height (extent) / out->height * CELL * (double) (i / n_across);
    }

  if (self->transform != NULL)
    mls_crs_transform_points (self->transform, x, y, n, NULL);

  for (gsize i = 0; i < n; i++)
    {
      double column = self->to_pixel[0] + x[i] * self->to_pixel[1] + y[i] * self->to_pixel[2];
      double row = self->to_pixel[3] + x[i] * self->to_pixel[4] + y[i] * self->to_pixel[5];

      if (!(fabs (column) < FAR && fabs (row) < FAR))
        column = row = (double) NAN;
      nodes[i * 2] = column;
      nodes[i * 2 + 1] = row;
    }

  return nodes;
}

/* From where to where the nodes reach along one axis, 0 or 1. */
static void
measure_reach (const double *nodes, gsize n, int axis, double *low, double *high)
{
  *low = G_MAXDOUBLE;
  *high = -G_MAXDOUBLE;

  for (gsize i = 0; i < n; i++)
    if (isfinite (nodes[i * 2]))
      {
        *low = MIN (*low, nodes[i * 2 + (gsize) axis]);
        *high = MAX (*high, nodes[i * 2 + (gsize) axis]);
      }
}

/* Pixels of the image in a pixel of the result, on the average; 0 when there are none. */
static double
measure_step (const double *nodes, guint n_across, guint n_down)
{
  double sum = 0;
  guint n_cells = 0;

  for (guint row = 0; row + 1 < n_down; row++)
    for (guint column = 0; column + 1 < n_across; column++)
      {
        const double *node = nodes + ((gsize) row * n_across + column) * 2;
        const double *below = node + (gsize) n_across * 2;
        double area = fabs ((node[2] - node[0]) * (below[1] - node[1]) -
                            (node[3] - node[1]) * (below[0] - node[0]));

        if (isfinite (area))
          {
            sum += area;
            n_cells++;
          }
      }

  return n_cells > 0 ? sqrt (sum / n_cells) / CELL : 0;
}

/* The strips of a level that hold all nodes, which come to be told in pixels read. %FALSE when they
 * lie beside. No more is read than @most pixels a side, however far apart a projection tears the
 * nodes. */
static gboolean
strips_init (Strip                 strips[2],
             const MlsRasterLevel *level,
             double               *nodes,
             gsize                 n,
             double                step,
             guint                 most)
{
  const double factors[] = { level->factor_x, level->factor_y };
  const int sizes[] = { level->width, level->height };

  for (gsize axis = 0; axis < 2; axis++)
    {
      double low, high;

      /* One pixel more on either side, for what lies between the last and its neighbour. */
      measure_reach (nodes, n, (int) axis, &low, &high);
      low -= factors[axis];
      high += factors[axis];
      step = MAX (step, (high - low) / most);
      if (!strip_init (&strips[axis], (MlsAxis){ low, step }, factors[axis], sizes[axis],
                       (guint) MIN ((high - low) / step + 1, G_MAXINT)))
        return FALSE;

      for (gsize i = axis; i < n * 2; i += 2)
        nodes[i] = (nodes[i] / factors[axis] - strips[axis].first) / strips[axis].shrink;
    }

  return TRUE;
}

static gboolean
read_mapped (MlsRaster        *self,
             const MlsExtent  *extent,
             MlsPicture       *out,
             GCancellable     *cancellable,
             GError          **error)
{
  guint n_across = (out->width + CELL - 1) / CELL + 1;
  guint n_down = (out->height + CELL - 1) / CELL + 1;
  gsize n = (gsize) n_across * n_down;
  g_autofree double *nodes = dup_nodes (self, extent, out, n_across, n_down);
  double step = measure_step (nodes, n_across, n_down);
  const MlsRasterLevel *level = find_level (self, step);
  guint most = (guint) MAX_STEP * MAX (out->width, out->height);
  Strip strips[2];
  MlsPixels pixels;
  gboolean is_whole;

  if (step == 0 || !strips_init (strips, level, nodes, n, step, most))
    return TRUE;

  is_whole = read_strips (self, level, strips, cancellable, &pixels, error);
  if (pixels.data == NULL)
    return FALSE;

  mls_resample_mapped (&pixels, &(MlsMapping){ nodes, n_across, CELL, strips[0].axis.step }, out);

  return is_whole;
}

/**
 * mls_raster_read:
 * @self: an image, opened by the calling thread
 * @extent: the ground to show, in m
 * @out: (inout): a picture, painted all over; its pixels need be no squares
 * @cancellable: (nullable): stops it on the way
 * @error: %MLS_IMAGERY_ERROR_READ when pixels cannot be read, or %G_IO_ERROR_CANCELLED
 *
 * Paints a piece of ground at any scale. Reduced, the picture is made from the overview that is
 * just finer, with every pixel of it counted; enlarged it is smooth up to four times, and beyond
 * shows the pixels as they are. What the image does not cover is left without photo.
 *
 * Returns: whether all of it was read; if not, the picture shows what was
 */
gboolean
mls_raster_read (MlsRaster        *self,
                 const MlsExtent  *extent,
                 MlsPicture       *out,
                 GCancellable     *cancellable,
                 GError          **error)
{
  gboolean success;

  g_return_val_if_fail (!mls_extent_is_empty (extent) && mls_extent_is_finite (extent), FALSE);

  mls_picture_clear (out);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!mls_extent_intersects (&self->facts.extent, extent))
    return TRUE;

  if (self->facts.is_warped)
    success = read_mapped (self, extent, out, cancellable, error);
  else
    success = read_scaled (self, extent, out, cancellable, error);

  mls_picture_judge (out);

  return success;
}
