#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

MlsLanguage mls_ui_language (void);

G_END_DECLS
