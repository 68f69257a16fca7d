#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

#define MLS_NOMENCLATURE_DEFAULT "ocs2d"

char            *mls_nomenclature_dup_own_folder
                                             (void);
GStrv            mls_nomenclature_folders    (void);
char            *mls_nomenclature_path       (const char  *name);
MlsNomenclature *mls_nomenclature_load_named (const char  *name,
                                              GError     **error);

G_END_DECLS
