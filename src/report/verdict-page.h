#pragma once

#include "report/paper.h"

G_BEGIN_DECLS

void mls_verdict_page_print (MlsPaper        *paper,
                             const GPtrArray *datasets);

G_END_DECLS
