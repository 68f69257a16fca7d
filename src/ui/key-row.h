#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is done, and by which keys, beside each other. */

GtkWidget *mls_key_row_new (const char *title,
                            const char *keys);

G_END_DECLS
