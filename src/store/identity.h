#pragma once

#include "coverage/delta.h"

G_BEGIN_DECLS

MlsDelta *mls_identity_pair (const MlsDelta *delta);

G_END_DECLS
