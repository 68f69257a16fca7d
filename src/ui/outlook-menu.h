#pragma once

#include "document/workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How many views the map has and how they are compared, and what the one in hand shows: which vintage, over whose
 * photo, as of when, and whether it is drawn like the others. */
#define MLS_TYPE_OUTLOOK_MENU (mls_outlook_menu_get_type ())
G_DECLARE_FINAL_TYPE (MlsOutlookMenu, mls_outlook_menu, MLS, OUTLOOK_MENU, GtkPopover)

GtkWidget *mls_outlook_menu_new           (void);
void       mls_outlook_menu_set_workspace (MlsOutlookMenu *self,
                                           MlsWorkspace   *workspace);

G_END_DECLS
