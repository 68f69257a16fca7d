#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkTexture *mls_screenshot_take (GtkWidget  *widget,
                                 const char *line);
void mls_screenshot_when_drawn (GtkWindow  *window,
                                const char *path);

G_END_DECLS
