#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

MlsLanguage mls_language_of_user     (void);
const char *mls_language_find_option (char **words);

G_END_DECLS
