#pragma once

#include "geometry/zone.h"
#include "rules/nomenclature.h"
#include "rules/vintage.h"

G_BEGIN_DECLS

/* What a project asks for besides its nomenclature; 0 for nothing. */
typedef struct
{
  MlsArea2 change_minimum; /* of ground that changed alike between two dates */
  double   minimum_width;  /* mm, of regions of a cover or of a use */
  double   sliver_quotient; /* 4π area / perimeter²: 1 for a disc; a region with less is a sliver … */
  MlsArea2 sliver_area;    /* … if it is no larger: a network of roads is none */
  double   spike_angle;    /* degrees */
  double   spike_length;   /* mm */
  double   vertex_spacing; /* mm */
  double   vertex_offset;  /* mm */
} MlsLimits;

/* Where somebody works: an edit of theirs has to meet it. */
typedef struct
{
  const char    *author;
  const MlsZone *ground; /* (nullable): %NULL for everywhere */
} MlsWorkZone;

/* What edits are judged by. Borrowed. */
typedef struct
{
  const MlsNomenclature *nomenclature;
  const MlsVintage      *vintages;
  guint                  n_vintages;
  MlsLanguage            language; /* of messages' class labels */
  MlsLimits              limits;
  MlsWorkZone            zone;     /* of whoever edits */
} MlsRules;

G_END_DECLS
