#pragma once

#include "coverage/overlay.h"

G_BEGIN_DECLS

/* Two equal faces are joined only while the result has so many vertices at the most, and what an edit
 * makes larger is cut between vertices it has; the border left is a cut, which nobody is shown. */
#define MLS_MAX_FACE_POINTS 2000

MlsDelta *mls_dissolve (MlsOverlay  *overlay,
                        GError     **error);

G_END_DECLS
