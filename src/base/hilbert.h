#pragma once

#include "base/box.h"

G_BEGIN_DECLS

guint64 mls_hilbert_index (MlsPoint      point,
                           const MlsBox *box);

guint  *mls_hilbert_order (const MlsPoint *points,
                           guint           n_points,
                           const MlsBox   *box);

G_END_DECLS
