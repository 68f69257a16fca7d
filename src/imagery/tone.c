#include "imagery/tone.h"

#include <math.h>

/* What becomes of a pixel: first of each of its colours, then of how far they lie apart. */
typedef struct
{
  guint8 levels[256];
  int    spread;  /* 256 for as far as they do */
  int    opacity; /* 255 for opaque */
} Table;

/**
 * mls_tone_equal:
 * @a: a tone
 * @b: another
 *
 * Returns: whether both show the same
 */
gboolean
mls_tone_equal (const MlsTone *a, const MlsTone *b)
{
  return a->brightness == b->brightness && a->contrast == b->contrast && a->gamma == b->gamma &&
         a->saturation == b->saturation && a->opacity == b->opacity;
}

/* At full contrast all is black or white, without any all is a middle grey. */
static double
slope_of (double contrast)
{
  return contrast > 0 ? 1 / MAX (1 - contrast / 100, 1e-3) : 1 + contrast / 100;
}

static void
table_init (Table *table, const MlsTone *tone)
{
  double slope = slope_of (CLAMP (tone->contrast, -100, 100));
  double lift = CLAMP (tone->brightness, -100, 100) / 200;
  double exponent = 1 / CLAMP (tone->gamma, 0.1, 10);

  for (int i = 0; i < 256; i++)
    {
      double value = (i / 255.0 - 0.5) * slope + 0.5 + lift;

      table->levels[i] = (guint8) (pow (CLAMP (value, 0, 1), exponent) * 255 + 0.5);
    }

  table->spread = (int) (256 * (1 + CLAMP (tone->saturation, -100, 100) / 100) + 0.5);
  table->opacity = (int) (255 * CLAMP (tone->opacity, 0, 100) / 100 + 0.5);
}

static void
spread (guint8 *pixel, int by)
{
  int grey = (77 * pixel[0] + 150 * pixel[1] + 29 * pixel[2]) >> 8;

  for (int k = 0; k < 3; k++)
    pixel[k] = (guint8) CLAMP (grey + (pixel[k] - grey) * by / 256, 0, 255);
}

/* The colours of what is translucent are multiplied by how opaque it is. */
static void
thin (MlsPicture *picture, int opacity)
{
  gsize n = (gsize) picture->width * picture->height;

  for (gsize i = 0; i < n * 3; i++)
    picture->rgb[i] = (guint8) ((picture->rgb[i] * opacity + 127) / 255);
  for (gsize i = 0; i < n; i++)
    picture->mask[i] = (guint8) ((picture->mask[i] * opacity + 127) / 255);

  mls_picture_judge (picture);
}

/**
 * mls_tone_apply:
 * @tone: a tone; what it says beyond the limits is taken as the limit
 * @picture: (inout): a picture that is opaque where it is photo
 *
 * Shows the picture in that tone. Costs one look-up a colour, whatever the tone.
 */
void
mls_tone_apply (const MlsTone *tone, MlsPicture *picture)
{
  static const MlsTone as_is = MLS_TONE_AS_IS;
  gsize n = (gsize) picture->width * picture->height;
  Table table;

  if (mls_tone_equal (tone, &as_is) || picture->cover == MLS_COVER_NONE)
    return;

  table_init (&table, tone);
  for (gsize i = 0; i < n; i++)
    if (picture->mask[i] != 0)
      for (int k = 0; k < 3; k++)
        picture->rgb[i * 3 + k] = table.levels[picture->rgb[i * 3 + k]];

  for (gsize i = 0; table.spread != 256 && i < n; i++)
    spread (picture->rgb + i * 3, table.spread);

  if (table.opacity < 255)
    thin (picture, table.opacity);
}
