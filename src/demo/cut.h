#pragma once

#include "demo/commune.h"

G_BEGIN_DECLS

/* How a face is cut in two across its longer side. */
typedef struct
{
  double    share;     /* of its length, on one side */
  double    width;     /* m; 0 for a line, else a strip of that width */
  MlsLand   land;      /* of the strip */
  double    smallest;  /* m² either side must have */
  MlsWiggle course;    /* of the line, or of the strip's middle; its seed is not used */
  double    stray;     /* of a strip's sides */
  double    skew;      /* how far it may lean, as a slope */
  gboolean  lengthwise;
} MlsCut;

guint mls_commune_cut (MlsCommune   *commune,
                       guint         face,
                       const MlsCut *cut);

G_END_DECLS
