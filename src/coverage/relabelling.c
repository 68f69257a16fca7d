#include "coverage/relabelling.h"

#include "coverage/border-change.h"

/* The faces beside a border before and after, those of the edit alone: %NULL for what it left as it was. */
typedef struct
{
  const MlsFace *was_left;
  const MlsFace *was_right;
  const MlsFace *is_left;
  const MlsFace *is_right;
} Sides;

/**
 * mls_relabelling_differ:
 * @one: (nullable): a face
 * @other: (nullable): another
 *
 * Returns: the vintages in which their labels are not the same; none where one of them is not known
 */
MlsVintageSet
mls_relabelling_differ (const MlsFace *one, const MlsFace *other)
{
  MlsVintageSet set = 0;

  for (guint v = 0; one != NULL && other != NULL && v < one->n_vintages; v++)
    if (!mls_label_equal (&one->labels[v], &other->labels[v]))
      set |= MLS_VINTAGE (v);

  return set;
}

static void
add_line (MlsRelabelling *self, MlsPoint a, MlsPoint b, MlsVintageSet gone, MlsVintageSet come)
{
  const MlsRelabelLine line = { a, b, gone, come };

  g_array_append_val (self->lines, line);
}

/* A border that is there before and after: one around ground labelled anew, if a side of it is. */
static MlsVintageSet
relabelled (const Sides *sides)
{
  return mls_relabelling_differ (sides->was_left, sides->is_left) |
         mls_relabelling_differ (sides->was_right, sides->is_right);
}

static MlsVintageSet
gone (const Sides *sides)
{
  return mls_relabelling_differ (sides->was_left, sides->was_right) &
         ~mls_relabelling_differ (sides->is_left, sides->is_right);
}

static void
add_if_relabelled (MlsRelabelling *self, MlsPoint a, MlsPoint b, const Sides *sides)
{
  MlsVintageSet vintages = relabelled (sides);

  self->vintages |= vintages;
  if (vintages != 0)
    add_line (self, a, b, gone (sides), 0);
}

static void
add_moved (MlsRelabelling *self, const GArray *pieces, MlsSegmentTable *table, gboolean is_gone)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const MlsBorderPiece *piece = &g_array_index (pieces, MlsBorderPiece, i);
      MlsVintageSet parts = mls_relabelling_differ (mls_segment_table_get (table, piece->a, piece->b),
                                                    mls_segment_table_get (table, piece->b, piece->a));

      self->vintages |= parts;
      if (parts != 0)
        add_line (self, piece->a, piece->b, is_gone ? parts : 0, is_gone ? 0 : parts);
    }
}

/* A straight border that gained or lost vertices: @one has it whole and @many has it in pieces, which may be of several
 * faces. */
static void
add_piece (MlsRelabelling        *self,
           const MlsBorderChange *change,
           const MlsBorderChain  *chain,
           MlsPoint               a,
           MlsPoint               b,
           gboolean               gained)
{
  MlsSegmentTable *one = gained ? change->was : change->is, *many = gained ? change->is : change->was;
  const MlsFace *left = mls_segment_table_get (one, chain->a, chain->b);
  const MlsFace *right = mls_segment_table_get (one, chain->b, chain->a);
  const MlsFace *piece_left = mls_segment_table_get (many, a, b), *piece_right = mls_segment_table_get (many, b, a);
  const Sides sides = gained ? (Sides){ left, right, piece_left, piece_right }
                             : (Sides){ piece_left, piece_right, left, right };

  add_if_relabelled (self, a, b, &sides);
}

static void
add_chain (MlsRelabelling *self, const MlsBorderChange *change, const MlsBorderChain *chain, gboolean gained)
{
  MlsPoint at = chain->a;

  for (guint i = 0; i < chain->between->len; i++)
    {
      MlsPoint next = g_array_index (chain->between, MlsPoint, i);

      add_piece (self, change, chain, at, next, gained);
      at = next;
    }
  add_piece (self, change, chain, at, chain->b, gained);
}

static void
add_chains (MlsRelabelling *self, const MlsBorderChange *change, const GArray *chains, gboolean gained)
{
  for (guint i = 0; i < chains->len; i++)
    add_chain (self, change, &g_array_index (chains, MlsBorderChain, i), gained);
}

/* The borders of @face that were there before; each once, from the side that comes first or the only one. */
static void
add_kept (MlsRelabelling *self, const MlsBorderChange *change, const MlsFace *face)
{
  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        {
          MlsPoint a = ring.points[j], b = ring.points[i];
          const Sides sides = { mls_segment_table_get (change->was, a, b), mls_segment_table_get (change->was, b, a),
                                face, mls_segment_table_get (change->is, b, a) };

          if ((sides.was_left != NULL || sides.was_right != NULL) &&
              (sides.is_right == NULL || mls_point_compare (a, b) < 0))
            add_if_relabelled (self, a, b, &sides);
        }
    }
}

static const MlsFace *
face_around (const GPtrArray *faces, MlsPoint place)
{
  for (guint i = 0; i < faces->len; i++)
    if (mls_face_locate (g_ptr_array_index (faces, i), place) == MLS_SIDE_INSIDE)
      return g_ptr_array_index (faces, i);

  return NULL;
}

/**
 * mls_relabelling_find:
 * @self: what an edit did
 * @place: a place
 * @before: (out) (optional): the face around it before the edit
 * @after: (out) (optional): the one after it
 *
 * Returns: whether it is inside of faces of the edit, before and after
 */
gboolean
mls_relabelling_find (const MlsRelabelling *self, MlsPoint place, const MlsFace **before, const MlsFace **after)
{
  const MlsFace *was = face_around (self->before, place);
  const MlsFace *is = was != NULL ? face_around (self->after, place) : NULL;

  if (before != NULL)
    *before = was;
  if (after != NULL)
    *after = is;

  return is != NULL;
}

/**
 * mls_relabelling_new:
 * @delta: an edit; must outlive the result
 *
 * Any thread.
 *
 * Returns: (transfer full): what it did to labels
 */
MlsRelabelling *
mls_relabelling_new (const MlsDelta *delta)
{
  MlsRelabelling *self = g_new0 (MlsRelabelling, 1);
  g_autoptr (MlsBorderChange) change = mls_border_change_new (delta);

  self->lines = g_array_new (FALSE, FALSE, sizeof (MlsRelabelLine));
  self->before = g_ptr_array_new ();
  self->after = g_ptr_array_new ();
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *row = &g_array_index (delta->changes, MlsChange, i);

      if (row->before != NULL)
        g_ptr_array_add (self->before, row->before);
      if (row->after != NULL)
        g_ptr_array_add (self->after, row->after);
    }

  add_moved (self, change->removed, change->was, TRUE);
  add_moved (self, change->added, change->is, FALSE);
  add_chains (self, change, change->gained, TRUE);
  add_chains (self, change, change->lost, FALSE);
  for (guint i = 0; i < self->after->len; i++)
    add_kept (self, change, g_ptr_array_index (self->after, i));

  return self;
}

/**
 * mls_relabelling_free:
 * @self: (transfer full): what an edit did
 */
void
mls_relabelling_free (MlsRelabelling *self)
{
  g_array_unref (self->lines);
  g_ptr_array_unref (self->before);
  g_ptr_array_unref (self->after);
  g_free (self);
}
