#pragma once

#include "ui/go-menu.h"
#include "ui/photo-menu.h"

G_BEGIN_DECLS

/* One line under the map: scale, the pointer's place, the photo's date, and that all is saved.
 *
 * "scale-chosen" (denominator) is emitted when the hand has chosen a scale. */
#define MLS_TYPE_BOTTOM_BAR (mls_bottom_bar_get_type ())

G_DECLARE_FINAL_TYPE (MlsBottomBar, mls_bottom_bar, MLS, BOTTOM_BAR, GtkBox)

void mls_bottom_bar_set_scale   (MlsBottomBar *self,
                                 double        denominator);
void mls_bottom_bar_set_pointer (MlsBottomBar *self,
                                 double        x,
                                 double        y);
void mls_bottom_bar_set_segment (MlsBottomBar *self,
                                 const char   *segment);
void mls_bottom_bar_set_zone    (MlsBottomBar *self,
                                 const char   *zone);
void mls_bottom_bar_set_outside (MlsBottomBar *self,
                                 gboolean      outside);
MlsGoMenu *
     mls_bottom_bar_get_go_menu (MlsBottomBar *self);
void mls_bottom_bar_open_go_menu
                                (MlsBottomBar *self);
void mls_bottom_bar_set_photo   (MlsBottomBar *self,
                                 const char   *photo);
MlsPhotoMenu *
     mls_bottom_bar_get_photo_menu
                                (MlsBottomBar *self);
void mls_bottom_bar_set_busy    (MlsBottomBar *self,
                                 gboolean      busy);
void mls_bottom_bar_set_preparing
                                (MlsBottomBar *self,
                                 double        fraction);
void mls_bottom_bar_set_saved   (MlsBottomBar *self,
                                 const char   *saved);

G_END_DECLS
