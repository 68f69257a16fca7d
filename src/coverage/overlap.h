#pragma once

#include "coverage/face.h"

G_BEGIN_DECLS

MlsPoint mls_overlap_point (const MlsFace *a,
                            const MlsFace *b);

G_END_DECLS
