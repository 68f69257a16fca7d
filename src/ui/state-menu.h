#pragma once

#include "document/workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What edits are of and what the map shows, chosen by hand: the vintage, a change or a correction and
 * of which dates, the view, the fills and of which level of classes. Keys do the same; each stands beside its row. */
#define MLS_TYPE_STATE_MENU (mls_state_menu_get_type ())

G_DECLARE_FINAL_TYPE (MlsStateMenu, mls_state_menu, MLS, STATE_MENU, GtkPopover)

void mls_state_menu_set_workspace (MlsStateMenu *self,
                                   MlsWorkspace *workspace);

G_END_DECLS
