#include "assembly/repair.h"

#include "assembly/winding.h"
#include "geometry/box-tree.h"
#include "geometry/snap.h"

#include <stdlib.h>

#define MAX_ROUNDS 40

/* A segment of a polygon being noded. */
typedef struct
{
  MlsPoint low;
  MlsPoint high;
} Line;

typedef struct
{
  MlsSoup    *soup;
  MlsBoxTree *tree;       /* of the polygons */
  gboolean   *inside;     /* [n_faces]: is noded */
  GArray     *members;    /* (element-type guint): which are */
  gboolean    grew;

  MlsSnap    *snap;
  GHashTable *numbers;    /* Line, owned by lines, to its number in snap + 1 */
  GPtrArray  *lines;

  GHashTable *bent;       /* polygon that only gets vertices, to its MlsShape */

  MlsShape   *shape;
  GArray     *chain;
} Repair;

static guint
line_hash (gconstpointer data)
{
  const Line *line = data;

  return mls_point_hash (line->low) * 31 + mls_point_hash (line->high);
}

static gboolean
line_equal (gconstpointer a, gconstpointer b)
{
  const Line *l = a;
  const Line *m = b;

  return mls_point_equal (l->low, m->low) && mls_point_equal (l->high, m->high);
}

static Line
line_between (MlsPoint a, MlsPoint b)
{
  return mls_point_compare (a, b) < 0 ? (Line){ a, b } : (Line){ b, a };
}

static gboolean
add_member (guint face, gpointer user_data)
{
  Repair *repair = user_data;

  if (!repair->inside[face])
    {
      repair->inside[face] = TRUE;
      repair->grew = TRUE;
      g_array_append_val (repair->members, face);
    }

  return TRUE;
}

static void
build_tree (Repair *repair)
{
  guint n = mls_soup_n_faces (repair->soup);
  g_autofree MlsBox *boxes = g_new (MlsBox, n);

  for (guint i = 0; i < n; i++)
    {
      const MlsSoupFace *face = mls_soup_face (repair->soup, i);

      /* One of which nothing is left is nowhere near. */
      boxes[i] = face->n_rings > 0 ? face->box : (MlsBox){ G_MAXINT64 / 4, G_MAXINT64 / 4,
                                                           G_MAXINT64 / 4, G_MAXINT64 / 4 };
    }

  repair->tree = mls_box_tree_new (boxes, n);
}

static void
add_line (Repair *repair, MlsPoint a, MlsPoint b)
{
  Line line = line_between (a, b);
  Line *kept;

  if (g_hash_table_contains (repair->numbers, &line))
    return;

  kept = g_memdup2 (&line, sizeof line);
  mls_snap_add (repair->snap, line.low, line.high);
  g_ptr_array_add (repair->lines, kept);
  g_hash_table_insert (repair->numbers, kept, GUINT_TO_POINTER (repair->lines->len));
}

static void
add_lines (Repair *repair, guint face)
{
  mls_soup_read (repair->soup, face, repair->shape);

  for (guint r = 0; r < mls_shape_n_rings (repair->shape); r++)
    {
      MlsRing ring = mls_shape_ring (repair->shape, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        add_line (repair, ring.points[j], ring.points[i]);
    }
}

/* The vertices from @a to @b as they are now, @a left out; FALSE if the segment is not noded. */
static gboolean
read_chain (Repair *repair, MlsPoint a, MlsPoint b)
{
  Line line = line_between (a, b);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (repair->numbers, &line));

  if (number == 0)
    return FALSE;

  mls_snap_chain (repair->snap, number - 1, repair->chain);
  if (!mls_point_equal (g_array_index (repair->chain, MlsPoint, 0), a))
    for (guint i = 0, j = repair->chain->len - 1; i < j; i++, j--)
      {
        MlsPoint swap = g_array_index (repair->chain, MlsPoint, i);

        g_array_index (repair->chain, MlsPoint, i) = g_array_index (repair->chain, MlsPoint, j);
        g_array_index (repair->chain, MlsPoint, j) = swap;
      }

  g_array_remove_index (repair->chain, 0);
  return TRUE;
}

static void
restart_snap (Repair *repair)
{
  g_clear_pointer (&repair->snap, mls_snap_free);
  g_hash_table_remove_all (repair->numbers);
  g_ptr_array_set_size (repair->lines, 0);
  g_hash_table_remove_all (repair->bent);

  repair->snap = mls_snap_new ();
}

static MlsWinding *
wind (Repair *repair)
{
  MlsWinding *winding = mls_winding_new ();

  for (guint m = 0; m < repair->members->len; m++)
    {
      guint face = g_array_index (repair->members, guint, m);

      mls_soup_read (repair->soup, face, repair->shape);
      for (guint r = 0; r < mls_shape_n_rings (repair->shape); r++)
        {
          MlsRing ring = mls_shape_ring (repair->shape, r);

          for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
            {
              MlsPoint from = ring.points[j];

              read_chain (repair, ring.points[j], ring.points[i]);
              for (guint k = 0; k < repair->chain->len; k++)
                {
                  mls_winding_walk (winding, face, from, g_array_index (repair->chain, MlsPoint, k));
                  from = g_array_index (repair->chain, MlsPoint, k);
                }
            }
        }
    }

  mls_winding_run (winding);

  return winding;
}

/* The rings of a polygon that is not noded itself, with the vertices its borders got. */
static MlsShape *
bend (Repair *repair, guint face)
{
  g_autoptr (MlsShape) bent = mls_shape_new ();
  gboolean changed = FALSE;

  mls_soup_read (repair->soup, face, repair->shape);
  for (guint r = 0; r < mls_shape_n_rings (repair->shape); r++)
    {
      MlsRing ring = mls_shape_ring (repair->shape, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        if (read_chain (repair, ring.points[j], ring.points[i]))
          {
            g_array_append_vals (bent->points, repair->chain->data, repair->chain->len);
            changed = changed || repair->chain->len > 1;
          }
        else
          mls_shape_add_point (bent, ring.points[i]);

      mls_shape_end_ring (bent);
    }

  return changed ? g_steal_pointer (&bent) : NULL;
}

static gboolean
bend_neighbour (guint face, gpointer user_data)
{
  Repair *repair = user_data;
  MlsShape *bent;
  MlsPoint where;

  if (repair->inside[face] || g_hash_table_contains (repair->bent, GUINT_TO_POINTER (face)))
    return TRUE;

  bent = bend (repair, face);
  if (bent == NULL)
    return TRUE;

  if (!mls_shape_is_face (bent, &where))
    {
      mls_shape_free (bent);
      add_member (face, repair);
    }
  else
    g_hash_table_insert (repair->bent, GUINT_TO_POINTER (face), bent);

  return TRUE;
}

/* Leads the borders of polygons across which something was noded through the same vertices. */
static void
bend_neighbours (Repair *repair)
{
  for (guint i = 0; i < repair->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (repair->lines, i);
      MlsBox box = mls_box_of_segment (line->low, line->high);

      mls_snap_chain (repair->snap, i, repair->chain);
      if (repair->chain->len > 2)
        mls_box_tree_query (repair->tree, &box, bend_neighbour, repair);
    }
}

/* Cells that belong to nobody or to several may be so because a polygon there is not noded yet. */
static void
add_at_faults (Repair *repair, const GArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    mls_box_tree_query (repair->tree, &g_array_index (faults, MlsWindingFault, i).box, add_member, repair);
}

static gboolean
node (Repair *repair)
{
  restart_snap (repair);
  for (guint m = 0; m < repair->members->len; m++)
    add_lines (repair, g_array_index (repair->members, guint, m));

  return mls_snap_run (repair->snap);
}

/* One round: the polygons noded and wound, the number of members grown if that was not enough. */
static MlsWinding *
try_members (Repair *repair, GArray **faults)
{
  g_autoptr (MlsWinding) winding = NULL;

  repair->grew = FALSE;
  if (!node (repair))
    return NULL;

  winding = wind (repair);
  *faults = mls_winding_faults (winding);
  add_at_faults (repair, *faults);
  if (!repair->grew)
    bend_neighbours (repair);

  return g_steal_pointer (&winding);
}

typedef struct
{
  Repair   *repair;
  gboolean *written; /* by polygon */
} Writer;

static void
write_piece (guint face, const MlsShape *shape, gpointer user_data)
{
  Writer *writer = user_data;

  if (writer->written[face])
    mls_soup_add_like (writer->repair->soup, face, shape);
  else
    mls_soup_replace (writer->repair->soup, face, shape);

  writer->written[face] = TRUE;
}

static void
write_members (Repair *repair, MlsWinding *winding)
{
  g_autofree gboolean *written = g_new0 (gboolean, mls_soup_n_faces (repair->soup));
  Writer writer = { repair, written };
  GHashTableIter iter;
  gpointer face, shape;

  mls_winding_pieces (winding, write_piece, &writer);

  mls_shape_clear (repair->shape);
  for (guint m = 0; m < repair->members->len; m++)
    if (!written[g_array_index (repair->members, guint, m)])
      mls_soup_replace (repair->soup, g_array_index (repair->members, guint, m), repair->shape);

  g_hash_table_iter_init (&iter, repair->bent);
  while (g_hash_table_iter_next (&iter, &face, &shape))
    mls_soup_replace (repair->soup, GPOINTER_TO_UINT (face), shape);
}

static gboolean
all_narrow (const GArray *faults, GArray *misfits)
{
  gboolean narrow = TRUE;

  for (guint i = 0; i < faults->len; i++)
    {
      const MlsWindingFault *fault = &g_array_index (faults, MlsWindingFault, i);

      if (fault->width > MLS_REPAIR_WIDTH)
        {
          mls_misfit_add (misfits, MLS_MISFIT_OVERLAP, fault->place);
          narrow = FALSE;
        }
    }

  return narrow;
}

static gboolean
repair_run (Repair *repair, GArray *misfits)
{
  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      g_autoptr (GArray) faults = NULL;
      g_autoptr (MlsWinding) winding = try_members (repair, &faults);

      if (winding == NULL)
        return FALSE;
      if (repair->grew)
        continue;
      if (!all_narrow (faults, misfits))
        return FALSE;

      write_members (repair, winding);
      return TRUE;
    }

  return FALSE;
}

/**
 * mls_repair:
 * @soup: polygons; those put right are replaced, and parts they fall into added
 * @places: (element-type MlsFaultPlace): which polygons are no faces, or cross others, and where
 * @misfits: (element-type MlsMisfit): where to add the places where the polygons do not fit together
 *
 * Returns: %FALSE, with @soup unchanged, if the polygons do not fit together, or are too fine for the
 *   grid
 */
gboolean
mls_repair (MlsSoup *soup, const GArray *places, GArray *misfits)
{
  Repair repair = { .soup = soup };
  gboolean done;

  repair.inside = g_new0 (gboolean, mls_soup_n_faces (soup));
  repair.members = g_array_new (FALSE, FALSE, sizeof (guint));
  repair.numbers = g_hash_table_new (line_hash, line_equal);
  repair.lines = g_ptr_array_new_with_free_func (g_free);
  repair.bent = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) mls_shape_free);
  repair.shape = mls_shape_new ();
  repair.chain = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  build_tree (&repair);

  for (guint i = 0; i < places->len; i++)
    add_member (g_array_index (places, MlsFaultPlace, i).face, &repair);

  done = repair_run (&repair, misfits);

  g_free (repair.inside);
  g_array_unref (repair.members);
  g_hash_table_unref (repair.numbers);
  g_ptr_array_unref (repair.lines);
  g_hash_table_unref (repair.bent);
  g_clear_pointer (&repair.snap, mls_snap_free);
  mls_shape_free (repair.shape);
  g_array_unref (repair.chain);
  mls_box_tree_free (repair.tree);

  return done;
}
