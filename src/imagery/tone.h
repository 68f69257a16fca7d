#pragma once

#include "imagery/picture.h"

G_BEGIN_DECLS

/* How light, colourful and opaque an image is shown. */
typedef struct
{
  double brightness; /* -100 to 100, 0 for as it is */
  double contrast;   /* same */
  double gamma;      /* 0.1 to 10, 1 for as it is; above 1 the shadows are lighter */
  double saturation; /* -100 for greys to 100, 0 for as it is */
  double opacity;    /* 0 to 100 */
} MlsTone;

#define MLS_TONE_AS_IS { 0, 0, 1, 0, 100 }

gboolean mls_tone_equal (const MlsTone *a,
                         const MlsTone *b);
void     mls_tone_apply (const MlsTone *tone,
                         MlsPicture    *picture);

G_END_DECLS
