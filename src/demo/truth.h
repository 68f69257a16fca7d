#pragma once

#include "demo/demo.h"

G_BEGIN_DECLS

gboolean mls_truth_write (MlsDemo       *demo,
                          const GArray  *faults,
                          const char    *path,
                          GError       **error);

G_END_DECLS
