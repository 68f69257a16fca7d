#include "imagery/raster-private.h"

#include <stdlib.h>

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

/* The coarsest level that still holds a sample. */
static const MlsRasterLevel *
find_level (const MlsRaster *self)
{
  guint i = 0;

  while (i + 1 < self->n_levels &&
         MIN (self->levels[i + 1].width, self->levels[i + 1].height) >= SAMPLE_SIDE)
    i++;

  return &self->levels[i];
}

static MlsRasterWindow
get_window (const MlsRasterLevel *level, int column, int row)
{
  int width = MIN (WINDOW_SIDE, level->width);
  int height = MIN (WINDOW_SIDE, level->height);

  return (MlsRasterWindow){
    (int) ((gint64) (level->width - width) * column / (WINDOWS_PER_SIDE - 1)),
    (int) ((gint64) (level->height - height) * row / (WINDOWS_PER_SIDE - 1)),
    width, height, 1, 1,
  };
}

static void
collect (const MlsRaster *self, const MlsNumbers *numbers, GArray **samples)
{
  const float *planes = numbers->planes;

  for (gsize i = 0; i < numbers->n; i++)
    if (mls_raster_is_number (self, planes, numbers->n, i) &&
        (numbers->mask == NULL || numbers->mask[i] >= 128))
      for (guint k = 0; k < self->n_colours; k++)
        g_array_append_val (samples[k], planes[k * numbers->n + i]);
}

static void
set_stretch (MlsRasterBand *band, GArray *sample)
{
  guint cut = sample->len / CUT;

  if (sample->len == 0)
    return;

  g_array_sort (sample, compare_floats);
  band->low = (double) g_array_index (sample, float, cut);
  band->high = (double) g_array_index (sample, float, sample->len - 1 - cut);

  /* A picture of one tone is shown as a grey. */
  if (band->low == band->high)
    {
      band->low -= 1;
      band->high += 1;
    }
}

/**
 * mls_raster_find_stretch: (skip)
 * @self: an image whose numbers are not colours
 * @cancellable: (nullable): stops it on the way
 * @error: see mls_raster_read_numbers()
 *
 * Finds which numbers of each band are shown black and white, from a sample that is the same
 * whoever opens the file: the tiles of two threads must match.
 *
 * Returns: whether it was found
 */
gboolean
mls_raster_find_stretch (MlsRaster *self, GCancellable *cancellable, GError **error)
{
  const MlsRasterLevel *level = find_level (self);
  GArray *samples[3] = { NULL };
  gboolean success = TRUE;

  for (guint k = 0; k < self->n_colours; k++)
    samples[k] = g_array_new (FALSE, FALSE, sizeof (float));

  for (int i = 0; success && i < WINDOWS_PER_SIDE * WINDOWS_PER_SIDE; i++)
    {
      MlsRasterWindow window = get_window (level, i % WINDOWS_PER_SIDE, i / WINDOWS_PER_SIDE);
      MlsNumbers numbers;

      success = mls_raster_read_numbers (self, level, &window, cancellable, &numbers, error);
      if (success)
        collect (self, &numbers, samples);
    }

  for (guint k = 0; k < self->n_colours; k++)
    {
      if (success)
        set_stretch (&self->bands[k], samples[k]);
      g_array_unref (samples[k]);
    }
  self->is_stretched = success;

  return success;
}
