#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* What all that is printed is drawn with: texts, colours, pictures. */

#define MLS_PEN_INK  0x1c1c1c
#define MLS_PEN_PALE 0x6a6a6a

void   mls_pen_set_colour  (cairo_t      *cr,
                            guint32       colour);
void   mls_pen_set_font    (cairo_t      *cr,
                            double        size,
                            gboolean      bold);
double mls_pen_width       (cairo_t      *cr,
                            const char   *text);
char  *mls_pen_dup_fitting (cairo_t      *cr,
                            const char   *text,
                            double        room);
void   mls_pen_text        (cairo_t      *cr,
                            double        x,
                            double        baseline,
                            const char   *text);
void   mls_pen_text_within (cairo_t      *cr,
                            double        x,
                            double        baseline,
                            double        room,
                            const char   *text);
void   mls_pen_text_before (cairo_t      *cr,
                            double        x,
                            double        baseline,
                            double        room,
                            const char   *text);
void   mls_pen_picture     (cairo_t      *cr,
                            const guint8 *rgb,
                            int           width,
                            int           height,
                            double        x,
                            double        y,
                            double        scale);
void   mls_pen_photo       (cairo_t      *cr,
                            const guint8 *rgb,
                            int           width,
                            int           height,
                            double        x,
                            double        y,
                            double        scale,
                            GBytes       *jpeg);
void   mls_pen_swatch      (cairo_t      *cr,
                            double        x,
                            double        y,
                            double        size,
                            guint32       colour);
void   mls_pen_frame       (cairo_t      *cr,
                            double        x,
                            double        y,
                            double        width,
                            double        height);
void   mls_pen_scale_bar   (cairo_t      *cr,
                            double        x,
                            double        y,
                            double        room,
                            double        m_per_unit);

G_END_DECLS
