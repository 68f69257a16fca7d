#include "fixture.h"
#include "http.h"

#include "imagery/address.h"
#include "imagery/error.h"
#include "imagery/imagery.h"
#include "imagery/service.h"

#include <cpl_conv.h>
#include <locale.h>
#include <string.h>

/* Services of images: what GDAL is told of them, and that what was seen of one is there without it. */

/* Asked again after a failure, see imagery/server.h. */
#define REST_US (1200 * 1000)

static double
flat (int band, int x, int y, gpointer data)
{
  return 50 + 60 * band;
}

/* A WMTS in Web Mercator, whose tiles are those of the usual services. */
static char *
dup_wmts_capabilities (const char *address)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (
    text,
    "<Capabilities xmlns=\"http://www.opengis.net/wmts/1.0\" xmlns:ows=\"http://www.opengis.net/ows/1.1\" "
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.0.0\"><ows:OperationsMetadata>"
    "<ows:Operation name=\"GetTile\"><ows:DCP><ows:HTTP><ows:Get xlink:href=\"%s?\"><ows:Constraint "
    "name=\"GetEncoding\"><ows:AllowedValues><ows:Value>KVP</ows:Value></ows:AllowedValues></ows:Constraint></ows:Get>"
    "</ows:HTTP></ows:DCP></ows:Operation></ows:OperationsMetadata><Contents><Layer><ows:Identifier>ORTHO"
    "</ows:Identifier><ows:WGS84BoundingBox><ows:LowerCorner>-5 41</ows:LowerCorner><ows:UpperCorner>10 51"
    "</ows:UpperCorner></ows:WGS84BoundingBox><Style isDefault=\"true\"><ows:Identifier>normal</ows:Identifier></Style>"
    "<Format>image/png</Format><TileMatrixSetLink><TileMatrixSet>PM</TileMatrixSet></TileMatrixSetLink></Layer>"
    "<TileMatrixSet><ows:Identifier>PM</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857"
    "</ows:SupportedCRS>",
    address);
  for (int z = 0; z < 18; z++)
    {
      char denominator[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (denominator, sizeof denominator, "%.10f", 559082264.0287178 / (1 << z));
      g_string_append_printf (text,
                              "<TileMatrix><ows:Identifier>%d</ows:Identifier><ScaleDenominator>%s</ScaleDenominator>"
                              "<TopLeftCorner>-20037508.3427892 20037508.3427892</TopLeftCorner><TileWidth>256"
                              "</TileWidth><TileHeight>256</TileHeight><MatrixWidth>%d</MatrixWidth><MatrixHeight>%d"
                              "</MatrixHeight></TileMatrix>",
                              z, denominator, 1 << z, 1 << z);
    }
  g_string_append (text, "</TileMatrixSet></Contents></Capabilities>");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A service of this machine, all of whose images are of one colour. */
typedef struct
{
  Http *http;
  char *address;
} Service;

static void
set_up (Service *self, gconstpointer query)
{
  gboolean is_wms = g_str_has_prefix (query, "?SERVICE=WMS&");
  int side = is_wms ? 512 : 256;
  Fixture fixture = { .width = side, .height = side, .pixel = flat };
  g_autofree char *path = fixture_write ("tile.tif", &fixture);
  g_autofree char *root = NULL;
  g_autofree char *capabilities = NULL;

  self->http = http_new (path);
  root = http_address (self->http);
  capabilities = dup_wmts_capabilities (root);
  http_set_capabilities (self->http, capabilities);
  self->address = g_strconcat (root, query, NULL);
}

static void
tear_down (Service *self, gconstpointer query)
{
  if (self->http != NULL)
    http_free (self->http);
  g_free (self->address);
}

/* A reader that has nothing open yet, as of a program that was just begun. */
static MlsPicture *
look (const char *address, double east, GError **error)
{
  const MlsExtent ground = { FIXTURE_X + east, FIXTURE_Y - 500, FIXTURE_X + east + 500, FIXTURE_Y };
  const MlsImagerySource source = { address };
  g_autoptr (MlsImagery) imagery = mls_imagery_new (FIXTURE_CRS, &source, 1);
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  MlsPicture *picture = mls_picture_new (256, 256);

  mls_imagery_reader_read (reader, imagery, &ground, picture, NULL, error);

  return picture;
}

static void
assert_seen (Service *self, double east)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPicture) picture = look (self->address, east, &error);

  g_assert_no_error (error);
  g_assert_cmpint (picture->cover, ==, MLS_COVER_FULL);
  assert_colour (picture, 128, 128, 50, 110, 170);
}

/* It cannot be asked: what was seen before is seen, and all that is not there is told once as away. */
static void
assert_kept (Service *self, double east, gboolean is_kept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPicture) picture = look (self->address, east, &error);

  if (is_kept)
    assert_colour (picture, 128, 128, 50, 110, 170);
  else
    {
      g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY);
      g_assert_nonnull (strstr (error->message, "127.0.0.1"));
      g_assert_cmpint (picture->cover, ==, MLS_COVER_NONE);
    }
}

/* Seen, the server gone, seen again by a program that knows nothing of it; what is beside is away. */
static void
test_offline (Service *self, gconstpointer query)
{
  assert_seen (self, 0);
  g_clear_pointer (&self->http, http_free);

  assert_kept (self, 0, TRUE);
  assert_kept (self, 5000, FALSE);
  assert_kept (self, 0, TRUE);
  assert_kept (self, 5000, FALSE);
  g_usleep (REST_US);
  assert_kept (self, 5000, FALSE);
  assert_kept (self, 0, TRUE);
}

/* It fails for a while: what is beside comes as soon as it has mended. */
static void
test_mended (Service *self, gconstpointer query)
{
  assert_seen (self, 0);
  http_set_mood (self->http, HTTP_ERROR);
  assert_kept (self, 5000, FALSE);
  assert_kept (self, 0, TRUE);
  http_set_mood (self->http, HTTP_WELL);
  g_usleep (REST_US);
  assert_seen (self, 5000);
}

/* What it is need not be asked again on the same day. */
static void
test_known (Service *self, gconstpointer query)
{
  guint n_asked;

  assert_seen (self, 0);
  n_asked = http_count (self->http);
  assert_seen (self, 0);
  g_assert_cmpuint (http_count (self->http), ==, n_asked);
}

static void
assert_described (const char *address, const char *part)
{
  g_autofree char *text = mls_service_dup_description (address, NULL);

  g_assert_nonnull (text);
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static void
test_tiles (void)
{
  static const char top[] = "https://host/{z}/{x}/{y}.png?a=1&b=2";
  static const char bottom[] = "http://host/{z}/{x}/{-y}.jpg#zmax=17";

  assert_described (top, "<ServerUrl>https://host/${z}/${x}/${y}.png?a=1&amp;b=2</ServerUrl>");
  assert_described (top, "<YOrigin>top</YOrigin>");
  assert_described (top, "<TileLevel>19</TileLevel>");
  assert_described (top, "<OfflineMode>false</OfflineMode>");
  assert_described (bottom, "<ServerUrl>http://host/${z}/${x}/${y}.jpg</ServerUrl>");
  assert_described (bottom, "<YOrigin>bottom</YOrigin>");
  assert_described (bottom, "<TileLevel>17</TileLevel>");
  assert_described ("http://host/{z}/{x}/{-y}.jpg#zmax=17&offline", "<OfflineMode>true</OfflineMode>");
}

#define WMS_LAYER                                                                                             \
  "<Layer><Name>%s</Name><Title>%s</Title><SRS>EPSG:2154</SRS><LatLonBoundingBox minx=\"-5\" miny=\"41\" "     \
  "maxx=\"10\" maxy=\"51\"/><BoundingBox SRS=\"EPSG:2154\" minx=\"0\" miny=\"6000000\" maxx=\"1300000\" "     \
  "maxy=\"7200000\"/></Layer>"

/* Of several layers none is taken for the one: the message says what to ask for. */
static void
test_layers (Service *self, gconstpointer query)
{
  g_autofree char *capabilities = g_strdup_printf (
    "<WMT_MS_Capabilities version=\"1.1.1\"><Capability><Request><GetMap><Format>image/png</Format><DCPType><HTTP><Get>"
    "<OnlineResource xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"http://host.test/wms\"/></Get></HTTP>"
    "</DCPType></GetMap></Request><Layer><Title>all</Title><SRS>EPSG:2154</SRS>" WMS_LAYER WMS_LAYER
    "</Layer></Capability></WMT_MS_Capabilities>",
    "ORTHO", "Photo", "PLAN", "Map");
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsRaster) raster = NULL;

  http_set_capabilities (self->http, capabilities);
  raster = mls_raster_open (self->address, FIXTURE_CRS, NULL, &error);
  g_assert_null (raster);
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_IMAGE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "2"));
  g_assert_nonnull (strstr (error->message, "LAYERS=ORTHO"));
}

#define WMTS  "?SERVICE=WMTS&REQUEST=GetCapabilities"
#define WMS   "?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=ORTHO&CRS=EPSG:2154" \
              "&BBOX=0,6000000,1300000,7200000&FORMAT=image/tiff"
#define TILES "/{z}/{x}/{y}.tif"

int
main (int argc, char *argv[])
{
  static const char *const kinds[][2] = { { "wmts", WMTS }, { "wms", WMS }, { "tiles", TILES } };
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();
  CPLSetConfigOption ("GDAL_HTTP_TIMEOUT", "1");

  g_test_add_func ("/imagery/service/tiles", test_tiles);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *offline = g_strconcat ("/imagery/service/offline-", kinds[i][0], NULL);
      g_autofree char *mended = g_strconcat ("/imagery/service/mended-", kinds[i][0], NULL);
      g_autofree char *known = g_strconcat ("/imagery/service/known-", kinds[i][0], NULL);

      g_test_add (offline, Service, kinds[i][1], set_up, test_offline, tear_down);
      g_test_add (mended, Service, kinds[i][1], set_up, test_mended, tear_down);
      g_test_add (known, Service, kinds[i][1], set_up, test_known, tear_down);
    }
  g_test_add ("/imagery/service/layers", Service, "?SERVICE=WMS&REQUEST=GetCapabilities", set_up, test_layers, tear_down);

  result = g_test_run ();
  fixture_end ();

  return result;
}
