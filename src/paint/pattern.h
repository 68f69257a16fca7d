#pragma once

#include "rules/nomenclature.h"

#include <cairo.h>

G_BEGIN_DECLS

/* A screen has 96 logical px to the inch, as its scales say. */
#define MLS_PX_PER_MM (96 / 25.4)

/* The colour of a class with its symbols over it: a piece that repeats both ways, of whole pixels so that it does
 * so without a seam, however far. */
typedef struct
{
  int      width;
  int      height;
  guint32 *colours; /* [height * width] 0xrrggbb */
} MlsPattern;

MlsPattern *mls_pattern_new  (const MlsNomenclature *nomenclature,
                              MlsText                code,
                              guint32                fill,
                              double                 hidpi);
MlsPattern *mls_pattern_new_striped
                             (guint32                fill,
                              guint32                stripes,
                              double                 hidpi);
void        mls_pattern_free (MlsPattern            *self);
void        mls_pattern_fill (const MlsPattern      *self,
                              cairo_t               *cr,
                              double                 x,
                              double                 y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPattern, mls_pattern_free)

G_END_DECLS
