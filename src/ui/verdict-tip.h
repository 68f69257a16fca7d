#pragma once

#include "rules/proposal.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the sketch in hand would do, beside the pointer: which verb, and each region that takes or
 * gives with its area against its minimum. */
#define MLS_TYPE_VERDICT_TIP (mls_verdict_tip_get_type ())

G_DECLARE_FINAL_TYPE (MlsVerdictTip, mls_verdict_tip, MLS, VERDICT_TIP, GtkBox)

GtkWidget *mls_verdict_tip_new  (void);
void       mls_verdict_tip_show (MlsVerdictTip     *self,
                                 const MlsProposal *proposal,
                                 const MlsRules    *rules,
                                 guint              vintage,
                                 const char        *hint);

G_END_DECLS
