#pragma once

#include "rules/nomenclature.h"
#include "rules/vintage.h"

G_BEGIN_DECLS

/* What edits are judged by. Borrowed. */
typedef struct
{
  const MlsNomenclature *nomenclature;
  const MlsVintage      *vintages;
  guint                  n_vintages;
  MlsLanguage            language; /* of messages' class labels */
} MlsRules;

G_END_DECLS
