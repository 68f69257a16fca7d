#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The user guide, which another program shows: Yelp, or where there is none a browser. */

char     *mls_guide_dup_uri     (const char           *page);
void      mls_guide_open        (const char           *page,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gboolean  mls_guide_open_finish (GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
