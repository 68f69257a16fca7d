/* A window with one widget of each kind the driver has to handle. It says what it is given: the
 * driver is proved on it before it is trusted with the editor. */

#include <gtk/gtk.h>
#include <math.h>

static void
say (GtkLabel *label, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gtk_label_set_text (label, text);
}

static void
on_pressed (GtkGestureClick *click, int n_press, double x, double y, GtkLabel *label)
{
  say (label, "pressed %d %d button %u", (int) lround (x), (int) lround (y),
       gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (click)));
}

static void
on_drag_end (GtkGestureDrag *drag, double dx, double dy, GtkLabel *label)
{
  if (dx != 0 || dy != 0)
    say (label, "dragged %d %d", (int) lround (dx), (int) lround (dy));
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, GtkLabel *label)
{
  say (label, "scrolled %d", (int) lround (dy));
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *keys, guint keyval, guint code, GdkModifierType state, GtkLabel *label)
{
  say (label, "key %s code %u%s", gdk_keyval_name (keyval), code,
       state & GDK_CONTROL_MASK ? " with Control" : "");
  return FALSE;
}

static void
on_key_released (GtkEventControllerKey *keys,
                 guint                  keyval,
                 guint                  code,
                 GdkModifierType        state,
                 GtkLabel              *label)
{
  if (keyval == GDK_KEY_b)
    say (label, "let go of b");
}

static void
on_clicked (GtkButton *button, GtkLabel *label)
{
  say (label, "button clicked");
}

static GtkWidget *
canvas_new (GtkLabel *label)
{
  GtkWidget *canvas = gtk_drawing_area_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, "Canvas", -1);
  gtk_widget_set_vexpand (canvas, TRUE);
  gtk_widget_set_focusable (canvas, TRUE);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), label);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), label);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), label);
  gtk_widget_add_controller (canvas, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (canvas, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (canvas, scroll);

  return canvas;
}

static void
on_activate (GtkApplication *application)
{
  GtkWidget *window = gtk_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new ("ready");
  GtkWidget *button = gtk_button_new_with_label ("Button");
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_window_set_titlebar (GTK_WINDOW (window), gtk_header_bar_new ());
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 400);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_box_append (GTK_BOX (box), canvas_new (GTK_LABEL (label)));
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), gtk_entry_new ());
  gtk_box_append (GTK_BOX (box), label);

  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), label);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), label);
  g_signal_connect (keys, "key-released", G_CALLBACK (on_key_released), label);
  gtk_widget_add_controller (window, keys);

  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkApplication) application
    = gtk_application_new ("io.github.millesime.Probe", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
