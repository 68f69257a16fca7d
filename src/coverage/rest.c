#include "coverage/rest.h"

#include "geometry/stretch.h"

/* Borders between faces that are both known cancel; that is looked for whenever so many have come. */
#define SUM_EVERY 2000000

struct _MlsRest
{
  GArray *border; /* (element-type MlsStretch): what is left of it */
  GArray *false_border; /* (element-type MlsStretch): around what is no ground */
  guint   n_summed;
};

/* A ring, and what it goes around: positive for an outer one. */
typedef struct
{
  MlsRing  ring;
  MlsArea2 area2;
  GArray  *holes; /* (element-type MlsRing) of an outer one */
} Piece;

/**
 * mls_rest_new:
 *
 * Returns: (transfer full): the rest of nothing
 */
MlsRest *
mls_rest_new (void)
{
  MlsRest *self = g_new0 (MlsRest, 1);

  self->border = g_array_new (FALSE, FALSE, sizeof (MlsStretch));
  self->false_border = g_array_new (FALSE, FALSE, sizeof (MlsStretch));

  return self;
}

/**
 * mls_rest_free:
 * @self: (transfer full) (nullable): a rest
 */
void
mls_rest_free (MlsRest *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->border);
  g_array_unref (self->false_border);
  g_free (self);
}

static void
sum_now_and_then (MlsRest *self)
{
  if (self->border->len < self->n_summed + SUM_EVERY)
    return;

  mls_stretch_sum (self->border);
  self->n_summed = self->border->len;
}

/**
 * mls_rest_add_face:
 * @self: a rest
 * @face: a face that is known
 */
void
mls_rest_add_face (MlsRest *self, const MlsFace *face)
{
  for (guint r = 0; r < face->n_rings; r++)
    mls_stretch_add_ring (self->border, mls_face_ring (face, r), -1);

  sum_now_and_then (self);
}

/**
 * mls_rest_add_edge:
 * @self: a rest
 * @edge: a piece of the territory's edge
 */
void
mls_rest_add_edge (MlsRest *self, const MlsEdge *edge)
{
  for (gsize i = 1; i < edge->n_points; i++)
    mls_stretch_add (self->border, edge->points[i - 1], edge->points[i], 1, FALSE);
}

static void
piece_clear (gpointer data)
{
  Piece *piece = data;

  g_clear_pointer (&piece->holes, g_array_unref);
}

static int
compare_pieces (gconstpointer left, gconstpointer right)
{
  const Piece *a = left;
  const Piece *b = right;

  return (a->area2 > b->area2) - (a->area2 < b->area2);
}

/* Outer rings by their area, the smallest first; before them the holes. */
static GArray *
list_pieces (const MlsShape *rings)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  g_array_set_clear_func (pieces, piece_clear);
  for (guint r = 0; r < mls_shape_n_rings (rings); r++)
    {
      Piece piece = { mls_shape_ring (rings, r), mls_ring_area2 (mls_shape_ring (rings, r)),
                      g_array_new (FALSE, FALSE, sizeof (MlsRing)) };

      g_array_append_val (pieces, piece);
    }
  g_array_sort (pieces, compare_pieces);

  return pieces;
}

/* Puts each hole into the smallest outer ring around it; rings that were traced do not cross. */
static gboolean
place_hole (GArray *pieces, const Piece *hole)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      Piece *outer = &g_array_index (pieces, Piece, i);

      if (outer->area2 <= 0 || !mls_ring_lies_in (hole->ring, outer->ring))
        continue;

      g_array_append_val (outer->holes, hole->ring);
      return TRUE;
    }

  return FALSE;
}

static MlsFace *
make_face (const Piece *outer)
{
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (MlsRing));

  g_array_append_val (rings, outer->ring);
  g_array_append_vals (rings, outer->holes->data, outer->holes->len);

  return mls_face_new (0, (const MlsRing *) (gpointer) rings->data, rings->len, NULL, 0);
}

static void
add_false (MlsRest *self, const Piece *piece)
{
  mls_stretch_add_ring (self->false_border, piece->ring, 1);
  for (guint i = 0; i < piece->holes->len; i++)
    mls_stretch_add_ring (self->false_border, g_array_index (piece->holes, MlsRing, i), 1);
}

/* What faces have twice is a hole in nothing, or crosses what they leave. */
static void
add_piece (MlsRest *self, const Piece *piece, GPtrArray *ground)
{
  g_autoptr (MlsFace) face = make_face (piece);
  MlsPoint where;

  if (mls_face_fault (face, &where) == MLS_POLYGON_SIMPLE)
    g_ptr_array_add (ground, g_steal_pointer (&face));
  else
    add_false (self, piece);
}

/**
 * mls_rest_finish:
 * @self: a rest to which all was added
 *
 * Returns: (transfer full) (element-type MlsFace): the ground, without ids or labels
 */
GPtrArray *
mls_rest_finish (MlsRest *self)
{
  GPtrArray *ground = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (MlsShape) rings = mls_shape_new ();
  g_autoptr (GArray) pieces = NULL;

  mls_stretch_sum (self->border);
  mls_stretch_trace (self->border, rings);
  pieces = list_pieces (rings);
  for (guint i = 0; i < pieces->len && g_array_index (pieces, Piece, i).area2 <= 0; i++)
    if (!place_hole (pieces, &g_array_index (pieces, Piece, i)))
      add_false (self, &g_array_index (pieces, Piece, i));

  for (guint i = 0; i < pieces->len; i++)
    if (g_array_index (pieces, Piece, i).area2 > 0)
      add_piece (self, &g_array_index (pieces, Piece, i), ground);
  mls_stretch_sum (self->false_border);

  return ground;
}

/**
 * mls_rest_is_false:
 * @self: a rest that is finished
 *
 * Returns: whether there is ground that faces have twice
 */
gboolean
mls_rest_is_false (const MlsRest *self)
{
  return self->false_border->len > 0;
}

/**
 * mls_rest_is_overlaid:
 * @self: a rest that is finished
 * @face: a face that was added
 *
 * Returns: whether it has part in ground that faces have twice
 */
gboolean
mls_rest_is_overlaid (MlsRest *self, const MlsFace *face)
{
  for (guint r = 0; r < face->n_rings && self->false_border->len > 0; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        if (mls_stretch_find (self->false_border, ring.points[j], ring.points[i]) != NULL)
          return TRUE;
    }

  return FALSE;
}
