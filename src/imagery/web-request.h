#pragma once

#include "imagery/web-cache.h"

G_BEGIN_DECLS

/* Questions to servers for parts of files. Whoever waits for an answer can be told to stop, which the
 * network of GDAL does not know. */

void     mls_web_request_init            (void);
gboolean mls_web_request                 (const char    *address,
                                          guint64        offset,
                                          gsize          length,
                                          GByteArray    *bytes,
                                          MlsWebFacts   *facts,
                                          GError       **error);
void     mls_web_request_set_cancellable (GCancellable  *cancellable);

G_END_DECLS
