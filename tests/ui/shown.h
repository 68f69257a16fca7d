#pragma once

#include <gtk/gtk.h>

gboolean shown_says (GtkWidget  *widget,
                     const char *pattern);
