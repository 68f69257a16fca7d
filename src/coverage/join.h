#pragma once

#include "coverage/face.h"

G_BEGIN_DECLS

MlsFace *mls_join_faces (const GPtrArray *faces,
                         gint64           id);

G_END_DECLS
