/* A list is one stop of the Tab key, within which arrows go from row to row. Lists of GTK 4.8 stop at each of their rows. */

#include "ui/list-stop.h"

/* Whatever stands beside the list is looked for as if nobody could stop in it. */
static void
leave (GtkWidget *list, GtkDirectionType direction)
{
  gtk_widget_set_can_focus (list, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (list)), direction);
  gtk_widget_set_can_focus (list, TRUE);
}

static gboolean
on_key (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, GtkWidget *list)
{
  gboolean is_back = keyval == GDK_KEY_ISO_Left_Tab || (keyval == GDK_KEY_Tab && (state & GDK_SHIFT_MASK) != 0);

  if ((keyval != GDK_KEY_Tab && !is_back) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  leave (list, is_back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);

  return GDK_EVENT_STOP;
}

/**
 * mls_list_stop_make:
 * @list: a list, whose rows have nothing else in them to come to by the keyboard
 *
 * The Tab key comes to the row last come to, and leads out of the list from there.
 */
void
mls_list_stop_make (GtkWidget *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_WIDGET (list));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), list);
  gtk_widget_add_controller (list, keys);
}
