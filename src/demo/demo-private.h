#pragma once

#include "demo/piece.h"
#include "demo/scene.h"

G_BEGIN_DECLS

MlsScene *mls_demo_make_scene (MlsDemo *demo);

G_END_DECLS
