#include "coverage/dissolve.h"

#include "coverage/dissect.h"
#include "coverage/refusal.h"
#include "geometry/cut.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Cells that become one face. */
typedef struct
{
  GPtrArray *cells;    /* (element-type MlsCell) */
  guint      n_points; /* segments left when opposite ones have cancelled */
} Group;

typedef struct
{
  MlsOverlay *overlay;
  GPtrArray  *groups;   /* (element-type Group) */
  GHashTable *group_of; /* cell → Group */
  GArray     *joints;   /* (element-type Joint) */
} Dissolve;

/* Two cells with a border between them that is to go. */
typedef struct
{
  MlsCell *a;
  MlsCell *b;
} Joint;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_ptr_array_unref (group->cells);
  g_free (group);
}

static Group *
group_of (Dissolve *dissolve, MlsCell *cell)
{
  Group *group = g_hash_table_lookup (dissolve->group_of, cell);

  if (group == NULL)
    {
      group = g_new (Group, 1);
      group->cells = g_ptr_array_new ();
      group->n_points = cell->shape->n_points;
      g_ptr_array_add (group->cells, cell);
      g_ptr_array_add (dissolve->groups, group);
      g_hash_table_insert (dissolve->group_of, cell, group);
    }

  return group;
}

static gboolean
same_labels (const MlsCell *a, const MlsCell *b)
{
  return memcmp (a->labels, b->labels, a->parent->n_vintages * sizeof (MlsLabel)) == 0;
}

/* The edit made or relabelled the border, and nothing tells its sides apart any more. */
static gboolean
border_goes (const MlsCell *a, const MlsCell *b)
{
  return (a->parent == b->parent || mls_cell_is_relabelled (a) || mls_cell_is_relabelled (b)) &&
         same_labels (a, b);
}

typedef struct
{
  Dissolve *dissolve;
  MlsCell  *cell;
} Look;

static void
look_across (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Look *look = user_data;
  const GArray *joints = look->dissolve->joints;
  Joint joint = { look->cell, neighbour };

  if (neighbour == NULL || neighbour == look->cell || !border_goes (look->cell, neighbour))
    return;

  if (joints->len > 0)
    {
      const Joint *last = &g_array_index (joints, Joint, joints->len - 1);

      if (last->a == joint.a && last->b == joint.b)
        return;
    }

  g_array_append_val (look->dissolve->joints, joint);
}

/* A directed segment has one face on its left, so the first two vertices of a canonical face name
 * it wherever it was met. */
static int
compare_cells (const MlsCell *a, const MlsCell *b)
{
  int order = mls_point_compare (a->shape->points[0], b->shape->points[0]);

  return order != 0 ? order : mls_point_compare (a->shape->points[1], b->shape->points[1]);
}

static int
compare_joints (gconstpointer left, gconstpointer right)
{
  const Joint *p = left;
  const Joint *q = right;
  const MlsCell *p_low = compare_cells (p->a, p->b) < 0 ? p->a : p->b;
  const MlsCell *q_low = compare_cells (q->a, q->b) < 0 ? q->a : q->b;
  int order = compare_cells (p_low, q_low);

  return order != 0 ? order : compare_cells (p_low == p->a ? p->b : p->a, q_low == q->a ? q->b : q->a);
}

/* How many segments of @group have a cell of @other across. */
static guint
count_shared (Dissolve *dissolve, const Group *group, const Group *other)
{
  guint count = 0;

  for (guint i = 0; i < group->cells->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (group->cells, i);

      for (guint r = 0; r < cell->shape->n_rings; r++)
        {
          MlsRing ring = mls_face_ring (cell->shape, r);

          for (gsize k = 0, j = ring.n_points - 1; k < ring.n_points; j = k++)
            {
              MlsCell *across = mls_overlay_left_of (dissolve->overlay, ring.points[k], ring.points[j]);

              count += across != NULL && g_hash_table_lookup (dissolve->group_of, across) == other;
            }
        }
    }

  return count;
}

static void
join (Dissolve *dissolve, const Joint *joint)
{
  Group *a = group_of (dissolve, joint->a);
  Group *b = group_of (dissolve, joint->b);
  guint n_points;

  if (a == b)
    return;

  n_points = a->n_points + b->n_points - 2 * count_shared (dissolve, a->n_points < b->n_points ? a : b,
                                                           a->n_points < b->n_points ? b : a);
  if (n_points > MLS_MAX_FACE_POINTS)
    return;

  for (guint i = 0; i < b->cells->len; i++)
    {
      g_ptr_array_add (a->cells, g_ptr_array_index (b->cells, i));
      g_hash_table_insert (dissolve->group_of, g_ptr_array_index (b->cells, i), a);
    }
  a->n_points = n_points;
  g_ptr_array_remove_fast (dissolve->groups, b);
}

/* Every cell the edit touched is in a group; so is every cell such a one is joined with. */
static void
make_groups (Dissolve *dissolve)
{
  GPtrArray *cells = mls_overlay_cells (dissolve->overlay);

  for (guint i = 0; i < cells->len; i++)
    {
      MlsCell *cell = g_ptr_array_index (cells, i);
      Look look = { dissolve, cell };

      if (!cell->cut && !mls_cell_is_relabelled (cell))
        continue;

      group_of (dissolve, cell);
      mls_overlay_each_neighbour (dissolve->overlay, cell, look_across, &look);
    }

  g_array_sort (dissolve->joints, compare_joints);
  for (guint i = 0; i < dissolve->joints->len; i++)
    join (dissolve, &g_array_index (dissolve->joints, Joint, i));
}

/* A face as it will be, without its id yet, and the faces its ground is taken from. */
typedef struct
{
  MlsFace    *face;
  MlsArea2    area2;
  GHashTable *overlap; /* parent → MlsArea2 of common ground, owned */
} After;

static void
after_free (gpointer data)
{
  After *after = data;

  mls_face_unref (after->face);
  g_hash_table_unref (after->overlap);
  g_free (after);
}

/* The one area of the cells of @group together. */
static GPtrArray *
join_shapes (const Group *group)
{
  g_autoptr (MlsDissection) dissection = mls_dissection_new ();
  g_autoptr (GPtrArray) areas = NULL;

  for (guint i = 0; i < group->cells->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (group->cells, i);

      for (guint r = 0; r < cell->shape->n_rings; r++)
        mls_dissection_add_ring (dissection, mls_face_ring (cell->shape, r));
    }

  areas = mls_dissection_run (dissection);

  return areas != NULL && areas->len == 1 ? g_steal_pointer (&areas) : NULL;
}

static GPtrArray *
cut_shape (const MlsFace *shape)
{
  g_autofree MlsRing *rings = mls_face_dup_rings (shape);

  return mls_polygon_cut (rings, shape->n_rings, MLS_MAX_FACE_POINTS);
}

static After *
after_new (GPtrArray *afters, MlsFace *face)
{
  After *after = g_new0 (After, 1);

  after->face = face;
  after->area2 = mls_face_area2 (face);
  after->overlap = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_ptr_array_add (afters, after);

  return after;
}

static void
add_overlap (After *after, const MlsFace *parent, MlsArea2 area2)
{
  MlsArea2 *sum = g_hash_table_lookup (after->overlap, parent);

  if (sum == NULL)
    {
      sum = g_new0 (MlsArea2, 1);
      g_hash_table_insert (after->overlap, (gpointer) parent, sum);
    }
  *sum += area2;
}

static MlsFace *
face_of_shape (MlsShape *shape, const MlsCell *cell)
{
  return mls_face_new (0, mls_shape_get_rings (shape), mls_shape_n_rings (shape), cell->labels,
                       cell->parent->n_vintages);
}

static void
add_ground (After *after, const MlsCell *cell)
{
  for (guint i = 0; i < cell->ground->len; i++)
    {
      const MlsGround *ground = &g_array_index (cell->ground, MlsGround, i);

      add_overlap (after, ground->face, ground->area2);
    }
}

/* The face that has the middle of @piece, a piece of @cell. */
static const MlsFace *
ground_under (const MlsCell *cell, const MlsFace *piece)
{
  MlsPoint middle = mls_face_inner_point (piece);

  for (guint i = 0; i < cell->ground->len; i++)
    {
      const MlsFace *face = g_array_index (cell->ground, MlsGround, i).face;

      if (mls_face_locate (face, middle) == MLS_SIDE_INSIDE)
        return face;
    }

  return cell->parent;
}

/* Pieces of what was several faces: each is of the face it has the middle of. */
static void
add_pieces (GPtrArray *afters, const MlsCell *cell)
{
  g_autoptr (GPtrArray) pieces = cut_shape (cell->shape);

  for (guint i = 0; i < pieces->len; i++)
    {
      After *after = after_new (afters, face_of_shape (g_ptr_array_index (pieces, i), cell));

      for (guint k = 0; k < cell->ground->len; k++)
        add_overlap (after, g_array_index (cell->ground, MlsGround, k).face, 0);
      add_overlap (after, ground_under (cell, after->face), after->area2);
    }
}

/* A cell becomes a face, or several where the edit has made it too large: then it is cut as at
 * import. */
static void
add_cell (GPtrArray *afters, const MlsCell *cell)
{
  MlsFace *face;

  if (cell->cut && cell->shape->n_points > MLS_MAX_FACE_POINTS)
    {
      add_pieces (afters, cell);
      return;
    }

  face = mls_face_with (cell->shape, 0, 0, cell->labels, cell->parent->n_vintages);
  add_ground (after_new (afters, face), cell);
}

/* FALSE if the cells of @group do not join. */
static gboolean
add_group (GPtrArray *afters, const Group *group)
{
  const MlsCell *first = g_ptr_array_index (group->cells, 0);
  g_autoptr (GPtrArray) areas = NULL;
  After *after;

  if (group->cells->len == 1)
    {
      add_cell (afters, first);
      return TRUE;
    }

  areas = join_shapes (group);
  if (areas == NULL)
    return FALSE;

  after = after_new (afters, face_of_shape (g_ptr_array_index (areas, 0), first));
  for (guint i = 0; i < group->cells->len; i++)
    add_ground (after, g_ptr_array_index (group->cells, i));

  return TRUE;
}

static int
compare_afters (gconstpointer left, gconstpointer right)
{
  const After *a = *(const After *const *) left;
  const After *b = *(const After *const *) right;
  int order;

  if (a->area2 != b->area2)
    return a->area2 > b->area2 ? -1 : 1;

  order = mls_point_compare (a->face->points[0], b->face->points[0]);

  return order != 0 ? order : mls_point_compare (a->face->points[1], b->face->points[1]);
}

/* The face that @after overlaps most; of equals the one of smaller id. */
static const MlsFace *
main_parent (const After *after)
{
  const MlsFace *best = NULL;
  MlsArea2 best_area2 = 0;
  GHashTableIter iter;
  gpointer parent, area2;

  g_hash_table_iter_init (&iter, after->overlap);
  while (g_hash_table_iter_next (&iter, &parent, &area2))
    if (best == NULL || *(MlsArea2 *) area2 > best_area2 ||
        (*(MlsArea2 *) area2 == best_area2 && ((const MlsFace *) parent)->id < best->id))
      {
        best = parent;
        best_area2 = *(MlsArea2 *) area2;
      }

  return best;
}

/* The faces after, largest first, keep the id of the face they overlap most, if it is free. */
static MlsDelta *
pair_faces (GPtrArray *afters)
{
  MlsDelta *delta = mls_delta_new ();
  g_autoptr (GHashTable) parents = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) removed = NULL;
  gint64 provisional = 0;

  for (guint i = 0; i < afters->len; i++)
    {
      GHashTableIter iter;
      gpointer parent;

      g_hash_table_iter_init (&iter, ((After *) g_ptr_array_index (afters, i))->overlap);
      while (g_hash_table_iter_next (&iter, &parent, NULL))
        g_hash_table_add (parents, parent);
    }

  g_ptr_array_sort (afters, compare_afters);
  for (guint i = 0; i < afters->len; i++)
    {
      const After *after = g_ptr_array_index (afters, i);
      const MlsFace *parent = main_parent (after);

      if (!g_hash_table_remove (parents, parent))
        mls_delta_add (delta, NULL, mls_face_with (after->face, --provisional, 0, NULL, 0));
      else if (!mls_face_same_rings (parent, after->face) || !mls_face_same_labels (parent, after->face))
        mls_delta_add (delta, mls_face_ref (parent),
                       mls_face_with (after->face, parent->id, 0, NULL, 0));
    }

  removed = mls_face_set_sorted (parents);
  for (guint i = 0; i < removed->len; i++)
    mls_delta_add (delta, mls_face_ref (g_ptr_array_index (removed, i)), NULL);

  return delta;
}

/**
 * mls_dissolve:
 * @overlay: an edit with its labels given
 * @error: %MLS_REFUSAL_TOO_FINE, or the source's error
 *
 * Dissolves the borders the edit made or relabelled where both sides are equal in every field of
 * every vintage, as long as the face that results is not too large, cuts what the edit has made too
 * large, and says what that makes of the faces before.
 *
 * Returns: (transfer full) (nullable): the edit as a delta, with provisional ids for new faces
 */
MlsDelta *
mls_dissolve (MlsOverlay *overlay, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (GHashTable) group_of_cell = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) joints = g_array_new (FALSE, FALSE, sizeof (Joint));
  g_autoptr (GPtrArray) afters = g_ptr_array_new_with_free_func (after_free);
  Dissolve dissolve = { overlay, groups, group_of_cell, joints };
  MlsDelta *delta;

  make_groups (&dissolve);
  if (!mls_patch_check (mls_overlay_patch (overlay), error))
    return NULL;

  for (guint i = 0; i < groups->len; i++)
    if (!add_group (afters, g_ptr_array_index (groups, i)))
      {
        g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_TOO_FINE,
                             _("The pieces do not join on the grid"));
        return NULL;
      }

  delta = pair_faces (afters);
  mls_delta_add_edges (delta, mls_overlay_edges (overlay));

  return delta;
}
