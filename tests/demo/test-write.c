#include "map.h"

#include "demo/curve.h"
#include "demo/error.h"
#include "demo/photo.h"
#include "demo/write.h"
#include "imagery/raster.h"
#include "remove-tree.h"
#include "store/image-link.h"

#include <gdal.h>
#include <gio/gio.h>
#include <locale.h>
#include <math.h>
#include <ogr_api.h>

#define N_FACES 500
#define SEED    3

typedef struct
{
  char            *dir;
  MlsDemo         *demo;
  MlsNomenclature *nomenclature;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *ocs2d = g_build_filename (g_getenv ("MLS_NOMENCLATURE"), "ocs2d", NULL);
  g_autoptr (GError) error = NULL;

  f->dir = g_dir_make_tmp ("demo-XXXXXX", &error);
  g_assert_no_error (error);
  f->nomenclature = mls_nomenclature_load (ocs2d, &error);
  g_assert_no_error (error);
  f->demo = mls_demo_new (&(MlsDemoOptions){ N_FACES, SEED }, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  remove_tree (f->dir);
  g_free (f->dir);
  mls_demo_free (f->demo);
  mls_nomenclature_unref (f->nomenclature);
}

static guint
count_files (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (entries) != NULL)
    n++;

  return n;
}

static void
assert_project (const Fixture *f, const Map *map)
{
  g_autofree char *path = g_build_filename (f->dir, MLS_DEMO_PROJECT, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, &error);
  g_autoptr (GArray) flaws = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  flaws = mls_store_check_partition (store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);

  for (guint i = 0; i < map->faces->len; i++)
    {
      g_autoptr (MlsFace) face = mls_store_face (store, i + 1, &error);

      g_assert_no_error (error);
      g_assert_true (mls_face_same_rings (face, map_face (map, i)));
      g_assert_true (mls_face_same_labels (face, map_face (map, i)));
    }

  links = mls_store_list_image_links (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (links->len, ==, 2);
  g_assert_cmpstr (((MlsImageLink *) g_ptr_array_index (links, 0))->uri, ==, "ortho-2021.tif");
  g_assert_cmpstr (((MlsImageLink *) g_ptr_array_index (links, 1))->vintage, ==, "24");

  g_assert_true (mls_store_get_setting (store, MLS_DEMO_SETTING_LINE, &line, &error));
  g_assert_no_error (error);
  g_assert_nonnull (line);
}

/* The photo as GDAL sees it: its corner, and whether anything is on it. */
static MlsVec
assert_photo (const Fixture *f, int year, const MlsExtent *territory)
{
  g_autofree char *name = g_strdup_printf ("ortho-%d.tif", year);
  g_autofree char *path = g_build_filename (f->dir, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsRaster) raster = mls_raster_open (path, MLS_DEMO_CRS, NULL, &error);
  g_autofree char *date = g_strdup_printf ("%d-", year);
  const MlsRasterFacts *facts;
  GDALDatasetH dataset;
  double transform[6], mean, deviation;

  g_assert_no_error (error);
  facts = mls_raster_get_facts (raster);
  g_assert_cmpfloat_with_epsilon (facts->pixel_size, 0.2, 1e-9);
  g_assert_true (facts->has_overviews);
  g_assert_false (facts->is_warped);
  g_assert_true (g_str_has_prefix (facts->date, date));
  g_assert_true (mls_extent_contains (&facts->extent, territory));

  dataset = GDALOpen (path, GA_ReadOnly);
  GDALGetGeoTransform (dataset, transform);
  for (int band = 1; band <= 3; band++)
    {
      GDALComputeRasterStatistics (GDALGetRasterBand (dataset, band), TRUE, NULL, NULL, &mean,
                                   &deviation, NULL, NULL);
      g_assert_cmpfloat (mean, >, 60);
      g_assert_cmpfloat (mean, <, 180);
      g_assert_cmpfloat (deviation, >, 12);
    }
  GDALClose (dataset);

  return (MlsVec){ transform[0], transform[3] };
}

static void
assert_truth (const Fixture *f, const Map *truth)
{
  g_autofree char *path = g_build_filename (f->dir, MLS_DEMO_TRUTH_FILE, NULL);
  GDALDatasetH dataset = GDALOpenEx (path, GDAL_OF_VECTOR, NULL, NULL, NULL);
  OGRLayerH layer;

  g_assert_nonnull (dataset);
  layer = GDALDatasetGetLayerByName (dataset, "truth");
  g_assert_cmpint (OGR_L_GetFeatureCount (layer, TRUE), ==, truth->faces->len);
  layer = GDALDatasetGetLayerByName (dataset, "fault");
  g_assert_cmpint (OGR_L_GetFeatureCount (layer, TRUE), >, 40);
  OGR_L_SetAttributeFilter (layer, "kind = 'code' AND cs24 IS NOT NULL AND vintage = '21,24'");
  g_assert_cmpint (OGR_L_GetFeatureCount (layer, TRUE), >, 5);
  GDALClose (dataset);
}

static void
test_write (Fixture *f, gconstpointer data)
{
  g_autoptr (Map) coverage = map_new (f->demo, MLS_DEMO_COVERAGE);
  g_autoptr (Map) truth = map_new (f->demo, MLS_DEMO_TRUTH);
  g_autoptr (GArray) edge = mls_demo_territory (f->demo);
  MlsBox box = mls_box_of_points ((const MlsPoint *) edge->data, edge->len);
  MlsExtent extent = mls_extent_of_box (&box);
  g_autoptr (GError) error = NULL;
  MlsDemoOutput output = { .dir = f->dir, .nomenclature = f->nomenclature };
  double shift;

  mls_demo_write (f->demo, &output, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (f->dir), ==, 4);

  assert_project (f, coverage);
  assert_truth (f, truth);
  shift = mls_vec_distance (assert_photo (f, 2021, &extent), assert_photo (f, 2024, &extent));
  g_assert_cmpfloat (shift, >, 1);
  g_assert_cmpfloat (shift, <, 2);

  /* A second time the project is in the way. */
  g_assert_false (mls_demo_write (f->demo, &output, &error));
  g_assert_error (error, MLS_DEMO_ERROR, MLS_DEMO_ERROR_FILE);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  return FALSE;
}

static void
test_given_up (Fixture *f, gconstpointer data)
{
  MlsDemoOutput output = { .dir = f->dir, .nomenclature = f->nomenclature, .progress = give_up };
  g_autoptr (GError) error = NULL;

  g_assert_false (mls_demo_write (f->demo, &output, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (f->dir), ==, 0);
}

static void
test_no_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->dir, "file", NULL);
  g_autofree char *dir = g_build_filename (file, "demo", NULL);
  MlsDemoOutput output = { .dir = dir, .nomenclature = f->nomenclature };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_false (mls_demo_write (f->demo, &output, &error));
  g_assert_error (error, MLS_DEMO_ERROR, MLS_DEMO_ERROR_FILE);
}

static void
test_no_photo (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->dir, "nowhere", "photo.tif", NULL);
  g_autoptr (MlsDemo) large =
      mls_demo_new (&(MlsDemoOptions){ MLS_DEMO_MOST_PHOTO_FACES + 1, SEED }, NULL);
  MlsDemoPhoto photo = { .date = 0, .path = path };
  g_autoptr (GError) error = NULL;

  g_assert_false (mls_demo_take_photo (f->demo, &photo, &error));
  g_assert_error (error, MLS_DEMO_ERROR, MLS_DEMO_ERROR_FILE);
  g_clear_error (&error);

  g_assert_false (mls_demo_take_photo (large, &photo, &error));
  g_assert_error (error, MLS_DEMO_ERROR, MLS_DEMO_ERROR_OPTIONS);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/demo/write/all", Fixture, NULL, set_up, test_write, tear_down);
  g_test_add ("/demo/write/given-up", Fixture, NULL, set_up, test_given_up, tear_down);
  g_test_add ("/demo/write/no-folder", Fixture, NULL, set_up, test_no_folder, tear_down);
  g_test_add ("/demo/write/no-photo", Fixture, NULL, set_up, test_no_photo, tear_down);

  return g_test_run ();
}
