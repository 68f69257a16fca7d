/* What lies over the map of a canvas: marks, held for a moment after an edit. */

#include "view/canvas-private.h"

/* How long marks wait for the tiles of an edit: longer than these take, and too short for the hand to feel it
 * where they take longer. */
#define PATIENCE_MS 200

/* A mark and what it looked like last, which is good until the view moves. */
typedef struct
{
  MlsMark       *mark;
  GskRenderNode *node;     /* (nullable): nothing in sight */
  gboolean       is_drawn;
} MarkItem;

static void
mark_item_forget (MarkItem *item)
{
  g_clear_pointer (&item->node, gsk_render_node_unref);
  item->is_drawn = FALSE;
}

static void
mark_item_free (gpointer data)
{
  MarkItem *item = data;

  mark_item_forget (item);
  mls_mark_unref (item->mark);
  g_free (item);
}

/**
 * mls_canvas_init_marks: (skip)
 * @self: a canvas being made
 */
void
mls_canvas_init_marks (MlsCanvas *self)
{
  self->marks = g_ptr_array_new_with_free_func (mark_item_free);
  self->patience_ms = PATIENCE_MS;
}

/**
 * mls_canvas_clear_marks: (skip)
 * @self: a canvas being disposed of
 */
void
mls_canvas_clear_marks (MlsCanvas *self)
{
  g_clear_handle_id (&self->hold_source, g_source_remove);
  g_clear_pointer (&self->next_marks, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->ghost, mls_mark_unref);
}

/**
 * mls_canvas_forget_marks: (skip)
 * @self: a canvas whose view has moved
 *
 * They are drawn again.
 */
void
mls_canvas_forget_marks (MlsCanvas *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    mark_item_forget (g_ptr_array_index (self->marks, i));
}

/* Takes over from the marks of before what one like @item looked like. They mostly come in the same
 * order, so the search goes on where the last one ended. */
static void
take_over (MarkItem *item, GPtrArray *before, guint *cursor)
{
  for (guint n = 0; n < before->len; n++, *cursor = (*cursor + 1) % before->len)
    {
      MarkItem *other = g_ptr_array_index (before, *cursor);

      if (other->is_drawn && mls_mark_equal (other->mark, item->mark))
        {
          item->node = g_steal_pointer (&other->node);
          item->is_drawn = TRUE;
          other->is_drawn = FALSE;
          return;
        }
    }
}

static void
put_marks (MlsCanvas *self, GPtrArray *marks)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->marks);
  guint cursor = 0;

  self->marks = g_ptr_array_new_full (marks->len, mark_item_free);
  for (guint i = 0; i < marks->len; i++)
    {
      MarkItem *item = g_new0 (MarkItem, 1);

      item->mark = mls_mark_ref (g_ptr_array_index (marks, i));
      take_over (item, before, &cursor);
      g_ptr_array_add (self->marks, item);
    }

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * mls_canvas_release_marks: (skip)
 * @self: a canvas
 *
 * Shows the marks that waited, if any did.
 */
void
mls_canvas_release_marks (MlsCanvas *self)
{
  g_autoptr (GPtrArray) marks = g_steal_pointer (&self->next_marks);

  g_clear_handle_id (&self->hold_source, g_source_remove);
  if (marks != NULL)
    put_marks (self, marks);
}

static gboolean
lose_patience (gpointer user_data)
{
  MlsCanvas *self = user_data;

  self->hold_source = 0;
  mls_canvas_release_marks (self);

  return G_SOURCE_REMOVE;
}

/**
 * mls_canvas_hold_marks: (skip)
 * @self: a canvas some of whose tiles an edit has made old
 *
 * Lets what is drawn over the map stay until the edit that it was for is seen.
 */
void
mls_canvas_hold_marks (MlsCanvas *self)
{
  if (self->hold_source == 0 && !mls_canvas_is_complete (self))
    self->hold_source = g_timeout_add (self->patience_ms, lose_patience, self);
}

static GskRenderNode *
draw_mark (const MlsMark *mark, const MlsTransform *transform, const cairo_rectangle_t *window)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GArray) cells = mls_mark_cells (mark, transform, window);

  for (guint i = 0; i < cells->len; i++)
    {
      const cairo_rectangle_t *cell = &g_array_index (cells, cairo_rectangle_t, i);
      graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) cell->x, (float) cell->y,
                                                   (float) cell->width, (float) cell->height);
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

      mls_mark_draw (mark, cr, transform, cell);
      cairo_destroy (cr);
    }

  return gtk_snapshot_free_to_node (snapshot);
}

/**
 * mls_canvas_snapshot_marks: (skip)
 * @self: a canvas
 * @snapshot: where to draw, over the map
 */
void
mls_canvas_snapshot_marks (MlsCanvas *self, GtkSnapshot *snapshot)
{
  MlsTransform transform = mls_canvas_get_transform (self);
  cairo_rectangle_t window = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                               gtk_widget_get_height (GTK_WIDGET (self)) };

  for (guint i = 0; i < self->marks->len; i++)
    {
      MarkItem *item = g_ptr_array_index (self->marks, i);

      if (!item->is_drawn)
        item->node = draw_mark (item->mark, &transform, &window);
      item->is_drawn = TRUE;
      if (item->node != NULL)
        gtk_snapshot_append_node (snapshot, item->node);
    }

  if (self->ghost != NULL)
    {
      g_autoptr (GskRenderNode) node = draw_mark (self->ghost, &transform, &window);

      if (node != NULL)
        gtk_snapshot_append_node (snapshot, node);
    }
}

/**
 * mls_canvas_set_marks:
 * @self: a canvas
 * @marks: (array length=n_marks): what to draw over the map, back to front, in place of what was
 *   there; those whose like was there already are not drawn again
 * @n_marks: how many
 *
 * After an edit they take their place when its tiles do.
 */
void
mls_canvas_set_marks (MlsCanvas *self, MlsMark *const *marks, guint n_marks)
{
  g_autoptr (GPtrArray) next = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_mark_unref);

  g_return_if_fail (MLS_IS_CANVAS (self));

  for (guint i = 0; i < n_marks; i++)
    g_ptr_array_add (next, mls_mark_ref (marks[i]));

  if (self->hold_source == 0)
    {
      put_marks (self, next);
      return;
    }

  g_clear_pointer (&self->next_marks, g_ptr_array_unref);
  self->next_marks = g_steal_pointer (&next);
}

/**
 * mls_canvas_set_patience:
 * @self: a canvas
 * @ms: how long marks wait for the tiles of an edit, at most
 */
void
mls_canvas_set_patience (MlsCanvas *self, guint ms)
{
  g_return_if_fail (MLS_IS_CANVAS (self));

  self->patience_ms = ms;
}

/**
 * mls_canvas_set_ghost:
 * @self: a canvas
 * @point: (nullable): where the pointer is in another pane, or %NULL for nowhere
 */
void
mls_canvas_set_ghost (MlsCanvas *self, const MlsPoint *point)
{
  g_return_if_fail (MLS_IS_CANVAS (self));

  if (point == NULL && self->ghost == NULL)
    return;

  g_clear_pointer (&self->ghost, mls_mark_unref);
  if (point != NULL)
    self->ghost = mls_mark_new_ghost (*point);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
