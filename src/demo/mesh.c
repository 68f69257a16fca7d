#include "demo/mesh.h"

#include "demo/mesh-index.h"
#include "geometry/predicate.h"

#include <stdlib.h>

static guint
add_vertex (MlsMesh *mesh, MlsPoint point, guint8 degree)
{
  g_array_append_val (mesh->points, point);
  g_array_append_val (mesh->degrees, degree);

  return mesh->points->len - 1;
}

/* A segment from vertex @a to vertex @b; its rings are for the caller to link. */
static guint
add_segment (MlsMesh *mesh, guint a, guint b)
{
  MlsMeshEdge pair[2] = { { a, MLS_MESH_NONE, MLS_MESH_NONE, MLS_MESH_NONE },
                          { b, MLS_MESH_NONE, MLS_MESH_NONE, MLS_MESH_NONE } };

  g_array_append_vals (mesh->edges, pair, 2);
  if (mesh->index != NULL)
    mls_mesh_index_add (mesh->index, mesh, mesh->edges->len - 2);

  return mesh->edges->len - 2;
}

static void
link_edges (MlsMesh *mesh, guint before, guint after)
{
  mls_mesh_edge (mesh, before)->next = after;
  mls_mesh_edge (mesh, after)->prev = before;
}

/* Building from rings: which vertex lies at a point, and which half-edges leave a vertex. */
typedef struct
{
  GHashTable *vertices;  /* MlsPoint → vertex + 1 */
  GArray     *first_out; /* by vertex */
  GArray     *next_out;  /* by half-edge */
} Joiner;

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

/* @point is borrowed for as long as @joiner lives. */
static guint
join_vertex (MlsMesh *mesh, Joiner *joiner, const MlsPoint *point)
{
  guint vertex = GPOINTER_TO_UINT (g_hash_table_lookup (joiner->vertices, point));
  guint none = MLS_MESH_NONE;

  if (vertex > 0)
    return vertex - 1;

  vertex = add_vertex (mesh, *point, 0);
  g_hash_table_insert (joiner->vertices, (gpointer) point, GUINT_TO_POINTER (vertex + 1));
  g_array_append_val (joiner->first_out, none);

  return vertex;
}

static void
leave (Joiner *joiner, guint vertex, guint e)
{
  guint *first = &g_array_index (joiner->first_out, guint, vertex);

  g_array_append_val (joiner->next_out, *first);
  *first = e;
}

/* The half-edge from @a to @b: the free side of one a neighbour made, or a new one. */
static guint
join_edge (MlsMesh *mesh, Joiner *joiner, guint a, guint b)
{
  guint e = g_array_index (joiner->first_out, guint, a);

  for (; e != MLS_MESH_NONE; e = g_array_index (joiner->next_out, guint, e))
    if (mls_mesh_edge (mesh, e ^ 1)->origin == b)
      return e;

  e = add_segment (mesh, a, b);
  leave (joiner, a, e);
  leave (joiner, b, e + 1);
  g_array_index (mesh->degrees, guint8, a)++;
  g_array_index (mesh->degrees, guint8, b)++;

  return e;
}

static void
join_ring (MlsMesh *mesh, Joiner *joiner, MlsRing ring)
{
  MlsMeshFace face = { MLS_MESH_NONE, MLS_MESH_NONE, { { 0, 0 }, 0, 0, 0 } };
  guint id = mesh->faces->len;
  guint first = MLS_MESH_NONE;
  guint before = MLS_MESH_NONE;
  guint a = join_vertex (mesh, joiner, &ring.points[0]);

  for (gsize i = 0; i < ring.n_points; i++)
    {
      guint b = join_vertex (mesh, joiner, &ring.points[(i + 1) % ring.n_points]);
      guint e = join_edge (mesh, joiner, a, b);

      g_assert (mls_mesh_edge (mesh, e)->face == MLS_MESH_NONE);
      mls_mesh_edge (mesh, e)->face = id;
      if (before == MLS_MESH_NONE)
        first = e;
      else
        link_edges (mesh, before, e);
      before = e;
      a = b;
    }

  link_edges (mesh, before, first);
  face.edge = first;
  g_array_append_val (mesh->faces, face);
}

/* Half-edges no ring took lie outside; where one ends, another one goes on. */
static void
link_outside (MlsMesh *mesh, const Joiner *joiner)
{
  for (guint e = 0; e < mesh->edges->len; e++)
    {
      guint on;

      if (mls_mesh_edge (mesh, e)->face != MLS_MESH_NONE)
        continue;

      on = g_array_index (joiner->first_out, guint, mls_mesh_edge (mesh, e ^ 1)->origin);
      while (mls_mesh_edge (mesh, on)->face != MLS_MESH_NONE)
        on = g_array_index (joiner->next_out, guint, on);
      link_edges (mesh, e, on);
    }
}

/**
 * mls_mesh_new:
 * @rings: (array length=n_rings): faces without holes, counter-clockwise; neighbours share vertices
 *   and no vertex has more than three segments
 * @n_rings: at least 1
 *
 * Returns: (transfer full): their mesh, the faces numbered as given
 */
MlsMesh *
mls_mesh_new (const MlsRing *rings, guint n_rings)
{
  MlsMesh *mesh = g_new0 (MlsMesh, 1);
  Joiner joiner = { g_hash_table_new (point_hash, point_equal),
                    g_array_new (FALSE, FALSE, sizeof (guint)),
                    g_array_new (FALSE, FALSE, sizeof (guint)) };

  mesh->points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  mesh->degrees = g_array_new (FALSE, FALSE, sizeof (guint8));
  mesh->edges = g_array_new (FALSE, FALSE, sizeof (MlsMeshEdge));
  mesh->faces = g_array_new (FALSE, FALSE, sizeof (MlsMeshFace));
  mesh->holes = g_array_new (FALSE, FALSE, sizeof (MlsMeshHole));

  for (guint r = 0; r < n_rings; r++)
    join_ring (mesh, &joiner, rings[r]);
  link_outside (mesh, &joiner);

  g_hash_table_unref (joiner.vertices);
  g_array_unref (joiner.first_out);
  g_array_unref (joiner.next_out);

  return mesh;
}

/**
 * mls_mesh_free:
 * @mesh: (transfer full): a mesh
 */
void
mls_mesh_free (MlsMesh *mesh)
{
  g_array_unref (mesh->points);
  g_array_unref (mesh->degrees);
  g_array_unref (mesh->edges);
  g_array_unref (mesh->faces);
  g_array_unref (mesh->holes);
  g_clear_pointer (&mesh->index, mls_mesh_index_free);
  g_free (mesh);
}

/**
 * mls_mesh_index:
 * @mesh: a mesh
 *
 * Sorts its segments by place, as mls_mesh_is_clear() needs; those to come are sorted in as well.
 */
void
mls_mesh_index (MlsMesh *mesh)
{
  MlsBox box = mls_box_of_points ((const MlsPoint *) mesh->points->data, mesh->points->len);

  g_return_if_fail (mesh->index == NULL);

  mesh->index = mls_mesh_index_new (&box);
  for (guint e = 0; e < mesh->edges->len; e += 2)
    mls_mesh_index_add (mesh->index, mesh, e);
}

/* Adds the segments from vertex @a over @points to vertex @b; the first half-edge is returned, the
 * forward ones follow in steps of two. */
static guint
add_line (MlsMesh *mesh, guint a, guint b, const MlsPoint *points, guint n_points)
{
  guint first = mesh->edges->len;

  for (guint i = 0; i <= n_points; i++)
    {
      guint to = i < n_points ? add_vertex (mesh, points[i], 2) : b;
      guint e = add_segment (mesh, a, to);

      if (i > 0)
        {
          link_edges (mesh, e - 2, e);
          link_edges (mesh, e + 1, e - 1);
        }
      a = to;
    }

  return first;
}

static void
set_face (MlsMesh *mesh, guint edge, guint face)
{
  guint e = edge;

  do
    {
      mls_mesh_edge (mesh, e)->face = face;
      e = mls_mesh_edge (mesh, e)->next;
    }
  while (e != edge);
}

static void
push_hole (MlsMesh *mesh, guint face, guint hole)
{
  g_array_index (mesh->holes, MlsMeshHole, hole).next = mls_mesh_face (mesh, face)->hole;
  mls_mesh_face (mesh, face)->hole = hole;
}

static GArray *
ring_points (const MlsMesh *mesh, guint edge)
{
  guint n = mls_mesh_ring_length (mesh, edge);
  GArray *points = g_array_set_size (g_array_sized_new (FALSE, FALSE, sizeof (MlsPoint), n), n);
  guint e = edge;

  for (guint i = 0; i < n; i++, e = mls_mesh_edge (mesh, e)->next)
    g_array_index (points, MlsPoint, i) = mls_mesh_point (mesh, e);

  return points;
}

static MlsSide
locate_in_ring (const MlsMesh *mesh, guint edge, MlsPoint point)
{
  g_autoptr (GArray) points = ring_points (mesh, edge);

  return mls_ring_locate ((MlsRing){ (const MlsPoint *) points->data, points->len }, point);
}

/* Gives each hole of @old to whichever of @old and @new it now lies in. */
static void
share_holes (MlsMesh *mesh, guint old, guint new)
{
  guint hole = mls_mesh_face (mesh, old)->hole;
  g_autoptr (GArray) points = NULL;

  if (hole == MLS_MESH_NONE)
    return;

  points = ring_points (mesh, mls_mesh_face (mesh, new)->edge);
  mls_mesh_face (mesh, old)->hole = MLS_MESH_NONE;

  while (hole != MLS_MESH_NONE)
    {
      MlsMeshHole *h = &g_array_index (mesh->holes, MlsMeshHole, hole);
      MlsRing ring = { (const MlsPoint *) points->data, points->len };
      gboolean moves = mls_ring_locate (ring, mls_mesh_point (mesh, h->edge)) == MLS_SIDE_INSIDE;
      guint next = h->next;

      if (moves)
        set_face (mesh, h->edge, new);
      push_hole (mesh, moves ? new : old, hole);
      hole = next;
    }
}

/**
 * mls_mesh_split:
 * @mesh: a mesh
 * @from: a half-edge of a face's outer ring; the line starts where it starts, a vertex of two
 *   segments
 * @to: another of the same ring; the line ends where it starts, another such vertex
 * @points: (array length=n_points): the vertices of the line in between
 * @n_points: how many, 0 included
 *
 * The line must lie inside the face: mls_mesh_is_clear() tells. Holes go with the side they lie on.
 *
 * Returns: the new face, on the left of the line; the old one keeps the right
 */
guint
mls_mesh_split (MlsMesh *mesh, guint from, guint to, const MlsPoint *points, guint n_points)
{
  guint old = mls_mesh_edge (mesh, from)->face;
  guint new = mesh->faces->len;
  guint before_from = mls_mesh_edge (mesh, from)->prev;
  guint before_to = mls_mesh_edge (mesh, to)->prev;
  guint a = mls_mesh_edge (mesh, from)->origin;
  guint b = mls_mesh_edge (mesh, to)->origin;
  MlsMeshFace face = { 0, MLS_MESH_NONE, *mls_mesh_parcel (mesh, old) };
  guint first, last;

  g_assert (mls_mesh_edge (mesh, to)->face == old && a != b);
  g_assert (mls_mesh_degree (mesh, from) == 2 && mls_mesh_degree (mesh, to) == 2);

  first = add_line (mesh, a, b, points, n_points);
  last = first + 2 * n_points;
  g_array_index (mesh->degrees, guint8, a)++;
  g_array_index (mesh->degrees, guint8, b)++;

  link_edges (mesh, before_from, first);
  link_edges (mesh, last, to);
  link_edges (mesh, before_to, last + 1);
  link_edges (mesh, first + 1, from);

  face.edge = first;
  g_array_append_val (mesh->faces, face);
  mls_mesh_face (mesh, old)->edge = from;
  set_face (mesh, first, new);
  set_face (mesh, from, old);
  share_holes (mesh, old, new);

  return new;
}

/**
 * mls_mesh_island:
 * @mesh: a mesh
 * @face: a face
 * @ring: a counter-clockwise ring inside @face that meets no other
 *
 * Returns: the new face within @ring
 */
guint
mls_mesh_island (MlsMesh *mesh, guint face, MlsRing ring)
{
  guint new = mesh->faces->len;
  MlsMeshFace island = { 0, MLS_MESH_NONE, *mls_mesh_parcel (mesh, face) };
  MlsMeshHole hole = { 0, MLS_MESH_NONE };
  guint start = add_vertex (mesh, ring.points[0], 2);
  guint first = add_line (mesh, start, start, ring.points + 1, (guint) ring.n_points - 1);
  guint last = first + 2 * ((guint) ring.n_points - 1);

  link_edges (mesh, last, first);
  link_edges (mesh, first + 1, last + 1);

  island.edge = first;
  g_array_append_val (mesh->faces, island);
  set_face (mesh, first, new);
  set_face (mesh, first + 1, face);

  hole.edge = first + 1;
  g_array_append_val (mesh->holes, hole);
  push_hole (mesh, face, mesh->holes->len - 1);

  return new;
}

/**
 * mls_mesh_ring_length:
 * @mesh: a mesh
 * @edge: a half-edge
 *
 * Returns: how many half-edges its ring has
 */
guint
mls_mesh_ring_length (const MlsMesh *mesh, guint edge)
{
  guint e = edge;
  guint n = 0;

  do
    {
      n++;
      e = mls_mesh_edge (mesh, e)->next;
    }
  while (e != edge);

  return n;
}

static MlsArea2
ring_area2 (const MlsMesh *mesh, guint edge)
{
  MlsPoint start = mls_mesh_point (mesh, edge);
  MlsArea2 sum = 0;

  for (guint e = mls_mesh_edge (mesh, edge)->next; e != edge; e = mls_mesh_edge (mesh, e)->next)
    sum += mls_cross (start, mls_mesh_point (mesh, e),
                      mls_mesh_point (mesh, mls_mesh_edge (mesh, e)->next));

  return sum;
}

/**
 * mls_mesh_area2:
 * @mesh: a mesh
 * @face: a face
 *
 * Returns: twice its area in mm², holes left out
 */
MlsArea2
mls_mesh_area2 (const MlsMesh *mesh, guint face)
{
  MlsArea2 sum = ring_area2 (mesh, mls_mesh_face (mesh, face)->edge);
  guint hole = mls_mesh_face (mesh, face)->hole;

  for (; hole != MLS_MESH_NONE; hole = g_array_index (mesh->holes, MlsMeshHole, hole).next)
    sum += ring_area2 (mesh, g_array_index (mesh->holes, MlsMeshHole, hole).edge);

  return sum;
}

/**
 * mls_mesh_box:
 * @mesh: a mesh
 * @face: a face
 *
 * Returns: the smallest box that holds @face
 */
MlsBox
mls_mesh_box (const MlsMesh *mesh, guint face)
{
  guint first = mls_mesh_face (mesh, face)->edge;
  MlsBox box = MLS_BOX_EMPTY;
  guint e = first;

  do
    {
      mls_box_extend (&box, mls_mesh_point (mesh, e));
      e = mls_mesh_edge (mesh, e)->next;
    }
  while (e != first);

  return box;
}

/**
 * mls_mesh_contains:
 * @mesh: a mesh
 * @face: a face
 * @point: any point
 *
 * Returns: whether @point lies inside @face, in none of its holes and not on its border
 */
gboolean
mls_mesh_contains (const MlsMesh *mesh, guint face, MlsPoint point)
{
  guint hole = mls_mesh_face (mesh, face)->hole;

  if (locate_in_ring (mesh, mls_mesh_face (mesh, face)->edge, point) != MLS_SIDE_INSIDE)
    return FALSE;

  for (; hole != MLS_MESH_NONE; hole = g_array_index (mesh->holes, MlsMeshHole, hole).next)
    if (locate_in_ring (mesh, g_array_index (mesh->holes, MlsMeshHole, hole).edge, point) !=
        MLS_SIDE_OUTSIDE)
      return FALSE;

  return TRUE;
}

static int
compare_numbers (gconstpointer left, gconstpointer right)
{
  double a = *(const double *) left;
  double b = *(const double *) right;

  return (a > b) - (a < b);
}

static void
add_crossings (const MlsMesh *mesh, guint edge, double y, GArray *out)
{
  guint e = edge;

  do
    {
      MlsPoint a = mls_mesh_point (mesh, e);
      MlsPoint b = mls_mesh_point (mesh, e ^ 1);

      if (((double) a.y > y) != ((double) b.y > y))
        {
          double x =
              (double) a.x + (double) (b.x - a.x) * (y - (double) a.y) / (double) (b.y - a.y);

          g_array_append_val (out, x);
        }
      e = mls_mesh_edge (mesh, e)->next;
    }
  while (e != edge);
}

/**
 * mls_mesh_inner_point:
 * @mesh: a mesh
 * @face: a face
 *
 * Returns: a point well inside @face: the middle of the longest of some level lines across it
 */
MlsPoint
mls_mesh_inner_point (const MlsMesh *mesh, guint face)
{
  MlsBox box = mls_mesh_box (mesh, face);
  MlsPoint best = mls_box_centre (&box);
  double longest = 0;

  for (int k = 1; k < 12; k++)
    {
      g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
      double y = (double) box.min_y + (double) (box.max_y - box.min_y) * k / 12 + 0.5;
      guint hole = mls_mesh_face (mesh, face)->hole;

      add_crossings (mesh, mls_mesh_face (mesh, face)->edge, y, crossings);
      for (; hole != MLS_MESH_NONE; hole = g_array_index (mesh->holes, MlsMeshHole, hole).next)
        add_crossings (mesh, g_array_index (mesh->holes, MlsMeshHole, hole).edge, y, crossings);
      g_array_sort (crossings, compare_numbers);

      for (guint i = 0; i + 1 < crossings->len; i += 2)
        {
          double west = g_array_index (crossings, double, i);
          double east = g_array_index (crossings, double, i + 1);

          if (east - west > longest)
            {
              longest = east - west;
              best = (MlsPoint){ (gint64) ((west + east) / 2), (gint64) y };
            }
        }
    }

  return best;
}
