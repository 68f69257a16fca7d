#pragma once

#include "coverage/noding.h"

G_BEGIN_DECLS

/* Lines drawn on another state of a coverage, or by a program that has no grid: where they are borders of this one but for
 * rounding, they run as these do. */
gboolean mls_retrace_end  (MlsPatch   *patch,
                           MlsNoding  *noding,
                           MlsPoint    end,
                           GError    **error);
gboolean mls_retrace_line (MlsPatch   *patch,
                           MlsNoding  *noding,
                           MlsPoint    a,
                           MlsPoint    b,
                           GError    **error);

G_END_DECLS
