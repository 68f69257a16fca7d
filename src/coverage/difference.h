#pragma once

#include "coverage/delta.h"
#include "coverage/patch.h"

G_BEGIN_DECLS

MlsDelta *mls_difference_around (MlsPatch         *from,
                                 MlsPatch         *to,
                                 const GPtrArray  *faces,
                                 GError          **error);

G_END_DECLS
