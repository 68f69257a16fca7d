#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* Rows that are true from one operation until another, as exceptions and decisions are: what ends is kept, and what undo
 * brings back is a new row that names the one it was first, in origin. */

gboolean mls_lasting_end       (MlsDatabase   *database,
                                const char    *table,
                                const gint64  *ids,
                                guint          n_ids,
                                gint64         operation,
                                GError       **error);
gboolean mls_lasting_take_back (MlsDatabase   *database,
                                const char    *table,
                                const char    *columns,
                                gint64         target,
                                gint64         operation,
                                GError       **error);

gboolean mls_lasting_bring     (MlsDatabase   *from,
                                MlsDatabase   *to,
                                const char    *table,
                                const char    *columns,
                                gint64         there,
                                gint64         here,
                                GError       **error);

G_END_DECLS
