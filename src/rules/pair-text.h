#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

MlsPair mls_pair_text_read  (const MlsNomenclature *nomenclature,
                             const char            *text);
char   *mls_pair_text_write (MlsPair                pair);

G_END_DECLS
