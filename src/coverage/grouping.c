#include "coverage/grouping.h"

#include "coverage/forest.h"
#include "coverage/front.h"

#include <string.h>

/* Who has the territory's edge on the left: the outside. */
#define OUTSIDE (MLS_NOBODY - 1)

/* What is kept of a face: a million of them fit in memory many times, their vertices do not. */
typedef struct
{
  MlsArea2 area2;
  gint64   fid;
  double   perimeter;
  guint32  tuple;
  guint32  n_points;
} Member;

/* A border between two faces, or a piece of one. */
typedef struct
{
  guint32 a;
  guint32 b;
  double  length; /* mm */
} Border;

struct _MlsGrouping
{
  MlsGroupingShape shape;
  MlsKeyFunc       func;
  gpointer         user_data;
  MlsBorderFunc    border_func; /* (nullable) */
  gpointer         border_data;

  MlsFront        *front;
  GArray          *members;  /* (element-type Member) */
  GArray          *boxes;    /* (element-type MlsBox), if asked for */
  GByteArray      *on_edge;  /* a byte a face */
  MlsForest       *forests;  /* [n_keys] */
  GArray          *twins;    /* (element-type MlsTwins), not summed up yet */
  GArray          *borders;  /* (element-type Border) within groups, if asked for */

  /* Most faces share their labels with many: each tuple of labels is kept once, with its keys. */
  GHashTable      *tuple_of; /* labels to index + 1 */
  GPtrArray       *tuples;   /* (element-type MlsLabel) [n_vintages] each */
  GArray          *keys;     /* (element-type guint64) n_keys for each tuple */
};

/* A key of tuple_of. */
typedef struct
{
  const MlsLabel *labels;
  guint32         n_vintages;
} Tuple;

static guint
tuple_hash (gconstpointer data)
{
  const Tuple *tuple = data;
  guint64 h = 0;

  for (guint32 v = 0; v < tuple->n_vintages; v++)
    for (int f = 0; f < MLS_N_FIELDS; f++)
      h = (h ^ tuple->labels[v].field[f]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint) (h >> 32);
}

static gboolean
tuple_equal (gconstpointer left, gconstpointer right)
{
  const Tuple *a = left;
  const Tuple *b = right;

  return a->n_vintages == 0 ||
         memcmp (a->labels, b->labels, a->n_vintages * sizeof (MlsLabel)) == 0;
}

/**
 * mls_grouping_new:
 * @shape: how many keys and vintages
 * @func: gives a face's keys
 * @user_data: for @func
 *
 * Returns: (transfer full): a grouping of no face
 */
MlsGrouping *
mls_grouping_new (const MlsGroupingShape *shape, MlsKeyFunc func, gpointer user_data)
{
  MlsGrouping *self = g_new0 (MlsGrouping, 1);

  self->shape = *shape;
  self->func = func;
  self->user_data = user_data;
  self->front = mls_front_new ();
  self->members = g_array_new (FALSE, FALSE, sizeof (Member));
  self->boxes = g_array_new (FALSE, FALSE, sizeof (MlsBox));
  self->on_edge = g_byte_array_new ();
  self->forests = g_new (MlsForest, shape->n_keys);
  for (guint32 k = 0; k < shape->n_keys; k++)
    mls_forest_init (&self->forests[k]);
  self->twins = g_array_new (FALSE, FALSE, sizeof (MlsTwins));
  self->borders = g_array_new (FALSE, FALSE, sizeof (Border));
  self->tuple_of = g_hash_table_new_full (tuple_hash, tuple_equal, g_free, NULL);
  self->tuples = g_ptr_array_new_with_free_func (g_free);
  self->keys = g_array_new (FALSE, TRUE, sizeof (guint64));

  return self;
}

/**
 * mls_grouping_watch_borders:
 * @self: a grouping of no face
 * @func: called with each vertex of borders
 * @user_data: for @func
 */
void
mls_grouping_watch_borders (MlsGrouping *self, MlsBorderFunc func, gpointer user_data)
{
  self->border_func = func;
  self->border_data = user_data;
}

/**
 * mls_grouping_free:
 * @self: (transfer full): a grouping
 */
void
mls_grouping_free (MlsGrouping *self)
{
  mls_front_free (self->front);
  g_array_unref (self->members);
  g_array_unref (self->boxes);
  g_byte_array_unref (self->on_edge);
  for (guint32 k = 0; k < self->shape.n_keys; k++)
    mls_forest_clear (&self->forests[k]);
  g_free (self->forests);
  g_array_unref (self->twins);
  g_array_unref (self->borders);
  g_hash_table_unref (self->tuple_of);
  g_ptr_array_unref (self->tuples);
  g_array_unref (self->keys);
  g_free (self);
}

static const Member *
get_member (const MlsGrouping *self, guint32 face)
{
  return &g_array_index (self->members, Member, face);
}

static const guint64 *
keys_of (const MlsGrouping *self, guint32 tuple)
{
  return &g_array_index (self->keys, guint64, (gsize) tuple * self->shape.n_keys);
}

static guint32
add_tuple (MlsGrouping *self, const MlsLabel *labels)
{
  guint32 index = self->tuples->len;
  MlsLabel *copy = g_memdup2 (labels, self->shape.n_vintages * sizeof *labels);
  Tuple tuple = { copy, self->shape.n_vintages };

  g_ptr_array_add (self->tuples, copy);
  g_hash_table_insert (self->tuple_of, g_memdup2 (&tuple, sizeof tuple),
                       GUINT_TO_POINTER (index + 1));
  g_array_set_size (self->keys, self->keys->len + self->shape.n_keys);
  self->func (copy, &g_array_index (self->keys, guint64, (gsize) index * self->shape.n_keys),
              self->user_data);

  return index;
}

static guint32
intern_labels (MlsGrouping *self, const MlsLabel *labels)
{
  const Tuple tuple = { labels, self->shape.n_vintages };
  guint32 found = GPOINTER_TO_UINT (g_hash_table_lookup (self->tuple_of, &tuple));

  return found != 0 ? found - 1 : add_tuple (self, labels);
}

/* A border with one neighbour, as it is walked segment by segment. */
typedef struct
{
  guint32 neighbour;
  guint32 n_segments;
  double  length; /* mm, if asked for */
} Run;

/* Two faces share a border. */
static void
join (MlsGrouping *self, guint32 a, guint32 b, const Run *run)
{
  guint32 tuple_a = get_member (self, a)->tuple;
  guint32 tuple_b = get_member (self, b)->tuple;
  const guint64 *keys_a = keys_of (self, tuple_a);
  const guint64 *keys_b = keys_of (self, tuple_b);
  gboolean within = FALSE;

  for (guint32 k = 0; k < self->shape.n_keys; k++)
    if (keys_a[k] != 0 && keys_a[k] == keys_b[k])
      {
        mls_forest_join (&self->forests[k], a, b);
        within = TRUE;
      }

  if (within && self->shape.borders)
    g_array_append_val (self->borders, ((Border){ a, b, run->length }));

  if (tuple_a == tuple_b)
    {
      MlsTwins twins = { MIN (a, b), MAX (a, b), run->n_segments };

      g_array_append_val (self->twins, twins);
    }
}

static guint32
append_member (MlsGrouping *self, const MlsFace *face)
{
  static const guint8 inland = FALSE;
  guint32 index = self->members->len;
  Member member = { mls_face_area2 (face), face->id, mls_face_perimeter (face),
                    intern_labels (self, face->labels), face->n_points };

  g_array_append_val (self->members, member);
  g_byte_array_append (self->on_edge, &inland, 1);
  if (self->shape.boxes)
    g_array_append_val (self->boxes, face->box);
  for (guint32 k = 0; k < self->shape.n_keys; k++)
    mls_forest_grow (&self->forests[k]);

  return index;
}

static void
end_run (MlsGrouping *self, guint32 face, Run *run)
{
  if (run->neighbour == OUTSIDE)
    self->on_edge->data[face] = TRUE;
  else if (run->neighbour != MLS_NOBODY && run->neighbour != face)
    join (self, face, run->neighbour, run);
}

/* Of both faces along a border the second one to come knows the other. */
static void
pass_vertex (MlsGrouping *self, guint32 face, guint32 before, guint32 after, MlsRing ring, gsize at)
{
  const MlsPoint *points = ring.points;
  const MlsBorderVertex vertex = { face, after == OUTSIDE ? MLS_NOBODY : after,
                                   points[at > 0 ? at - 1 : ring.n_points - 1], points[at],
                                   points[at + 1 < ring.n_points ? at + 1 : 0] };

  if (self->border_func != NULL && before == after && after != MLS_NOBODY && after != face)
    self->border_func (&vertex, self->border_data);
}

static void
walk_ring (MlsGrouping *self, guint32 face, MlsRing ring)
{
  Run run = { MLS_NOBODY, 0, 0 };
  guint32 first = MLS_NOBODY;

  for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
    {
      guint32 neighbour = mls_front_meet (self->front, ring.points[j], ring.points[i], face);

      if (i == 0)
        first = neighbour;
      else
        pass_vertex (self, face, run.neighbour, neighbour, ring, j);
      if (neighbour != run.neighbour)
        {
          end_run (self, face, &run);
          run = (Run){ neighbour, 0, 0 };
        }
      run.n_segments++;
      if (self->shape.borders && neighbour < OUTSIDE)
        run.length += mls_point_distance (ring.points[j], ring.points[i]);
    }

  pass_vertex (self, face, run.neighbour, first, ring, ring.n_points - 1);
  end_run (self, face, &run);
}

/**
 * mls_grouping_add_face:
 * @self: a grouping
 * @face: a face of as many vintages as the grouping was made for
 *
 * Returns: the number of @face
 */
guint32
mls_grouping_add_face (MlsGrouping *self, const MlsFace *face)
{
  guint32 index;

  g_return_val_if_fail (face->n_vintages == self->shape.n_vintages, MLS_NOBODY);

  index = append_member (self, face);
  for (guint r = 0; r < face->n_rings; r++)
    walk_ring (self, index, mls_face_ring (face, r));

  return index;
}

/**
 * mls_grouping_add_edge:
 * @self: a grouping
 * @edge: a piece of the territory's edge, before or after the faces along it
 */
void
mls_grouping_add_edge (MlsGrouping *self, const MlsEdge *edge)
{
  for (gsize i = 1; i < edge->n_points; i++)
    {
      guint32 face = mls_front_meet (self->front, edge->points[i], edge->points[i - 1], OUTSIDE);

      if (face < self->members->len)
        self->on_edge->data[face] = TRUE;
    }
}

static MlsGroup
start_group (const MlsGrouping *self, guint32 key, guint32 face)
{
  return (MlsGroup){ .key = keys_of (self, get_member (self, face)->tuple)[key],
                     .first = face,
                     .largest = face,
                     .box = MLS_BOX_EMPTY };
}

static void
add_to_group (const MlsGrouping *self, MlsGroup *group, guint32 face)
{
  const Member *member = get_member (self, face);

  if (member->area2 > get_member (self, group->largest)->area2)
    group->largest = face;

  group->n_faces++;
  group->area2 += member->area2;
  group->perimeter += member->perimeter;
  group->on_edge |= self->on_edge->data[face];
  if (self->shape.boxes)
    group->box = mls_box_union (&group->box, &g_array_index (self->boxes, MlsBox, face));
}

/* What two faces of a group share is none of its border, and was counted from either side. */
static void
subtract_borders (MlsGrouping *self, guint32 key, GArray *groups, const guint32 *index_of)
{
  for (guint i = 0; i < self->borders->len; i++)
    {
      const Border *border = &g_array_index (self->borders, Border, i);
      guint64 of_a = keys_of (self, get_member (self, border->a)->tuple)[key];

      if (of_a != 0 && of_a == keys_of (self, get_member (self, border->b)->tuple)[key])
        g_array_index (groups, MlsGroup, index_of[mls_forest_root (&self->forests[key], border->a)]).perimeter -=
            2 * border->length;
    }
}

/**
 * mls_grouping_groups:
 * @self: a grouping of a whole coverage and its edge
 * @key: which key
 *
 * Returns: (transfer full) (element-type MlsGroup): the groups under it, in the order of their
 *   first faces
 */
GArray *
mls_grouping_groups (MlsGrouping *self, guint32 key)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (MlsGroup));
  g_autofree guint32 *index_of = g_new (guint32, self->members->len);

  for (guint32 face = 0; face < self->members->len; face++)
    {
      guint32 root = mls_forest_root (&self->forests[key], face);

      if (keys_of (self, get_member (self, face)->tuple)[key] == 0)
        continue;

      /* The smallest stands for a set, so that it comes first. */
      if (root == face)
        {
          MlsGroup group = start_group (self, key, face);

          index_of[root] = groups->len;
          g_array_append_val (groups, group);
        }

      add_to_group (self, &g_array_index (groups, MlsGroup, index_of[root]), face);
    }
  subtract_borders (self, key, groups, index_of);

  return groups;
}

/**
 * mls_grouping_group_of:
 * @self: a grouping of a whole coverage
 * @key: which key
 * @face: a face
 *
 * Returns: the first face of its group, itself if it is in none
 */
guint32
mls_grouping_group_of (MlsGrouping *self, guint32 key, guint32 face)
{
  return mls_forest_root (&self->forests[key], face);
}

static int
compare_twins (gconstpointer left, gconstpointer right)
{
  const MlsTwins *a = left;
  const MlsTwins *b = right;

  if (a->a != b->a)
    return a->a < b->a ? -1 : 1;

  return (a->b > b->b) - (a->b < b->b);
}

/**
 * mls_grouping_twins:
 * @self: a grouping of a whole coverage
 *
 * Returns: (transfer full) (element-type MlsTwins): all neighbours with the same labels, each
 *   couple once
 */
GArray *
mls_grouping_twins (MlsGrouping *self)
{
  GArray *twins = g_array_new (FALSE, FALSE, sizeof (MlsTwins));

  g_array_sort (self->twins, compare_twins);
  for (guint i = 0; i < self->twins->len; i++)
    {
      const MlsTwins *run = &g_array_index (self->twins, MlsTwins, i);
      MlsTwins *last = twins->len > 0 ? &g_array_index (twins, MlsTwins, twins->len - 1) : NULL;

      if (last != NULL && last->a == run->a && last->b == run->b)
        last->n_segments += run->n_segments;
      else
        g_array_append_val (twins, *run);
    }

  return twins;
}

/**
 * mls_grouping_n_faces:
 * @self: a grouping
 *
 * Returns: how many faces have come
 */
guint32
mls_grouping_n_faces (const MlsGrouping *self)
{
  return self->members->len;
}

/**
 * mls_grouping_fid:
 * @self: a grouping
 * @face: a face
 *
 * Returns: its id
 */
gint64
mls_grouping_fid (const MlsGrouping *self, guint32 face)
{
  return get_member (self, face)->fid;
}

/**
 * mls_grouping_n_points:
 * @self: a grouping
 * @face: a face
 *
 * Returns: how many vertices it has
 */
guint32
mls_grouping_n_points (const MlsGrouping *self, guint32 face)
{
  return get_member (self, face)->n_points;
}

/**
 * mls_grouping_area2:
 * @self: a grouping
 * @face: a face
 *
 * Returns: twice its area, mm²
 */
MlsArea2
mls_grouping_area2 (const MlsGrouping *self, guint32 face)
{
  return get_member (self, face)->area2;
}

/**
 * mls_grouping_labels:
 * @self: a grouping
 * @face: a face
 *
 * Returns: (transfer none): its label in each vintage
 */
const MlsLabel *
mls_grouping_labels (const MlsGrouping *self, guint32 face)
{
  return g_ptr_array_index (self->tuples, get_member (self, face)->tuple);
}
