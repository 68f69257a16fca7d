/* bench-first-map SIDE [FOLDER]: what it costs to make the first map of a territory of SIDE × SIDE blocks of 280 m, with
 * two roads and about eight buildings a block, in heaps as towns are, some terraced, some across a road. A department is
 * 277. Seconds, memory and what came of it, on stdout; layers, recipe and project stay in FOLDER if it is given. */

#include "document/first-map.h"

#include "remove-tree.h"

#include <gdal.h>
#include <locale.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define WEST  600000.0
#define SOUTH 6600000.0
#define BLOCK 280.0

/* Vertices of a road between two crossings. */
#define N_BENDS 6

/* A number from -1 to 1 that depends on the others alone. */
static double
noise (guint64 a, guint64 b, guint64 c)
{
  guint64 h = (a + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^ (b + 1) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9) ^
              (c + 1) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  h = (h ^ (h >> 31)) * G_GUINT64_CONSTANT (0xd6e8feb86659fd93);
  h ^= h >> 29;
  h *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  h ^= h >> 32;

  return (double) (h >> 11) / (double) (G_GUINT64_CONSTANT (1) << 52) - 1;
}

static void
crossing_at (int column, int row, double *x, double *y)
{
  *x = WEST + BLOCK * (column + 0.2 * noise ((guint64) column, (guint64) row, 1));
  *y = SOUTH + BLOCK * (row + 0.2 * noise ((guint64) column, (guint64) row, 2));
}

/* Layers */

typedef struct
{
  GDALDatasetH dataset;
  OGRLayerH    layer;
} Output;

static Output
output_new (const char *folder, const char *name, OGRwkbGeometryType type)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.gpkg", folder, name);
  OGRSpatialReferenceH crs = OSRNewSpatialReference (NULL);
  OGRFieldDefnH width = OGR_Fld_Create ("LARGEUR", OFTReal);
  Output output = { GDALCreate (GDALGetDriverByName ("GPKG"), path, 0, 0, 0, GDT_Unknown, NULL), NULL };

  OSRImportFromEPSG (crs, 2154);
  output.layer = GDALDatasetCreateLayer (output.dataset, name, crs, type, NULL);
  OGR_L_CreateField (output.layer, width, TRUE);
  GDALDatasetStartTransaction (output.dataset, FALSE);
  OGR_Fld_Destroy (width);
  OSRRelease (crs);

  return output;
}

static void
output_add (const Output *output, OGRGeometryH geometry, double width)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (output->layer));

  OGR_F_SetGeometryDirectly (feature, geometry);
  OGR_F_SetFieldDouble (feature, 0, width);
  g_assert_cmpint (OGR_L_CreateFeature (output->layer, feature), ==, OGRERR_NONE);
  OGR_F_Destroy (feature);
}

static void
output_close (Output *output)
{
  GDALDatasetCommitTransaction (output->dataset);
  GDALClose (output->dataset);
}

static OGRGeometryH
polygon_new (const double (*corners)[2], guint n)
{
  OGRGeometryH polygon = OGR_G_CreateGeometry (wkbPolygon);
  OGRGeometryH ring = OGR_G_CreateGeometry (wkbLinearRing);

  for (guint i = 0; i <= n; i++)
    OGR_G_AddPoint_2D (ring, corners[i % n][0], corners[i % n][1]);
  OGR_G_AddGeometryDirectly (polygon, ring);

  return polygon;
}

static void
write_territory (const char *folder, int side)
{
  Output output = output_new (folder, "limite", wkbPolygon);
  double far = BLOCK * side;
  const double corners[][2] = { { WEST - 40, SOUTH - 30 }, { WEST + far / 2, SOUTH + 60 }, { WEST + far + 30, SOUTH - 50 },
                                { WEST + far - 70, SOUTH + far + 20 }, { WEST - 20, SOUTH + far + 50 } };

  output_add (&output, polygon_new (corners, G_N_ELEMENTS (corners)), 0);
  output_close (&output);
}

static void
add_road (const Output *output, int column, int row, int east, int north)
{
  OGRGeometryH line = OGR_G_CreateGeometry (wkbLineString);
  double x0, y0, x1, y1;

  crossing_at (column, row, &x0, &y0);
  crossing_at (column + east, row + north, &x1, &y1);
  for (int i = 0; i < N_BENDS; i++)
    {
      double t = (double) i / (N_BENDS - 1);
      double bend = i > 0 && i + 1 < N_BENDS ? 6 * noise ((guint64) column, (guint64) row, (guint64) (3 + 10 * i + east)) : 0;

      OGR_G_AddPoint_2D (line, x0 + t * (x1 - x0) + bend * north, y0 + t * (y1 - y0) + bend * east);
    }
  output_add (output, line, 3.5 + 2.5 * fabs (noise ((guint64) (column * east), (guint64) (row * north), 99)));
}

static guint
write_roads (const char *folder, int side)
{
  Output output = output_new (folder, "troncon_de_route", wkbLineString);
  guint n = 0;

  for (int row = 0; row <= side; row++)
    for (int column = 0; column <= side; column++)
      {
        if (column < side)
          add_road (&output, column, row, 1, 0);
        if (row < side)
          add_road (&output, column, row, 0, 1);
        n += (guint) (column < side) + (guint) (row < side);
      }
  output_close (&output);

  return n;
}

/* Towns are where this is large: none to some thirty in a block, eight on the mean. */
static int
n_buildings_of (int column, int row)
{
  double town = noise ((guint64) column / 9, (guint64) row / 9, 7);
  double here = 0.5 + 0.5 * noise ((guint64) column, (guint64) row, 8);

  return town > 0.4 ? (int) (10 + 26 * here) : (int) (5.4 * here);
}

static void
add_building (const Output *output, double x, double y, double angle, double length, double width)
{
  static const double unit[][2] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0.6, 1 }, { 0.6, 0.7 }, { 0, 0.7 } };
  double corners[G_N_ELEMENTS (unit)][2];

  for (gsize i = 0; i < G_N_ELEMENTS (unit); i++)
    {
      corners[i][0] = x + cos (angle) * unit[i][0] * length - sin (angle) * unit[i][1] * width;
      corners[i][1] = y + sin (angle) * unit[i][0] * length + cos (angle) * unit[i][1] * width;
    }
  output_add (output, polygon_new (corners, G_N_ELEMENTS (unit)), 0);
}

/* One in three joins the one before, as in a terrace. */
static guint
write_buildings (const char *folder, int side)
{
  Output output = output_new (folder, "batiment", wkbPolygon);
  guint n = 0;

  for (int row = 0; row < side; row++)
    for (int column = 0; column < side; column++)
      {
        double angle = G_PI * noise ((guint64) column, (guint64) row, 11);
        double x = 0, y = 0, length = 0;
        int n_here = n_buildings_of (column, row);

        for (int i = 0; i < n_here; i++, n++)
          {
            if (i % 3 == 1)
              {
                x += cos (angle) * length;
                y += sin (angle) * length;
              }
            else
              {
                x = WEST + BLOCK * (column + 0.5 + 0.55 * noise ((guint64) column, (guint64) row, (guint64) (20 + 3 * i)));
                y = SOUTH + BLOCK * (row + 0.5 + 0.55 * noise ((guint64) column, (guint64) row, (guint64) (21 + 3 * i)));
              }
            length = 10 + 6 * noise ((guint64) column, (guint64) row, (guint64) (22 + 3 * i));
            add_building (&output, x, y, angle, length, 9 + 3 * noise ((guint64) column, (guint64) row, (guint64) (500 + i)));
          }
      }
  output_close (&output);

  return n;
}

/* Making */

static const char recipe[] =
  "[project]\nvintages = 2024\n"
  "[territory]\nfile = limite.gpkg\n"
  "[skeleton batiment]\nfile = batiment.gpkg\ncover = CS1.1.1\n"
  "[skeleton troncon_de_route]\nfile = troncon_de_route.gpkg\nwidth = LARGEUR\ncover = CS1.1.2\nuse = US4.1.2\n";

/* What is done, as it changes, with the seconds since the start and the most memory so far. */
typedef struct
{
  gint64      start;
  const char *what;
} Steps;

static double
most_mb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_maxrss / 1024;
}

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
tell (double fraction, const char *what, gpointer user_data)
{
  Steps *steps = user_data;

  if (what == steps->what)
    return;

  steps->what = what;
  printf ("%6.1f s %6.0f MB  %s\n", seconds_since (steps->start), most_mb (), what);
  fflush (stdout);
}

static void
make (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "recipe.ini", NULL);
  g_autoptr (MlsFirstMap) map = g_new0 (MlsFirstMap, 1);
  g_autoptr (GError) error = NULL;
  Steps steps = { g_get_monotonic_time (), NULL };
  const MlsImportProgress progress = { NULL, tell, &steps };
  clock_t cpu = clock ();

  g_assert_true (g_file_set_contents (path, recipe, -1, &error));
  map->recipe = mls_recipe_load (path, &error);
  g_assert_no_error (error);
  map->project = g_build_filename (folder, "carte.gpkg", NULL);
  map->author = g_strdup ("bench");
  mls_first_map_make (map, &progress, &error);
  g_assert_no_error (error);

  printf ("%6.1f s %6.0f MB  all, %.1f s of processor\n", seconds_since (steps.start), most_mb (),
          (double) (clock () - cpu) / CLOCKS_PER_SEC);
  for (guint i = 0; i < map->report->layers->len; i++)
    {
      const MlsSkeletonLayer *layer = g_ptr_array_index (map->report->layers, i);

      printf ("%s: %u of %u used\n", layer->name, layer->n[MLS_FATE_USED], layer->n_features);
    }
}

int
main (int argc, char *argv[])
{
  int side = argc > 1 ? atoi (argv[1]) : 40;
  g_autofree char *folder = argc > 2 ? g_strdup (argv[2]) : g_dir_make_tmp ("bench-first-map-XXXXXX", NULL);

  setlocale (LC_ALL, "");
  GDALAllRegister ();
  write_territory (folder, side);
  printf ("%u roads, ", write_roads (folder, side));
  printf ("%u buildings\n", write_buildings (folder, side));
  make (folder);
  if (argc <= 2)
    remove_tree (folder);

  return EXIT_SUCCESS;
}
