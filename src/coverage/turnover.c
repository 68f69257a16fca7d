#include "coverage/turnover.h"

/* Flows are told apart by their ends. */
static gboolean
is_same_flow (const MlsFlow *a, const MlsFlow *b)
{
  return a->vintage == b->vintage && mls_pair_equal (a->from, b->from) && mls_pair_equal (a->to, b->to);
}

static void
add_flow (GArray *flows, const MlsFlow *flow)
{
  for (guint i = 0; i < flows->len; i++)
    {
      MlsFlow *known = &g_array_index (flows, MlsFlow, i);

      if (is_same_flow (known, flow))
        {
          known->area2 += flow->area2;
          return;
        }
    }

  g_array_append_vals (flows, flow, 1);
}

static void
piece_clear (gpointer data)
{
  MlsPiece *piece = data;

  mls_face_unref (piece->before);
  mls_face_unref (piece->after);
}

static void
add_piece (MlsTurnover *self, const MlsFace *before, const MlsFace *after, MlsArea2 area2)
{
  const MlsPiece piece = { mls_face_ref (before), mls_face_ref (after), area2 };
  MlsBox box = mls_box_intersection (&before->box, &after->box);

  g_array_append_val (self->pieces, piece);
  self->box = mls_box_union (&self->box, &box);
  self->area2 += area2;
}

static void
take_ground (MlsTurnover *self, const MlsFace *before, const MlsFace *after, MlsArea2 area2)
{
  if (area2 < MLS_TURNOVER_LEAST || mls_face_same_labels (before, after))
    return;

  add_piece (self, before, after, area2);
  for (guint v = 0; v < before->n_vintages; v++)
    {
      const MlsFlow flow = { v, mls_label_pair (&before->labels[v]), mls_label_pair (&after->labels[v]), area2 };

      if (!mls_label_equal (&before->labels[v], &after->labels[v]))
        add_flow (self->flows, &flow);
    }
}

/* Only its labels are others: nothing has to be measured. */
static gboolean
is_in_place (const MlsChange *change)
{
  return change->before != NULL && change->after != NULL && mls_face_same_rings (change->before, change->after);
}

static void
add_figure (MlsFigures *figures, const MlsFace *face)
{
  g_autofree guint *lengths = g_new (guint, face->n_rings);

  for (guint r = 0; r < face->n_rings; r++)
    lengths[r] = (guint) mls_face_ring (face, r).n_points;

  mls_figures_add (figures, MLS_FIGURE_AREA, NULL, face->points, lengths, face->n_rings);
}

/* The faces that now are where others were, and each as a figure. */
static MlsFigures *
gather_after (const MlsDelta *delta, GPtrArray *faces)
{
  MlsFigures *figures = mls_figures_new ();

  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      if (change->after == NULL || is_in_place (change))
        continue;

      g_ptr_array_add (faces, change->after);
      add_figure (figures, change->after);
    }
  mls_figures_index (figures);

  return figures;
}

static void
share_out (MlsTurnover *self, const MlsFace *before, const MlsFigures *figures, const GPtrArray *faces)
{
  g_autoptr (GArray) shares = mls_face_share (before, figures);

  for (guint i = 0; i < shares->len; i++)
    {
      const MlsShare *share = &g_array_index (shares, MlsShare, i);

      take_ground (self, before, g_ptr_array_index (faces, share->area), share->area2);
    }
}

static void
measure_moved (MlsTurnover *self, const MlsDelta *delta)
{
  g_autoptr (GPtrArray) faces = g_ptr_array_new ();
  g_autoptr (MlsFigures) figures = gather_after (delta, faces);

  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      if (change->before != NULL && !is_in_place (change))
        share_out (self, change->before, figures, faces);
    }
}

static int
compare_flows (gconstpointer left, gconstpointer right)
{
  const MlsFlow *a = left;
  const MlsFlow *b = right;

  if (a->vintage != b->vintage)
    return a->vintage < b->vintage ? -1 : 1;

  return (a->area2 < b->area2) - (a->area2 > b->area2);
}

/**
 * mls_turnover_new:
 * @delta: what an edit did
 *
 * Ground that faces share out among those in their place adds up to the area of each, to the half mm². Any thread.
 *
 * Returns: (transfer full): how much ground got another label by that, and which
 */
MlsTurnover *
mls_turnover_new (const MlsDelta *delta)
{
  MlsTurnover *self = g_new0 (MlsTurnover, 1);
  gboolean moved = FALSE;

  self->box = MLS_BOX_EMPTY;
  self->pieces = g_array_new (FALSE, FALSE, sizeof (MlsPiece));
  g_array_set_clear_func (self->pieces, piece_clear);
  self->flows = g_array_new (FALSE, FALSE, sizeof (MlsFlow));
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      if (is_in_place (change))
        take_ground (self, change->before, change->after, mls_face_area2 (change->before));
      else
        moved = TRUE;
    }

  if (moved)
    measure_moved (self, delta);
  g_array_sort (self->flows, compare_flows);

  return self;
}

/**
 * mls_turnover_free:
 * @self: (transfer full) (nullable): a turnover
 */
void
mls_turnover_free (MlsTurnover *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->pieces);
  g_array_unref (self->flows);
  g_free (self);
}

/**
 * mls_turnover_moves:
 * @before: a face
 * @after: it or another one
 *
 * Returns: whether one of them has ground that the other has not; a border that gained a vertex is none
 */
gboolean
mls_turnover_moves (const MlsFace *before, const MlsFace *after)
{
  g_autoptr (MlsFigures) figures = NULL;
  g_autoptr (GArray) shares = NULL;
  MlsArea2 common = 0;

  if (mls_face_same_rings (before, after))
    return FALSE;

  figures = mls_figures_new ();
  add_figure (figures, after);
  mls_figures_index (figures);
  shares = mls_face_share (before, figures);
  for (guint i = 0; i < shares->len; i++)
    common += g_array_index (shares, MlsShare, i).area2;

  return mls_face_area2 (before) - common >= MLS_TURNOVER_LEAST || mls_face_area2 (after) - common >= MLS_TURNOVER_LEAST;
}
