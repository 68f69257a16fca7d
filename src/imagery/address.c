#include "imagery/address.h"

#include "base/text.h"
#include "imagery/web-file.h"

#include <string.h>

/* How GDAL calls files on servers, which people write too. */
#define VSICURL "/vsicurl/"

/* What the address of a service says in a fragment: that no server is to be asked. */
#define OFFLINE "offline"

static gboolean
is_http (const char *address)
{
  return g_str_has_prefix (address, "http://") || g_str_has_prefix (address, "https://");
}

/**
 * mls_address_is_remote:
 * @address: where an image is
 *
 * Returns: whether reading it means asking a server, which may take long or fail for a while
 */
gboolean
mls_address_is_remote (const char *address)
{
  return strstr (address, "http://") != NULL || strstr (address, "https://") != NULL;
}

static gboolean
is_tile_template (const char *address)
{
  return strstr (address, "{z}") != NULL && strstr (address, "{x}") != NULL &&
         (strstr (address, "{y}") != NULL || strstr (address, "{-y}") != NULL);
}

/* What service an address of a web service speaks of: "SERVICE=WMTS" in any case. */
static gboolean
asks_service (const char *address, const char *service)
{
  g_autofree char *lower = g_ascii_strdown (address, -1);
  g_autofree char *wanted = g_strconcat ("service=", service, NULL);

  return strstr (lower, wanted) != NULL;
}

/**
 * mls_address_get_service:
 * @address: where an image is
 *
 * Returns: the kind of service that makes images there, %MLS_SERVICE_NONE if it is none
 */
MlsService
mls_address_get_service (const char *address)
{
  if (!is_http (address))
    return MLS_SERVICE_NONE;
  if (is_tile_template (address))
    return MLS_SERVICE_TILES;
  if (asks_service (address, "wmts"))
    return MLS_SERVICE_WMTS;

  return asks_service (address, "wms") ? MLS_SERVICE_WMS : MLS_SERVICE_NONE;
}

/**
 * mls_address_get_web_file:
 * @address: where an image is
 *
 * Returns: (transfer none) (nullable): the http address of a file on a server, %NULL if it is none: not on
 *   a server, or a service that makes images
 */
const char *
mls_address_get_web_file (const char *address)
{
  const char *http = address;

  if (g_str_has_prefix (address, VSICURL))
    http += strlen (VSICURL);

  return is_http (http) && mls_address_get_service (http) == MLS_SERVICE_NONE ? http : NULL;
}

/**
 * mls_address_dup_offline:
 * @address: where an image is
 *
 * Returns: (transfer full) (nullable): where what came of it before is, without asking a server; %NULL where
 *   that is no address of its own
 */
char *
mls_address_dup_offline (const char *address)
{
  if (mls_address_get_service (address) == MLS_SERVICE_NONE)
    return NULL;

  return g_strconcat (address, strchr (address, '#') != NULL ? "&" : "#", OFFLINE, NULL);
}

/**
 * mls_address_is_offline:
 * @address: where an image is
 *
 * Returns: whether it comes from mls_address_dup_offline()
 */
gboolean
mls_address_is_offline (const char *address)
{
  const char *fragment = strchr (address, '#');

  return fragment != NULL && strstr (fragment, OFFLINE) != NULL;
}

/**
 * mls_address_dup_gdal_name:
 * @address: a path, a file or http URI, or anything else GDAL takes; of a service see
 *   mls_service_dup_description()
 *
 * Returns: (transfer full): what GDAL calls it
 */
char *
mls_address_dup_gdal_name (const char *address)
{
  const char *web_file = mls_address_get_web_file (address);

  if (web_file != NULL)
    return g_strconcat (MLS_WEB_FILE_PREFIX, web_file, NULL);
  if (g_str_has_prefix (address, "file://"))
    {
      g_autofree char *path = g_filename_from_uri (address, NULL, NULL);

      if (path != NULL)
        return g_steal_pointer (&path);
    }

  return g_strdup (address);
}

static char *
dup_host (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL ? g_strdup (g_uri_get_host (uri)) : g_strdup (address);
}

/**
 * mls_address_dup_title:
 * @address: where an image is
 *
 * Returns: (transfer full): what to call it: the name of the file without its ending, that of the
 *   folder, or that of the server
 */
char *
mls_address_dup_title (const char *address)
{
  g_autofree char *unescaped = NULL;
  g_autofree char *name = NULL;

  if (is_http (address) && (is_tile_template (address) || strchr (address, '?') != NULL))
    return dup_host (address);

  unescaped = strstr (address, "://") != NULL ? g_uri_unescape_string (address, NULL) : NULL;
  name = mls_text_stem (unescaped != NULL ? unescaped : address);

  return g_utf8_make_valid (name, -1);
}
