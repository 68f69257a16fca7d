#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* The number of our format, see mls_geopackage_set_format(). */
#define MLS_STORE_FORMAT 11

/* What is done to a file whose format was changed, in the transaction that changes it. */
typedef gboolean (*MlsFormatFunc) (MlsDatabase *database, GError **error);

gboolean mls_format_check   (MlsDatabase        *database,
                             GError            **error);
gboolean mls_format_mark    (MlsDatabase        *database,
                             GError            **error);
gboolean mls_format_migrate (MlsDatabase        *database,
                             GError            **error);
gboolean mls_format_adapt   (MlsDatabase        *database,
                             GError            **error);
gboolean mls_format_step_to (MlsDatabase        *database,
                             const char *const  *steps,
                             gint64              target,
                             MlsFormatFunc       finish,
                             GError            **error);

G_END_DECLS
