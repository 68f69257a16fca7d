#include "imagery/service.h"

#include "base/file-stamp.h"
#include "imagery/address.h"
#include "imagery/cache-room.h"
#include "imagery/error.h"
#include "imagery/init.h"

#include <cpl_conv.h>
#include <cpl_http.h>
#include <cpl_minixml.h>
#include <cpl_string.h>
#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* What the address of tiles says in a fragment "#zmax=20": its finest zoom, if it is not the usual one. */
#define ZOOM "zmax="
#define FINEST_ZOOM 19
#define LIMIT_ZOOM 21

/* Tiles of 256 pixels on the sphere that all such services share; those that are not there show
 * nothing, which takes a band of transparency. */
#define TILES                                                                                      \
  "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>%s</ServerUrl></Service><DataWindow>"                \
  "<UpperLeftX>-20037508.342789244</UpperLeftX><UpperLeftY>20037508.342789244</UpperLeftY>"        \
  "<LowerRightX>20037508.342789244</LowerRightX><LowerRightY>-20037508.342789244</LowerRightY>"    \
  "<TileLevel>%u</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY>"                  \
  "<YOrigin>%s</YOrigin></DataWindow><Projection>EPSG:3857</Projection>"                           \
  "<BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY></GDAL_WMS>"

/* A WMS has no finest pixel: GDAL makes one of a millimetre up, with more on a side than we take. */
#define WMS_SIDE (1 << 28)

/* What a WMS is asked for at once: as much as a tile of the map shows. */
#define WMS_BLOCK "512"

/* What GDAL is told of any service. What has come is kept on the disk: how much of it is not for GDAL to
 * say, see mls_cache_room_set_limit(). It stays what it is for a month, and for ever while the server is away. */
static const struct
{
  const char *path;
  const char *online;
  const char *offline;
} manners[] = {
  { "BandsCount", "4", "4" },
  { "MaxConnections", "4", "4" },
  { "Timeout", "5", "5" },
  { "ZeroBlockHttpCodes", "204,404", "204,404" },
  { "Cache.Expires", "2592000", "2147483647" },
  { "Cache.CleanTimeout", "0", "0" },
  { "OfflineMode", "false", "true" },
};

/* What a service says of itself is asked for again after this, s. */
#define FRESH_S (24 * 60 * 60)
#define ANY_AGE G_MAXINT64

static guint
zoom_of (const char *fragment)
{
  const char *zmax = fragment != NULL ? strstr (fragment, ZOOM) : NULL;
  guint64 zoom = zmax != NULL ? g_ascii_strtoull (zmax + strlen (ZOOM), NULL, 10) : 0;

  return zoom > 0 ? (guint) MIN (zoom, LIMIT_ZOOM) : FINEST_ZOOM;
}

static char *
dup_without_fragment (const char *address)
{
  return g_strndup (address, strcspn (address, "#"));
}

/* "https://…/{z}/{x}/{y}.png" as GDAL wants to be told of it. */
static char *
describe_tiles (const char *address)
{
  g_autofree char *plain = dup_without_fragment (address);
  g_autoptr (GString) url = g_string_new (plain);
  g_autofree char *escaped = NULL;

  g_string_replace (url, "{-y}", "{y}", 0);
  g_string_replace (url, "{x}", "${x}", 0);
  g_string_replace (url, "{y}", "${y}", 0);
  g_string_replace (url, "{z}", "${z}", 0);
  escaped = g_markup_escape_text (url->str, -1);

  return g_strdup_printf (TILES, escaped, zoom_of (strchr (address, '#')),
                          strstr (plain, "{-y}") != NULL ? "bottom" : "top");
}

/* Where what a service said of itself is kept. */
static char *
dup_path (const char *address, const char *ending)
{
  g_autofree char *plain = dup_without_fragment (address);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, plain, -1);
  g_autofree char *name = g_strconcat (sum, ending, NULL);
  g_autofree char *folder = mls_cache_room_dup_folder ("services");

  return g_build_filename (folder, name, NULL);
}

static CPLXMLNode *
root_of (CPLXMLNode *tree)
{
  CPLXMLNode *root = CPLGetXMLNode (tree, "=GDAL_WMTS");

  return root != NULL ? root : CPLGetXMLNode (tree, "=GDAL_WMS");
}

/* %NULL also for what is damaged. */
static CPLXMLNode *
parse (const char *text)
{
  CPLXMLNode *tree = text != NULL ? CPLParseXMLString (text) : NULL;

  if (tree == NULL || root_of (tree) != NULL)
    return tree;

  CPLDestroyXMLNode (tree);
  return NULL;
}

static CPLXMLNode *
load (const char *address, gint64 max_age_s)
{
  g_autofree char *path = dup_path (address, ".xml");
  g_autofree char *text = NULL;

  if (mls_file_is_younger (path, max_age_s))
    g_file_get_contents (path, &text, NULL, NULL);

  return parse (text);
}

static gboolean
save (const char *path, gconstpointer data, gssize length)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_mkdir_with_parents (folder, 0700) == 0 && g_file_set_contents (path, data, length, NULL);
}

/* The capabilities of a WMTS are read each time it is opened: from here on, from the disk. */
static void
keep_capabilities (const char *address, CPLXMLNode *root)
{
  g_autofree char *path = dup_path (address, ".capabilities");
  const char *url = CPLGetXMLValue (root, "GetCapabilitiesUrl", "");
  CPLHTTPResult *answer = CPLHTTPFetch (url, NULL);

  if (answer != NULL && answer->nStatus == 0 && answer->nDataLen > 0 &&
      save (path, answer->pabyData, answer->nDataLen))
    CPLSetXMLValue (root, "GetCapabilitiesUrl", path);
  CPLHTTPDestroyResult (answer);
}

/* A coarser pixel, so that there are not more of them than we take. */
static void
coarsen (CPLXMLNode *root)
{
  gint64 width = g_ascii_strtoll (CPLGetXMLValue (root, "DataWindow.SizeX", "0"), NULL, 10);
  gint64 height = g_ascii_strtoll (CPLGetXMLValue (root, "DataWindow.SizeY", "0"), NULL, 10);
  gint64 n_overviews = g_ascii_strtoll (CPLGetXMLValue (root, "OverviewCount", "0"), NULL, 10);
  g_autofree char *size_x = NULL;
  g_autofree char *size_y = NULL;
  g_autofree char *overviews = NULL;

  for (; MAX (width, height) > WMS_SIDE; n_overviews--)
    {
      width /= 2;
      height /= 2;
    }

  size_x = g_strdup_printf ("%" G_GINT64_FORMAT, width);
  size_y = g_strdup_printf ("%" G_GINT64_FORMAT, height);
  overviews = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (n_overviews, 0));
  CPLSetXMLValue (root, "DataWindow.SizeX", size_x);
  CPLSetXMLValue (root, "DataWindow.SizeY", size_y);
  CPLSetXMLValue (root, "OverviewCount", overviews);
  CPLSetXMLValue (root, "BlockSizeX", WMS_BLOCK);
  CPLSetXMLValue (root, "BlockSizeY", WMS_BLOCK);
}

/* Of several layers, one is to be chosen. GDAL tells of each how it is to be asked for. */
static void
set_choice (const char *address, GDALDatasetH dataset, GError **error)
{
  char **layers = GDALGetMetadata (dataset, "SUBDATASETS");
  const char *first = CSLFetchNameValue (layers, "SUBDATASET_1_NAME");
  const char *example = first != NULL && strstr (first, "http") != NULL ? strstr (first, "http") : NULL;

  if (example != NULL)
    g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_IMAGE,
                 _("“%s” has %d layers: give the address of one, such as %s"), address, CSLCount (layers) / 2, example);
  else
    g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_IMAGE, _("“%s” holds no image"), address);
}

static char *
dup_text (CPLXMLNode *tree)
{
  char *serialized = CPLSerializeXMLTree (tree);
  char *text = g_strdup (serialized);

  CPLFree (serialized);

  return text;
}

/* What GDAL has made of what a service says of itself is kept, to open it again without asking. */
static CPLXMLNode *
describe (const char *address, GDALDatasetH dataset, const char *kind, GError **error)
{
  CPLXMLNode *tree = GDALGetRasterCount (dataset) > 0 ? parse (GDALGetMetadataItem (dataset, "XML", kind)) : NULL;
  g_autofree char *path = dup_path (address, ".xml");
  g_autofree char *text = NULL;

  if (tree == NULL)
    {
      set_choice (address, dataset, error);
      return NULL;
    }

  if (mls_address_get_service (address) == MLS_SERVICE_WMTS)
    keep_capabilities (address, root_of (tree));
  else
    coarsen (root_of (tree));

  text = dup_text (tree);
  save (path, text, -1);

  return tree;
}

static CPLXMLNode *
ask (const char *address, GError **error)
{
  const char *kind = mls_address_get_service (address) == MLS_SERVICE_WMTS ? "WMTS" : "WMS";
  g_autofree char *plain = dup_without_fragment (address);
  g_autofree char *name = g_strconcat (kind, ":", plain, NULL);
  g_autofree char *reason = NULL;
  CPLXMLNode *tree = NULL;
  GDALDatasetH dataset;
  MlsGdalScope scope;

  mls_gdal_scope_begin (&scope);
  dataset = GDALOpenEx (name, GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, NULL, NULL, NULL);
  if (dataset != NULL)
    {
      tree = describe (address, dataset, kind, error);
      GDALClose (dataset);
    }
  reason = mls_gdal_scope_end (&scope);

  if (dataset == NULL)
    g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_OPEN, _("“%s” is not an image that can be read: %s"),
                 address, reason != NULL ? reason : _("no reason given"));

  return tree;
}

/* What a WMS or WMTS says of itself, or said if it does not answer. */
static CPLXMLNode *
find (const char *address, GError **error)
{
  gboolean is_offline = mls_address_is_offline (address);
  CPLXMLNode *tree = load (address, is_offline ? ANY_AGE : FRESH_S);
  g_autoptr (GError) failure = NULL;

  if (tree == NULL && is_offline)
    g_set_error (&failure, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY, _("Nothing is kept of “%s”"), address);
  else if (tree == NULL)
    tree = ask (address, &failure);
  if (tree == NULL && g_error_matches (failure, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_OPEN))
    tree = load (address, ANY_AGE);

  if (tree == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return tree;
}

/**
 * mls_service_dup_description: (skip)
 * @address: of a service, see mls_address_get_service(), or what mls_address_dup_offline() makes of it
 * @error: %MLS_IMAGERY_ERROR_OPEN if it cannot be asked what it is and nothing is known of it,
 *   %MLS_IMAGERY_ERROR_IMAGE if it is no picture, or several
 *
 * A WMS or WMTS is asked once a day, which may take long.
 *
 * Returns: (transfer full): what GDAL is to be told of it in place of a name, or %NULL
 */
char *
mls_service_dup_description (const char *address, GError **error)
{
  gboolean is_offline = mls_address_is_offline (address);
  g_autofree char *tiles = describe_tiles (address);
  CPLXMLNode *tree = mls_address_get_service (address) == MLS_SERVICE_TILES ? parse (tiles) : find (address, error);
  char *text;

  if (tree == NULL)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (manners); i++)
    CPLSetXMLValue (root_of (tree), manners[i].path, is_offline ? manners[i].offline : manners[i].online);
  text = dup_text (tree);
  CPLDestroyXMLNode (tree);

  return text;
}
