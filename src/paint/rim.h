#pragma once

#include "paint/colouring.h"

G_BEGIN_DECLS

/* What a class has along the inside of its outline: some of one fill are told apart by nothing else. */
typedef struct
{
  MlsText code;
  guint32 colour; /* 0xrrggbb */
  double  width;  /* logical px */
} MlsRim;

gboolean mls_rim_find  (const MlsNomenclature *nomenclature,
                        MlsText                code,
                        MlsRim                *out);
void     mls_rim_frame (const MlsRim          *rim,
                        cairo_t               *cr,
                        double                 x,
                        double                 y,
                        double                 width,
                        double                 height);
void     mls_rim_blend (const MlsColouring    *colouring,
                        const MlsIdTile       *tile,
                        guint8                *rgb,
                        gsize                  stride);

G_END_DECLS
