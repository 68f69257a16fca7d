#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Revealers whose child is there for a screen reader only while it is to be seen. */

void mls_reveal_init (GtkRevealer *revealer);
void mls_reveal      (GtkRevealer *revealer,
                      gboolean     reveal);

G_END_DECLS
