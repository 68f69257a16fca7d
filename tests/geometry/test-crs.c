#include "geometry/crs-transform.h"
#include "geometry/crs.h"
#include "geometry/error.h"

#include <locale.h>
#include <math.h>

/* Lambert-93 as an ESRI file says it. */
#define ESRI_LAMBERT                                                                               \
  "PROJCS[\"RGF_1993_Lambert_93\",GEOGCS[\"GCS_RGF_1993\",DATUM[\"D_RGF_1993\","                   \
  "SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"                     \
  "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Lambert_Conformal_Conic\"],"                  \
  "PARAMETER[\"False_Easting\",700000.0],PARAMETER[\"False_Northing\",6600000.0],"                 \
  "PARAMETER[\"Central_Meridian\",3.0],PARAMETER[\"Standard_Parallel_1\",49.0],"                   \
  "PARAMETER[\"Standard_Parallel_2\",44.0],PARAMETER[\"Latitude_Of_Origin\",46.5],UNIT[\"Meter\"," \
  "1.0]]"

/* Its numbers, with names nobody knows and the parallels the other way round. */
#define NAMELESS_LAMBERT                                                                              \
  "PROJCS[\"unnamed\",GEOGCS[\"unknown\",DATUM[\"unknown\",SPHEROID[\"e\",6378137,298.257222101]],"    \
  "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],"                                      \
  "PROJECTION[\"Lambert_Conformal_Conic_2SP\"],PARAMETER[\"latitude_of_origin\",46.5],"                \
  "PARAMETER[\"central_meridian\",3],PARAMETER[\"standard_parallel_1\",44],"                           \
  "PARAMETER[\"standard_parallel_2\",49],PARAMETER[\"false_easting\",700000],"                         \
  "PARAMETER[\"false_northing\",6600000],UNIT[\"metre\",1]]"

static const char *const lambert_93[] = {
  "EPSG:2154",
  "IGNF:LAMB93",
  ESRI_LAMBERT,
  NAMELESS_LAMBERT,
  "LOCAL_CS[\"EPSG:2154\",UNIT[\"metre\",1]]",
  "LOCAL_CS[\"RGF93 v1 / "
  "Lambert-93\",UNIT[\"metre\",1],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]",
  "+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000 +ellps=GRS80 "
  "+towgs84=0,0,0,0,0,0,0 +units=m +no_defs",
  "urn:ogc:def:crs:EPSG::2154",
  "EPSG:5698", /* with heights */
  "EPSG:9794", /* on the third realisation of the datum, 3 mm away */
};

static const char *const others[] = {
  "EPSG:3949",
  "EPSG:27572",
  "EPSG:25831",
  "EPSG:32631",
  "EPSG:3857",
  "EPSG:4326",
  "EPSG:3812",
  /* one parameter away */
  "+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600001 +ellps=GRS80 "
  "+units=m",
  "+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000 +ellps=intl "
  "+units=m",
  "+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000 +ellps=GRS80 "
  "+units=ft",
};

static MlsCrs *
crs_new (const char *definition)
{
  g_autoptr (GError) error = NULL;
  MlsCrs *crs = mls_crs_new (definition, &error);

  g_assert_no_error (error);
  g_assert_nonnull (crs);

  return crs;
}

static void
test_equal (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lambert_93); i++)
    for (gsize j = 0; j < 4; j++)
      {
        g_autoptr (MlsCrs) a = crs_new (lambert_93[i]);
        g_autoptr (MlsCrs) b = crs_new (lambert_93[j]);

        if (!mls_crs_equal (a, b))
          g_error ("%s differs from %s", lambert_93[i], lambert_93[j]);
        g_assert_true (mls_crs_is_metric (a));
      }
}

static void
test_different (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    for (gsize j = 2; j < 4; j++)
      {
        g_autoptr (MlsCrs) a = crs_new (others[i]);
        g_autoptr (MlsCrs) b = crs_new (lambert_93[j]);

        if (mls_crs_equal (a, b) || mls_crs_equal (b, a))
          g_error ("%s equals %s", others[i], lambert_93[j]);
      }
}

static void
test_geographic (void)
{
  g_autoptr (MlsCrs) wgs84 = crs_new ("EPSG:4326");
  g_autoptr (MlsCrs) crs84 = crs_new ("OGC:CRS84");
  g_autoptr (MlsCrs) ntf = crs_new ("EPSG:4275");

  g_assert_true (mls_crs_equal (wgs84, crs84));
  g_assert_false (mls_crs_equal (wgs84, ntf));
  g_assert_false (mls_crs_is_metric (wgs84));
}

static void
test_not_metric (void)
{
  g_autoptr (MlsCrs) feet = crs_new ("EPSG:2263");
  g_autoptr (MlsCrs) degrees = crs_new ("EPSG:4326");

  g_assert_false (mls_crs_is_metric (feet));
  g_assert_false (mls_crs_is_metric (degrees));
  g_assert_true (mls_crs_is_geographic (degrees));
  g_assert_false (mls_crs_is_geographic (feet));
}

static void
test_refused (void)
{
  static const char *const definitions[] = {
    "",
    "nonsense",
    "EPSG:0",
    "LOCAL_CS[\"unnamed\",UNIT[\"metre\",1]]",
    "PROJCS[\"torn",
    "EPSG:5720",
    "+proj=nothing",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsCrs) crs = mls_crs_new (definitions[i], &error);

      if (crs != NULL)
        g_error ("“%s” is taken for %s", definitions[i], mls_crs_get_name (crs));
      g_assert_error (error, MLS_GEOMETRY_ERROR, MLS_GEOMETRY_ERROR_CRS);
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
test_names (void)
{
  g_autoptr (MlsCrs) crs = crs_new ("EPSG:2154");
  g_autoptr (MlsCrs) esri = crs_new (ESRI_LAMBERT);
  g_autoptr (MlsCrs)
    own = crs_new ("+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46 +lon_0=3.1 +ellps=GRS80");
  g_autofree char *authority = mls_crs_dup_authority (crs);
  g_autofree char *esri_authority = mls_crs_dup_authority (esri);
  g_autofree char *own_authority = mls_crs_dup_authority (own);
  g_autofree char *wkt = mls_crs_to_wkt (crs);
  g_autofree char *own_wkt = mls_crs_to_wkt (own);
  g_autoptr (MlsCrs) again = crs_new (wkt);
  g_autoptr (MlsCrs) own_again = crs_new (own_wkt);

  g_assert_cmpstr (mls_crs_get_name (crs), ==, "RGF93 v1 / Lambert-93");
  g_assert_cmpstr (authority, ==, "EPSG:2154");
  g_assert_cmpstr (esri_authority, ==, "EPSG:2154");
  g_assert_null (own_authority);
  g_assert_true (g_str_has_prefix (wkt, "PROJCS["));
  g_assert_true (mls_crs_equal (crs, again));
  g_assert_true (mls_crs_equal (own, own_again));
}

/* Paris, by the circular of the projection; longitude first although EPSG:4326 says latitude. */
static void
test_transform (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsCrs) degrees = crs_new ("EPSG:4326");
  g_autoptr (MlsCrs) lambert = crs_new ("EPSG:2154");
  g_autoptr (MlsCrsTransform) forward = mls_crs_transform_new (degrees, lambert, &error);
  g_autoptr (MlsCrsTransform) back = mls_crs_transform_new (lambert, degrees, &error);
  double x[] = { 3, 2.3522 };
  double y[] = { 46.5, 48.8566 };

  g_assert_true (mls_crs_transform_points (forward, x, y, 2, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (x[0], 700000, 1e-6);
  g_assert_cmpfloat_with_epsilon (y[0], 6600000, 1e-6);
  g_assert_cmpfloat_with_epsilon (x[1], 652469, 1);
  g_assert_cmpfloat_with_epsilon (y[1], 6862035, 1);

  g_assert_true (mls_crs_transform_points (back, x, y, 2, &error));
  g_assert_cmpfloat_with_epsilon (x[1], 2.3522, 1e-9);
  g_assert_cmpfloat_with_epsilon (y[1], 48.8566, 1e-9);
}

static void
test_transform_extent (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsCrs) lambert = crs_new ("EPSG:2154");
  g_autoptr (MlsCrs) degrees = crs_new ("EPSG:4326");
  g_autoptr (MlsCrsTransform) forward = mls_crs_transform_new (degrees, lambert, &error);
  MlsExtent around = { 1, 48, 5, 49 };
  MlsExtent off = { NAN, 0, 1, 1 };
  MlsExtent out;

  g_assert_true (mls_crs_transform_extent (forward, &around, &out, &error));

  /* A parallel is an arc that sags in its middle, on the meridian of origin. */
  for (int i = 0; i <= 8; i++)
    {
      double x = 1 + i / 2.0;
      double y = 48;

      g_assert_true (mls_crs_transform_points (forward, &x, &y, 1, &error));
      g_assert_true (out.min_y <= y + 1e-6 && out.min_x <= x + 1e-6 && x - 1e-6 <= out.max_x);
    }

  g_assert_false (mls_crs_transform_extent (forward, &off, &out, &error));
  g_assert_error (error, MLS_GEOMETRY_ERROR, MLS_GEOMETRY_ERROR_TRANSFORM);
}

static void
test_transform_outside (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsCrs) lambert = crs_new ("EPSG:2154");
  g_autoptr (MlsCrs) degrees = crs_new ("EPSG:4326");
  g_autoptr (MlsCrsTransform) forward = mls_crs_transform_new (degrees, lambert, &error);
  double x[] = { 3, 3 };
  double y[] = { 46.5, -95 };

  g_assert_false (mls_crs_transform_points (forward, x, y, 2, &error));
  g_assert_error (error, MLS_GEOMETRY_ERROR, MLS_GEOMETRY_ERROR_TRANSFORM);
}

static gpointer
compare_on_a_thread (gpointer data)
{
  g_autoptr (MlsCrs) a = data;
  g_autoptr (MlsCrs) b = crs_new ("IGNF:LAMB93");

  return GINT_TO_POINTER (mls_crs_equal (a, b));
}

/* A system made on one thread may be used up on another. */
static void
test_threads (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("crs", compare_on_a_thread, crs_new ("EPSG:2154"));

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geometry/crs/equal", test_equal);
  g_test_add_func ("/geometry/crs/different", test_different);
  g_test_add_func ("/geometry/crs/geographic", test_geographic);
  g_test_add_func ("/geometry/crs/not-metric", test_not_metric);
  g_test_add_func ("/geometry/crs/refused", test_refused);
  g_test_add_func ("/geometry/crs/names", test_names);
  g_test_add_func ("/geometry/crs/transform", test_transform);
  g_test_add_func ("/geometry/crs/transform-extent", test_transform_extent);
  g_test_add_func ("/geometry/crs/transform-outside", test_transform_outside);
  g_test_add_func ("/geometry/crs/threads", test_threads);

  return g_test_run ();
}
