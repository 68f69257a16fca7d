#pragma once

#include "document/workspace.h"
#include "store/undo.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The edits that undo and redo step through, newest on top. A line stands between what is undone and what is done;
 * several steps are taken at once.
 *
 * "looked-at" (MlsUndoStep *step, gboolean by_hand): one has come to be chosen, by hand or because it is the next. */
#define MLS_TYPE_HISTORY_MENU (mls_history_menu_get_type ())
G_DECLARE_FINAL_TYPE (MlsHistoryMenu, mls_history_menu, MLS, HISTORY_MENU, GtkPopover)

void mls_history_menu_set_workspace (MlsHistoryMenu *self,
                                     MlsWorkspace   *workspace);

G_END_DECLS
