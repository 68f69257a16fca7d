#pragma once

#include "job.h"

G_BEGIN_DECLS

/* Two vertices after each other along a border, in which no other borders meet, and those before and after. */
typedef struct
{
  MlsGround before;
  MlsGround first;
  MlsGround second;
  MlsGround after;
} MlsVertices;

MlsVertices mls_vertices_find   (MlsJob       *job);
gboolean    mls_vertices_passes (const GArray *ring,
                                 MlsGround     vertex);

G_END_DECLS
