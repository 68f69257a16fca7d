#pragma once

#include "document/measure.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Figures beside the pointer while something is measured. */
#define MLS_TYPE_MEASURE_TIP (mls_measure_tip_get_type ())
G_DECLARE_FINAL_TYPE (MlsMeasureTip, mls_measure_tip, MLS, MEASURE_TIP, GtkBox)

GtkWidget *mls_measure_tip_new  (void);
void       mls_measure_tip_show (MlsMeasureTip    *self,
                                 const MlsMeasure *measure);

G_END_DECLS
