#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A map to be printed or put into a report: the picture of the ground, beside it its legend, below it
 * the scale and what it shows. Lengths are px of 96 to the inch. */
typedef struct
{
  const guint8 *rgb;      /* the picture: three bytes a pixel */
  int           width;
  int           height;
  double        m_per_px;
  double        scale;    /* n of 1:n */
  const char   *title;    /* what it is */
  const char   *caption;  /* of which state: dates, sources */
  const GArray *legend;   /* (element-type MlsLegendEntry) */
} MlsMapSheet;

int  mls_map_sheet_width  (const MlsMapSheet *sheet);
int  mls_map_sheet_height (const MlsMapSheet *sheet);
void mls_map_sheet_draw   (const MlsMapSheet *sheet,
                           cairo_t           *cr);

G_END_DECLS
