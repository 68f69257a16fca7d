#pragma once

#include "document/found-place.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where to go: what is typed is understood letter by letter, and told below the entry.
 *
 * "chosen" (MlsFoundPlace *): where to go now. */
#define MLS_TYPE_GO_MENU (mls_go_menu_get_type ())
G_DECLARE_FINAL_TYPE (MlsGoMenu, mls_go_menu, MLS, GO_MENU, GtkPopover)

void mls_go_menu_set_project (MlsGoMenu  *self,
                              MlsProject *project);

G_END_DECLS
