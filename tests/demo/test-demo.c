#include "map.h"

#include "demo/error.h"
#include "rules/nomenclature.h"

#include <locale.h>

/* Every face is simple, and every segment is walked once each way: by winding numbers the faces and
 * the outside tile the plane. */
static void
assert_partition (const Map *map, MlsDemo *demo)
{
  g_autoptr (GArray) edge = mls_demo_territory (demo);
  MlsRing ring = { (MlsPoint *) edge->data, edge->len };
  MlsArea2 sum = 0;
  MlsPoint where;

  g_assert_cmpint (mls_polygon_fault (&ring, 1, &where), ==, MLS_POLYGON_SIMPLE);
  for (guint f = 0; f < map->faces->len; f++)
    {
      g_assert_cmpint (mls_face_fault (map_face (map, f), &where), ==, MLS_POLYGON_SIMPLE);
      g_assert_cmpuint (map_face (map, f)->n_points, <=, 2000);
      sum += mls_face_area2 (map_face (map, f));
    }
  g_assert_true (sum == mls_ring_area2 (ring));

  g_assert_cmpuint (map->walks->len % 2, ==, 0);
  for (guint i = 0; i < map->walks->len; i += 2)
    {
      const Walk *back = &g_array_index (map->walks, Walk, i);
      const Walk *forth = &g_array_index (map->walks, Walk, i + 1);

      g_assert_true (mls_point_equal (back->low, forth->low) &&
                     mls_point_equal (back->high, forth->high));
      g_assert_true (!back->forward && forth->forward);
    }
}

/* Neighbours equal in every field are one face, unless one face would have too many vertices. */
static void
assert_dissolved (const Map *map)
{
  for (guint i = 0; i < map->walks->len; i += 2)
    {
      guint a = g_array_index (map->walks, Walk, i).face;
      guint b = g_array_index (map->walks, Walk, i + 1).face;

      if (a == G_MAXUINT || b == G_MAXUINT)
        continue;

      g_assert_cmpuint (a, !=, b);
      if (mls_face_same_labels (map_face (map, a), map_face (map, b)))
        g_assert_cmpuint (map_face (map, a)->n_points + map_face (map, b)->n_points, >, 2000);
    }
}

static void
assert_minima (const Map             *map,
               const MlsNomenclature *nomenclature,
               MlsDimension           dimension,
               guint                  date)
{
  guint n = map->faces->len;
  g_autofree guint *regions = map_regions (map, date, dimension);
  g_autofree MlsArea2 *areas = g_new0 (MlsArea2, n);
  g_autofree gboolean *at_edge = g_new0 (gboolean, n);

  for (guint f = 0; f < n; f++)
    areas[regions[f]] += mls_face_area2 (map_face (map, f));

  for (guint i = 0; i < map->walks->len; i += 2)
    {
      guint a = g_array_index (map->walks, Walk, i).face;
      guint b = g_array_index (map->walks, Walk, i + 1).face;

      if (a == G_MAXUINT || b == G_MAXUINT)
        at_edge[regions[a == G_MAXUINT ? b : a]] = TRUE;
    }

  for (guint f = 0; f < n; f++)
    if (!at_edge[regions[f]])
      {
        MlsPair pair = mls_label_pair (&map_face (map, f)->labels[date]);

        g_assert_true (areas[regions[f]] >=
                       mls_nomenclature_minimum (nomenclature, dimension, pair));
      }
}

static void
assert_rules (const Map *map, const MlsNomenclature *nomenclature)
{
  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    {
      for (guint f = 0; f < map->faces->len; f++)
        {
          MlsPair pair = mls_label_pair (&map_face (map, f)->labels[date]);

          g_assert_cmpint (mls_nomenclature_pair_state (nomenclature, pair, MLS_DEMO_YEARS[date]),
                           ==, MLS_CODE_VALID);
        }

      assert_minima (map, nomenclature, MLS_DIMENSION_COVER, date);
      assert_minima (map, nomenclature, MLS_DIMENSION_USE, date);
    }
}

static MlsNomenclature *
load_ocs2d (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("MLS_NOMENCLATURE"), "ocs2d", NULL);
  g_autoptr (GError) error = NULL;
  MlsNomenclature *nomenclature = mls_nomenclature_load (dir, &error);

  g_assert_no_error (error);

  return nomenclature;
}

static MlsDemo *
demo_new (guint n_faces, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  MlsDemo *demo = mls_demo_new (&(MlsDemoOptions){ n_faces, seed }, &error);

  g_assert_no_error (error);

  return demo;
}

static void
check_demo (guint n_faces, guint64 seed, const MlsNomenclature *nomenclature)
{
  g_autoptr (MlsDemo) demo = demo_new (n_faces, seed);

  for (MlsDemoMap which = MLS_DEMO_TRUTH; which < MLS_DEMO_N_MAPS; which++)
    {
      g_autoptr (Map) map = map_new (demo, which);
      guint64 n_points = 0;

      assert_partition (map, demo);
      assert_dissolved (map);
      assert_rules (map, nomenclature);

      for (guint f = 0; f < map->faces->len; f++)
        n_points += map_face (map, f)->n_points;
      g_test_message ("seed %" G_GUINT64_FORMAT ", %u faces wanted: %u made, %.1f vertices each",
                      seed, n_faces, map->faces->len, (double) n_points / map->faces->len);

      g_assert_cmpfloat (map->faces->len, >, 0.85 * n_faces);
      g_assert_cmpfloat (map->faces->len, <, 1.15 * n_faces);
      g_assert_cmpfloat (n_points, >, 45.0 * map->faces->len);
      g_assert_cmpfloat (n_points, <, 75.0 * map->faces->len);
    }
}

static void
test_default (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load_ocs2d ();

  check_demo (MLS_DEMO_N_FACES, MLS_DEMO_SEED, nomenclature);
}

static void
test_small (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load_ocs2d ();

  check_demo (500, 21, nomenclature);
}

static void
test_seeds (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load_ocs2d ();

  for (guint64 seed = 2; seed <= 20; seed++)
    check_demo (seed % 4 == 0 ? 700 : 2000, seed, nomenclature);
}

/* Several communes, with roads between them. */
static void
test_large (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load_ocs2d ();

  check_demo (5000, 3, nomenclature);
  check_demo (24000, 4, nomenclature);
}

/* What of the map is wrong, by kind, and how much there is of what could be. */
typedef struct
{
  Map  *truth;
  guint n[MLS_N_FAULTS];
  guint n_changed;
  guint n_doubts;
  guint n_remarks;
} Faults;

static gboolean
count_fault (const MlsDemoFault *fault, gpointer user_data)
{
  Faults *faults = user_data;
  const MlsFace *there = map_face (faults->truth, map_locate (faults->truth, fault->where));

  /* The place and the right codes are those of the truth. */
  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    {
      MlsLabel label = mls_land_label (fault->right[date]);

      g_assert_true (mls_label_equal (&label, &there->labels[date]));
    }

  g_assert_cmpuint (fault->dates, >=, 1);
  g_assert_cmpuint (fault->dates, <=, 3);
  faults->n[fault->kind]++;

  return TRUE;
}

static gboolean
count_doubt (const MlsFace *face, gpointer user_data)
{
  Faults *faults = user_data;

  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    if (face->labels[date].field[MLS_FIELD_DOUBT] != 0)
      {
        g_assert_cmpstr (g_quark_to_string (face->labels[date].field[MLS_FIELD_DOUBT]), ==, "1");
        faults->n_remarks += face->labels[date].field[MLS_FIELD_COMMENT] != 0;
        faults->n_doubts++;
        break;
      }

  return TRUE;
}

static gboolean
count_changed (const MlsFace *face, gpointer user_data)
{
  Faults *faults = user_data;

  faults->n_changed += !mls_label_equal (&face->labels[0], &face->labels[1]);

  return TRUE;
}

static void
test_faults (void)
{
  g_autoptr (MlsDemo) demo = demo_new (2000, 5);
  g_autoptr (Map) truth = map_new (demo, MLS_DEMO_TRUTH);
  Faults faults = { .truth = truth };
  MlsDemoVisitor visitor = { count_doubt, count_changed, count_fault };
  double n = truth->faces->len;

  mls_demo_visit (demo, &visitor, &faults);

  g_assert_cmpfloat (faults.n[MLS_FAULT_CODE] / n, >, 0.017);
  g_assert_cmpfloat (faults.n[MLS_FAULT_CODE] / n, <, 0.023);
  g_assert_cmpfloat (faults.n[MLS_FAULT_OMISSION] / n, >, 0.008);
  g_assert_cmpfloat (faults.n[MLS_FAULT_OMISSION] / n, <, 0.012);
  g_assert_cmpfloat (faults.n_changed / n, >, 0.03);
  g_assert_cmpfloat (faults.n_changed / n, <, 0.07);
  g_assert_cmpfloat (faults.n_doubts / n, >, 0.008);
  g_assert_cmpfloat (faults.n_doubts / n, <, 0.022);
  g_assert_cmpuint (faults.n_remarks, >, faults.n_doubts / 3);
  g_assert_cmpuint (faults.n_remarks, <, faults.n_doubts);
  g_assert_cmpuint (faults.n[MLS_FAULT_BORDER], >, 150);
  g_assert_cmpuint (faults.n[MLS_FAULT_MISSED_CHANGE], >, 5);
  g_assert_cmpuint (faults.n[MLS_FAULT_FALSE_CHANGE], >, 3);
}

static gboolean
hash_face (const MlsFace *face, gpointer user_data)
{
  guint64 *hash = user_data;

  for (guint i = 0; i < face->n_points; i++)
    *hash = *hash * 31 + mls_point_hash (face->points[i]);
  for (guint i = 0; i < face->n_vintages; i++)
    for (guint f = 0; f < MLS_N_FIELDS; f++)
      *hash = *hash * 31 + g_str_hash (face->labels[i].field[f] != 0
                                           ? g_quark_to_string (face->labels[i].field[f])
                                           : "");

  return TRUE;
}

static guint64
hash_demo (guint64 seed)
{
  g_autoptr (MlsDemo) demo = demo_new (900, seed);
  MlsDemoVisitor visitor = { hash_face, hash_face, NULL };
  guint64 hash = 0;

  mls_demo_visit (demo, &visitor, &hash);

  return hash;
}

static void
test_deterministic (void)
{
  g_assert_cmpuint (hash_demo (7), ==, hash_demo (7));
  g_assert_cmpuint (hash_demo (7), !=, hash_demo (8));
}

static void
test_options (void)
{
  const guint wrong[] = { 0, MLS_DEMO_LEAST_FACES - 1, MLS_DEMO_MOST_FACES + 1 };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mls_demo_new (&(MlsDemoOptions){ wrong[i], 1 }, &error));
      g_assert_error (error, MLS_DEMO_ERROR, MLS_DEMO_ERROR_OPTIONS);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/demo/default", test_default);
  g_test_add_func ("/demo/demo/small", test_small);
  g_test_add_func ("/demo/demo/faults", test_faults);
  if (g_test_slow ())
    {
      g_test_add_func ("/demo/demo/seeds", test_seeds);
      g_test_add_func ("/demo/demo/large", test_large);
    }
  g_test_add_func ("/demo/demo/deterministic", test_deterministic);
  g_test_add_func ("/demo/demo/options", test_options);

  return g_test_run ();
}
