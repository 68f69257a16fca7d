#pragma once

#include "rules/cure.h"

G_BEGIN_DECLS

/* In place of a rule: whatever an edit could be refused for. Broken faces themselves nothing cures. */
#define MLS_REMEDY_ERRORS MLS_FINDING_FACE

gboolean mls_remedy_is_known (MlsFindingRule   rule);
MlsPlan *mls_remedy_plan     (MlsPatch        *patch,
                              const MlsRules  *rules,
                              MlsFindingRule   rule,
                              guint            vintage,
                              MlsPoint         at,
                              GError         **error);

G_END_DECLS
