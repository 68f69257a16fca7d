#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

GStrv mls_level_names (const MlsNomenclature *nomenclature);

G_END_DECLS
