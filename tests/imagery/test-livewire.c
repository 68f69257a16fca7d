#include "imagery/bucket-queue.h"
#include "imagery/edge-picture.h"
#include "imagery/livewire.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#define SIDE  MLS_LIVEWIRE_SIDE
#define REACH MLS_LIVEWIRE_REACH

/* One px is half a metre. */
#define M_PER_PX 0.5
static const MlsPoint start = { 700000000, 6600000000 };

/* Whether a px, counted from the start east and north, is of the one ground or of the other. */
typedef gboolean (*Ground) (double east, double north);

static MlsPicture *
paint (Ground ground, int noise)
{
  MlsPicture *picture = mls_picture_new (SIDE, SIDE);

  memset (picture->mask, 255, SIDE * SIDE);
  picture->cover = MLS_COVER_FULL;
  for (int i = 0; i < SIDE * SIDE; i++)
    {
      gboolean other = ground (i % SIDE - REACH, REACH - i / SIDE);
      int grain = noise > 0 ? g_test_rand_int_range (-noise, noise + 1) : 0;

      picture->rgb[3 * i] = (guint8) ((other ? 150 : 90) + grain);
      picture->rgb[3 * i + 1] = (guint8) ((other ? 130 : 110) + grain);
      picture->rgb[3 * i + 2] = (guint8) (80 + grain);
    }

  return picture;
}

static MlsPoint
at (double east, double north)
{
  return (MlsPoint){ start.x + llround (east * M_PER_PX * 1000), start.y + llround (north * M_PER_PX * 1000) };
}

static GArray *
lead (const MlsPicture *picture, double east, double north)
{
  g_autoptr (MlsLivewire) wire = mls_livewire_new (picture, start, M_PER_PX);

  return mls_livewire_lead (wire, at (east, north));
}

/* A circle of 60 px that the start lies on, its centre to the north. */
static gboolean
in_circle (double east, double north)
{
  return hypot (east, north - 60) < 60;
}

/* From its south to its east the way is the quarter of the circle, to a fraction of a pixel, in a dozen of vertices. */
static void
test_circle (void)
{
  g_autoptr (MlsPicture) picture = paint (in_circle, 12);
  g_autoptr (GArray) way = lead (picture, 60, 60);

  g_assert_nonnull (way);
  g_assert_cmpuint (way->len, >, 6);
  g_assert_cmpuint (way->len, <, 20);
  g_assert_true (mls_point_equal (g_array_index (way, MlsPoint, 0), start));
  g_assert_true (mls_point_equal (g_array_index (way, MlsPoint, way->len - 1), at (60, 60)));
  for (guint i = 0; i < way->len; i++)
    g_assert_cmpfloat (fabs (mls_point_distance (g_array_index (way, MlsPoint, i), at (0, 60)) - 30000), <, 500);
}

static gboolean
in_corner (double east, double north)
{
  return east > 0 && north > 0;
}

/* Once round a right angle: the corner is passed by not more than hands are off. */
static void
test_corner (void)
{
  g_autoptr (MlsPicture) picture = mls_picture_new (SIDE, SIDE);
  g_autoptr (MlsPicture) corner = paint (in_corner, 0);
  g_autoptr (MlsLivewire) wire = NULL;
  g_autoptr (GArray) way = NULL;
  double nearest = G_MAXDOUBLE;

  /* The same ground as seen from 50 px north of the corner. */
  memset (picture->mask, 255, SIDE * SIDE);
  picture->cover = MLS_COVER_FULL;
  for (int y = 0; y < SIDE; y++)
    memcpy (picture->rgb + (gsize) y * SIDE * 3, corner->rgb + (gsize) MAX (y - 50, 0) * SIDE * 3, SIDE * 3);
  wire = mls_livewire_new (picture, start, M_PER_PX);
  way = mls_livewire_lead (wire, at (50, -50));

  g_assert_nonnull (way);
  for (guint i = 0; i < way->len; i++)
    nearest = MIN (nearest, mls_point_distance (g_array_index (way, MlsPoint, i), at (0, -50)));
  g_assert_cmpfloat (nearest, <, 1500);
  g_assert_cmpuint (way->len, <=, 8);
}

static gboolean
in_nothing (double east, double north)
{
  return FALSE;
}

static gboolean
in_north (double east, double north)
{
  return north > 0;
}

/* Where the photo is even, or the edge is elsewhere, the line goes straight. */
static void
test_nothing_to_follow (void)
{
  g_autoptr (MlsPicture) even = paint (in_nothing, 0);
  g_autoptr (MlsPicture) edge = paint (in_north, 0);

  g_assert_null (lead (even, 80, 40));
  g_assert_null (lead (edge, 0, -80));
  g_assert_null (lead (edge, 2, 0));
}

/* In grain something may look like an edge, by chance, in one of twenty: not often. */
static void
test_grain (void)
{
  guint n_led = 0;

  for (int i = 0; i < 20; i++)
    {
      g_autoptr (MlsPicture) grain = paint (in_nothing, 20);
      g_autoptr (GArray) way = lead (grain, 80, 40);

      n_led += way != NULL;
    }
  g_test_message ("led in %u of 20", n_led);
  g_assert_cmpuint (n_led, <=, 8);
}

/* As far as the photo reaches that was looked at, and no farther. */
static void
test_reach (void)
{
  g_autoptr (MlsPicture) edge = paint (in_north, 0);
  g_autoptr (GArray) way = lead (edge, REACH, -16);

  g_assert_nonnull (way);
  g_assert_cmpuint (way->len, >, 2);
  g_assert_cmpfloat (fabs ((double) (g_array_index (way, MlsPoint, 1).y - start.y - 250)), <=, 250);
  g_assert_null (lead (edge, REACH + 1, -16));
  g_assert_null (lead (edge, 1e6, -1e6));
}

/* That a photo ends is no edge of the ground. */
static void
test_end_of_photo (void)
{
  g_autoptr (MlsPicture) picture = paint (in_nothing, 0);
  g_autoptr (MlsPicture) none = mls_picture_new (SIDE, SIDE);

  memset (picture->mask, 0, SIDE * REACH);
  memset (picture->rgb, 0, SIDE * REACH * 3);
  picture->cover = MLS_COVER_PART;
  g_assert_null (lead (picture, 80, 0));
  g_assert_null (lead (none, 80, 0));
}

/* The edge of a step is between its pixels, and runs along it. */
static void
test_edge_picture (void)
{
  g_autoptr (MlsPicture) picture = paint (in_north, 0);
  g_autoptr (MlsEdgePicture) edges = mls_edge_picture_new (picture);
  gsize above = (gsize) (REACH - 1) * SIDE + REACH, on = above + SIDE;

  g_assert_cmpfloat_with_epsilon ((double) edges->strength[above], (double) edges->strength[on], 1e-4);
  g_assert_cmpfloat ((double) edges->strength[on], >, 0.8);
  g_assert_cmpfloat_with_epsilon (fabs ((double) edges->south[on]), 1, 1e-4);
  g_assert_cmpfloat_with_epsilon ((double) edges->east[on], 0, 1e-4);
  g_assert_cmpfloat ((double) mls_edge_picture_along (edges, on, 1, 0), ==, (double) edges->strength[on]);
  g_assert_cmpfloat_with_epsilon ((double) mls_edge_picture_along (edges, on, 0, 1), 0, 1e-4);
  g_assert_cmpfloat ((double) edges->strength[on + 30 * SIDE], ==, 0);
  g_assert_cmpfloat_with_epsilon ((double) mls_edge_picture_at (edges, REACH, REACH - 0.5),
                                  (double) (edges->strength[above] + edges->strength[on]) / 2, 1e-6);
}

/* Things come by what they cost, round and round the buckets; what got cheaper comes once. */
static void
test_queue (void)
{
  g_autoptr (MlsBucketQueue) queue = mls_bucket_queue_new (100);
  guint thing;

  g_assert_false (mls_bucket_queue_take (queue, &thing));
  mls_bucket_queue_put (queue, 3, 0);
  for (guint i = 0; i < 30; i++)
    {
      g_assert_true (mls_bucket_queue_take (queue, &thing));
      g_assert_cmpuint (thing, ==, i == 0 ? 3 : 10 + i);
      mls_bucket_queue_put (queue, 50, (float) i + 3);
      mls_bucket_queue_put (queue, 11 + i, (float) i + 2);
      mls_bucket_queue_put (queue, 11 + i, (float) i + 1);
    }
  g_assert_true (mls_bucket_queue_take (queue, &thing));
  g_assert_cmpuint (thing, ==, 40);
  g_assert_true (mls_bucket_queue_take (queue, &thing));
  g_assert_cmpuint (thing, ==, 50);
  g_assert_false (mls_bucket_queue_take (queue, &thing));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/imagery/livewire/circle", test_circle);
  g_test_add_func ("/imagery/livewire/corner", test_corner);
  g_test_add_func ("/imagery/livewire/nothing-to-follow", test_nothing_to_follow);
  g_test_add_func ("/imagery/livewire/grain", test_grain);
  g_test_add_func ("/imagery/livewire/reach", test_reach);
  g_test_add_func ("/imagery/livewire/end-of-photo", test_end_of_photo);
  g_test_add_func ("/imagery/livewire/edges", test_edge_picture);
  g_test_add_func ("/imagery/livewire/queue", test_queue);

  return g_test_run ();
}
