#pragma once

#include "rules/nomenclature.h"
#include "rules/vintage.h"

G_BEGIN_DECLS

/* What a project asks for besides its nomenclature; 0 for nothing. */
typedef struct
{
  MlsArea2 change_minimum; /* of ground that changed alike between two dates */
  double   minimum_width;  /* mm, of regions of a cover or of a use */
} MlsLimits;

/* What edits are judged by. Borrowed. */
typedef struct
{
  const MlsNomenclature *nomenclature;
  const MlsVintage      *vintages;
  guint                  n_vintages;
  MlsLanguage            language; /* of messages' class labels */
  MlsLimits              limits;
} MlsRules;

G_END_DECLS
