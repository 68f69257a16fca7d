#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* Operations that a compaction has made one: what each of them did is kept no more, and the states between them are not
 * there to be read. */

gboolean mls_folded_check (MlsDatabase  *database,
                           gint64        operation,
                           GError      **error);
gboolean mls_folded_state (MlsDatabase  *database,
                           gint64        operation,
                           gint64       *state,
                           GError      **error);

G_END_DECLS
