#include "ui/keys.h"
#include "ui/window-private.h"

/* Hardware codes of the row of digits, whatever a layout writes there: 1 to 9, then 0. */
#define CODE_1 10
#define CODE_0 19

static gboolean
is_typing (MlsWindow *self)
{
  return GTK_IS_EDITABLE (gtk_window_get_focus (GTK_WINDOW (self)));
}

/* Keys of what is being written, which undo that alone. */
static gboolean
is_of_writing (const MlsKey *key)
{
  return g_strcmp0 (key->action, "win.undo") == 0 || g_strcmp0 (key->action, "win.redo") == 0;
}

/* Keys that lists and buttons need while one of them has the focus. */
static gboolean
is_navigation (GtkWidget *focus, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
    case GDK_KEY_Home:
    case GDK_KEY_End:
      return gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) != NULL || GTK_IS_RANGE (focus);
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Escape:
      return TRUE;
    default:
      return FALSE;
    }
}

static MlsKeyMode
mode_now (MlsWindow *self)
{
  if (is_typing (self))
    return MLS_KEY_MODE_ALWAYS;

  if (self->workspace != NULL && mls_workspace_get_sketch (self->workspace).n_run > 0)
    return MLS_KEY_MODE_VERTICES;

  return self->control != NULL ? MLS_KEY_MODE_CONTROL : MLS_KEY_MODE_MAP;
}

/* Whether a key of the map is meant for it though the focus may be elsewhere. */
static gboolean
reaches_map (MlsWindow *self, guint keyval)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus == NULL || !is_navigation (focus, keyval) ||
         (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->map)) && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->time)));
}

/* The character that types a code, or 0: the number pad and the digits a layout writes, and either
 * way the row above the letters. */
static char
code_character (guint keyval, guint code, GdkModifierType state)
{
  gunichar character = gdk_keyval_to_unicode (keyval);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return 0;
  if (character == '/' || (character >= '0' && character <= '9'))
    return (char) character;
  if (code >= CODE_1 && code <= CODE_0)
    return (char) ('0' + (code - CODE_1 + 1) % 10);

  return 0;
}

/* With Ctrl and Alt a key of that row is its digit too, whatever a layout writes there. */
static guint
digit_keyval (guint keyval, guint code, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0 || code < CODE_1 || code > CODE_0)
    return keyval;

  return GDK_KEY_0 + (code - CODE_1 + 1) % 10;
}

static gboolean
obey (MlsWindow *self, const MlsKey *key, guint code)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (key->held)
    {
      if (g_hash_table_contains (self->held, GUINT_TO_POINTER (code)))
        return TRUE;
      g_hash_table_insert (self->held, GUINT_TO_POINTER (code), (gpointer) key);
    }

  g_action_parse_detailed_name (key->action, &name, &target, NULL);
  if (mls_window_keeps_quiet (self, name))
    return TRUE;

  return gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  code,
                GdkModifierType        state,
                MlsWindow             *self)
{
  MlsKeyMode mode = mode_now (self);
  const MlsKey *key = mls_keys_find (mode, digit_keyval (keyval, code, state), state);
  char character = mode == MLS_KEY_MODE_ALWAYS ? 0 : code_character (keyval, code, state);

  if (key != NULL && key->mode != MLS_KEY_MODE_ALWAYS && !reaches_map (self, keyval))
    return FALSE;
  if (key != NULL && is_typing (self) && is_of_writing (key))
    return FALSE;
  if (key != NULL && key->action != NULL)
    {
      mls_window_close_menus (self);
      return obey (self, key, code);
    }
  if (character != 0)
    {
      mls_window_leave_history (self);
      return mls_code_panel_type (self->codes, character);
    }

  return FALSE;
}

static void
on_key_released (GtkEventControllerKey *controller,
                 guint                  keyval,
                 guint                  code,
                 GdkModifierType        state,
                 MlsWindow             *self)
{
  const MlsKey *key = g_hash_table_lookup (self->held, GUINT_TO_POINTER (code));

  if (key != NULL)
    {
      g_hash_table_remove (self->held, GUINT_TO_POINTER (code));
      gtk_widget_activate_action (GTK_WIDGET (self), key->action, NULL);
    }
}

/* A key that is let go in another window is not heard of here. */
static void
let_go (MlsWindow *self)
{
  GHashTableIter iter;
  gpointer key;

  if (gtk_window_is_active (GTK_WINDOW (self)))
    return;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, NULL, &key))
    gtk_widget_activate_action (GTK_WIDGET (self), ((const MlsKey *) key)->action, NULL);
  g_hash_table_remove_all (self->held);
}

/* Obeys the keys of the table before any widget sees them. */
void
mls_window_init_keys (MlsWindow *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  self->held = g_hash_table_new (NULL, NULL);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect (controller, "key-released", G_CALLBACK (on_key_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (let_go), NULL);
}
