#include "assembly/repair.h"

#include "assembly/lines.h"
#include "assembly/winding.h"
#include "geometry/box-tree.h"

#include <stdlib.h>

#define MAX_ROUNDS 40

typedef struct
{
  MlsSoup    *soup;
  MlsBoxTree *tree;       /* of the polygons */
  gboolean   *inside;     /* [n_faces]: is noded */
  GArray     *members;    /* (element-type guint): which are */
  gboolean    grew;

  MlsLines   *lines;      /* theirs */

  GHashTable *bent;       /* polygon that only gets vertices, to its MlsShape */

  MlsShape   *shape;
  GArray     *chain;
} Repair;

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
add_lines (Repair *repair, guint face)
{
  mls_soup_read (repair->soup, face, repair->shape);

  for (guint r = 0; r < mls_shape_n_rings (repair->shape); r++)
    {
      MlsRing ring = mls_shape_ring (repair->shape, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        mls_lines_add (repair->lines, ring.points[j], ring.points[i]);
    }
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

              mls_lines_chain (repair->lines, ring.points[j], ring.points[i], repair->chain);
              for (guint k = 0; k < repair->chain->len; k++)
                {
                  mls_winding_walk (winding, face, from, g_array_index (repair->chain, MlsPoint, k));
                  from = g_array_index (repair->chain, MlsPoint, k);
                }
            }
        }
    }

  mls_winding_run (winding, mls_owner_once, NULL);

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
        if (mls_lines_chain (repair->lines, ring.points[j], ring.points[i], repair->chain))
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
  for (guint i = 0; i < mls_lines_count (repair->lines); i++)
    {
      const MlsLine *line = mls_lines_get (repair->lines, i);
      MlsBox box = mls_box_of_segment (line->low, line->high);

      mls_lines_chain (repair->lines, line->low, line->high, repair->chain);
      if (repair->chain->len > 1)
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
  g_clear_pointer (&repair->lines, mls_lines_free);
  g_hash_table_remove_all (repair->bent);

  repair->lines = mls_lines_new ();
  for (guint m = 0; m < repair->members->len; m++)
    add_lines (repair, g_array_index (repair->members, guint, m));

  return mls_lines_node (repair->lines);
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
  Repair     *repair;
  gboolean   *written; /* by polygon */
  MlsAccount *account;
} Writer;

static void
count_area (Writer *writer, guint face, int sign)
{
  writer->account->lines[MLS_ACCOUNT_ROUNDING] +=
    sign * mls_soup_area2 (writer->repair->soup, face, writer->repair->shape);
}

static void
replace (Writer *writer, guint face, const MlsShape *shape)
{
  count_area (writer, face, -1);
  mls_soup_replace (writer->repair->soup, face, shape);
  count_area (writer, face, 1);
}

static void
write_piece (guint face, const MlsShape *shape, gpointer user_data)
{
  Writer *writer = user_data;
  MlsSoup *soup = writer->repair->soup;

  if (writer->written[face])
    count_area (writer, mls_soup_add_like (soup, mls_soup_face (soup, face), shape), 1);
  else
    replace (writer, face, shape);

  writer->written[face] = TRUE;
}

static void
write_members (Repair *repair, MlsWinding *winding, MlsAccount *account)
{
  g_autofree gboolean *written = g_new0 (gboolean, mls_soup_n_faces (repair->soup));
  g_autoptr (MlsShape) nothing = mls_shape_new ();
  Writer writer = { repair, written, account };
  GHashTableIter iter;
  gpointer face, shape;

  mls_winding_pieces (winding, write_piece, &writer);

  for (guint m = 0; m < repair->members->len; m++)
    if (!written[g_array_index (repair->members, guint, m)])
      replace (&writer, g_array_index (repair->members, guint, m), nothing);

  g_hash_table_iter_init (&iter, repair->bent);
  while (g_hash_table_iter_next (&iter, &face, &shape))
    replace (&writer, GPOINTER_TO_UINT (face), shape);
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
repair_run (Repair *repair, MlsAccount *account, GArray *misfits)
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

      write_members (repair, winding, account);
      return TRUE;
    }

  return FALSE;
}

/**
 * mls_repair:
 * @soup: polygons; those put right are replaced, and parts they fall into added
 * @places: (element-type MlsFaultPlace): which polygons are no faces, or cross others, and where
 * @account: what became of their area
 * @misfits: (element-type MlsMisfit): where to add the places where the polygons do not fit together
 *
 * Returns: %FALSE, with @soup unchanged, if the polygons do not fit together, or are too fine for the
 *   grid
 */
gboolean
mls_repair (MlsSoup *soup, const GArray *places, MlsAccount *account, GArray *misfits)
{
  Repair repair = { .soup = soup };
  gboolean done;

  repair.inside = g_new0 (gboolean, mls_soup_n_faces (soup));
  repair.members = g_array_new (FALSE, FALSE, sizeof (guint));
  repair.bent = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) mls_shape_free);
  repair.shape = mls_shape_new ();
  repair.chain = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  repair.tree = mls_soup_index (soup);

  for (guint i = 0; i < places->len; i++)
    add_member (g_array_index (places, MlsFaultPlace, i).face, &repair);

  done = repair_run (&repair, account, misfits);

  g_free (repair.inside);
  g_array_unref (repair.members);
  g_hash_table_unref (repair.bent);
  g_clear_pointer (&repair.lines, mls_lines_free);
  mls_shape_free (repair.shape);
  g_array_unref (repair.chain);
  mls_box_tree_free (repair.tree);

  return done;
}
