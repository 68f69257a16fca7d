#pragma once

#include "document/place.h"
#include "document/project.h"
#include "quality/regions.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A list of places that is stepped through: findings of the rules, what changed between two dates, the regions that a
 * filter asks for, or what differs between two states.
 *
 * "kind-chosen" (#MlsQueueKind) asks for another list, by another filter too, "place-chosen" (#MlsPlace) to go there. "listed" (#GListModel,
 * nullable) tells which places it shows now: all, or those of the rule chosen. */
#define MLS_TYPE_QUEUE_PANEL (mls_queue_panel_get_type ())

G_DECLARE_FINAL_TYPE (MlsQueuePanel, mls_queue_panel, MLS, QUEUE_PANEL, GtkBox)

typedef enum
{
  MLS_QUEUE_FINDINGS,
  MLS_QUEUE_CHANGES,
  MLS_QUEUE_FOUND,
  MLS_QUEUE_DIFFERENCES, /* offered only while two states are compared */
  MLS_N_QUEUES,
} MlsQueueKind;

void          mls_queue_panel_set_project
                                        (MlsQueuePanel *self,
                                         MlsProject    *project,
                                         GSettings     *settings);
MlsQueueKind  mls_queue_panel_get_kind  (MlsQueuePanel *self);
MlsRegionsOrder
              mls_queue_panel_get_order (MlsQueuePanel *self);
MlsFilter    *mls_queue_panel_parse_filter
                                        (MlsQueuePanel *self);
void          mls_queue_panel_start_filter
                                        (MlsQueuePanel *self);
void          mls_queue_panel_list_findings
                                        (MlsQueuePanel *self);
void          mls_queue_panel_list_changes
                                        (MlsQueuePanel *self,
                                         const char    *filter);
void          mls_queue_panel_list_differences
                                        (MlsQueuePanel *self);
void          mls_queue_panel_end_differences
                                        (MlsQueuePanel *self);
GListModel   *mls_queue_panel_get_list  (MlsQueuePanel *self);
void          mls_queue_panel_limit_filter
                                        (MlsQueuePanel *self,
                                         const MlsBox  *box);
void          mls_queue_panel_set_done  (MlsQueuePanel *self,
                                         double         fraction);
void          mls_queue_panel_set_stopped
                                        (MlsQueuePanel *self);
void          mls_queue_panel_set_list  (MlsQueuePanel *self,
                                         GListModel    *places);
MlsPlace     *mls_queue_panel_get_place (MlsQueuePanel *self);
void          mls_queue_panel_set_review
                                        (MlsQueuePanel *self,
                                         MlsReview      review,
                                         const char    *remark);
gboolean      mls_queue_panel_step_to_review
                                        (MlsQueuePanel *self);
gboolean      mls_queue_panel_step      (MlsQueuePanel *self,
                                         int            direction);

G_END_DECLS
