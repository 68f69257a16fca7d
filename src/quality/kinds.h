#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* Numbers from 1 on for what changes into what, so that ground that changed alike has the same. */
typedef struct _MlsKinds MlsKinds;

MlsKinds *mls_kinds_new    (void);
void      mls_kinds_free   (MlsKinds       *self);
guint     mls_kinds_number (MlsKinds       *self,
                            const MlsLabel *from,
                            const MlsLabel *to,
                            MlsDimension    dimension);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsKinds, mls_kinds_free)

G_END_DECLS
