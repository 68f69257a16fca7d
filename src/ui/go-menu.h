#pragma once

#include "document/found-place.h"
#include "document/workspace.h"
#include "ui/bookmark-list.h"

G_BEGIN_DECLS

/* Where to go: what is typed is understood letter by letter, and told below the entry. Below that, what the place
 * that is looked at can be taken to.
 *
 * "chosen" (MlsFoundPlace *): where to go now. */
#define MLS_TYPE_GO_MENU (mls_go_menu_get_type ())
G_DECLARE_FINAL_TYPE (MlsGoMenu, mls_go_menu, MLS, GO_MENU, GtkPopover)

void mls_go_menu_set_workspace
                             (MlsGoMenu         *self,
                              MlsWorkspace      *workspace);
MlsBookmarkList *
     mls_go_menu_get_bookmarks
                             (MlsGoMenu         *self);
void mls_go_menu_set_maps    (MlsGoMenu         *self,
                              const char *const *maps);

G_END_DECLS
