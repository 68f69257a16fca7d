/* What undo and redo step through: told in a list, shown on the map, and said when it was done. */

#include "ui/window-private.h"

#include "store/verb-title.h"

#include <glib/gi18n.h>
#include <math.h>

static void
do_history (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    gtk_menu_button_popup (self->history_button);
}

/* A face of which only a neighbour was redrawn has gained or lost vertices, and nothing else; between the two a few mm
 * of rounding may lie. */
static gboolean
is_touched (const MlsChange *change, guint n_vintages)
{
  if (change->before == NULL)
    return TRUE;

  for (guint v = 0; v < n_vintages; v++)
    for (int f = 0; f < MLS_N_FIELDS; f++)
      if (change->before->labels[v].field[f] != change->after->labels[v].field[f])
        return TRUE;

  return fabs (mls_area2_to_m2 (mls_face_area2 (change->before) - mls_face_area2 (change->after))) > 0.5;
}

/* What an operation left, as far as it is of faces that are there still. */
static void
point_out_operation (MlsWindow *self, gint64 operation)
{
  g_autoptr (MlsDelta) delta = mls_store_operation_delta (mls_project_get_store (self->project), operation, NULL);
  g_autoptr (GPtrArray) faces = g_ptr_array_new ();
  guint n_vintages = mls_project_get_rules (self->project)->n_vintages;

  for (guint i = 0; delta != NULL && i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      if (change->after != NULL && is_touched (change, n_vintages))
        g_ptr_array_add (faces, change->after);
    }

  if (faces->len > 0)
    mls_map_point_out_faces (self->canvas, (const MlsFace *const *) faces->pdata, faces->len);
}

static void
go_to_operation (MlsWindow *self, const MlsOperation *operation)
{
  const MlsBox *box = &operation->box;
  MlsBox sight;

  if (!mls_box_is_empty (box) && mls_map_get_sight (self->canvas, &sight) && !mls_box_intersects (&sight, box))
    mls_map_go_to (self->canvas, box, MLS_WORKING_SCALE);
}

/**
 * mls_window_show_operation:
 * @self: a window with a project
 * @operation: an operation
 *
 * Goes where it was, and points out what it left.
 */
void
mls_window_show_operation (MlsWindow *self, const MlsOperation *operation)
{
  go_to_operation (self, operation);
  point_out_operation (self, operation->id);
}

/* The map goes where it was only for who looks through the list. */
static void
looked_at (MlsWindow *self, const MlsUndoStep *step, gboolean by_hand)
{
  if (by_hand)
    go_to_operation (self, step->what);
  point_out_operation (self, step->id);
}

/**
 * mls_window_tell_travel:
 * @self: a window with a project
 * @operation: the newest one
 *
 * Says and shows what an undo or a redo was of; nothing of another edit.
 */
void
mls_window_tell_travel (MlsWindow *self, const MlsOperation *operation)
{
  MlsStore *store = mls_project_get_store (self->project);
  gboolean undone = g_strcmp0 (operation->verb, MLS_VERB_UNDO) == 0;
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *text = NULL;
  const MlsUndoStep *step;

  if (operation->undoes == 0)
    return;

  steps = undone ? mls_store_redo_steps (store, 1, NULL) : mls_store_undo_steps (store, 1, NULL);
  if (steps == NULL || steps->len == 0)
    return;

  step = g_ptr_array_index (steps, 0);
  /* Translators: what was undone or redone, such as “Split”. */
  text = g_strdup_printf (undone ? _("Undone: %s") : _("Redone: %s"), mls_verb_title_of_name (step->what->verb));
  mls_window_toast (self, mls_toast_new (text));
  point_out_operation (self, operation->id);
}

static const GActionEntry entries[] = {
  { "history", do_history },
};

/**
 * mls_window_init_history:
 * @self: a window being made
 */
void
mls_window_init_history (MlsWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->history_menu, "looked-at", G_CALLBACK (looked_at), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history_menu, "closed", G_CALLBACK (gtk_widget_grab_focus), self->canvas,
                           G_CONNECT_SWAPPED);
}
