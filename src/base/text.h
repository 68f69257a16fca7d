#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts of others: of files that may be damaged, of libraries that quote these. */

char *mls_text_line (const char *text,
                     gssize      length);

G_END_DECLS
