#pragma once

#include "coverage/delta.h"
#include "view/face-layer.h"

G_BEGIN_DECLS

MlsFaceLayer *mls_project_faces_new (const char *path,
                                     gint64      operation);
MlsFaceLayer *mls_project_faces_new_theirs
                                    (const char     *path,
                                     gint64          operation,
                                     const MlsDelta *theirs);
void          mls_project_faces_move
                                    (MlsFaceLayer *layer,
                                     gint64        operation);

G_END_DECLS
