#pragma once

#include "base/grid.h"
#include "imagery/imagery.h"

/* How far lines that are drawn click by click are from the border they are meant for. */
typedef struct
{
  guint  n_segments;
  guint  n_led;      /* so many of them along edges of the photo */
  double straight_m; /* the mean distance by straight segments … */
  double led_m;      /* … and with those that are led */
} Trial;

Trial trial_of  (MlsImageryReader *reader,
                 MlsImagery       *photo,
                 double            m_per_px,
                 const GArray     *border,
                 const GArray     *clicks);
void  trial_add (Trial            *sum,
                 const Trial      *trial);
