#include "demo/dissolve.h"

#include "demo/land.h"

#include <stdlib.h>

/* Two faces of one key, and how many segments lie between them. */
typedef struct
{
  guint a;
  guint b;
  guint n_segments;
} Joint;

static int
compare_joints (gconstpointer left, gconstpointer right)
{
  const Joint *j = left;
  const Joint *k = right;

  if (j->a != k->a)
    return j->a < k->a ? -1 : 1;

  return (j->b > k->b) - (j->b < k->b);
}

static GArray *
find_joints (const MlsMesh *mesh, const guint64 *keys)
{
  GArray *joints = g_array_new (FALSE, FALSE, sizeof (Joint));
  guint n = 0;

  for (guint e = 0; e < mesh->edges->len; e += 2)
    {
      guint left = mls_mesh_edge (mesh, e)->face;
      guint right = mls_mesh_across (mesh, e);
      Joint joint = { MIN (left, right), MAX (left, right), 1 };

      if (left != MLS_MESH_NONE && right != MLS_MESH_NONE && left != right &&
          keys[left] == keys[right])
        g_array_append_val (joints, joint);
    }

  g_array_sort (joints, compare_joints);

  for (guint i = 0; i < joints->len; i++)
    {
      const Joint *joint = &g_array_index (joints, Joint, i);

      if (n > 0 && compare_joints (joint, &g_array_index (joints, Joint, n - 1)) == 0)
        g_array_index (joints, Joint, n - 1).n_segments++;
      else
        g_array_index (joints, Joint, n++) = *joint;
    }

  return g_array_set_size (joints, n);
}

static guint
root_of (guint *parent, guint i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];

  return i;
}

/* Vertices of all rings of each face. */
static guint *
count_points (const MlsMesh *mesh)
{
  guint *n_points = g_new0 (guint, mesh->faces->len);

  for (guint e = 0; e < mesh->edges->len; e++)
    if (mls_mesh_edge (mesh, e)->face != MLS_MESH_NONE)
      n_points[mls_mesh_edge (mesh, e)->face]++;

  return n_points;
}

/* How many segments lie between the groups of two roots. */
static guint
segments_between (const GArray *joints, guint *parent, guint a, guint b)
{
  guint n = 0;

  for (guint i = 0; i < joints->len; i++)
    {
      const Joint *joint = &g_array_index (joints, Joint, i);
      guint p = root_of (parent, joint->a);
      guint q = root_of (parent, joint->b);

      if ((p == a && q == b) || (p == b && q == a))
        n += joint->n_segments;
    }

  return n;
}

/* Joins as long as two groups fit into one face; what stays apart at the end is apart because it
 * does not fit. Segments that vanish take two vertices each. */
static void
join_within_limit (const GArray *joints, guint *parent, guint *n_points)
{
  gboolean joined = TRUE;

  while (joined)
    {
      joined = FALSE;
      for (guint i = 0; i < joints->len; i++)
        {
          const Joint *joint = &g_array_index (joints, Joint, i);
          guint a = root_of (parent, joint->a);
          guint b = root_of (parent, joint->b);
          guint n;

          if (a == b)
            continue;

          n = n_points[a] + n_points[b] - 2 * segments_between (joints, parent, a, b);
          if (n > MLS_DISSOLVE_MAX_POINTS)
            continue;

          parent[b] = a;
          n_points[a] = n;
          joined = TRUE;
        }
    }
}

/* Whole connected sets that fit into one face are joined at once; the few that do not, step by
 * step. */
static GArray *
join_small_sets (const GArray *joints, guint *parent, guint *n_points, guint n_faces)
{
  GArray *left = g_array_new (FALSE, FALSE, sizeof (Joint));
  g_autofree guint *whole = g_new (guint, n_faces);
  g_autofree guint *total = g_memdup2 (n_points, n_faces * sizeof (guint));

  for (guint f = 0; f < n_faces; f++)
    whole[f] = f;

  for (guint i = 0; i < joints->len; i++)
    {
      const Joint *joint = &g_array_index (joints, Joint, i);
      guint a = root_of (whole, joint->a);
      guint b = root_of (whole, joint->b);

      if (a != b)
        {
          whole[b] = a;
          total[a] += total[b];
        }
      total[a] -= 2 * joint->n_segments;
    }

  for (guint i = 0; i < joints->len; i++)
    {
      const Joint *joint = &g_array_index (joints, Joint, i);
      guint root = root_of (whole, joint->a);

      if (total[root] > MLS_DISSOLVE_MAX_POINTS)
        {
          g_array_append_val (left, *joint);
          continue;
        }
      parent[root_of (parent, joint->a)] = root;
      parent[root_of (parent, joint->b)] = root;
      n_points[root] = total[root];
    }

  return left;
}

/**
 * mls_dissolve_groups:
 * @mesh: a mesh
 * @keys: (array): what each of its faces is; neighbours of one key are of one group
 * @n_groups: (out): how many groups there are
 *
 * Returns: (transfer full) (array): the group of each face, numbered in the order of their first
 *   faces. Two neighbours of one key are in different groups only where one face of both would have
 *   more than %MLS_DISSOLVE_MAX_POINTS vertices.
 */
guint *
mls_dissolve_groups (const MlsMesh *mesh, const guint64 *keys, guint *n_groups)
{
  guint n_faces = mesh->faces->len;
  g_autoptr (GArray) joints = find_joints (mesh, keys);
  g_autoptr (GArray) large = NULL;
  g_autofree guint *n_points = count_points (mesh);
  g_autofree guint *parent = g_new (guint, n_faces);
  g_autofree guint *number = g_new (guint, n_faces);
  guint *groups = g_new (guint, n_faces);

  for (guint f = 0; f < n_faces; f++)
    {
      parent[f] = f;
      number[f] = MLS_MESH_NONE;
    }

  large = join_small_sets (joints, parent, n_points, n_faces);
  join_within_limit (large, parent, n_points);

  *n_groups = 0;
  for (guint f = 0; f < n_faces; f++)
    {
      guint root = root_of (parent, f);

      if (number[root] == MLS_MESH_NONE)
        number[root] = (*n_groups)++;
      groups[f] = number[root];
    }

  return groups;
}

/* A ring of a group, in the common array of points. */
typedef struct
{
  guint    group;
  gboolean is_hole;
  gsize    start;
  gsize    n_points;
} Outline;

static gboolean
is_border (const MlsMesh *mesh, const guint *groups, guint e)
{
  guint face = mls_mesh_edge (mesh, e)->face;
  guint across = mls_mesh_across (mesh, e);

  return face != MLS_MESH_NONE && (across == MLS_MESH_NONE || groups[across] != groups[face]);
}

/* The half-edge along which the border of @e's group goes on where @e ends. */
static guint
next_border (const MlsMesh *mesh, const guint *groups, guint e)
{
  e = mls_mesh_edge (mesh, e)->next;
  while (!is_border (mesh, groups, e))
    e = mls_mesh_edge (mesh, e ^ 1)->next;

  return e;
}

static void
trace (const MlsMesh *mesh, const guint *groups, guint first, gboolean *seen, GArray *all)
{
  guint e = first;

  do
    {
      seen[e] = TRUE;
      g_array_append_val (all, mls_mesh_edge (mesh, e)->origin);
      e = next_border (mesh, groups, e);
    }
  while (e != first);
}

static int
compare_outlines (gconstpointer left, gconstpointer right)
{
  const Outline *a = left;
  const Outline *b = right;

  if (a->group != b->group)
    return a->group < b->group ? -1 : 1;
  if (a->is_hole != b->is_hole)
    return a->is_hole ? 1 : -1;

  return (a->start > b->start) - (a->start < b->start);
}

static GArray *
trace_outlines (const MlsMesh *mesh, const guint *groups, const MlsPoint *points, GArray *out)
{
  GArray *outlines = g_array_new (FALSE, FALSE, sizeof (Outline));
  g_autofree gboolean *seen = g_new0 (gboolean, mesh->edges->len);
  g_autoptr (GArray) vertices = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint e = 0; e < mesh->edges->len; e++)
    {
      Outline outline = { 0, FALSE, out->len, 0 };
      MlsRing ring;

      if (seen[e] || !is_border (mesh, groups, e))
        continue;

      g_array_set_size (vertices, 0);
      trace (mesh, groups, e, seen, vertices);
      for (guint i = 0; i < vertices->len; i++)
        g_array_append_val (out, points[g_array_index (vertices, guint, i)]);

      ring = (MlsRing){ &g_array_index (out, MlsPoint, outline.start), vertices->len };
      outline.group = groups[mls_mesh_edge (mesh, e)->face];
      outline.n_points = vertices->len;
      outline.is_hole = mls_ring_area2 (ring) < 0;
      g_array_append_val (outlines, outline);
    }

  return outlines;
}

/**
 * mls_dissolve_faces:
 * @mesh: a mesh
 * @groups: (array): the group of each of its faces
 * @n_groups: how many groups
 * @points: (array): where its vertices lie; the mesh's own, or others that keep its topology
 * @labels: (array): those of each group, %MLS_DEMO_N_DATES after another
 *
 * Returns: (transfer full) (element-type MlsFace): a face for each group, in order; their ids are
 *   those of the groups
 */
GPtrArray *
mls_dissolve_faces (const MlsMesh  *mesh,
                    const guint    *groups,
                    guint           n_groups,
                    const MlsPoint *points,
                    const MlsLabel *labels)
{
  GPtrArray *faces = g_ptr_array_new_full (n_groups, (GDestroyNotify) mls_face_unref);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) outlines = trace_outlines (mesh, groups, points, all);
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (MlsRing));

  g_array_sort (outlines, compare_outlines);

  for (guint i = 0; i < outlines->len;)
    {
      guint group = g_array_index (outlines, Outline, i).group;

      g_array_set_size (rings, 0);
      for (; i < outlines->len && g_array_index (outlines, Outline, i).group == group; i++)
        {
          const Outline *outline = &g_array_index (outlines, Outline, i);
          MlsRing ring = { &g_array_index (all, MlsPoint, outline->start), outline->n_points };

          g_array_append_val (rings, ring);
        }

      g_ptr_array_add (faces, mls_face_new (group, (const MlsRing *) rings->data, rings->len,
                                            labels + (gsize) group * MLS_DEMO_N_DATES,
                                            MLS_DEMO_N_DATES));
    }

  g_assert (faces->len == n_groups);

  return faces;
}
