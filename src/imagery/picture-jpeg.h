#pragma once

#include "imagery/picture.h"

G_BEGIN_DECLS

GBytes *mls_picture_to_jpeg (const MlsPicture *picture,
                             int               quality);

G_END_DECLS
