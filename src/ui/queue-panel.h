#pragma once

#include "document/place.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A list of places that is stepped through: findings of the rules, or what changed between two
 * dates.
 *
 * "kind-chosen" (#MlsQueueKind) asks for another list, "place-chosen" (#MlsPlace) to go there. "listed" (#GListModel,
 * nullable) tells which places it shows now: all, or those of the rule chosen. */
#define MLS_TYPE_QUEUE_PANEL (mls_queue_panel_get_type ())

G_DECLARE_FINAL_TYPE (MlsQueuePanel, mls_queue_panel, MLS, QUEUE_PANEL, GtkBox)

typedef enum
{
  MLS_QUEUE_FINDINGS,
  MLS_QUEUE_CHANGES,
  MLS_N_QUEUES,
} MlsQueueKind;

MlsQueueKind  mls_queue_panel_get_kind  (MlsQueuePanel *self);
void          mls_queue_panel_set_list  (MlsQueuePanel *self,
                                         GListModel    *places);
MlsPlace     *mls_queue_panel_get_place (MlsQueuePanel *self);
gboolean      mls_queue_panel_step      (MlsQueuePanel *self,
                                         int            direction);

G_END_DECLS
