#pragma once

#include "coverage/patch.h"
#include "rules/exception.h"
#include "rules/judge.h"

G_BEGIN_DECLS

GArray *mls_faults_at (MlsPatch        *patch,
                       const MlsRules  *rules,
                       const GArray    *exceptions,
                       int              aspects,
                       MlsPoint         at,
                       GError         **error);

G_END_DECLS
