#pragma once

#include "imagery/display.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a photo is, and sliders for how it is shown, each with a way back to as it is.
 *
 * "changed" is emitted shortly after the hand has moved something, not more often than a screen can
 * follow; "stretch" when what is in view is to be black to white. */
#define MLS_TYPE_PHOTO_MENU (mls_photo_menu_get_type ())

G_DECLARE_FINAL_TYPE (MlsPhotoMenu, mls_photo_menu, MLS, PHOTO_MENU, GtkPopover)

/* What it shows of a photo. */
typedef struct
{
  gint64      id;
  const char *title;
  const char *source;
  MlsDisplay  display;
  gboolean    infrared; /* its bands for infrared are the ones to be seen */
  gboolean    writable;
} MlsPhotoMenuContent;

void              mls_photo_menu_set_content (MlsPhotoMenu              *self,
                                              const MlsPhotoMenuContent *content);
gint64            mls_photo_menu_get_photo   (MlsPhotoMenu              *self);
const MlsDisplay *mls_photo_menu_get_display (MlsPhotoMenu              *self);

G_END_DECLS
