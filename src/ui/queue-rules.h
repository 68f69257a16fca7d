#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Findings by the rules they break, of which there may be thousands, and by what became of them. */

#define MLS_QUEUE_RULES_ACTION  "queue.rule"
#define MLS_QUEUE_STATES_ACTION "queue.state"

GMenuModel *mls_queue_rules_menu (GListModel *places,
                                  const char *state);
GListModel *mls_queue_rules_only (GListModel *places,
                                  const char *rule,
                                  const char *state);

G_END_DECLS
