#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the toolkit alone takes: pictures as large as tiles, side by side all over the widget, moved each frame and
 * nothing else. A canvas that shows more can only take longer. */
#define BARE_TYPE_CANVAS (bare_canvas_get_type ())
G_DECLARE_FINAL_TYPE (BareCanvas, bare_canvas, BARE, CANVAS, GtkWidget)

GtkWidget *bare_canvas_new  (void);
void       bare_canvas_move (BareCanvas *self,
                             double      dx,
                             double      dy);

G_END_DECLS
