#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts of others: of files that may be damaged, of libraries that quote these. */

char *mls_text_line (const char *text,
                     gssize      length);
char *mls_text_stem (const char *path);

G_END_DECLS
