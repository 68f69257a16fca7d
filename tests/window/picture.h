#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* What mls_screen_look() has seen, and what can be made out in it. */

char     *mls_picture_save       (cairo_surface_t             *picture,
                                  const char                  *name);
double    mls_picture_find_photo (cairo_surface_t             *picture,
                                  const cairo_rectangle_int_t *where,
                                  const cairo_rectangle_int_t *except);
gboolean  mls_picture_has_border (cairo_surface_t             *picture,
                                  double                       x,
                                  double                       y,
                                  double                       across_x,
                                  double                       across_y);
gboolean  mls_picture_has_colour (cairo_surface_t             *picture,
                                  double                       x,
                                  double                       y,
                                  guint32                      colour);
guint     mls_picture_differs    (cairo_surface_t             *a,
                                  cairo_surface_t             *b,
                                  const cairo_rectangle_int_t *where);

G_END_DECLS
