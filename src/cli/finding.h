#pragma once

#include "base/json.h"
#include "rules/finding.h"
#include "store/store.h"

G_BEGIN_DECLS

void mls_finding_write (MlsJson          *json,
                        const MlsFinding *finding,
                        const MlsRules   *rules);
void mls_finding_print (const MlsFinding *finding,
                        MlsStore         *store,
                        gboolean          as_json);

G_END_DECLS
