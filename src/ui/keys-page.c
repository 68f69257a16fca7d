#include "ui/keys-page.h"

#include "ui/own-keys.h"

#include <glib/gi18n.h>

struct _MlsKeysPage
{
  AdwPreferencesPage parent_instance;

  /* owned */
  GSettings *settings;
  GPtrArray *rows;    /* (element-type AdwActionRow), borrowed, one for each key of the table */

  GtkWidget *reset;
  GtkWidget *waiting; /* (nullable): the row that waits for a key */
};

G_DEFINE_FINAL_TYPE (MlsKeysPage, mls_keys_page, ADW_TYPE_PREFERENCES_PAGE)

static const MlsKey *
key_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "key");
}

static GtkWidget *
button_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "button");
}

static void
show_row (MlsKeysPage *self, GtkWidget *row)
{
  const MlsKey *key = key_of (row);
  MlsKey delivered = *key;
  g_autofree char *label = mls_key_get_label (key);
  g_autofree char *was = NULL;

  delivered.accelerator = key->delivered;
  was = mls_key_get_label (&delivered);
  gtk_button_set_label (GTK_BUTTON (button_of (row)), row == self->waiting ? _("Press a key") : label);
  /* The title of the row is said with it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button_of (row)), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (key->accelerator != key->delivered)
    {
      g_autofree char *text = g_strdup_printf (_("Delivered as %s"), was);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
    }
  else
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), "");
    }
}

static void
show_all (MlsKeysPage *self)
{
  gboolean has_own = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const MlsKey *key = key_of (self->rows->pdata[i]);

      show_row (self, self->rows->pdata[i]);
      has_own = has_own || key->accelerator != key->delivered;
    }
  gtk_widget_set_sensitive (self->reset, has_own);
}

static void
wait_for (MlsKeysPage *self, GtkWidget *row)
{
  GtkWidget *before = self->waiting;

  self->waiting = row;
  if (before != NULL)
    show_row (self, before);
  if (row != NULL)
    show_row (self, row);
}

/* It goes on waiting. */
static void
refuse (GtkWidget *row, const char *reason)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
}

static void
take (MlsKeysPage *self, GtkWidget *row, guint keyval, GdkModifierType state)
{
  const MlsKey *other = mls_keys_in_the_way (key_of (row), keyval, state);
  g_autofree char *accelerator = gtk_accelerator_name (keyval, state);

  if (other != NULL)
    {
      g_autofree char *label = mls_key_get_label (other);
      g_autofree char *reason = g_strdup_printf (_("%s is “%s” already: press another key, or Esc"), label,
                                                 _(other->title));

      refuse (row, reason);
    }
  else if (!mls_own_keys_may_be (keyval, state))
    {
      refuse (row, _("That key types codes, or is the window’s: press another key, or Esc"));
    }
  else
    {
      wait_for (self, NULL);
      mls_own_keys_set (self->settings, key_of (row),
                        g_str_equal (accelerator, key_of (row)->delivered) ? NULL : accelerator);
    }
}

static gboolean
is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R) || keyval == GDK_KEY_ISO_Level3_Shift ||
         keyval == GDK_KEY_Num_Lock;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, MlsKeysPage *self)
{
  if (self->waiting == NULL)
    return FALSE;

  state &= GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK;
  if (keyval == GDK_KEY_Escape)
    wait_for (self, NULL);
  else if (!is_modifier (keyval))
    take (self, self->waiting, gdk_keyval_to_lower (keyval), state);

  return TRUE;
}

/* Keys are heard before the window of the preferences takes them for its own. */
static void
on_root (MlsKeysPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkEventController *controller;

  if (root == NULL)
    return;

  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (on_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (root), controller);
}

static void
on_clicked (GtkButton *button, MlsKeysPage *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);

  wait_for (self, row != self->waiting ? row : NULL);
}

static GtkWidget *
row_new (MlsKeysPage *self, const MlsKey *key)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(key->title));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "key", (gpointer) key);
  g_object_set_data (G_OBJECT (row), "button", button);
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
add_group (MlsKeysPage *self, MlsKeyGroup group)
{
  AdwPreferencesGroup *box = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  adw_preferences_group_set_title (box, mls_key_group_name (group));
  for (guint i = 0; i < n_keys; i++)
    if (keys[i].group == group && keys[i].delivered != NULL)
      adw_preferences_group_add (box, row_new (self, &keys[i]));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), box);
}

static void
reset (MlsKeysPage *self)
{
  wait_for (self, NULL);
  mls_own_keys_reset (self->settings);
}

static void
add_reset (MlsKeysPage *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->reset = gtk_button_new_with_label (_("As delivered"));
  gtk_widget_set_valign (self->reset, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->reset, "clicked", G_CALLBACK (reset), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (group, _("Keys"));
  adw_preferences_group_set_description (group, _("Click one and press another key in its place. Digits type codes."));
  adw_preferences_group_set_header_suffix (group, self->reset);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);
}

static void
mls_keys_page_dispose (GObject *object)
{
  MlsKeysPage *self = MLS_KEYS_PAGE (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (mls_keys_page_parent_class)->dispose (object);
}

static void
mls_keys_page_class_init (MlsKeysPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_keys_page_dispose;
}

static void
mls_keys_page_init (MlsKeysPage *self)
{
  self->rows = g_ptr_array_new ();
  add_reset (self);
  for (int group = 0; group < MLS_N_KEY_GROUPS; group++)
    add_group (self, (MlsKeyGroup) group);
  g_signal_connect (self, "notify::root", G_CALLBACK (on_root), NULL);
}

/**
 * mls_keys_page_set_settings:
 * @self: a page
 * @settings: settings that mls_own_keys_follow() follows
 */
void
mls_keys_page_set_settings (MlsKeysPage *self, GSettings *settings)
{
  g_return_if_fail (MLS_IS_KEYS_PAGE (self));

  g_set_object (&self->settings, settings);
  g_signal_connect_object (settings, "changed::own-keys", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  show_all (self);
}
