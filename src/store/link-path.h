#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files beside a project, which the project knows by where they are: those below its folder are found again
 * when that moves; any other by its absolute path, or by what GDAL calls it. */

gboolean  mls_link_is_elsewhere (const char      *source);
gboolean  mls_link_is_missing   (const char      *source);
char     *mls_link_uri_of       (const char      *path,
                                 const char      *source);
char     *mls_link_source_of    (const char      *path,
                                 const char      *uri);

G_END_DECLS
