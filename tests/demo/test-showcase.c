#include "map.h"

#include "geometry/predicate.h"

#include <locale.h>
#include <math.h>

/* What a window of 1280 × 800 shows of the ground at 1:2 500, from the centre, in mm. */
#define VIEW_X 300000
#define VIEW_Y 225000

static void
assert_apart (const Map *map, const MlsPoint ends[2], guint field)
{
  guint a = map_locate (map, ends[0]);
  guint b = map_locate (map, ends[1]);

  for (MlsDimension d = MLS_DIMENSION_COVER; d < MLS_N_DIMENSIONS; d++)
    {
      g_autofree guint *regions = map_regions (map, 1, d);

      g_assert_cmpuint (regions[a], !=, regions[b]);
      g_assert_cmpuint (regions[a], !=, regions[field]);
      g_assert_cmpuint (regions[b], !=, regions[field]);
    }
}

/* The field is the whole of its region, so that cutting it cuts the region. */
static void
assert_alone (const Map *map, guint field)
{
  for (MlsDimension d = MLS_DIMENSION_COVER; d < MLS_N_DIMENSIONS; d++)
    {
      g_autofree guint *regions = map_regions (map, 1, d);

      for (guint f = 0; f < map->faces->len; f++)
        g_assert_true (f == field || regions[f] != regions[field]);
    }
}

/* Cuts the field along the line: where its border is crossed, and the areas on both sides, m². */
static guint
cut (const MlsFace *field, const MlsPoint line[2], double sides[2])
{
  MlsRing ring = mls_face_ring (field, 0);
  guint n_crossings = 0;
  double sums[2] = { 0, 0 };

  for (gsize i = 0; i < ring.n_points; i++)
    {
      MlsPoint a = ring.points[i];
      MlsPoint b = ring.points[(i + 1) % ring.n_points];
      double above_a = (double) mls_cross (line[0], line[1], a);
      double above_b = (double) mls_cross (line[0], line[1], b);
      double x = (double) a.x, y = (double) a.y;
      MlsMeet meet = mls_segments_meet (a, b, line[0], line[1]);

      /* A vertex on the line counts with the segment that leaves it. */
      if (meet != MLS_MEET_NOT && !mls_point_on_segment (b, line[0], line[1]))
        n_crossings++;

      /* The shoelace sum of the part on each side, from a point of the line. */
      if ((above_a > 0) != (above_b > 0))
        {
          x = (double) a.x + (double) (b.x - a.x) * above_a / (above_a - above_b);
          y = (double) a.y + (double) (b.y - a.y) * above_a / (above_a - above_b);
          sums[above_a > 0] += ((double) (a.x - line[0].x) * (y - (double) line[0].y) -
                                (x - (double) line[0].x) * (double) (a.y - line[0].y)) /
                               2;
        }
      sums[above_b > 0] += ((x - (double) line[0].x) * (double) (b.y - line[0].y) -
                            (double) (b.x - line[0].x) * (y - (double) line[0].y)) /
                           2;
    }

  sides[0] = fabs (sums[0]) / 1e6;
  sides[1] = fabs (sums[1]) / 1e6;

  return n_crossings;
}

static void
assert_in_view (const MlsFace *field, MlsPoint view)
{
  g_assert_cmpint (field->box.min_x, >, view.x - VIEW_X);
  g_assert_cmpint (field->box.max_x, <, view.x + VIEW_X);
  g_assert_cmpint (field->box.min_y, >, view.y - VIEW_Y);
  g_assert_cmpint (field->box.max_y, <, view.y + VIEW_Y);
}

static const char *
cover_of (const Map *map, guint face)
{
  return g_quark_to_string (map_face (map, face)->labels[1].field[MLS_FIELD_COVER]);
}

static guint
count_buildings (const Map *map, MlsPoint view)
{
  MlsBox box = { view.x - VIEW_X, view.y - VIEW_Y, view.x + VIEW_X, view.y + VIEW_Y };
  guint n = 0;

  for (guint f = 0; f < map->faces->len; f++)
    n += mls_box_contains (&box, &map_face (map, f)->box) && g_str_equal (cover_of (map, f), "CS1.1.1");

  return n;
}

/* Beside the corner there is a wet meadow: what is too small to be a meadow of its own joins that. */
static void
assert_cure (const Map *map, const MlsPoint corner[2])
{
  const char *covers[2] = { cover_of (map, map_locate (map, corner[0])), cover_of (map, map_locate (map, corner[1])) };

  g_assert_true (g_str_equal (covers[0], "CS6.1.2") || g_str_equal (covers[1], "CS6.1.2"));
}

/* No neighbour of the field is such a meadow: a part of it that becomes one stands for itself. */
static void
assert_no_meadow_beside (const Map *map, guint field)
{
  for (guint i = 0; i < map->walks->len; i += 2)
    {
      guint a = g_array_index (map->walks, Walk, i).face;
      guint b = g_array_index (map->walks, Walk, i + 1).face;
      guint other = a == field ? b : a;

      if ((a != field && b != field) || other == G_MAXUINT)
        continue;

      g_assert_cmpstr (cover_of (map, other), !=, "CS6.1.1");
    }
}

static void
check_showcase (guint n_faces, guint64 seed)
{
  g_autoptr (MlsDemo) demo = mls_demo_new (&(MlsDemoOptions){ n_faces, seed }, NULL);
  g_autoptr (Map) map = map_new (demo, MLS_DEMO_COVERAGE);
  const MlsShowcase *showcase = mls_demo_showcase (demo);
  guint field = map_locate (map, showcase->inside);
  const MlsFace *face = map_face (map, field);
  double halves[2], pieces[2];

  g_test_message ("seed %" G_GUINT64_FORMAT ", %u faces: field of %.0f m², %u buildings in view",
                  seed, n_faces, mls_area2_to_m2 (mls_face_area2 (face)),
                  count_buildings (map, showcase->view));

  g_assert_cmpfloat (mls_area2_to_m2 (mls_face_area2 (face)), >=, 8000);
  g_assert_cmpfloat (mls_area2_to_m2 (mls_face_area2 (face)), <=, 20000);
  g_assert_cmpuint (face->n_rings, ==, 1);
  g_assert_cmpstr (g_quark_to_string (face->labels[1].field[MLS_FIELD_COVER]), ==, "CS6.3.0");
  g_assert_cmpstr (g_quark_to_string (face->labels[1].field[MLS_FIELD_USE]), ==, "US1.1.3");
  assert_in_view (face, showcase->view);
  g_assert_cmpuint (count_buildings (map, showcase->view), >=, 5);

  assert_alone (map, field);
  assert_no_meadow_beside (map, field);
  assert_apart (map, showcase->line, field);
  assert_apart (map, showcase->corner, field);
  assert_cure (map, showcase->corner);

  g_assert_cmpuint (cut (face, showcase->line, halves), ==, 2);
  g_assert_cmpfloat (MIN (halves[0], halves[1]), >, 1500);
  g_assert_cmpuint (cut (face, showcase->corner, pieces), ==, 2);
  g_assert_cmpfloat (MIN (pieces[0], pieces[1]), <, 290);
  g_assert_cmpfloat (MIN (pieces[0], pieces[1]), >, 60);
  g_assert_cmpint (mls_segments_meet (showcase->line[0], showcase->line[1], showcase->corner[0],
                                      showcase->corner[1]),
                   ==, MLS_MEET_NOT);
}

static void
test_default (void)
{
  check_showcase (MLS_DEMO_N_FACES, MLS_DEMO_SEED);
}

static void
test_seeds (void)
{
  for (guint64 seed = 1; seed <= 20; seed++)
    check_showcase (seed % 3 == 0 ? 500 : seed % 3 == 1 ? 2000 : 900, seed);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/showcase/default", test_default);
  if (g_test_slow ())
    g_test_add_func ("/demo/showcase/seeds", test_seeds);

  return g_test_run ();
}
