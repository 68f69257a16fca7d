#pragma once

#include "demo/exposure.h"

G_BEGIN_DECLS

/* Called for each run of pixels of a shape. */
typedef void (*MlsRunFunc) (MlsExposure *exposure, int row, int first, int end, gpointer user_data);

void mls_fill_ring (MlsExposure *exposure,
                    const float  (*ring)[2],
                    guint        n_points,
                    MlsRunFunc   func,
                    gpointer     user_data);
void mls_fill_box  (MlsExposure *exposure,
                    const float  at[2],
                    const float  axis[2],
                    const float  size[2],
                    MlsRunFunc   func,
                    gpointer     user_data);
void mls_fill_disc (MlsExposure *exposure,
                    const float  at[2],
                    float        radius,
                    MlsRunFunc   func,
                    gpointer     user_data);

G_END_DECLS
