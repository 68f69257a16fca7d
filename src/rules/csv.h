#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A table read from comma-separated values, as RFC 4180 writes them: one header line, quoted fields
 * that may hold commas, quotes ("") and line ends, LF or CRLF. A byte-order mark is skipped, blank
 * lines are too. */
typedef struct _MlsCsv MlsCsv;

MlsCsv     *mls_csv_load   (const char    *path,
                            GError       **error);
MlsCsv     *mls_csv_parse  (const char    *name,
                            const char    *text,
                            gssize         length,
                            GError       **error);
void        mls_csv_free   (MlsCsv        *csv);

guint       mls_csv_n_rows (const MlsCsv  *csv);
gboolean    mls_csv_column (const MlsCsv  *csv,
                            const char    *title,
                            guint         *out,
                            GError       **error);
const char *mls_csv_get    (const MlsCsv  *csv,
                            guint          row,
                            guint          column);
gboolean    mls_csv_number (const MlsCsv  *csv,
                            guint          row,
                            guint          column,
                            double        *out,
                            GError       **error);
void        mls_csv_prefix (const MlsCsv  *csv,
                            guint          row,
                            GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsCsv, mls_csv_free)

G_END_DECLS
