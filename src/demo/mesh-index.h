#pragma once

#include "demo/mesh.h"

G_BEGIN_DECLS

MlsMeshIndex *mls_mesh_index_new  (const MlsBox *box);
void          mls_mesh_index_free (MlsMeshIndex *index);
void          mls_mesh_index_add  (MlsMeshIndex *index,
                                   const MlsMesh *mesh,
                                   guint         e);

G_END_DECLS
