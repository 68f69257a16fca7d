#include "fixture.h"

#include "imagery/imagery.h"
#include "imagery/tile-loader.h"

#include <locale.h>
#include <time.h>

/* Time to make a tile of photo, by scale and by the number of threads, from an image written here:
 * a tiled JPEG GeoTIFF of 20 cm with overviews, as a cloud-optimised one. A path as argument, and a
 * reference system after it, measure an image of one's own. */

#define SIDE 6144
#define MOST_TILES 100

/* Fields with rows, and grain: what JPEG finds neither easy nor hard. */
static double
fields (int band, int x, int y, gpointer data)
{
  int field = (x / 300) * 7 + (y / 220) * 13;
  guint noise = ((guint) x * 2654435761u) ^ ((guint) y * 2246822519u);

  return 90 + (field * 37 + band * 20) % 80 + (((x + y * (field % 3)) / 4) & 1) * 12 +
         (noise >> 13) % 16;
}

static char *
write_image (void)
{
  static const char *const options[] = { "TILED=YES",     "BLOCKXSIZE=512",    "BLOCKYSIZE=512",
                                         "COMPRESS=JPEG", "PHOTOMETRIC=YCBCR", NULL };
  Fixture fixture = { .width = SIDE,
                      .height = SIDE,
                      .pixel_size = 0.2,
                      .options = options,
                      .overviews = "AVERAGE",
                      .pixel = fields };

  return fixture_write ("bench.tif", &fixture);
}

static gpointer
open_reader (gpointer user_data)
{
  return mls_imagery_reader_new ();
}

static gpointer
make_tile (gpointer           state,
           const MlsTileKey  *key,
           gpointer           request,
           GCancellable      *cancellable,
           GError           **error)
{
  g_autoptr (MlsPicture) picture = mls_picture_new (MLS_TILE_PX, MLS_TILE_PX);
  MlsExtent extent = mls_tile_key_extent (key);

  if (!mls_imagery_reader_read (state, request, &extent, picture, cancellable, error))
    return NULL;

  return g_steal_pointer (&picture);
}

static const MlsTileLoaderFuncs funcs = {
  open_reader,
  (void (*) (gpointer)) mls_imagery_reader_free,
  make_tile,
  (void (*) (gpointer)) mls_picture_free,
  (gpointer (*) (gpointer)) mls_imagery_ref,
  (void (*) (gpointer)) mls_imagery_unref,
};

/* Tiles within the image, so that all of them show photo. */
static GArray *
list_tiles (const MlsExtent *extent, double m_per_px, guint most)
{
  GArray *all = mls_tiles_cover (extent, m_per_px, 0);
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (MlsTileKey));

  for (guint i = 0; i < all->len && keys->len < most; i++)
    {
      MlsExtent tile = mls_tile_key_extent (&g_array_index (all, MlsTileKey, i));

      if (mls_extent_contains (extent, &tile))
        g_array_append_val (keys, g_array_index (all, MlsTileKey, i));
    }

  g_array_unref (all);
  return keys;
}

/* Time of the clock, and of the processors: on a machine that does other things besides, the second
 * is the one to believe. */
typedef struct
{
  double wall_ms;
  double work_ms;
} Cost;

static gint64
get_work_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static Cost
cost_since (gint64 wall, gint64 work, guint n_tiles)
{
  return (Cost){ (double) (g_get_monotonic_time () - wall) / 1000 / n_tiles,
                 (double) (get_work_time () - work) / 1000 / n_tiles };
}

static void
flush (void)
{
  while (GDALFlushCacheBlock ())
    ;
}

static Cost
time_tiles (MlsImagery *imagery, GArray *keys, guint n_threads)
{
  g_autoptr (MlsTileLoader) loader = mls_tile_loader_new (&funcs, NULL, NULL, n_threads);
  gint64 wall, work;
  Cost cost;

  flush ();
  wall = g_get_monotonic_time ();
  work = get_work_time ();
  mls_tile_loader_want (loader, 0, (const MlsTileKey *) keys->data, keys->len, imagery);
  while (mls_tile_loader_get_pending (loader) > 0)
    g_main_context_iteration (NULL, TRUE);
  cost = cost_since (wall, work, keys->len);
  mls_tile_loader_close (loader);

  return cost;
}

/* What GDAL needs alone, for whole blocks of 512 × 512. */
static void
measure_gdal (const char *path)
{
  GDALDatasetH dataset = GDALOpen (path, GA_ReadOnly);
  g_autofree guint8 *buffer = g_malloc (MLS_TILE_PX * MLS_TILE_PX * 3);
  gint64 wall, work;
  guint n_tiles = 0;
  Cost cost;

  flush ();
  wall = g_get_monotonic_time ();
  work = get_work_time ();
  for (int y = 0; y + MLS_TILE_PX <= GDALGetRasterYSize (dataset) && n_tiles < MOST_TILES;
       y += MLS_TILE_PX)
    for (int x = 0; x + MLS_TILE_PX <= GDALGetRasterXSize (dataset) && n_tiles < MOST_TILES;
         x += MLS_TILE_PX)
      {
        g_assert_cmpint (GDALDatasetRasterIO (dataset, GF_Read, x, y, MLS_TILE_PX, MLS_TILE_PX,
                                              buffer, MLS_TILE_PX, MLS_TILE_PX, GDT_Byte, 3, NULL,
                                              3, 3 * MLS_TILE_PX, 1),
                         ==, CE_None);
        n_tiles++;
      }
  cost = cost_since (wall, work, n_tiles);
  GDALClose (dataset);

  g_print ("GDAL alone, whole blocks: %6.2f ms a tile, %6.2f of work\n", cost.wall_ms,
           cost.work_ms);
}

static void
measure (const char *path, const char *crs, const char *name)
{
  static const double steps[] = { 1, 1.65, 1.99, 2, 3.307, 6.61, 0.66, 0.3, 0.1 };
  MlsImagerySource source = { path };
  g_autoptr (MlsImagery) imagery = mls_imagery_new (crs, &source, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsRaster) raster = mls_raster_open (path, crs, NULL, &error);
  const MlsRasterFacts *facts;

  if (raster == NULL)
    g_error ("%s", error->message);
  facts = mls_raster_get_facts (raster);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GArray)
        keys = list_tiles (&facts->extent, steps[i] * facts->pixel_size, MOST_TILES);

      if (keys->len > 0)
        {
          Cost one = time_tiles (imagery, keys, 1);
          Cost two = time_tiles (imagery, keys, 2);

          g_print ("%s, %4.2f pixels a pixel: %6.2f ms a tile, %6.2f of work; two threads %6.2f "
                   "ms, %6.2f of work\n",
                   name, steps[i], one.wall_ms, one.work_ms, two.wall_ms, two.work_ms);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = NULL;

  setlocale (LC_ALL, "");
  fixture_begin ();

  if (argc > 1)
    {
      measure_gdal (argv[1]);
      measure (argv[1], argc > 2 ? argv[2] : NULL, argv[1]);
    }
  else
    {
      path = write_image ();
      measure_gdal (path);
      measure (path, FIXTURE_CRS, "as it lies");
      measure (path, "EPSG:32631", "warped");
    }

  fixture_end ();

  return 0;
}
