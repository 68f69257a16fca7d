#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

MlsLanguage mls_language_of_user (void);

G_END_DECLS
