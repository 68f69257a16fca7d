#pragma once

#include "rules/verdict.h"

G_BEGIN_DECLS

MlsPlan *mls_absorb_region (MlsPatch         *patch,
                            const MlsRules   *rules,
                            MlsPoint          at,
                            const MlsIntent  *intent,
                            GError          **error);

G_END_DECLS
