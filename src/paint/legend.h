#pragma once

#include "paint/colouring.h"
#include "paint/figure-style.h"
#include "paint/rim.h"

G_BEGIN_DECLS

/* A colour of a picture and what it stands for. */
typedef struct
{
  gboolean     is_line; /* of borders or a map of others, not of a class */
  MlsLineStyle line;    /* of those */
  guint32      colour;  /* 0xrrggbb */
  MlsPattern  *pattern; /* (nullable) (owned) in place of the colour */
  gboolean     has_rim;
  MlsRim       rim;     /* of the class, if it has one */
  MlsText      code;    /* of a class */
  char        *text;    /* the code and its label, or what such borders are of */
} MlsLegendEntry;

GArray *mls_legend_new (const MlsColouring *colouring,
                        const MlsIdTile    *tile,
                        MlsLanguage         language);
void    mls_legend_add_figures
                       (GArray               *legend,
                        const MlsFigureStyle *style,
                        const char           *title);

void    mls_legend_entry_draw
                       (const MlsLegendEntry *entry,
                        cairo_t              *cr,
                        double                x,
                        double                y,
                        double                room);

G_END_DECLS
