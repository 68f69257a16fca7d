#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* What a project remembers by name: values of settings, and texts that outlive a crash. */

gboolean mls_setting_get (MlsDatabase  *database,
                          const char   *key,
                          char        **value,
                          GError      **error);
gboolean mls_setting_set (MlsDatabase  *database,
                          const char   *key,
                          const char   *value,
                          GError      **error);

G_END_DECLS
