#pragma once

#include "store/store.h"

G_BEGIN_DECLS

gboolean mls_store_change_pair (MlsStore            *self,
                                const MlsPairChange *change,
                                GError             **error);

G_END_DECLS
