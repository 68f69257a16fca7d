#include "trial.h"

#include "imagery/init.h"

#include <gdal.h>
#include <locale.h>
#include <ogr_api.h>

/* How near lines led along edges of a demo's photo are to the borders of its truth, against straight ones through the
 * same clicks, 30 to 80 m apart: `bench-demo-livewire DIR`, with DIR as millesime-cli demo makes it. Borders are those
 * where the cover of 2024 changes, at least 60 m from node to node. What leads was tuned on some of them, too: see
 * tests/imagery/test-livewire-real.c for borders that were held out. */

#define M_PER_PX     0.66 /* 1:2500 */
#define SHORTEST_MM  60000
#define NEAREST_MM   30000
#define FARTHEST_MM  80000
#define MOST_CLICKS  6
#define ONE_IN       6

typedef struct
{
  MlsPoint a;
  MlsPoint b;
} Side;

static guint
side_hash (gconstpointer key)
{
  const Side *side = key;

  return mls_point_hash (side->a) * 31 + mls_point_hash (side->b);
}

static gboolean
side_equal (gconstpointer a, gconstpointer b)
{
  const Side *x = a, *y = b;

  return mls_point_equal (x->a, y->a) && mls_point_equal (x->b, y->b);
}

/* A ring of the truth, and what it is the cover of. */
typedef struct
{
  const char *cover; /* interned */
  GArray     *points;
} Ring;

static void
ring_clear (gpointer data)
{
  g_array_unref (((Ring *) data)->points);
}

static void
add_ring (GArray *rings, OGRGeometryH line, const char *cover)
{
  Ring ring = { cover, g_array_new (FALSE, FALSE, sizeof (MlsPoint)) };

  for (int i = 0; i < OGR_G_GetPointCount (line); i++)
    {
      MlsPoint point;

      g_assert_true (mls_grid_from_metres (OGR_G_GetX (line, i), OGR_G_GetY (line, i), &point));
      g_array_append_val (ring.points, point);
    }
  g_array_append_val (rings, ring);
}

static GArray *
read_truth (const char *path)
{
  GArray *rings = g_array_new (FALSE, FALSE, sizeof (Ring));
  GDALDatasetH file = GDALOpenEx (path, GDAL_OF_VECTOR, NULL, NULL, NULL);
  OGRLayerH layer;
  OGRFeatureH feature;

  if (file == NULL)
    g_error ("%s cannot be read", path);

  g_array_set_clear_func (rings, ring_clear);
  layer = GDALDatasetGetLayerByName (file, "truth");
  while ((feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      OGRGeometryH polygon = OGR_F_GetGeometryRef (feature);
      int cover = OGR_F_GetFieldIndex (feature, "cs24");

      for (int r = 0; r < OGR_G_GetGeometryCount (polygon); r++)
        add_ring (rings, OGR_G_GetGeometryRef (polygon, r), g_intern_string (OGR_F_GetFieldAsString (feature, cover)));
      OGR_F_Destroy (feature);
    }
  GDALClose (file);

  return rings;
}

/* The cover to the left of each side of each ring. */
static GHashTable *
note_sides (const GArray *rings)
{
  GHashTable *covers = g_hash_table_new_full (side_hash, side_equal, g_free, NULL);

  for (guint r = 0; r < rings->len; r++)
    {
      const Ring *ring = &g_array_index (rings, Ring, r);

      for (guint i = 0; i + 1 < ring->points->len; i++)
        {
          Side side = { g_array_index (ring->points, MlsPoint, i), g_array_index (ring->points, MlsPoint, i + 1) };

          g_hash_table_insert (covers, g_memdup2 (&side, sizeof side), (gpointer) ring->cover);
        }
    }

  return covers;
}

/* The cover across, where that is another and this ring is the one to tell of the border; else NULL. */
static const char *
cover_across (GHashTable *covers, const Ring *ring, guint i)
{
  Side back = { g_array_index (ring->points, MlsPoint, i + 1), g_array_index (ring->points, MlsPoint, i) };
  const char *other = g_hash_table_lookup (covers, &back);

  return other != NULL && g_strcmp0 (other, ring->cover) < 0 ? other : NULL;
}

typedef struct
{
  MlsImageryReader *reader;
  MlsImagery       *photo;
  GRand            *random;
  guint             n_met;
  guint             n;
  guint             n_worse;
  Trial             sum;
} Judge;

static double
length_of (const GArray *line)
{
  double length = 0;

  for (guint i = 0; i + 1 < line->len; i++)
    length += mls_point_distance (g_array_index (line, MlsPoint, i), g_array_index (line, MlsPoint, i + 1));

  return length;
}

/* Puts vertices on @line where it is clicked, and leaves out what comes after the last of them. */
static GArray *
click_along (Judge *judge, GArray *line)
{
  GArray *clicks = g_array_new (FALSE, FALSE, sizeof (guint));
  double ahead = g_rand_double_range (judge->random, NEAREST_MM, FARTHEST_MM);
  guint at = 0;

  g_array_append_val (clicks, at);
  while (at + 1 < line->len && clicks->len < MOST_CLICKS)
    {
      MlsPoint a = g_array_index (line, MlsPoint, at), b = g_array_index (line, MlsPoint, at + 1);
      double length = mls_point_distance (a, b);

      at++;
      if (length < ahead)
        {
          ahead -= length;
          continue;
        }

      a.x += (gint64) ((double) (b.x - a.x) * ahead / length);
      a.y += (gint64) ((double) (b.y - a.y) * ahead / length);
      g_array_insert_val (line, at, a);
      g_array_append_val (clicks, at);
      ahead = g_rand_double_range (judge->random, NEAREST_MM, FARTHEST_MM);
    }
  g_array_set_size (line, g_array_index (clicks, guint, clicks->len - 1) + 1);

  return clicks;
}

static void
try_border (Judge *judge, GArray *border)
{
  g_autoptr (GArray) clicks = NULL;
  Trial trial;

  if (length_of (border) < SHORTEST_MM || judge->n_met++ % ONE_IN != 0)
    return;

  clicks = click_along (judge, border);
  if (clicks->len < 2)
    return;

  trial = trial_of (judge->reader, judge->photo, M_PER_PX, border, clicks);
  judge->n++;
  judge->n_worse += trial.led_m > trial.straight_m + 0.01;
  trial_add (&judge->sum, &trial);
}

static void
try_ring (Judge *judge, GHashTable *covers, const Ring *ring)
{
  const char *across = NULL;
  g_autoptr (GArray) border = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (guint i = 0; i + 1 < ring->points->len; i++)
    {
      const char *here = cover_across (covers, ring, i);

      if (here != across)
        {
          try_border (judge, border);
          g_array_set_size (border, 0);
          across = here;
        }
      if (here != NULL && border->len == 0)
        g_array_append_val (border, g_array_index (ring->points, MlsPoint, i));
      if (here != NULL)
        g_array_append_val (border, g_array_index (ring->points, MlsPoint, i + 1));
    }
  try_border (judge, border);
}

int
main (int argc, char **argv)
{
  g_autofree char *truth = NULL, *ortho = NULL;
  g_autoptr (GArray) rings = NULL;
  g_autoptr (GHashTable) covers = NULL;
  Judge judge = { 0 };

  setlocale (LC_ALL, "");
  if (argc != 2)
    {
      g_printerr ("bench-demo-livewire DIR, as millesime-cli demo makes it\n");
      return 77;
    }

  mls_imagery_init ();
  truth = g_build_filename (argv[1], "truth.gpkg", NULL);
  ortho = g_build_filename (argv[1], "ortho-2024.tif", NULL);
  rings = read_truth (truth);
  covers = note_sides (rings);
  judge.reader = mls_imagery_reader_new ();
  judge.photo = mls_imagery_new ("EPSG:2154", &(MlsImagerySource){ ortho }, 1);
  judge.random = g_rand_new_with_seed (1);
  for (guint r = 0; r < rings->len; r++)
    try_ring (&judge, covers, &g_array_index (rings, Ring, r));

  g_print ("%u borders: mean distance straight %.2f m, led %.2f m; %u worse; %u of %u segments led\n", judge.n,
           judge.sum.straight_m / judge.n, judge.sum.led_m / judge.n, judge.n_worse, judge.sum.n_led,
           judge.sum.n_segments);

  g_rand_free (judge.random);
  mls_imagery_unref (judge.photo);
  mls_imagery_reader_free (judge.reader);

  return 0;
}
