#include "geometry/cut.h"
#include "geometry/trace.h"

#include <locale.h>
#include <math.h>

#define SIDE 24

/* Cells of a grid, its nodes displaced, some of which make up one polygon. */
typedef struct
{
  MlsPoint node[SIDE + 1][SIDE + 1];
  gboolean inside[SIDE][SIDE];
} Mesh;

static void
make_mesh (Mesh *mesh, gint32 reach)
{
  for (int i = 0; i <= SIDE; i++)
    for (int j = 0; j <= SIDE; j++)
      mesh->node[i][j] = (MlsPoint){ 100 * i + g_test_rand_int_range (-reach, reach + 1),
                                     100 * j + g_test_rand_int_range (-reach, reach + 1) };
}

static void
flood (Mesh *mesh, const gboolean wanted[SIDE][SIDE], int i, int j)
{
  if (i < 0 || j < 0 || i >= SIDE || j >= SIDE || !wanted[i][j] || mesh->inside[i][j])
    return;

  mesh->inside[i][j] = TRUE;
  flood (mesh, wanted, i - 1, j);
  flood (mesh, wanted, i + 1, j);
  flood (mesh, wanted, i, j - 1);
  flood (mesh, wanted, i, j + 1);
}

/* Most cells, of which those that hang together with one: rings that touch at vertices, too. */
static void
choose_cells (Mesh *mesh, gint32 per_cent)
{
  gboolean wanted[SIDE][SIDE];

  for (guint i = 0; i < SIDE; i++)
    for (guint j = 0; j < SIDE; j++)
      {
        wanted[i][j] = g_test_rand_int_range (0, 100) < per_cent;
        mesh->inside[i][j] = FALSE;
      }

  wanted[SIDE / 2][SIDE / 2] = TRUE;
  flood (mesh, wanted, SIDE / 2, SIDE / 2);
}

static void
add_side (const Mesh *mesh, GArray *segments, int i, int j, MlsTraceSegment side)
{
  if (i < 0 || j < 0 || i >= SIDE || j >= SIDE || !mesh->inside[i][j])
    g_array_append_val (segments, side);
}

static MlsShape *
trace_cells (const Mesh *mesh)
{
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));
  g_autoptr (MlsShape) traced = mls_shape_new ();
  MlsShape *shape = mls_shape_new ();

  for (int i = 0; i < SIDE; i++)
    for (int j = 0; j < SIDE; j++)
      if (mesh->inside[i][j])
        {
          MlsPoint sw = mesh->node[i][j], se = mesh->node[i + 1][j];
          MlsPoint ne = mesh->node[i + 1][j + 1], nw = mesh->node[i][j + 1];

          add_side (mesh, segments, i, j - 1, (MlsTraceSegment){ sw, se });
          add_side (mesh, segments, i + 1, j, (MlsTraceSegment){ se, ne });
          add_side (mesh, segments, i, j + 1, (MlsTraceSegment){ ne, nw });
          add_side (mesh, segments, i - 1, j, (MlsTraceSegment){ nw, sw });
        }

  mls_trace_rings (segments, traced);
  for (int outer = 1; outer >= 0; outer--)
    for (guint r = 0; r < mls_shape_n_rings (traced); r++)
      if ((mls_ring_area2 (mls_shape_ring (traced, r)) > 0) == outer)
        mls_shape_add_ring (shape, mls_shape_ring (traced, r));

  return shape;
}

static MlsArea2
area2_of (const MlsShape *shape)
{
  MlsArea2 sum = 0;

  for (guint r = 0; r < mls_shape_n_rings (shape); r++)
    sum += mls_ring_area2 (mls_shape_ring (shape, r));

  return sum;
}

static guint
point_hash (gconstpointer point)
{
  return mls_point_hash (*(const MlsPoint *) point);
}

static gboolean
point_equal (gconstpointer a, gconstpointer b)
{
  return mls_point_equal (*(const MlsPoint *) a, *(const MlsPoint *) b);
}

/* The pieces are faces, small enough, have the same ground and no new vertex. */
static guint
check_cut (MlsShape *shape, guint max_points)
{
  g_autoptr (GPtrArray) pieces = NULL;
  g_autoptr (GHashTable) vertices = g_hash_table_new (point_hash, point_equal);
  MlsArea2 sum = 0;
  MlsPoint where;

  g_assert_true (mls_shape_is_face (shape, &where));
  pieces = mls_polygon_cut (mls_shape_get_rings (shape), mls_shape_n_rings (shape), max_points);
  for (guint i = 0; i < shape->points->len; i++)
    g_hash_table_add (vertices, &g_array_index (shape->points, MlsPoint, i));

  for (guint p = 0; p < pieces->len; p++)
    {
      MlsShape *piece = g_ptr_array_index (pieces, p);

      g_assert_true (mls_shape_is_face (piece, &where));
      g_assert_cmpuint (piece->points->len, <=, max_points);
      for (guint i = 0; i < piece->points->len; i++)
        g_assert_true (g_hash_table_contains (vertices, &g_array_index (piece->points, MlsPoint, i)));
      sum += area2_of (piece);
    }

  g_assert_true (sum == area2_of (shape));

  return pieces->len;
}

static void
test_random (void)
{
  g_autofree Mesh *mesh = g_new (Mesh, 1);
  static const guint sizes[] = { 3, 4, 7, 20, 100 };

  for (guint run = 0; run < 200; run++)
    {
      g_autoptr (MlsShape) shape = NULL;

      /* Without displacement, many vertices on one line. */
      make_mesh (mesh, g_test_rand_int_range (0, 40));
      choose_cells (mesh, g_test_rand_int_range (60, 98));
      shape = trace_cells (mesh);

      for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
        check_cut (shape, sizes[i]);
    }
}

/* A circle, a comb and a long bank with a flat foot: few pieces more than needed. */
static void
test_large (void)
{
  const int n = 20000;
  g_autoptr (MlsShape) circle = mls_shape_new ();
  g_autoptr (MlsShape) comb = mls_shape_new ();
  g_autoptr (MlsShape) bank = mls_shape_new ();

  for (int i = 0; i < n; i++)
    {
      double angle = 2 * G_PI * i / n;

      mls_shape_add_point (circle, (MlsPoint){ (gint64) (1e7 * cos (angle)), (gint64) (1e7 * sin (angle)) });
      mls_shape_add_point (comb, (MlsPoint){ i % 2 * 1000000, 10 * i });
      mls_shape_add_point (bank, (MlsPoint){ -10 * i, 1000 + g_test_rand_int_range (0, 900) });
    }

  mls_shape_add_point (comb, (MlsPoint){ -1000, 10 * n });
  mls_shape_add_point (comb, (MlsPoint){ -1000, 0 });
  mls_shape_add_point (bank, (MlsPoint){ -10 * n, 0 });
  mls_shape_add_point (bank, (MlsPoint){ 0, 0 });
  mls_shape_end_ring (circle);
  mls_shape_end_ring (comb);
  mls_shape_end_ring (bank);

  g_assert_cmpuint (check_cut (circle, 2000), <=, 30);
  g_assert_cmpuint (check_cut (comb, 2000), <=, 30);
  g_assert_cmpuint (check_cut (bank, 2000), <=, 30);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geometry/cut/random", test_random);
  g_test_add_func ("/geometry/cut/large", test_large);

  return g_test_run ();
}
