#include "imagery/address.h"

#include "base/text.h"
#include "imagery/web-file.h"

#include <string.h>

/* How GDAL calls files on servers, which people write too. */
#define VSICURL "/vsicurl/"

/* What an address of tiles says in a fragment "#zmax=20&offline": its finest zoom, if it is not the
 * usual one, and that no server is to be asked. */
#define ZOOM "zmax="
#define OFFLINE "offline"
#define FINEST_ZOOM 19
#define LIMIT_ZOOM 21

/* Tiles of 256 pixels on the sphere that all such services share; those that are not there show
 * nothing, which takes a band of transparency. What has come is kept on the disk, up to 1 GiB. */
#define SERVICE                                                                                    \
  "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>%s</ServerUrl></Service><DataWindow>"                \
  "<UpperLeftX>-20037508.342789244</UpperLeftX><UpperLeftY>20037508.342789244</UpperLeftY>"        \
  "<LowerRightX>20037508.342789244</LowerRightX><LowerRightY>-20037508.342789244</LowerRightY>"    \
  "<TileLevel>%u</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY>"                  \
  "<YOrigin>%s</YOrigin></DataWindow><Projection>EPSG:3857</Projection>"                           \
  "<BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY><BandsCount>4</BandsCount>"             \
  "<MaxConnections>4</MaxConnections><Timeout>5</Timeout><OfflineMode>%s</OfflineMode>"            \
  "<ZeroBlockHttpCodes>204,404</ZeroBlockHttpCodes>"                          \
  "<Cache><MaxSize>1073741824</MaxSize></Cache></GDAL_WMS>"

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

static guint
zoom_of (const char *fragment)
{
  const char *zmax = fragment != NULL ? strstr (fragment, ZOOM) : NULL;
  guint64 zoom = zmax != NULL ? g_ascii_strtoull (zmax + strlen (ZOOM), NULL, 10) : 0;

  return zoom > 0 ? (guint) MIN (zoom, LIMIT_ZOOM) : FINEST_ZOOM;
}

/* "https://…/{z}/{x}/{y}.png" as GDAL wants to be told of it. */
static char *
dup_tile_service (const char *address)
{
  const char *fragment = strchr (address, '#');
  gboolean from_below = strstr (address, "{-y}") != NULL;
  g_autoptr (GString) url = g_string_new_len (
    address, fragment != NULL ? fragment - address : (gssize) strlen (address));
  g_autofree char *escaped = NULL;

  g_string_replace (url, "{-y}", "{y}", 0);
  g_string_replace (url, "{x}", "${x}", 0);
  g_string_replace (url, "{y}", "${y}", 0);
  g_string_replace (url, "{z}", "${z}", 0);
  escaped = g_markup_escape_text (url->str, -1);

  return g_strdup_printf (SERVICE, escaped, zoom_of (fragment), from_below ? "bottom" : "top",
                          fragment != NULL && strstr (fragment, OFFLINE) != NULL ? "true" : "false");
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
  if (!is_http (http) || is_tile_template (http) || asks_service (http, "wmts") || asks_service (http, "wms"))
    return NULL;

  return http;
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
  if (!is_tile_template (address))
    return NULL;

  return g_strconcat (address, strchr (address, '#') != NULL ? "&" : "#", OFFLINE, NULL);
}

static char *
dup_service_name (const char *address)
{
  if (is_tile_template (address))
    return dup_tile_service (address);

  return g_strconcat (asks_service (address, "wmts") ? "WMTS:" : "WMS:", address, NULL);
}

/**
 * mls_address_dup_gdal_name:
 * @address: a path, a file or http URI, the pattern of a tile service, the address of a WMTS or WMS,
 *   or anything else GDAL takes
 *
 * Returns: (transfer full): what GDAL calls it
 */
char *
mls_address_dup_gdal_name (const char *address)
{
  const char *web_file = mls_address_get_web_file (address);

  if (web_file != NULL)
    return g_strconcat (MLS_WEB_FILE_PREFIX, web_file, NULL);
  if (is_http (address))
    return dup_service_name (address);

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
