#pragma once

#include "document/workspace.h"

G_BEGIN_DECLS

/* Where somebody begins in a project that nobody has worked in. */

void     mls_first_look_take       (MlsWorkspace *workspace);
gboolean mls_first_look_get_field  (MlsProject   *project,
                                    MlsPoint     *field);
void     mls_first_look_bring_back (MlsWorkspace *workspace);

G_END_DECLS
