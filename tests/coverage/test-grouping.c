#include "coverage/grouping.h"

#include "../coverage/quilt.h"
#include "coverage/segment-table.h"

#include <locale.h>

/* Groups against a plain search from face to face, on random coverages, whatever the order in which
 * faces come. */

enum
{
  KEY_COVER,
  KEY_USE_LATER,
  KEY_SOME,
  N_KEYS,
};

static void
give_keys (const MlsLabel *labels, guint64 *keys, gpointer user_data)
{
  MlsText cover = labels[0].field[MLS_FIELD_COVER];

  keys[KEY_COVER] = cover;
  keys[KEY_USE_LATER] = labels[1].field[MLS_FIELD_USE];
  keys[KEY_SOME] = cover == quilt_code ('c', 0) ? 1 : 0;
}

static GPtrArray *
shuffled_faces (MlsMemory *memory)
{
  GPtrArray *faces = mls_memory_faces (memory);

  for (guint i = faces->len; i > 1; i--)
    {
      guint j = (guint) g_test_rand_int_range (0, (gint32) i);
      gpointer face = faces->pdata[i - 1];

      faces->pdata[i - 1] = faces->pdata[j];
      faces->pdata[j] = face;
    }

  return faces;
}

static gboolean
add_edge (const MlsEdge *edge, gpointer user_data)
{
  mls_grouping_add_edge (user_data, edge);

  return TRUE;
}

static MlsSegmentTable *
left_faces (GPtrArray *faces)
{
  MlsSegmentTable *table = mls_segment_table_new ();

  for (guint i = 0; i < faces->len; i++)
    {
      MlsFace *face = g_ptr_array_index (faces, i);

      for (guint r = 0; r < face->n_rings; r++)
        {
          MlsRing ring = mls_face_ring (face, r);

          for (gsize p = 0; p < ring.n_points; p++)
            mls_segment_table_set (table, ring.points[p], ring.points[(p + 1) % ring.n_points], face);
        }
    }

  return table;
}

static guint64
key_of (const MlsFace *face, guint32 key)
{
  guint64 keys[N_KEYS];

  give_keys (face->labels, keys, NULL);

  return keys[key];
}

typedef struct
{
  GHashTable *members;
  MlsArea2    area2;
  gboolean    on_edge;
} Plain;

/* Everything that can be reached from @face. */
static Plain
spread (MlsSegmentTable *left, const MlsFace *start, guint32 key)
{
  Plain plain = { g_hash_table_new (NULL, NULL), 0, FALSE };
  g_autoptr (GPtrArray) queue = g_ptr_array_new ();

  g_hash_table_add (plain.members, (gpointer) start);
  g_ptr_array_add (queue, (gpointer) start);
  for (guint i = 0; i < queue->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (queue, i);

      plain.area2 += mls_face_area2 (face);
      for (guint p = 0; p < face->n_points; p++)
        {
          MlsFace *next = mls_segment_table_get (left, face->points[(p + 1) % face->n_points], face->points[p]);

          plain.on_edge |= next == NULL;
          if (next != NULL && key_of (next, key) == key_of (start, key) &&
              g_hash_table_add (plain.members, next))
            g_ptr_array_add (queue, next);
        }
    }

  return plain;
}

static void
check_key (MlsGrouping *grouping, GPtrArray *faces, MlsSegmentTable *left, guint32 key)
{
  g_autoptr (GArray) groups = mls_grouping_groups (grouping, key);
  guint n_members = 0, n_keyed = 0;

  for (guint i = 0; i < faces->len; i++)
    n_keyed += key_of (g_ptr_array_index (faces, i), key) != 0;

  for (guint g = 0; g < groups->len; g++)
    {
      const MlsGroup *group = &g_array_index (groups, MlsGroup, g);
      const MlsFace *first = g_ptr_array_index (faces, group->first);
      const MlsFace *largest = g_ptr_array_index (faces, group->largest);
      Plain plain = spread (left, first, key);
      MlsBox box = MLS_BOX_EMPTY;

      g_assert_cmpuint (group->key, ==, key_of (first, key));
      g_assert_cmpuint (group->n_faces, ==, g_hash_table_size (plain.members));
      g_assert_true (group->area2 == plain.area2);
      g_assert_cmpint (group->on_edge, ==, plain.on_edge);
      g_assert_true (g_hash_table_contains (plain.members, largest));

      for (guint32 i = 0; i < faces->len; i++)
        if (g_hash_table_contains (plain.members, faces->pdata[i]))
          {
            const MlsFace *face = faces->pdata[i];

            g_assert_cmpuint (mls_grouping_group_of (grouping, key, i), ==, group->first);
            g_assert_true (mls_face_area2 (face) <= mls_face_area2 (largest));
            box = mls_box_union (&box, &face->box);
          }
      g_assert_true (mls_box_contains (&box, &group->box) && mls_box_contains (&group->box, &box));

      n_members += group->n_faces;
      g_hash_table_unref (plain.members);
    }

  g_assert_cmpuint (n_members, ==, n_keyed);
}

static guint
count_shared (MlsSegmentTable *left, const MlsFace *a, const MlsFace *b)
{
  guint n = 0;

  for (guint p = 0; p < a->n_points; p++)
    n += mls_segment_table_get (left, a->points[(p + 1) % a->n_points], a->points[p]) == b;

  return n;
}

static void
check_twins (MlsGrouping *grouping, GPtrArray *faces, MlsSegmentTable *left)
{
  g_autoptr (GArray) twins = mls_grouping_twins (grouping);
  guint n_twins = 0;

  for (guint32 i = 0; i < faces->len; i++)
    for (guint32 j = i + 1; j < faces->len; j++)
      {
        guint n_shared = count_shared (left, faces->pdata[i], faces->pdata[j]);

        if (n_shared > 0 && mls_face_same_labels (faces->pdata[i], faces->pdata[j]))
          {
            const MlsTwins *found = &g_array_index (twins, MlsTwins, n_twins++);

            g_assert_cmpuint (found->a, ==, i);
            g_assert_cmpuint (found->b, ==, j);
            g_assert_cmpuint (found->n_segments, ==, n_shared);
          }
      }

  g_assert_cmpuint (twins->len, ==, n_twins);
}

static void
test_quilt (gconstpointer data)
{
  static const MlsGroupingShape shape = { N_KEYS, 2, TRUE };

  for (guint round = 0; round < 8; round++)
    {
      QuiltOptions options = *(const QuiltOptions *) data;
      g_autoptr (MlsMemory) memory = NULL;
      g_autoptr (GPtrArray) faces = NULL;
      g_autoptr (MlsSegmentTable) left = NULL;
      g_autoptr (MlsGrouping) grouping = mls_grouping_new (&shape, give_keys, NULL);
      MlsSource source;
      MlsBox everywhere = { -MLS_GRID_LIMIT, -MLS_GRID_LIMIT, MLS_GRID_LIMIT, MLS_GRID_LIMIT };

      options.seed = (guint32) g_test_rand_int ();
      memory = quilt_new (&options);
      faces = shuffled_faces (memory);
      left = left_faces (faces);
      source = mls_memory_source (memory);

      for (guint i = 0; i < faces->len; i++)
        {
          if (i == faces->len / 2)
            source.funcs->edges (source.self, &everywhere, add_edge, grouping, NULL);
          g_assert_cmpuint (mls_grouping_add_face (grouping, faces->pdata[i]), ==, i);
        }

      for (guint32 key = 0; key < N_KEYS; key++)
        check_key (grouping, faces, left, key);
      check_twins (grouping, faces, left);
    }
}

int
main (int argc, char *argv[])
{
  static const QuiltOptions mixed = { 13, 11, 60000, 5, 4, 2, 0 };
  static const QuiltOptions large_regions = { 16, 16, 40000, 2, 2, 2, 0 };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/coverage/grouping/mixed", &mixed, test_quilt);
  g_test_add_data_func ("/coverage/grouping/large-regions", &large_regions, test_quilt);

  return g_test_run ();
}
