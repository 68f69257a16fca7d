#include "assembly/assembly.h"
#include "assembly/ledger.h"
#include "coverage/error.h"
#include "coverage/memory.h"
#include "geometry/trace.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* Smaller holes are gaps: 300 m². */
#define SMALLEST_HOLE (300 * (MlsArea2) MLS_AREA2_PER_M2)

/* Adds a polygon of one ring, of a label of its own. */
static void
add (MlsSoup *soup, gint64 source, const double *xy, gsize n_points)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = g_strdup_printf ("%" G_GINT64_FORMAT, source);
  MlsLabel label = { { g_quark_from_string (code) } };
  MlsSourceRing ring = { xy, n_points };

  mls_soup_add (soup, &(MlsSoupFeature){ .id = source, .labels = &label }, &ring, 1, &error);
  g_assert_no_error (error);
}

#define ADD(soup, source, ...) \
  add (soup, source, (const double[]){ __VA_ARGS__ }, sizeof ((const double[]){ __VA_ARGS__ }) / 16)

/* What came out of an assembly, with the areas that must agree. */
typedef struct
{
  MlsMemory *memory;
  MlsArea2   faces;
  MlsArea2   edges;
  guint      n_faces;
  gint64     last;
} Result;

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Result *result = user_data;

  g_assert_cmpint (face->id, ==, result->last + 1);
  g_assert_cmpuint (face->n_points, <=, 2000);
  result->last = face->id;
  result->faces += mls_face_area2 (face);
  result->n_faces++;
  mls_memory_add (result->memory, mls_face_ref (face));

  return TRUE;
}

static gboolean
take_edge (const MlsEdge *edge, gpointer user_data)
{
  Result *result = user_data;
  MlsRing ring = { edge->points, edge->n_points - 1 };
  MlsPoint where;

  g_assert_true (mls_point_equal (edge->points[0], edge->points[edge->n_points - 1]));
  g_assert_cmpint (mls_polygon_fault (&ring, 1, &where), ==, MLS_POLYGON_SIMPLE);
  result->edges += mls_ring_area2 (ring);
  mls_memory_add_edge (result->memory, edge->id, edge->points, edge->n_points);

  return TRUE;
}

/* Asserts that the soup makes a partition of so many faces. */
static MlsAssembly *
assemble (MlsSoup *soup, guint n_faces)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsMemory) memory = mls_memory_new ();
  Result result = { memory };
  MlsAssembly *assembly = mls_assembly_new (soup, SMALLEST_HOLE);

  mls_assembly_run (assembly, NULL, NULL, &error);
  g_assert_no_error (error);

  g_assert_true (mls_assembly_faces (assembly, take_face, &result));
  g_assert_true (mls_assembly_edges (assembly, take_edge, &result));
  mls_memory_check (memory, &error);
  g_assert_no_error (error);
  g_assert_true (result.faces == result.edges);
  g_assert_true (mls_assembly_account (assembly)->lines[MLS_ACCOUNT_PARTITION] == result.faces);
  g_assert_true (mls_account_adds_up (mls_assembly_account (assembly)));
  if (n_faces > 0)
    g_assert_cmpuint (result.n_faces, ==, n_faces);

  return assembly;
}

static void
assert_refused (MlsSoup *soup, guint n, MlsMisfitKind kind, double x, double y)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsAssembly) assembly = mls_assembly_new (soup, SMALLEST_HOLE);
  const MlsMisfit *misfit;

  g_assert_false (mls_assembly_run (assembly, NULL, NULL, &error));
  g_assert_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_SOURCE);
  g_test_message ("%s", error->message);

  g_assert_cmpuint (mls_assembly_misfits (assembly)->len, ==, n);
  misfit = &g_array_index (mls_assembly_misfits (assembly), MlsMisfit, 0);
  g_assert_cmpint (misfit->kind, ==, kind);
  g_assert_cmpfloat_with_epsilon (mls_grid_to_metres (misfit->place.x), x, 0.0005);
  g_assert_cmpfloat_with_epsilon (mls_grid_to_metres (misfit->place.y), y, 0.0005);
}

/* Either way round, closed or not, in any order. */
static void
test_plain (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);
  g_autoptr (MlsAssembly) assembly = NULL;

  ADD (soup, 1, 0, 0, 10, 0, 10, 10, 0, 10, 0, 0);
  ADD (soup, 2, 20, 10, 20, 0, 10, 0, 10, 10);
  assembly = assemble (soup, 2);

  for (int kind = 0; kind < MLS_N_REMARKS; kind++)
    g_assert_cmpuint (mls_assembly_count (assembly, (MlsRemarkKind) kind), ==, 0);
}

static void
test_missing_node (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);

  ADD (soup, 1, 0, 0, 10, 0, 10, 10, 0, 10);
  ADD (soup, 2, 10, 0, 20, 0, 20, 10, 10, 10, 10, 5);
  assert_refused (soup, 1, MLS_MISFIT_MISSING_NODE, 10, 5);
}

/* The vertex lies off the other's border, by what rounding a node there leaves. */
static void
test_missing_node_beside (void)
{
  for (int side = -1; side <= 1; side += 2)
    {
      g_autoptr (MlsSoup) soup = mls_soup_new (1);
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsAssembly) assembly = mls_assembly_new (soup, SMALLEST_HOLE);

      ADD (soup, 1, 0, 0, 10, 0, 10, 10, 0, 10);
      ADD (soup, 2, 10, 0, 20, 0, 20, 10, 10, 10, 10 + side * 0.001, 5);
      g_assert_false (mls_assembly_run (assembly, NULL, NULL, &error));
      g_assert_cmpuint (mls_assembly_misfits (assembly)->len, ==, 1);
      g_assert_cmpint (g_array_index (mls_assembly_misfits (assembly), MlsMisfit, 0).kind, ==,
                       side > 0 ? MLS_MISFIT_MISSING_NODE : MLS_MISFIT_OVERLAP);
    }
}

static void
test_gap (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);

  ADD (soup, 1, 0, 0, 10, 0, 10, 10, 0, 10);
  ADD (soup, 2, 10, 0, 20, 0, 20, 10, 10, 10, 10.2, 5);
  assert_refused (soup, 1, MLS_MISFIT_GAP, 10.2, 5);
}

static void
test_overlap (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);

  ADD (soup, 1, 0, 0, 10, 0, 10, 10, 0, 10);
  ADD (soup, 2, 10, 0, 20, 0, 20, 10, 10, 10, 9.5, 5);
  assert_refused (soup, 1, MLS_MISFIT_OVERLAP, 9.5, 5);
}

/* Two squares across each other cross twice. */
static void
test_across (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);

  ADD (soup, 1, 0, 0, 10, 0, 10, 10, 0, 10);
  ADD (soup, 2, 5, 5, 15, 5, 15, 15, 5, 15);
  assert_refused (soup, 2, MLS_MISFIT_OVERLAP, 10, 5);
}

static void
test_stray (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);

  ADD (soup, 1, 0, 0, 10, 0, 10, 10, 0, 10);
  ADD (soup, 2, 10, 0, 20, 0, 20, 10, 10, 10);
  ADD (soup, 3, 8, 3, 12, 3, 12, 4, 8, 4);
  assert_refused (soup, 1, MLS_MISFIT_OVERLAP, 8, 3);
}

static void
test_duplicate (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);

  ADD (soup, 1, 0, 0, 10, 0, 10, 10, 0, 10);
  ADD (soup, 2, 10, 0, 20, 0, 20, 10, 10, 10);
  ADD (soup, 3, 10, 0, 20, 0, 20, 10, 10, 10);
  g_assert_cmpuint (mls_soup_n_faces (soup), ==, 3);
  assert_refused (soup, 1, MLS_MISFIT_OVERLAP, 10, 0);
}

static void
test_bow_tie (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsAssembly) assembly = mls_assembly_new (soup, SMALLEST_HOLE);

  ADD (soup, 1, 0, 0, 10, 10, 10, 0, 0, 12);
  g_assert_false (mls_assembly_run (assembly, NULL, NULL, &error));
  g_assert_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_SOURCE);
  g_assert_cmpuint (mls_assembly_misfits (assembly)->len, ==, 1);
}

/* A figure of eight is two squares that touch: two faces. */
static void
test_figure_of_eight (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);
  g_autoptr (MlsAssembly) assembly = NULL;

  ADD (soup, 1, 0, 0, 10, 0, 10, 10, 20, 10, 20, 20, 10, 20, 10, 10, 0, 10);
  assembly = assemble (soup, 2);
  g_assert_cmpuint (mls_assembly_count (assembly, MLS_REMARK_PARTS), ==, 1);
  g_assert_cmpuint (mls_assembly_count (assembly, MLS_REMARK_REPAIRED), ==, 1);
}

/* A spike of a border runs out and back; its neighbour has it too. */
static void
test_spike (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);
  g_autoptr (MlsAssembly) assembly = NULL;

  ADD (soup, 1, 0, 0, 10, 0, 10, 5, 8, 5, 10, 5.0002, 10, 10, 0, 10);
  ADD (soup, 2, 20, 0, 20, 10, 10, 10, 10, 5.0002, 8, 5, 10, 5, 10, 0);
  assembly = assemble (soup, 2);
  g_assert_cmpuint (mls_assembly_count (assembly, MLS_REMARK_REPAIRED), ==, 2);
}

/* A sliver of 0.2 mm between two squares, and one inside a third. */
static void
test_vanishing (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);
  g_autoptr (MlsAssembly) assembly = NULL;
  const MlsRemark *remark;

  ADD (soup, 1, 0, 0, 10, 0, 10, 10, 0, 10);
  ADD (soup, 7, 10, 0, 10.0002, 0, 10.0002, 10, 10, 10);
  ADD (soup, 2, 10.0002, 0, 20, 0, 20, 10, 10.0002, 10);
  assembly = assemble (soup, 2);

  g_assert_cmpuint (mls_assembly_count (assembly, MLS_REMARK_VANISHED), ==, 1);
  remark = &g_array_index (mls_assembly_remarks (assembly), MlsRemark, 0);
  g_assert_cmpint (remark->source, ==, 7);
  g_assert_cmpfloat_with_epsilon (mls_area2_to_m2 (remark->gain), -0.002, 1e-9);
}

static void
test_identical (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);
  g_autoptr (MlsAssembly) assembly = NULL;
  g_autoptr (GError) error = NULL;
  const double a[] = { 0, 0, 10, 0, 10, 5, 10, 10, 0, 10 };
  const double b[] = { 10, 0, 20, 0, 20, 10, 10, 10, 10, 5 };
  MlsSourceRing first = { a, 5 };
  MlsSourceRing second = { b, 5 };
  MlsLabel label = { { g_quark_from_string ("same") } };

  mls_soup_add (soup, &(MlsSoupFeature){ .id = 1, .labels = &label }, &first, 1, &error);
  mls_soup_add (soup, &(MlsSoupFeature){ .id = 2, .labels = &label }, &second, 1, &error);
  assembly = assemble (soup, 2);
  g_assert_cmpuint (mls_assembly_count (assembly, MLS_REMARK_IDENTICAL), ==, 1);
}

static void
test_holes (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);
  g_autoptr (MlsAssembly) assembly = NULL;
  g_autoptr (GError) error = NULL;
  const double outer[] = { 0, 0, 100, 0, 100, 100, 0, 100 };
  const double hole[] = { 10, 10, 40, 10, 40, 40, 10, 40 };
  const double filled[] = { 50, 50, 60, 50, 60, 60, 50, 60 };
  const double speck[] = { 80, 80, 80.0003, 80, 80, 80.0003 };
  MlsSourceRing rings[] = { { outer, 4 }, { hole, 4 }, { filled, 4 }, { speck, 3 } };
  MlsLabel label = { { 0 } };

  /* A lake that is nobody's, an island that is somebody's, a speck that rounds to nothing. */
  mls_soup_add (soup, &(MlsSoupFeature){ .id = 1, .labels = &label }, rings, 4, &error);
  ADD (soup, 2, 50, 50, 60, 50, 60, 60, 50, 60);
  assembly = assemble (soup, 2);
  g_assert_cmpuint (mls_assembly_count (assembly, MLS_REMARK_HOLE), ==, 1);
  g_assert_cmpfloat (mls_area2_to_m2 (g_array_index (mls_assembly_remarks (assembly), MlsRemark, 0).gain), ==, 900);
}

static void
test_not_a_number (void)
{
  static const double wrong[] = { NAN, INFINITY, -INFINITY, 1e300, 2e7 };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (MlsSoup) soup = mls_soup_new (1);
      g_autoptr (GError) error = NULL;
      const double xy[] = { 0, 0, 10, wrong[i], 10, 10 };
      MlsSourceRing ring = { xy, 3 };
      MlsLabel label = { { 0 } };

      g_assert_false (mls_soup_add (soup, &(MlsSoupFeature){ .id = 42, .labels = &label }, &ring, 1, &error));
      g_assert_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_SOURCE);
      g_assert_nonnull (strstr (error->message, "Feature 42 "));
    }
}

static void
test_empty (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (0);
  g_autoptr (MlsAssembly) assembly = assemble (soup, 0);

  g_assert_cmpuint (mls_assembly_remarks (assembly)->len, ==, 0);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  return fraction < 0.5;
}

static void
test_cancelled (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);
  g_autoptr (MlsAssembly) assembly = mls_assembly_new (soup, SMALLEST_HOLE);
  g_autoptr (GError) error = NULL;

  ADD (soup, 1, 0, 0, 10, 0, 10, 10, 0, 10);
  g_assert_false (mls_assembly_run (assembly, give_up, NULL, &error));
  g_assert_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_CANCELLED);
}

/* A coverage on a fine grid: a mesh of irregular columns and rows, its nodes and the middles of its
 * sides displaced, its cells merged at random. */
#define MESH 12
#define UNITS_PER_M 100000 /* 0.01 mm */
#define NOBODY (MESH * MESH)

typedef struct
{
  gint64   x[MESH + 1];
  gint64   y[MESH + 1];
  MlsPoint node[MESH + 1][MESH + 1];
  MlsPoint across[MESH][MESH + 1]; /* middle of the side from node i, j to i + 1, j */
  MlsPoint along[MESH + 1][MESH];  /* to i, j + 1 */
  guint    group[MESH][MESH];
} Mesh;

static gint64
displaced (gint64 value, gint64 room)
{
  gint32 reach = (gint32) MIN (room * 3 / 10, 1000000);

  return reach > 0 ? value + g_test_rand_int_range (-reach, reach + 1) : value;
}

static gint64
room_at (const gint64 *steps, guint i)
{
  gint64 before = i > 0 ? steps[i] - steps[i - 1] : G_MAXINT32;
  gint64 after = i < MESH ? steps[i + 1] - steps[i] : G_MAXINT32;

  return MIN (before, after);
}

static void
make_steps (gint64 *steps, gint64 start)
{
  /* From 0.1 mm to 2 mm, now and then metres. */
  for (guint i = 0; i <= MESH; i++, start += g_test_rand_int_range (0, 6) > 0
                                               ? g_test_rand_int_range (10, 200)
                                               : g_test_rand_int_range (1000, 1000000))
    steps[i] = start;
}

static void
make_mesh (Mesh *mesh)
{
  make_steps (mesh->x, G_GINT64_CONSTANT (652000) * UNITS_PER_M);
  make_steps (mesh->y, G_GINT64_CONSTANT (6862000) * UNITS_PER_M);

  for (guint i = 0; i <= MESH; i++)
    for (guint j = 0; j <= MESH; j++)
      {
        gint64 x = mesh->x[i];
        gint64 y = mesh->y[j];

        mesh->node[i][j] = (MlsPoint){ displaced (x, room_at (mesh->x, i)),
                                       displaced (y, room_at (mesh->y, j)) };
        if (i < MESH)
          mesh->across[i][j] = (MlsPoint){ (x + mesh->x[i + 1]) / 2,
                                           displaced (y, room_at (mesh->y, j)) };
        if (j < MESH)
          mesh->along[i][j] = (MlsPoint){ displaced (x, room_at (mesh->x, i)),
                                          (y + mesh->y[j + 1]) / 2 };
      }
}

/* Inlets, some of which rounding closes. */
static void
make_inlets (Mesh *mesh)
{
  memset (mesh->group, 0, sizeof mesh->group);

  for (guint i = 0; i < MESH; i++)
    if (g_test_rand_int_range (0, 3) == 0)
      {
        guint side = g_test_rand_bit () ? MESH - 1 : 0;

        mesh->group[g_test_rand_bit () ? i : side][side] = NOBODY;
        mesh->group[side][i] = NOBODY;
      }
}

static void
make_groups (Mesh *mesh)
{
  make_inlets (mesh);

  for (guint i = 0; i < MESH; i++)
    for (guint j = 0; j < MESH; j++)
      {
        guint west = i > 0 ? mesh->group[i - 1][j] : NOBODY;
        guint south = j > 0 ? mesh->group[i][j - 1] : NOBODY;
        int choice = g_test_rand_int_range (0, 4);

        if (mesh->group[i][j] != NOBODY)
          mesh->group[i][j] = choice == 0 && west != NOBODY    ? west
                              : choice == 1 && south != NOBODY ? south
                                                               : i * MESH + j;
      }
}

static void
walk_side (MlsLedger *ledger, MlsPoint a, MlsPoint middle, MlsPoint b)
{
  mls_ledger_walk (ledger, (MlsLedgerEnd){ a }, (MlsLedgerEnd){ middle }, 0);
  mls_ledger_walk (ledger, (MlsLedgerEnd){ middle }, (MlsLedgerEnd){ b }, 0);
}

/* The rings of a group of cells that hang together. */
static void
trace_group (const Mesh *mesh, guint group, MlsShape *out)
{
  g_autoptr (MlsLedger) ledger = mls_ledger_new ();
  g_autoptr (GArray) rest = NULL;
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));

  for (guint i = 0; i < MESH; i++)
    for (guint j = 0; j < MESH; j++)
      if (mesh->group[i][j] == group)
        {
          walk_side (ledger, mesh->node[i][j], mesh->across[i][j], mesh->node[i + 1][j]);
          walk_side (ledger, mesh->node[i + 1][j], mesh->along[i + 1][j], mesh->node[i + 1][j + 1]);
          walk_side (ledger, mesh->node[i + 1][j + 1], mesh->across[i][j + 1], mesh->node[i][j + 1]);
          walk_side (ledger, mesh->node[i][j + 1], mesh->along[i][j], mesh->node[i][j]);
        }

  rest = mls_ledger_rest (ledger);
  for (guint i = 0; i < rest->len; i++)
    {
      const MlsLedgerRest *item = &g_array_index (rest, MlsLedgerRest, i);

      g_array_append_val (segments, ((MlsTraceSegment){ item->a.point, item->b.point }));
    }

  mls_trace_rings (segments, out);
}

/* The outer ring first, as a source gives polygons. */
static void
add_group (MlsSoup *soup, guint group, const MlsShape *shape)
{
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (MlsSourceRing));
  g_autoptr (GError) error = NULL;
  g_autofree char *code = g_strdup_printf ("%u", group);
  MlsLabel label = { { g_quark_from_string (code) } };

  for (guint i = 0; i < shape->points->len; i++)
    {
      MlsPoint point = g_array_index (shape->points, MlsPoint, i);
      double x = (double) point.x / UNITS_PER_M;
      double y = (double) point.y / UNITS_PER_M;

      g_array_append_val (xy, x);
      g_array_append_val (xy, y);
    }

  for (guint r = 0; r < mls_shape_n_rings (shape); r++)
    {
      guint start = r == 0 ? 0 : g_array_index (shape->ends, guint, r - 1);
      MlsSourceRing ring = { &g_array_index (xy, double, 2 * start),
                             g_array_index (shape->ends, guint, r) - start };

      if (mls_ring_area2 (mls_shape_ring (shape, r)) > 0)
        g_array_prepend_val (rings, ring);
      else
        g_array_append_val (rings, ring);
    }

  mls_soup_add (soup, &(MlsSoupFeature){ .id = group, .labels = &label },
                &g_array_index (rings, MlsSourceRing, 0), rings->len, &error);
  g_assert_no_error (error);
}

static void
test_tiny_details (void)
{
  g_autofree Mesh *mesh = g_new (Mesh, 1);
  guint counts[MLS_N_REMARKS] = { 0 };
  guint n_runs = g_test_slow () ? 2000 : 200;

  for (guint run = 0; run < n_runs; run++)
    {
      g_autoptr (MlsSoup) soup = mls_soup_new (1);
      g_autoptr (MlsAssembly) assembly = NULL;
      g_autoptr (MlsShape) shape = mls_shape_new ();

      make_mesh (mesh);
      make_groups (mesh);
      for (guint group = 0; group < MESH * MESH; group++)
        {
          trace_group (mesh, group, shape);
          if (mls_shape_n_rings (shape) > 0)
            add_group (soup, group, shape);
        }

      assembly = assemble (soup, 0);
      for (int kind = 0; kind < MLS_N_REMARKS; kind++)
        counts[kind] += mls_assembly_count (assembly, (MlsRemarkKind) kind);
    }

  for (int kind = 0; kind < MLS_N_REMARKS; kind++)
    g_test_message ("%s %u", mls_remark_text ((MlsRemarkKind) kind), counts[kind]);
  g_assert_cmpuint (counts[MLS_REMARK_REPAIRED], >, n_runs);
  g_assert_cmpuint (counts[MLS_REMARK_VANISHED], >, n_runs);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/assembly/plain", test_plain);
  g_test_add_func ("/assembly/missing-node", test_missing_node);
  g_test_add_func ("/assembly/missing-node-beside", test_missing_node_beside);
  g_test_add_func ("/assembly/gap", test_gap);
  g_test_add_func ("/assembly/overlap", test_overlap);
  g_test_add_func ("/assembly/across", test_across);
  g_test_add_func ("/assembly/stray", test_stray);
  g_test_add_func ("/assembly/duplicate", test_duplicate);
  g_test_add_func ("/assembly/bow-tie", test_bow_tie);
  g_test_add_func ("/assembly/figure-of-eight", test_figure_of_eight);
  g_test_add_func ("/assembly/spike", test_spike);
  g_test_add_func ("/assembly/vanishing", test_vanishing);
  g_test_add_func ("/assembly/identical", test_identical);
  g_test_add_func ("/assembly/holes", test_holes);
  g_test_add_func ("/assembly/not-a-number", test_not_a_number);
  g_test_add_func ("/assembly/empty", test_empty);
  g_test_add_func ("/assembly/cancelled", test_cancelled);
  g_test_add_func ("/assembly/tiny-details", test_tiny_details);

  return g_test_run ();
}
