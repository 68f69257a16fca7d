#pragma once

#include "document/found-place.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A few places that are called as was typed, each with what it is from.
 *
 * "chosen" (MlsFoundPlace *). */
#define MLS_TYPE_PLACE_LIST (mls_place_list_get_type ())
G_DECLARE_FINAL_TYPE (MlsPlaceList, mls_place_list, MLS, PLACE_LIST, GtkBox)

void                 mls_place_list_set_places (MlsPlaceList *self,
                                                GPtrArray    *places);
const MlsFoundPlace *mls_place_list_get_first  (MlsPlaceList *self);

G_END_DECLS
