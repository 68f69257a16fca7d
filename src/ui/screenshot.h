#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mls_screenshot_when_drawn (GtkWindow  *window,
                                const char *path);

G_END_DECLS
