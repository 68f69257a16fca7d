#include "map.h"

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  GPtrArray *faces = user_data;

  g_assert_cmpint (face->id, ==, faces->len + 1);
  g_ptr_array_add (faces, mls_face_ref (face));

  return TRUE;
}

static void
walk_ring (GArray *walks, MlsRing ring, guint face, gboolean backward)
{
  for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
    {
      MlsPoint a = ring.points[backward ? i : j];
      MlsPoint b = ring.points[backward ? j : i];
      gboolean forward = mls_point_compare (a, b) < 0;

      g_array_append_val (walks, ((Walk){ forward ? a : b, forward ? b : a, forward, face }));
    }
}

static int
compare_walks (gconstpointer left, gconstpointer right)
{
  const Walk *a = left;
  const Walk *b = right;
  int order = mls_point_compare (a->low, b->low);

  if (order == 0)
    order = mls_point_compare (a->high, b->high);

  return order != 0 ? order : a->forward - b->forward;
}

Map *
map_new (MlsDemo *demo, MlsDemoMap which)
{
  Map *map = g_new (Map, 1);
  MlsDemoVisitor visitor = { 0 };
  g_autoptr (GArray) edge = mls_demo_territory (demo);

  map->faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  if (which == MLS_DEMO_TRUTH)
    visitor.truth = take_face;
  else
    visitor.face = take_face;
  g_assert_true (mls_demo_visit (demo, &visitor, map->faces));

  map->walks = g_array_new (FALSE, FALSE, sizeof (Walk));
  for (guint f = 0; f < map->faces->len; f++)
    {
      const MlsFace *face = g_ptr_array_index (map->faces, f);

      for (guint r = 0; r < face->n_rings; r++)
        walk_ring (map->walks, mls_face_ring (face, r), f, FALSE);
    }
  walk_ring (map->walks, (MlsRing){ (MlsPoint *) edge->data, edge->len }, G_MAXUINT, TRUE);
  g_array_sort (map->walks, compare_walks);

  return map;
}

void
map_free (Map *map)
{
  g_ptr_array_unref (map->faces);
  g_array_unref (map->walks);
  g_free (map);
}

const MlsFace *
map_face (const Map *map, guint i)
{
  return g_ptr_array_index (map->faces, i);
}

static guint
root_of (guint *parent, guint i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];

  return i;
}

/* For each face, the number of one that stands for its region. */
guint *
map_regions (const Map *map, guint date, MlsDimension dimension)
{
  guint *parent = g_new (guint, map->faces->len);

  for (guint f = 0; f < map->faces->len; f++)
    parent[f] = f;

  for (guint i = 0; i < map->walks->len; i += 2)
    {
      guint a = g_array_index (map->walks, Walk, i).face;
      guint b = g_array_index (map->walks, Walk, i + 1).face;

      if (a != G_MAXUINT && b != G_MAXUINT &&
          mls_label_code (&map_face (map, a)->labels[date], dimension) ==
              mls_label_code (&map_face (map, b)->labels[date], dimension))
        parent[root_of (parent, a)] = root_of (parent, b);
    }

  for (guint f = 0; f < map->faces->len; f++)
    parent[f] = root_of (parent, f);

  return parent;
}

/* The face with @point inside it. */
guint
map_locate (const Map *map, MlsPoint point)
{
  for (guint f = 0; f < map->faces->len; f++)
    if (mls_face_locate (map_face (map, f), point) == MLS_SIDE_INSIDE)
      return f;

  g_assert_not_reached ();
}
