#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files on servers as GDAL reads them: through what is kept of them on the disk, and from the server
 * only what is not. A server that is away (imagery/server.h) is left alone, and what is kept can still be
 * read. */

#define MLS_WEB_FILE_PREFIX "/vsimillesime/"

void     mls_web_file_init   (void);
void     mls_web_file_forget (const char  *address);
void     mls_web_file_begin  (void);
gboolean mls_web_file_check  (GError     **error);

G_END_DECLS
