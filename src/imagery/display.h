#pragma once

#include "imagery/raster.h"
#include "imagery/tone.h"

G_BEGIN_DECLS

/* How one image is shown, as it is kept with its name: words such as "gamma=1.2 bands=4,1,2", of
 * which only those are written that are not as in any image. */
typedef struct
{
  MlsRasterOptions raster;
  guint            infrared[3]; /* bands that show infrared; all 0 when the image has none */
  MlsTone          tone;
} MlsDisplay;

#define MLS_DISPLAY_AS_IS { .tone = MLS_TONE_AS_IS }

MlsDisplay mls_display_read         (const char        *text);
char      *mls_display_dup_text     (const MlsDisplay  *self);
gboolean   mls_display_set          (MlsDisplay        *self,
                                     const char        *key,
                                     const char        *value,
                                     GError           **error);
gboolean   mls_display_has_infrared (const MlsDisplay  *self);

G_END_DECLS
