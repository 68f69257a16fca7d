#include "paint/mix.h"

#include <math.h>

/**
 * mls_mix_over:
 * @below: a mix, never one with a sum of keep and add that exceeds white
 * @colour: 0xrrggbb
 * @opacity: 0 to 1
 *
 * Returns: what @below gives, with @colour laid over it
 */
MlsMix
mls_mix_over (const MlsMix *below, guint32 colour, double opacity)
{
  MlsMix mix = { .keep = (guint16) lround (below->keep * (1 - opacity)) };

  for (int i = 0; i < 3; i++)
    {
      double channel = (colour >> (16 - 8 * i)) & 0xff;
      long add = lround (below->add[i] * (1 - opacity) + 255 * channel * opacity);

      mix.add[i] = (guint16) MIN (add, 255 * (255 - mix.keep));
    }

  return mix;
}
