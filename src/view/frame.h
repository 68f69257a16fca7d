#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An opening in which a part of a larger widget is seen: what lies beyond it is neither drawn nor hit. */
#define MLS_TYPE_FRAME (mls_frame_get_type ())
G_DECLARE_FINAL_TYPE (MlsFrame, mls_frame, MLS, FRAME, GtkWidget)

GtkWidget *mls_frame_new      (GtkWidget           *child);
void       mls_frame_allocate (MlsFrame            *self,
                               const GtkAllocation *opening,
                               const GtkAllocation *whole);

G_END_DECLS
