#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lines with a casing, anti-aliased: how far each pixel centre is from the nearest line comes first,
 * for all lines, and the colours come from that distance. So lines that meet, cross or repeat each
 * other are no darker for it, and the order in which they are drawn does not matter. */
typedef struct
{
  double  width;          /* of the line, px */
  double  casing;         /* what shows of the casing on each side, px */
  guint32 colour;         /* 0xrrggbb */
  guint32 casing_colour;
  double  opacity;        /* 0 to 1 */
  double  casing_opacity;
} MlsLineStyle;

/* A light line on a dark casing, which shows on any photo, as wide as it is at working scale. */
#define MLS_LINE_STYLE_BORDER ((MlsLineStyle){ 1.25, 1.0, 0xfffbe8, 0x14181c, 0.95, 0.55 })

/* half of width, casing and half a pixel must not be more than this */
#define MLS_LINE_MAX_REACH_PX 8

typedef struct _MlsLineField MlsLineField;

MlsLineStyle  mls_line_style_border (double              m_per_px);

MlsLineField *mls_line_field_new    (int                 width,
                                     int                 height,
                                     const MlsLineStyle *style);
void          mls_line_field_free   (MlsLineField       *field);
void          mls_line_field_add    (MlsLineField       *field,
                                     float               x0,
                                     float               y0,
                                     float               x1,
                                     float               y1);
void          mls_line_field_blend  (const MlsLineField *field,
                                     guint8             *rgb,
                                     gsize               stride);
void          mls_line_field_blend_inside
                                    (const MlsLineField *field,
                                     const guint8       *inside,
                                     guint8             *rgb,
                                     gsize               stride);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLineField, mls_line_field_free)

G_END_DECLS
