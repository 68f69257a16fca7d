/* The classes of a project, in a window beside the map, which shows at once what is changed there. */

#include "ui/window-private.h"

static void
do_nomenclature (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->project == NULL)
    return;

  if (self->nomenclature == NULL)
    {
      g_set_weak_pointer (&self->nomenclature, mls_nomenclature_dialog_new (GTK_WINDOW (self)));
      mls_nomenclature_dialog_show (self->nomenclature, self->project);
    }
  gtk_window_present (GTK_WINDOW (self->nomenclature));
}

/**
 * mls_window_leave_nomenclature:
 * @self: a window whose project goes
 */
void
mls_window_leave_nomenclature (MlsWindow *self)
{
  if (self->nomenclature != NULL)
    gtk_window_destroy (GTK_WINDOW (self->nomenclature));
}

/**
 * mls_window_init_nomenclature:
 * @self: a window being made
 */
void
mls_window_init_nomenclature (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "nomenclature", do_nomenclature } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
