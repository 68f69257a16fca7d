#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

char  *mls_text_block_next    (cairo_t     *cr,
                               const char **text,
                               double       room);
guint  mls_text_block_n_lines (cairo_t    *cr,
                               const char *text,
                               double      room);
double mls_text_block_draw    (cairo_t    *cr,
                               const char *text,
                               double      x,
                               double      top,
                               double      room,
                               double      line,
                               guint       n_most);

G_END_DECLS
