#pragma once

#include "paint/line.h"

G_BEGIN_DECLS

/* How a map of others is drawn under or over the own one. Lengths are logical px. */
typedef struct
{
  guint32  colour;   /* 0xrrggbb */
  double   width;    /* of its lines */
  double   fill;     /* how opaque its areas are, from 0 to 1 */
  gboolean labelled; /* with the names of its features */
} MlsFigureStyle;

#define MLS_FIGURE_MAX_WIDTH 6

MlsLineStyle mls_figure_style_line  (const MlsFigureStyle *style,
                                     double                size_px,
                                     double                hidpi);
MlsLineStyle mls_figure_style_point (const MlsFigureStyle *style,
                                     double                m_per_px,
                                     double                hidpi);

G_END_DECLS
