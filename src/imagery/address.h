#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where an image is, as people say it: a path, a folder, an address on the network. */

gboolean    mls_address_is_remote     (const char *address);
const char *mls_address_get_web_file  (const char *address);
char       *mls_address_dup_offline   (const char *address);
char       *mls_address_dup_gdal_name (const char *address);
char       *mls_address_dup_title     (const char *address);

G_END_DECLS
