#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A line of text that is cut short where there is no room for it. */

GtkWidget *mls_short_label_new (const char *text,
                                const char *css_class);

G_END_DECLS
