#pragma once

#include <glib.h>

G_BEGIN_DECLS

void mls_cli_run  (const char *first,
                   ...) G_GNUC_NULL_TERMINATED;
void mls_cli_edit (const char *path,
                   const char *author,
                   const char *script);

G_END_DECLS
