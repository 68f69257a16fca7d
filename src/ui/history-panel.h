#pragma once

#include "document/history.h"
#include "document/references.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All that was done to a project, or what of it a filter asks for, and what one operation did.
 *
 * "chosen" (MlsHistoryEntry *entry, gboolean anew): the one in hand, once it is told: anew, or because it is told
 * otherwise; %NULL for none. */
#define MLS_TYPE_HISTORY_PANEL (mls_history_panel_get_type ())
G_DECLARE_FINAL_TYPE (MlsHistoryPanel, mls_history_panel, MLS, HISTORY_PANEL, GtkBox)

void             mls_history_panel_set_project  (MlsHistoryPanel *self,
                                                 MlsProject      *project,
                                                 MlsReferences   *references,
                                                 GSettings       *settings);
void             mls_history_panel_follow       (MlsHistoryPanel *self);
gboolean         mls_history_panel_step         (MlsHistoryPanel *self,
                                                 int              direction);
void             mls_history_panel_show         (MlsHistoryPanel *self,
                                                 gint64           id);
void             mls_history_panel_start        (MlsHistoryPanel *self);
void             mls_history_panel_start_filter (MlsHistoryPanel *self);
void             mls_history_panel_stop         (MlsHistoryPanel *self);
void             mls_history_panel_search_again (MlsHistoryPanel *self);
void             mls_history_panel_limit        (MlsHistoryPanel *self,
                                                 const MlsBox    *box);
GArray          *mls_history_panel_list_selected
                                                (MlsHistoryPanel *self);
MlsHistoryEntry *mls_history_panel_get_entry    (MlsHistoryPanel *self);

G_END_DECLS
