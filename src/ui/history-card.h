#pragma once

#include "document/history-entry.h"
#include "rules/rules.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What an operation did, told in full, and what can be done with it; of several no more than which they are. */
#define MLS_TYPE_HISTORY_CARD (mls_history_card_get_type ())
G_DECLARE_FINAL_TYPE (MlsHistoryCard, mls_history_card, MLS, HISTORY_CARD, GtkBox)

void mls_history_card_show (MlsHistoryCard       *self,
                            MlsHistoryEntry      *entry,
                            const char           *place,
                            const MlsRules       *rules);
void mls_history_card_set_others
                           (MlsHistoryCard       *self,
                            GMenuModel           *others);
void mls_history_card_show_several
                           (MlsHistoryCard       *self,
                            const GArray         *operations);

G_END_DECLS
