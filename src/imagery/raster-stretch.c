#include "imagery/error.h"
#include "imagery/raster-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The sample: so many windows on a side, spread over the image, of so many pixels on a side. */
#define WINDOWS_PER_SIDE 8
#define WINDOW_SIDE 32
#define SAMPLE_SIDE (WINDOWS_PER_SIDE * WINDOW_SIDE)

/* Pixels left black, and as many left white: one in so many. */
#define CUT 50

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a;
  float y = *(const float *) b;

  return (x > y) - (x < y);
}

/* Where samples are taken from, in pixels of the image. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} Area;

/* The coarsest level that still holds a sample. */
static const MlsRasterLevel *
find_level (const MlsRaster *self, const Area *area)
{
  guint i = 0;

  while (i + 1 < self->n_levels && MIN (area->width / self->levels[i + 1].factor_x,
                                        area->height / self->levels[i + 1].factor_y) >= SAMPLE_SIDE)
    i++;

  return &self->levels[i];
}

/* Window @index of so many along one side: its first pixel, of the @size there are. */
static int
place_window (double start, double length, int size, int index, int side)
{
  double room = MAX (length - side, 0);

  return CLAMP ((int) (start + room * index / (WINDOWS_PER_SIDE - 1)), 0, size - side);
}

static MlsRasterWindow
get_window (const MlsRasterLevel *level, const Area *area, int column, int row)
{
  double across = area->width / level->factor_x;
  double down = area->height / level->factor_y;
  int width = CLAMP ((int) across, 1, MIN (WINDOW_SIDE, level->width));
  int height = CLAMP ((int) down, 1, MIN (WINDOW_SIDE, level->height));

  return (MlsRasterWindow){
    place_window (area->x / level->factor_x, across, level->width, column, width),
    place_window (area->y / level->factor_y, down, level->height, row, height), width, height, 1, 1,
  };
}

static float
number_at (const MlsRaster *self, const MlsNumbers *numbers, gsize i)
{
  return self->is_byte ? ((const guint8 *) numbers->planes)[i] : ((const float *) numbers->planes)[i];
}

static gboolean
is_photo (const MlsRaster *self, const MlsNumbers *numbers, gsize i)
{
  if (numbers->mask != NULL && numbers->mask[i] < 128)
    return FALSE;

  return self->is_byte ? !mls_raster_is_nodata (self, numbers->planes, numbers->n, i)
                       : mls_raster_is_number (self, numbers->planes, numbers->n, i);
}

static void
collect (const MlsRaster *self, const MlsNumbers *numbers, GArray **samples)
{
  for (gsize i = 0; i < numbers->n; i++)
    for (guint k = 0; is_photo (self, numbers, i) && k < self->n_colours; k++)
      {
        float number = number_at (self, numbers, k * numbers->n + i);

        g_array_append_val (samples[k], number);
      }
}

static void
set_stretch (MlsStretch *out, GArray *sample)
{
  guint cut = sample->len / CUT;

  *out = (MlsStretch){ 0, 255 };
  if (sample->len == 0)
    return;

  g_array_sort (sample, compare_floats);
  out->low = (double) g_array_index (sample, float, cut);
  out->high = (double) g_array_index (sample, float, sample->len - 1 - cut);

  /* A picture of one tone is shown as a grey. */
  if (out->low == out->high)
    {
      out->low -= 1;
      out->high += 1;
    }
}

/* Which numbers of each band are to be black and white, from a sample that is the same whoever
 * opens the file: the tiles of two threads must match. */
static gboolean
sample_area (MlsRaster     *self,
             const Area    *area,
             MlsStretch    *out,
             GCancellable  *cancellable,
             GError       **error)
{
  const MlsRasterLevel *level = find_level (self, area);
  GArray *samples[3] = { NULL };
  g_autoptr (GError) failure = NULL;
  gboolean success = FALSE;

  for (guint k = 0; k < self->n_colours; k++)
    samples[k] = g_array_new (FALSE, FALSE, sizeof (float));

  for (int i = 0; i < WINDOWS_PER_SIDE * WINDOWS_PER_SIDE && !g_cancellable_is_cancelled (cancellable); i++)
    {
      MlsRasterWindow window = get_window (level, area, i % WINDOWS_PER_SIDE, i / WINDOWS_PER_SIDE);
      MlsNumbers numbers;

      if (!mls_raster_read_numbers (self, level, &window, cancellable, &numbers, failure == NULL ? &failure : NULL) &&
          numbers.planes == NULL)
        continue;

      collect (self, &numbers, samples);
      success = TRUE;
    }

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    success = FALSE;
  else if (!success)
    g_propagate_error (error, g_steal_pointer (&failure));

  for (guint k = 0; k < self->n_colours; k++)
    {
      if (success)
        set_stretch (&out[k], samples[k]);
      g_array_unref (samples[k]);
    }

  return success;
}

/**
 * mls_raster_find_stretch: (skip)
 * @self: an image whose numbers are not colours
 * @cancellable: (nullable): stops it on the way
 * @error: see mls_raster_read_numbers()
 *
 * Finds which numbers of each band are shown black and white.
 *
 * Returns: whether it was found
 */
gboolean
mls_raster_find_stretch (MlsRaster *self, GCancellable *cancellable, GError **error)
{
  const Area whole = { 0, 0, self->facts.width, self->facts.height };
  MlsStretch stretch[3];

  if (!sample_area (self, &whole, stretch, cancellable, error))
    return FALSE;
  if (self->n_colours == G_N_ELEMENTS (stretch))
    mls_stretch_share (stretch);

  for (guint k = 0; k < self->n_colours; k++)
    {
      self->bands[k].low = stretch[k].low;
      self->bands[k].high = stretch[k].high;
    }
  self->is_stretched = TRUE;

  return TRUE;
}

/* The part of the image that shows some ground: what so many places on a side of it enclose. */
#define PLACES_PER_SIDE 9

static gboolean
find_area (MlsRaster *self, const MlsExtent *extent, Area *area)
{
  double x[PLACES_PER_SIDE * PLACES_PER_SIDE];
  double y[PLACES_PER_SIDE * PLACES_PER_SIDE];
  MlsExtent pixels = MLS_EXTENT_EMPTY;
  MlsExtent image = { 0, 0, self->facts.width, self->facts.height };

  for (gsize i = 0; i < G_N_ELEMENTS (x); i++)
    {
      x[i] = extent->min_x + mls_extent_width (extent) * (double) (i % PLACES_PER_SIDE) / (PLACES_PER_SIDE - 1);
      y[i] = extent->min_y + mls_extent_height (extent) * (double) (i / PLACES_PER_SIDE) / (PLACES_PER_SIDE - 1);
    }
  if (self->transform != NULL)
    mls_crs_transform_points (self->transform, x, y, G_N_ELEMENTS (x), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (x); i++)
    {
      double column = self->to_pixel[0] + x[i] * self->to_pixel[1] + y[i] * self->to_pixel[2];
      double row = self->to_pixel[3] + x[i] * self->to_pixel[4] + y[i] * self->to_pixel[5];
      MlsExtent pixel = { column, row, column, row };

      if (isfinite (column) && isfinite (row))
        pixels = mls_extent_union (&pixels, &pixel);
    }

  pixels = mls_extent_intersection (&pixels, &image);
  *area = (Area){ pixels.min_x, pixels.min_y, mls_extent_width (&pixels), mls_extent_height (&pixels) };

  return area->width >= 1 && area->height >= 1;
}

/**
 * mls_raster_measure:
 * @self: an image, opened by the calling thread
 * @extent: some ground, m
 * @out: (out) (array fixed-size=3): what to show black and white for the most to be seen of it
 * @cancellable: (nullable): stops it on the way
 * @error: %MLS_IMAGERY_ERROR_PLACE when the image shows nothing there or is a map of few colours,
 *   %MLS_IMAGERY_ERROR_READ, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it was found
 */
gboolean
mls_raster_measure (MlsRaster        *self,
                    const MlsExtent  *extent,
                    MlsStretch       *out,
                    GCancellable     *cancellable,
                    GError          **error)
{
  Area area;

  if (self->palette != NULL || !find_area (self, extent, &area))
    {
      g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_PLACE,
                   _("“%s” has nothing to stretch here"), self->uri);
      return FALSE;
    }

  if (!sample_area (self, &area, out, cancellable, error))
    return FALSE;

  for (guint k = self->n_colours; k < 3; k++)
    out[k] = out[0];

  return TRUE;
}

/* A band that takes up less than one part in so many of what all bands take up is of another kind. */
#define LEAST_PART 4

/**
 * mls_stretch_share:
 * @self: (inout) (array fixed-size=3): what is black and white in each band by itself
 *
 * Makes it one for all bands, so that colours stay what they are: stretched each by itself, the bands of a forest
 * would all be equally light on the average, and the forest grey. Bands that differ wildly, as infrared and red over
 * what grows, stay as they are: of some of them nothing would be seen beside the others.
 */
void
mls_stretch_share (MlsStretch *self)
{
  MlsStretch all = self[0];

  for (int i = 1; i < 3; i++)
    all = (MlsStretch){ MIN (all.low, self[i].low), MAX (all.high, self[i].high) };

  for (int i = 0; i < 3; i++)
    if ((self[i].high - self[i].low) * LEAST_PART < all.high - all.low)
      return;

  for (int i = 0; i < 3; i++)
    self[i] = all;
}

/**
 * mls_stretch_widen:
 * @self: (inout) (array fixed-size=3): a stretch; all 0 for none yet
 * @other: (array fixed-size=3): another
 *
 * Makes it one in which all is to be seen that is in either.
 */
void
mls_stretch_widen (MlsStretch *self, const MlsStretch *other)
{
  gboolean is_none = self[0].low == self[0].high;

  for (int i = 0; i < 3; i++)
    {
      self[i].low = is_none ? other[i].low : MIN (self[i].low, other[i].low);
      self[i].high = is_none ? other[i].high : MAX (self[i].high, other[i].high);
    }
}
