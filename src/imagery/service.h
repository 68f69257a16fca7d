#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mls_service_dup_description (const char  *address,
                                   GError     **error);

G_END_DECLS
