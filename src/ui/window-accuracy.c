/* What the sample in hand says of the map, in a window beside it. */

#include "ui/window-private.h"

/* The units behind a figure are what is stepped through from then on. */
static void
units_chosen (MlsWindow *self, const GArray *units, const char *what)
{
  if (self->control == NULL)
    return;

  mls_control_show_only (self->control, units, what);
  gtk_window_present (GTK_WINDOW (self));
}

static void
do_accuracy (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->control == NULL || mls_window_ask_to_tell (self))
    return;

  if (self->accuracy == NULL)
    {
      const char *path = mls_sample_file_get_path (mls_control_get_file (self->control));
      GtkWidget *window = mls_accuracy_window_new (gtk_window_get_application (GTK_WINDOW (self)), path);

      g_set_weak_pointer (&self->accuracy, MLS_ACCURACY_WINDOW (window));
      g_signal_connect_object (window, "chosen", G_CALLBACK (units_chosen), self, G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (self->accuracy));
}

/**
 * mls_window_touch_accuracy:
 * @self: a window
 *
 * Something else is said of the sample in hand.
 */
void
mls_window_touch_accuracy (MlsWindow *self)
{
  if (self->accuracy != NULL)
    mls_accuracy_window_touch (self->accuracy);
}

/**
 * mls_window_close_accuracy:
 * @self: a window
 *
 * The sample is left.
 */
void
mls_window_close_accuracy (MlsWindow *self)
{
  if (self->accuracy != NULL)
    gtk_window_destroy (GTK_WINDOW (self->accuracy));
  g_clear_weak_pointer (&self->accuracy);
}

/**
 * mls_window_init_accuracy:
 * @self: a window being made
 */
void
mls_window_init_accuracy (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "accuracy", do_accuracy } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
