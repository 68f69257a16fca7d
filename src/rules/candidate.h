#pragma once

#include "coverage/region.h"
#include "rules/nomenclature.h"

G_BEGIN_DECLS

/* A code across the borders of a region, by how well its ground would take the region in. */
typedef struct
{
  MlsText        code;
  MlsCloseness   closeness;
  double         length;  /* mm, of the common border */
  const MlsCell *from;    /* the neighbour with the longest part of it */
  double         from_length;
  gint64         id;      /* the smallest face id among the neighbours */
} MlsCandidate;

GArray *mls_candidates_new (MlsOverlay            *overlay,
                            const MlsRegion       *region,
                            const MlsNomenclature *nomenclature);

G_END_DECLS
