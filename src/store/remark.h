#pragma once

#include "store/maintenance.h"

G_BEGIN_DECLS

MlsMaintenance *mls_remarks_read (MlsStore              *store,
                                  GError               **error);
gboolean        mls_remarks_tell (MlsStore              *store,
                                  const MlsMaintenance  *remarks,
                                  GError               **error);

G_END_DECLS
