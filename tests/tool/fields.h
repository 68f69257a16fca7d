#pragma once

#include "coverage/memory.h"

G_BEGIN_DECLS

MlsPoint   at         (double x,
                       double y);
MlsMemory *fields_new (void);

G_END_DECLS
