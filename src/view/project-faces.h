#pragma once

#include "view/face-layer.h"

G_BEGIN_DECLS

MlsFaceLayer *mls_project_faces_new (const char *path,
                                     gint64      operation);

G_END_DECLS
