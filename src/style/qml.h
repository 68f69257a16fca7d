#pragma once

#include "style/style.h"

G_BEGIN_DECLS

char *mls_style_to_qml (const MlsStyle *self);

G_END_DECLS
