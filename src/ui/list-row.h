#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Rows of lists that are made by a factory. */

void mls_list_row_tell (GtkListItem *item);

G_END_DECLS
