#include "imagery/address.h"

#include "base/text.h"

#include <string.h>

/* The finest zoom of addresses that do not say theirs, in a fragment "#zmax=20". */
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
  "<MaxConnections>1</MaxConnections><Timeout>10</Timeout>"                                        \
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
  guint64 zoom = 0;

  if (fragment != NULL && g_str_has_prefix (fragment, "#zmax="))
    zoom = g_ascii_strtoull (fragment + strlen ("#zmax="), NULL, 10);

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

  return g_strdup_printf (SERVICE, escaped, zoom_of (fragment), from_below ? "bottom" : "top");
}

/* What service an address of a web service speaks of: "SERVICE=WMTS" in any case. */
static gboolean
asks_service (const char *address, const char *service)
{
  g_autofree char *lower = g_ascii_strdown (address, -1);
  g_autofree char *wanted = g_strconcat ("service=", service, NULL);

  return strstr (lower, wanted) != NULL;
}

static char *
dup_http_name (const char *address)
{
  if (is_tile_template (address))
    return dup_tile_service (address);
  if (asks_service (address, "wmts"))
    return g_strconcat ("WMTS:", address, NULL);
  if (asks_service (address, "wms"))
    return g_strconcat ("WMS:", address, NULL);

  return g_strconcat ("/vsicurl/", address, NULL);
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
  if (is_http (address))
    return dup_http_name (address);

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
