#include "../store/sample.h"
#include "paint/colouring.h"
#include "view/overview.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <time.h>

/* What views of the whole territory and of parts of it cost with and without an overview: of the project
 * that is named, or of 90 000 square faces. PICTURES is a folder for what they look like. */

static const Board board = { 300, 300, 50, 8, 900 };

#define PX 512

static MlsExtent ground;

static gboolean
take_edge (const MlsEdge *edge, gpointer user_data)
{
  MlsBox box = mls_box_of_points (edge->points, edge->n_points);
  MlsExtent extent = mls_extent_of_box (&box);

  ground = mls_extent_union (&ground, &extent);

  return TRUE;
}

static double
work_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

/* A square of that scale in the middle, or all of it. */
static MlsExtent
view_at (double m_per_px)
{
  double half = m_per_px * PX / 2;
  double x = (ground.min_x + ground.max_x) / 2;
  double y = (ground.min_y + ground.max_y) / 2;

  return (MlsExtent){ x - half, y - half, x + half, y + half };
}

static void
write_picture (const MlsIdTile *tile, const MlsNomenclature *nomenclature, double m_per_px, const char *what)
{
  const char *folder = g_getenv ("PICTURES");
  MlsColouring colouring = { nomenclature, 0, MLS_DIMENSION_COVER, 3, 0.8, 1, mls_line_style_border (m_per_px) };
  g_autofree guint8 *rgb = g_malloc (3 * PX * PX);
  g_autofree char *name = g_strdup_printf ("%s/%s-%.0f.png", folder, what, m_per_px / 0.0254 * 96);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, PX, PX);
  guint32 *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface);

  memset (rgb, 0xb9, 3 * PX * PX);
  mls_colouring_blend (&colouring, tile, rgb, 3 * PX);
  for (gsize i = 0; i < PX * PX; i++)
    pixels[i] = (guint32) rgb[3 * i] << 16 | (guint32) rgb[3 * i + 1] << 8 | rgb[3 * i + 2];
  cairo_surface_mark_dirty (surface);
  if (folder != NULL)
    cairo_surface_write_to_png (surface, name);
  cairo_surface_destroy (surface);
}

static double
read_all_faces (MlsStoreReader *reader, const MlsExtent *extent, const MlsNomenclature *nomenclature, double m_per_px)
{
  double start = work_ms ();
  g_autoptr (MlsIdTile) tile = NULL;
  MlsLattice lattice;
  MlsSource source = mls_store_reader_source (reader);

  g_assert_true (mls_lattice_init (&lattice, extent, PX, PX));
  g_assert_true (mls_store_reader_begin (reader, 0, NULL, NULL));
  tile = mls_id_tile_read (&lattice, &source, NULL);
  mls_store_reader_end (reader);
  start = work_ms () - start;
  write_picture (tile, nomenclature, m_per_px, "faces");

  return start;
}

static double
read_overview (MlsOverview           *overview,
               MlsStoreReader        *reader,
               const MlsExtent       *extent,
               const MlsNomenclature *nomenclature,
               double                 m_per_px)
{
  double start = work_ms ();
  gint64 operation;
  g_autoptr (MlsIdTile) tile = mls_overview_read (overview, reader, extent, PX, &operation, NULL);

  start = work_ms () - start;
  g_assert_nonnull (tile);
  write_picture (tile, nomenclature, m_per_px, "overview");

  return start;
}

static void
bench (const char *path, const char *cache, const MlsNomenclature *nomenclature)
{
  static const double scales[] = { 50000, 100000, 250000, 500000, 1000000 };
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (path, NULL);
  MlsOverview *overview = NULL;
  GStatBuf size;
  double start;

  ground = MLS_EXTENT_EMPTY;
  g_assert_true (mls_store_reader_each_edge (reader, take_edge, NULL, NULL));
  overview = mls_overview_new (cache);
  start = work_ms ();
  g_assert_true (mls_overview_make_all (overview, reader, NULL, NULL, NULL, NULL));
  g_print ("all of %.0f × %.0f km made in %.0f ms of the processor\n", mls_extent_width (&ground) / 1000,
           mls_extent_height (&ground) / 1000, work_ms () - start);
  mls_overview_free (overview);
  g_assert_cmpint (g_stat (cache, &size), ==, 0);
  g_print ("kept in %.1f MB\n", (double) size.st_size / 1e6);

  overview = mls_overview_new (cache);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      double m_per_px = scales[i] * 0.0254 / 96;
      MlsExtent extent = view_at (m_per_px);

      g_print ("1:%-8.0f a tile from all its faces %7.1f ms, from the overview %6.1f ms\n", scales[i],
               read_all_faces (reader, &extent, nomenclature, m_per_px),
               read_overview (overview, reader, &extent, nomenclature, m_per_px));
    }
  mls_overview_free (overview);
}

int
main (int argc, char *argv[])
{
  Sample sample = { NULL };
  g_autofree char *cache = NULL;
  g_autoptr (MlsNomenclature) nomenclature = NULL;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  sample_begin (&sample, argc > 1 ? NULL : &board);
  if (argc > 1)
    {
      g_autoptr (MlsStore) store = mls_store_open (argv[1], MLS_STORE_READ_ONLY, NULL);

      nomenclature = mls_store_read_nomenclature (store, NULL);
    }
  else
    nomenclature = sample_nomenclature ();

  cache = g_build_filename (sample.folder, "overview", NULL);
  bench (argc > 1 ? argv[1] : sample.path, cache, nomenclature);
  g_unlink (cache);
  sample_end (&sample);

  return 0;
}
