#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Findings by the rules they break: there may be thousands of one. */

#define MLS_QUEUE_RULES_ACTION "queue.rule"

GMenuModel *mls_queue_rules_menu (GListModel *places);
GListModel *mls_queue_rules_only (GListModel *places,
                                  const char *rule);

G_END_DECLS
