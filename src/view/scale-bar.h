#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A length of the ground, as long as it is on the map: its text on a line that the style draws below. */

GtkWidget *mls_scale_bar_new  (void);
void       mls_scale_bar_show (GtkLabel *bar,
                               double    m_per_px);

G_END_DECLS
