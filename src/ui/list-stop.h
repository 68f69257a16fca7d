#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mls_list_stop_make (GtkWidget *list);

G_END_DECLS
