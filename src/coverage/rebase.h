#pragma once

#include "coverage/delta.h"
#include "coverage/patch.h"

G_BEGIN_DECLS

/* An edit made of one state, carried to another one of the same coverage. */

MlsDelta *mls_delta_rebase (const MlsDelta  *delta,
                            MlsPatch        *patch,
                            MlsPoint        *where,
                            gboolean        *shared,
                            GError         **error);

G_END_DECLS
