#pragma once

#include "view/face-layer.h"

G_BEGIN_DECLS

MlsFaceLayer *mls_project_faces_new (const char *path,
                                     gint64      operation);
void          mls_project_faces_move
                                    (MlsFaceLayer *layer,
                                     gint64        operation);

G_END_DECLS
