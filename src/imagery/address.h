#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where an image is, as people say it: a path, a folder, an address on the network. */

typedef enum
{
  MLS_SERVICE_NONE,
  MLS_SERVICE_TILES, /* the pattern of an address with {z}, {x} and {y} */
  MLS_SERVICE_WMTS,
  MLS_SERVICE_WMS,
} MlsService;

gboolean    mls_address_is_remote     (const char *address);
MlsService  mls_address_get_service   (const char *address);
const char *mls_address_get_web_file  (const char *address);
char       *mls_address_dup_offline   (const char *address);
gboolean    mls_address_is_offline    (const char *address);
char       *mls_address_dup_gdal_name (const char *address);
char       *mls_address_dup_title     (const char *address);

G_END_DECLS
