#pragma once

#include "base/transform.h"
#include "geometry/figures.h"
#include "paint/figure-style.h"

G_BEGIN_DECLS

/* A picture that figures are drawn into: a tile, or all of a map. */
typedef struct
{
  guint8      *rgb;       /* three bytes a pixel, in and out */
  int          width;
  int          height;
  MlsTransform transform; /* to its device px */
  double       hidpi;     /* of these to a logical one */
} MlsFigureCanvas;

/* So far around a picture lies what can keep a name out of it, logical px. */
#define MLS_FIGURE_NAMES_MARGIN_PX 448

gboolean mls_figures_ground      (const MlsFigureCanvas *canvas,
                                  MlsBox                *out);
void     mls_figures_blend       (const MlsFigures      *figures,
                                  const MlsFigureStyle  *style,
                                  const MlsFigureCanvas *canvas);
void     mls_figures_blend_names (const MlsFigures *const *figures,
                                  guint                  n_figures,
                                  const MlsFigureCanvas *canvas);

G_END_DECLS
