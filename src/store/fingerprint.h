#pragma once

#include "store/pass.h"

G_BEGIN_DECLS

/* What a map is, in 64 characters: two maps that differ anywhere have two, and one map has one, whatever file it is in. */

#define MLS_FINGERPRINT_LENGTH 64

char    *mls_fingerprint_take  (const char           *path,
                                gint64                operation,
                                MlsStoreProgressFunc  progress,
                                gpointer              user_data,
                                GError              **error);
char    *mls_fingerprint_read  (const char           *word);
char    *mls_fingerprint_short (const char           *fingerprint);

G_END_DECLS
