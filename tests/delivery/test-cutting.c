/* A territory cut by zones: nothing is lost, and each zone is what it encloses. */

#include "../store/sample.h"
#include "delivery/cutting.h"
#include "delivery/error.h"
#include "store/reader.h"

#include <locale.h>
#include <math.h>

#define N_ROUNDS 12

/* Where the edge of the territory is crossed it may move by as much, mm. */
#define ROUNDING 1

static const Board board = { 14, 11, 25, 5, 1200 };

typedef struct
{
  Sample          sample;
  MlsStoreReader *reader;
  MlsFigures     *figures;
} Fixture;

static void
fixture_begin (Fixture *fixture, const Board *filled)
{
  g_autoptr (GError) error = NULL;

  sample_begin (&fixture->sample, filled);
  fixture->reader = mls_store_reader_new (fixture->sample.path, &error);
  g_assert_no_error (error);
  g_assert_true (mls_store_reader_begin (fixture->reader, 0, NULL, NULL));
  fixture->figures = mls_figures_new ();
}

static void
fixture_end (Fixture *fixture)
{
  mls_figures_unref (fixture->figures);
  mls_store_reader_end (fixture->reader);
  mls_store_reader_free (fixture->reader);
  sample_end (&fixture->sample);
}

/* mm from the board's corner. */
static void
add_zone (Fixture *fixture, const char *name, const MlsPoint *points, guint n)
{
  g_autofree MlsPoint *moved = g_new (MlsPoint, n);

  for (guint i = 0; i < n; i++)
    moved[i] = (MlsPoint){ BOARD_X + points[i].x, BOARD_Y + points[i].y };
  mls_figures_add (fixture->figures, MLS_FIGURE_AREA, name, moved, &n, 1);
}

static MlsZoneSet *
zones_of (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  MlsZoneSet *zones;

  mls_figures_index (fixture->figures);
  zones = mls_zone_set_new (fixture->figures, &error);
  g_assert_no_error (error);

  return zones;
}

static MlsCutting *
cut (Fixture *fixture, const MlsZoneSet *zones)
{
  g_autoptr (GError) error = NULL;
  MlsCutting *cutting = mls_cutting_new (fixture->reader, zones, NULL, NULL, &error);

  g_assert_no_error (error);

  return cutting;
}

static MlsArea2
territory (void)
{
  return (MlsArea2) board.columns * board.rows * board.side_m * board.side_m * MLS_AREA2_PER_M2;
}

static MlsArea2
sum_of (const MlsCutting *cutting, const MlsZoneSet *zones)
{
  MlsArea2 sum = mls_cutting_get_rest (cutting);

  for (guint i = 0; i < mls_zone_set_get_n (zones); i++)
    sum += mls_cutting_get_area2 (cutting, i);

  return sum;
}

typedef struct
{
  MlsArea2 area2;
  guint    n_faces;
  MlsBox   box;
} Zone;

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Zone *zone = user_data;
  MlsPoint where;

  g_assert_cmpint (mls_face_fault (face, &where), ==, MLS_POLYGON_SIMPLE);
  g_assert_cmpuint (face->n_vintages, ==, 2);
  g_assert_cmpuint (face->labels[1].field[MLS_FIELD_COVER], !=, 0);
  zone->area2 += mls_face_area2 (face);
  zone->n_faces++;
  zone->box = mls_box_union (&zone->box, &face->box);

  return TRUE;
}

static Zone
read_zone (Fixture *fixture, const MlsCutting *cutting, guint i)
{
  Zone zone = { 0, 0, MLS_BOX_EMPTY };
  g_autoptr (GError) error = NULL;

  mls_cutting_each (cutting, fixture->reader, i, take_face, &zone, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (zone.area2 == mls_cutting_get_area2 (cutting, i));

  return zone;
}

/* Along the borders of faces nothing is parted, and what a limit leaves is whole. */
static void
test_along_borders (void)
{
  const Board plain = { 4, 3, 20, 1, 0 };
  const MlsPoint west[] = { { 0, 0 }, { 40000, 0 }, { 40000, 60000 }, { 0, 60000 } };
  const MlsPoint east[] = { { 40000, -5000 }, { 70000, -5000 }, { 70000, 60000 }, { 40000, 60000 } };
  g_autoptr (MlsZoneSet) zones = NULL;
  g_autoptr (MlsCutting) cutting = NULL;
  Fixture fixture;

  fixture_begin (&fixture, &plain);
  add_zone (&fixture, "ouest", west, 4);
  add_zone (&fixture, "est", east, 4);
  zones = zones_of (&fixture);
  cutting = cut (&fixture, zones);
  g_assert_cmpuint (mls_cutting_n_cut (cutting), ==, 3);
  g_assert_cmpuint (read_zone (&fixture, cutting, 0).n_faces, ==, 6);
  g_assert_cmpuint (read_zone (&fixture, cutting, 1).n_faces, ==, 6);
  g_assert_true (mls_cutting_get_area2 (cutting, 0) == 2400 * (MlsArea2) MLS_AREA2_PER_M2);
  g_assert_true (mls_cutting_get_area2 (cutting, 1) == 1800 * (MlsArea2) MLS_AREA2_PER_M2);
  g_assert_true (mls_cutting_get_rest (cutting) == 600 * (MlsArea2) MLS_AREA2_PER_M2);
  fixture_end (&fixture);
}

static void
add_square (Fixture *fixture, const char *name, gint64 x, gint64 y, gint64 side)
{
  add_zone (fixture, name, (MlsPoint[]){ { x, y }, { x + side, y }, { x + side, y + side }, { x, y + side } }, 4);
}

static void
expect_overlap (const GArray *overlaps, guint i, guint first, guint second, MlsArea2 area2)
{
  const MlsZoneOverlap *overlap = &g_array_index (overlaps, MlsZoneOverlap, i);

  g_assert_cmpuint (overlap->first, ==, first);
  g_assert_cmpuint (overlap->second, ==, second);
  g_assert_true (overlap->area2 == area2);
}

/* Ground that two zones claim is the first one's and told to the half mm²: of a face that lies whole in both, of those that
 * limits run through, and not of what lies outside the territory. */
static void
test_overlaps (void)
{
  const Board plain = { 4, 3, 20, 1, 0 };
  g_autoptr (MlsZoneSet) zones = NULL;
  g_autoptr (MlsCutting) cutting = NULL;
  g_autoptr (GArray) overlaps = NULL;
  g_autofree char *text = NULL;
  Fixture fixture;

  fixture_begin (&fixture, &plain);
  add_square (&fixture, "ouest", -7000, -7000, 49501);
  add_square (&fixture, "est", 15000, -9000, 70000);
  zones = zones_of (&fixture);
  cutting = cut (&fixture, zones);
  overlaps = mls_cutting_list_overlaps (cutting);

  g_assert_cmpuint (overlaps->len, ==, 1);
  expect_overlap (overlaps, 0, 0, 1, (MlsArea2) 2 * 27501 * 42501);
  g_assert_true (mls_cutting_get_area2 (cutting, 0) == (MlsArea2) 2 * 42501 * 42501);
  g_assert_true (mls_cutting_get_area2 (cutting, 1) == (MlsArea2) 2 * (65000 * (gint64) 60000 - 27501 * (gint64) 42501));
  text = mls_zone_overlaps_dup_text (overlaps, zones);
  g_assert_cmpstr (text, ==, "Ground that two zones claim goes with the first: “ouest” and “est” (1\u202f168\u00a0m²)");
  fixture_end (&fixture);
}

/* Whoever comes after the first of three is told of with the first; what has only a border in common is not. Pairs of the most
 * ground are named. */
static void
test_many_overlaps (void)
{
  const Board plain = { 4, 3, 20, 1, 0 };
  static const char *const names[] = { "a", "b", "c", "d", "e" };
  g_autoptr (MlsZoneSet) zones = NULL;
  g_autoptr (MlsCutting) cutting = NULL;
  g_autoptr (GArray) overlaps = NULL;
  g_autofree char *text = NULL;
  Fixture fixture;

  fixture_begin (&fixture, &plain);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_square (&fixture, names[i], 5000, 5000, 1000 * (10 - i));
  add_square (&fixture, "beside", 15000, 5000, 10000);
  zones = zones_of (&fixture);
  cutting = cut (&fixture, zones);
  overlaps = mls_cutting_list_overlaps (cutting);

  g_assert_cmpuint (overlaps->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    expect_overlap (overlaps, i, 0, i + 1, (MlsArea2) ((9 - i) * (9 - i)) * MLS_AREA2_PER_M2);
  text = mls_zone_overlaps_dup_text (overlaps, zones);
  g_assert_cmpstr (text, ==,
                   "Ground that two zones claim goes with the first: “a” and “b” (81\u00a0m²), “a” and “c” (64\u00a0m²), "
                   "“a” and “d” (49\u00a0m²), 1 more pair (36\u00a0m²)");
  fixture_end (&fixture);
}

/* The limits of zones that hold all of the territory run through no face of it. */
static void
test_twice (void)
{
  const Board plain = { 4, 3, 20, 1, 0 };
  g_autoptr (MlsZoneSet) zones = NULL;
  g_autoptr (MlsCutting) cutting = NULL;
  g_autoptr (GArray) overlaps = NULL;
  Fixture fixture;

  fixture_begin (&fixture, &plain);
  add_square (&fixture, "all", -10000, -10000, 100000);
  add_square (&fixture, "all of it", -20000, -20000, 120000);
  zones = zones_of (&fixture);
  cutting = cut (&fixture, zones);
  overlaps = mls_cutting_list_overlaps (cutting);

  g_assert_cmpuint (mls_cutting_n_cut (cutting), ==, 0);
  g_assert_cmpuint (overlaps->len, ==, 1);
  expect_overlap (overlaps, 0, 0, 1, (MlsArea2) 4800 * MLS_AREA2_PER_M2);
  fixture_end (&fixture);
}

/* What a vertex off the other's border leaves in common is no ground to speak of. */
static void
test_sliver (void)
{
  const Board plain = { 4, 3, 20, 1, 0 };
  const MlsPoint east[] = { { 40000, 0 }, { 70000, 0 }, { 70000, 60000 }, { 40000, 60000 }, { 39999, 30000 } };
  g_autoptr (MlsZoneSet) zones = NULL;
  g_autoptr (MlsCutting) cutting = NULL;
  g_autoptr (GArray) overlaps = NULL;
  Fixture fixture;

  fixture_begin (&fixture, &plain);
  add_square (&fixture, "ouest", 0, 0, 40000);
  add_zone (&fixture, "est", east, G_N_ELEMENTS (east));
  zones = zones_of (&fixture);
  cutting = cut (&fixture, zones);
  overlaps = mls_cutting_list_overlaps (cutting);

  g_assert_cmpuint (overlaps->len, ==, 1);
  g_assert_true (g_array_index (overlaps, MlsZoneOverlap, 0).area2 < MLS_AREA2_PER_M2 / 2);
  g_assert_null (mls_zone_overlaps_dup_text (overlaps, zones));
  fixture_end (&fixture);
}

/* Points around a place, none of them on the line between two others: a star. */
static void
random_zone (Fixture *fixture, const char *name)
{
  MlsPoint points[24];
  gint64 x = g_test_rand_int_range (50000, 300000);
  gint64 y = g_test_rand_int_range (50000, 225000);

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      double angle = 2 * G_PI * i / G_N_ELEMENTS (points);
      double radius = g_test_rand_double_range (15000, 49000);

      points[i] = (MlsPoint){ x + llround (radius * cos (angle)), y + llround (radius * sin (angle)) };
    }
  add_zone (fixture, name, points, G_N_ELEMENTS (points));
}

/* Of zones inside the territory, whose edge does not move then, areas add up to it whatever they overlap. */
static void
test_random (void)
{
  for (int round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (MlsZoneSet) zones = NULL;
      g_autoptr (MlsCutting) cutting = NULL;
      Fixture fixture;

      fixture_begin (&fixture, &board);
      for (int i = 0; i < 3; i++)
        random_zone (&fixture, i == 0 ? "a" : i == 1 ? "b" : "c");
      zones = zones_of (&fixture);
      cutting = cut (&fixture, zones);
      g_assert_true (sum_of (cutting, zones) == territory ());
      g_assert_cmpuint (mls_cutting_n_cut (cutting), >, 0);
      for (guint i = 0; i < 3; i++)
        read_zone (&fixture, cutting, i);
      fixture_end (&fixture);
    }
}

/* The first of several that overlap has as much as it encloses, but for what rounding does along its limit. */
static void
test_enclosed (void)
{
  for (int round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (MlsZoneSet) zones = NULL;
      g_autoptr (MlsCutting) cutting = NULL;
      g_autoptr (GPtrArray) polygons = NULL;
      Fixture fixture;
      MlsArea2 enclosed;
      double off_m2;

      fixture_begin (&fixture, &board);
      random_zone (&fixture, "a");
      random_zone (&fixture, "b");
      zones = zones_of (&fixture);
      cutting = cut (&fixture, zones);
      polygons = mls_zone_set_polygons (zones, 0);
      enclosed = mls_shape_area2 (g_ptr_array_index (polygons, 0));
      off_m2 = mls_area2_to_m2 (mls_cutting_get_area2 (cutting, 0) - enclosed);
      g_assert_cmpfloat (fabs (off_m2), <, 1);
      fixture_end (&fixture);
    }
}

/* Where a limit crosses the edge of the territory, that moves by the rounding of the grid and no more. */
static void
test_edge (void)
{
  const MlsPoint points[] = { { -20000, 41037 }, { 151111, -30003 }, { 400001, 120077 }, { 177013, 301019 } };
  g_autoptr (MlsZoneSet) zones = NULL;
  g_autoptr (MlsCutting) cutting = NULL;
  Fixture fixture;
  MlsArea2 off;

  fixture_begin (&fixture, &board);
  add_zone (&fixture, NULL, points, 4);
  zones = zones_of (&fixture);
  cutting = cut (&fixture, zones);
  off = sum_of (cutting, zones) - territory ();
  g_assert_cmpfloat (fabs ((double) off), <=, 8.0 * ROUNDING * board.side_m * 1000);
  g_assert_cmpstr (mls_zone_set_get_name (zones, 0), ==, "#1");
  read_zone (&fixture, cutting, 0);
  fixture_end (&fixture);
}

/* A zone with a hole and an island in it, all in one feature; and one that is a bow tie. */
static void
test_strange (void)
{
  const MlsPoint parts[] = { { BOARD_X + 10000, BOARD_Y + 10000 }, { BOARD_X + 210000, BOARD_Y + 10000 },
                             { BOARD_X + 210000, BOARD_Y + 210000 }, { BOARD_X + 10000, BOARD_Y + 210000 },
                             { BOARD_X + 60000, BOARD_Y + 60000 }, { BOARD_X + 160000, BOARD_Y + 60000 },
                             { BOARD_X + 160000, BOARD_Y + 160000 }, { BOARD_X + 60000, BOARD_Y + 160000 },
                             { BOARD_X + 100000, BOARD_Y + 100000 }, { BOARD_X + 120000, BOARD_Y + 100000 },
                             { BOARD_X + 120000, BOARD_Y + 120000 }, { BOARD_X + 100000, BOARD_Y + 120000 } };
  const guint lengths[] = { 4, 4, 4 };
  const MlsPoint tie[] = { { 230000, 20000 }, { 330000, 120000 }, { 330000, 20000 }, { 230000, 120000 } };
  g_autoptr (MlsZoneSet) zones = NULL;
  g_autoptr (MlsCutting) cutting = NULL;
  g_autoptr (GPtrArray) polygons = NULL;
  Fixture fixture;

  fixture_begin (&fixture, &board);
  mls_figures_add (fixture.figures, MLS_FIGURE_AREA, "x", parts, lengths, 3);
  add_zone (&fixture, "x", tie, 4);
  zones = zones_of (&fixture);
  g_assert_cmpstr (mls_zone_set_get_name (zones, 1), ==, "x_2");
  g_assert_cmpuint (mls_zone_set_n_renamed (zones), ==, 1);
  polygons = mls_zone_set_polygons (zones, 0);
  g_assert_cmpuint (polygons->len, ==, 2);

  cutting = cut (&fixture, zones);
  g_assert_true (sum_of (cutting, zones) == territory ());
  g_assert_cmpfloat (fabs (mls_area2_to_m2 (mls_cutting_get_area2 (cutting, 0)) - 30400), <, 1);
  g_assert_cmpfloat (fabs (mls_area2_to_m2 (mls_cutting_get_area2 (cutting, 1)) - 5000), <, 1);
  read_zone (&fixture, cutting, 0);
  read_zone (&fixture, cutting, 1);
  fixture_end (&fixture);
}

static void
test_elsewhere (void)
{
  const MlsPoint far[] = { { 9000000, 0 }, { 9100000, 0 }, { 9100000, 100000 } };
  g_autoptr (MlsZoneSet) zones = NULL;
  g_autoptr (MlsCutting) cutting = NULL;
  Fixture fixture;

  fixture_begin (&fixture, &board);
  add_zone (&fixture, "far", far, 3);
  zones = zones_of (&fixture);
  cutting = cut (&fixture, zones);
  g_assert_true (mls_cutting_get_rest (cutting) == territory ());
  g_assert_cmpuint (read_zone (&fixture, cutting, 0).n_faces, ==, 0);
  fixture_end (&fixture);
}

static void
test_no_areas (void)
{
  const MlsPoint line[] = { { 0, 0 }, { 1000, 1000 } };
  const guint n = 2;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFigures) figures = mls_figures_new ();

  mls_figures_add (figures, MLS_FIGURE_LINE, "road", line, &n, 1);
  mls_figures_index (figures);
  g_assert_null (mls_zone_set_new (figures, &error));
  g_assert_error (error, MLS_DELIVERY_ERROR, MLS_DELIVERY_ERROR_ZONES);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/cutting/along-borders", test_along_borders);
  g_test_add_func ("/delivery/cutting/overlaps", test_overlaps);
  g_test_add_func ("/delivery/cutting/many-overlaps", test_many_overlaps);
  g_test_add_func ("/delivery/cutting/twice", test_twice);
  g_test_add_func ("/delivery/cutting/sliver", test_sliver);
  g_test_add_func ("/delivery/cutting/random", test_random);
  g_test_add_func ("/delivery/cutting/enclosed", test_enclosed);
  g_test_add_func ("/delivery/cutting/edge", test_edge);
  g_test_add_func ("/delivery/cutting/strange", test_strange);
  g_test_add_func ("/delivery/cutting/elsewhere", test_elsewhere);
  g_test_add_func ("/delivery/cutting/no-areas", test_no_areas);

  return g_test_run ();
}
