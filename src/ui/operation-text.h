#pragma once

#include "coverage/turnover.h"
#include "rules/rules.h"
#include "store/operation.h"

G_BEGIN_DECLS

/* What is said of an operation, on a line each. */

char *mls_operation_dup_title  (const MlsOperation *operation,
                                const MlsOperation *undone);
char *mls_operation_dup_words  (const MlsOperation *operation);
char *mls_operation_dup_detail (const MlsOperation *operation,
                                const MlsRules     *rules);
char *mls_flow_dup_text        (const MlsFlow      *flow,
                                MlsDimension        dimension);
char *mls_turnover_dup_text    (const MlsTurnover  *turnover);

G_END_DECLS
