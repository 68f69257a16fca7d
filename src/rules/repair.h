#pragma once

#include "rules/finding.h"

G_BEGIN_DECLS

char *mls_repair_text (const MlsFinding *finding);

G_END_DECLS
