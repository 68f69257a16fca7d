#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

#define MLS_NOMENCLATURE_DEFAULT "ocs2d"

char            *mls_nomenclature_path       (const char  *name);
MlsNomenclature *mls_nomenclature_load_named (const char  *name,
                                              GError     **error);

G_END_DECLS
