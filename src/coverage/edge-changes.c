#include "coverage/edge-changes.h"

struct _MlsEdgeChanges
{
  MlsPatch *patch; /* borrowed */
  GArray   *rows;  /* (element-type MlsEdgeChange) */
};

static void
row_clear (gpointer data)
{
  MlsEdgeChange *row = data;

  g_array_unref (row->before);
  g_array_unref (row->after);
}

/**
 * mls_edge_changes_new:
 * @patch: the state that is edited; must outlive the result
 *
 * Returns: (transfer full): nothing changed yet
 */
MlsEdgeChanges *
mls_edge_changes_new (MlsPatch *patch)
{
  MlsEdgeChanges *self = g_new (MlsEdgeChanges, 1);

  self->patch = patch;
  self->rows = g_array_new (FALSE, TRUE, sizeof (MlsEdgeChange));
  g_array_set_clear_func (self->rows, row_clear);

  return self;
}

/**
 * mls_edge_changes_free:
 * @self: (transfer full): what an edit does to the territory's edge
 */
void
mls_edge_changes_free (MlsEdgeChanges *self)
{
  g_array_unref (self->rows);
  g_free (self);
}

static MlsPoint
point_at (const GArray *points, guint i)
{
  return g_array_index (points, MlsPoint, i);
}

/* The stored piece with a → b on it, as far as it is changed already. */
static MlsEdgeChange *
row_of (MlsEdgeChanges *self, MlsPoint a, MlsPoint b)
{
  MlsEdgeChange row = { 0 };

  row.before = mls_patch_edge (self->patch, a, b, &row.id);
  if (row.before == NULL)
    return NULL;

  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, MlsEdgeChange, i).id == row.id)
      {
        g_array_unref (row.before);
        return &g_array_index (self->rows, MlsEdgeChange, i);
      }

  row.after = g_array_copy (row.before);
  g_array_append_val (self->rows, row);

  return &g_array_index (self->rows, MlsEdgeChange, self->rows->len - 1);
}

static gboolean
runs_along (const GArray *piece, guint from, const GArray *was)
{
  for (guint i = 0; i < was->len; i++)
    if (!mls_point_equal (point_at (piece, from + i), point_at (was, i)))
      return FALSE;

  return TRUE;
}

/**
 * mls_edge_changes_lead:
 * @self: what is changed so far
 * @was: (element-type MlsPoint): some segments of the territory's edge, the territory on their left
 * @is: (element-type MlsPoint): the vertices they are to run through, between the same ends
 *
 * Returns: whether they are there, within one stored piece
 */
gboolean
mls_edge_changes_lead (MlsEdgeChanges *self, const GArray *was, const GArray *is)
{
  MlsEdgeChange *row = row_of (self, point_at (was, 0), point_at (was, 1));

  for (guint i = 0; row != NULL && i + was->len <= row->after->len; i++)
    if (runs_along (row->after, i, was))
      {
        g_array_remove_range (row->after, i, was->len);
        g_array_insert_vals (row->after, i, is->data, is->len);
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_edge_changes_rows:
 * @self: what an edit does to the territory's edge
 *
 * Returns: (transfer none) (element-type MlsEdgeChange): the stored pieces it changes
 */
const GArray *
mls_edge_changes_rows (const MlsEdgeChanges *self)
{
  return self->rows;
}
