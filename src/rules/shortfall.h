#pragma once

#include "rules/exception.h"
#include "rules/verdict.h"

G_BEGIN_DECLS

GArray *mls_shortfalls_at (MlsPatch        *patch,
                           const MlsRules  *rules,
                           const GArray    *exceptions,
                           MlsPoint         at,
                           GError         **error);

G_END_DECLS
