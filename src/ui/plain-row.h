#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows of a group that only tell something, whatever signs are in it, and buttons at their ends. */

AdwActionRow *mls_plain_row_add        (AdwPreferencesGroup *group,
                                        const char          *title);
GtkWidget    *mls_plain_row_add_button (AdwActionRow        *row,
                                        const char          *label,
                                        GCallback            clicked,
                                        gpointer             owner);

G_END_DECLS
