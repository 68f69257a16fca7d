/* A cadastre: how long it takes to read, to draw at some scales, to snap to and to search.
 * bench-references SIDE: as many parcels as that squared. */

#include "document/name-index.h"
#include "paint/figure-blend.h"
#include "vector/source.h"

#include <gdal.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>

#define WEST  600000.0
#define SOUTH 6800000.0
#define STEP  30.0

#define TILE 512

static OGRGeometryH
parcel_at (int column, int row)
{
  OGRGeometryH polygon = OGR_G_CreateGeometry (wkbPolygon);
  OGRGeometryH ring = OGR_G_CreateGeometry (wkbLinearRing);
  double x = WEST + STEP * column;
  double y = SOUTH + STEP * row;
  static const double corners[][2] = { { 0, 0 }, { 0.4, 0.03 }, { 1, 0 }, { 1, 0.5 }, { 1, 1 }, { 0.5, 1.02 }, { 0, 1 }, { 0, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (corners); i++)
    OGR_G_AddPoint_2D (ring, x + STEP * corners[i][0], y + STEP * corners[i][1]);
  OGR_G_AddGeometryDirectly (polygon, ring);

  return polygon;
}

static void
write_parcels (const char *path, int side)
{
  GDALDatasetH dataset = GDALCreate (GDALGetDriverByName ("GPKG"), path, 0, 0, 0, GDT_Unknown, NULL);
  OGRSpatialReferenceH crs = OSRNewSpatialReference (NULL);
  OGRFieldDefnH name = OGR_Fld_Create ("nom", OFTString);
  OGRLayerH layer;

  OSRImportFromEPSG (crs, 2154);
  layer = GDALDatasetCreateLayer (dataset, "parcelles", crs, wkbPolygon, NULL);
  OGR_L_CreateField (layer, name, TRUE);
  GDALDatasetStartTransaction (dataset, FALSE);
  for (int row = 0; row < side; row++)
    for (int column = 0; column < side; column++)
      {
        OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));
        g_autofree char *text = g_strdup_printf ("Section %d, n° %d", row, column);

        OGR_F_SetGeometryDirectly (feature, parcel_at (column, row));
        OGR_F_SetFieldString (feature, 0, text);
        g_assert_cmpint (OGR_L_CreateFeature (layer, feature), ==, OGRERR_NONE);
        OGR_F_Destroy (feature);
      }
  GDALDatasetCommitTransaction (dataset);
  OGR_Fld_Destroy (name);
  OSRDestroySpatialReference (crs);
  GDALClose (dataset);
}

static double
ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
report_memory (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "Rss") || g_str_has_prefix (lines[i], "VmHWM"))
      printf ("  %s\n", lines[i]);
}

static MlsFigures *
read_parcels (const char *path, const MlsBox *box, const char *what)
{
  g_auto (MlsVectorOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  MlsFigures *figures = mls_vector_read (&(MlsVectorSource){ path, NULL, "nom" }, "EPSG:2154", box, &outcome, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  printf ("%s: %u parcels in %.0f ms\n", what, mls_figures_get_n (figures), ms_since (start));

  return figures;
}

static void
draw (const MlsFigures *figures, double scale, double fill)
{
  double m_per_px = scale * 0.0254 / 96;
  g_autofree guint8 *rgb = g_malloc0 (3 * TILE * TILE);
  const MlsFigureCanvas canvas = { rgb, TILE, TILE, { WEST + 1000, SOUTH + 1000 + TILE * m_per_px, m_per_px }, 1 };
  gint64 start = g_get_monotonic_time ();

  mls_figures_blend (figures, &(MlsFigureStyle){ 0x7db8ff, 1.5, fill, FALSE }, &canvas);
  printf ("a tile at 1:%.0f%s: %.1f ms\n", scale, fill > 0 ? ", filled" : "", ms_since (start));
}

static void
count (const MlsFigure *figure, gpointer n)
{
  (*(guint *) n)++;
}

static void
look_near (const MlsFigures *figures)
{
  enum { N = 10000 };
  gint64 start = g_get_monotonic_time ();
  guint n = 0;

  for (int i = 0; i < N; i++)
    {
      MlsPoint point = { (gint64) (WEST * 1000) + 1000 * i, (gint64) (SOUTH * 1000) + 999 * i };
      MlsBox box = { point.x - 6600, point.y - 6600, point.x + 6600, point.y + 6600 };

      mls_figures_each (figures, &box, count, &n);
    }
  printf ("what is near a point: %.1f µs, %u of %d near some\n", ms_since (start) * 1000 / N, n, N);
}

static void
search (const MlsFigures *figures)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (MlsNameIndex) names = mls_name_index_new (figures);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (MlsNameHit));

  printf ("index of names: %.0f ms\n", ms_since (start));
  start = g_get_monotonic_time ();
  mls_name_index_search (names, "section 17 n 4", hits);
  printf ("search among %u names: %.1f ms, %u found\n", mls_name_index_get_n (names), ms_since (start), hits->len);
}

int
main (int argc, char *argv[])
{
  static const double scales[] = { 2500, 25000, 250000, 1000000 };
  int side = argc > 1 ? atoi (argv[1]) : 100;
  g_autofree char *folder = g_dir_make_tmp ("mls-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "parcelles.gpkg", NULL);
  g_autoptr (MlsFigures) near = NULL;
  g_autoptr (MlsFigures) all = NULL;

  GDALAllRegister ();
  write_parcels (path, side);
  near = read_parcels (path, &(MlsBox){ 600300000, 6800300000, 601300000, 6801000000 }, "one window of the file");
  report_memory ();
  all = read_parcels (path, NULL, "all of the file");
  report_memory ();
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      draw (all, scales[i], 0);
      draw (all, scales[i], 0.3);
    }
  look_near (all);
  search (all);
  report_memory ();

  g_unlink (path);
  g_rmdir (folder);

  return 0;
}
