#pragma once

#include "coverage/delta.h"
#include "coverage/patch.h"

G_BEGIN_DECLS

/* An edit made of one state, as it is on another one of the same coverage. */

MlsDelta *mls_delta_fit (const MlsDelta *delta,
                         MlsPatch       *patch);

G_END_DECLS
