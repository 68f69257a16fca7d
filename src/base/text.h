#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts of others: of files that may be damaged, of libraries that quote these, of whoever types. */

void      mls_text_append_line
                              (GString     *text,
                               const char  *line);
char     *mls_text_line      (const char  *text,
                              gssize       length);
char     *mls_text_stem      (const char  *path);
char     *mls_text_fold      (const char  *text);
char     *mls_text_hexadecimal
                             (const guint8 *bytes,
                              gsize         length);
gboolean  mls_text_to_number (const char  *text,
                              double      *out);

G_END_DECLS
