#include "ui/preferences.h"

#include "document/errand.h"
#include "imagery/cache-room.h"
#include "ui/author-row.h"
#include "ui/keys-page.h"
#include "ui/other-map.h"

#include <glib/gi18n.h>
#include <string.h>

struct _MlsPreferences
{
  AdwPreferencesWindow parent_instance;

  /* template */
  MlsAuthorRow        *author;
  AdwComboRow         *language;
  AdwComboRow         *theme;
  AdwComboRow         *area_unit;
  GtkSwitch           *reopen;
  GtkWidget           *ruler;
  GtkSpinButton       *pixels;
  GtkSpinButton       *memory;
  GtkSwitch           *network_copy;
  AdwActionRow        *room_row;
  GtkSpinButton       *room;
  GtkWidget           *empty;
  GtkWidget           *backups;
  GtkWidget           *backup_folder;
  AdwPreferencesGroup *maps;
  MlsKeysPage         *keys;

  /* owned */
  GSettings   *settings;
  MlsErrand   *errand;     /* (nullable): looks how much is kept, the last one */
  GPtrArray   *map_rows;   /* (element-type AdwEntryRow) other maps, an empty row after the last */
};

G_DEFINE_FINAL_TYPE (MlsPreferences, mls_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* What the settings hold, in the order of the template's lists. */
static const char *const languages[] = { "", "en", "fr", NULL };
static const char *const themes[] = { "system", "light", "dark", NULL };
static const char *const area_units[] = { "by-size", "m2", "hectare", NULL };

static gboolean
position_from_setting (GValue *value, GVariant *setting, gpointer choices)
{
  const char *const *choice = choices;
  guint position = 0;

  for (guint i = 0; choice[i] != NULL; i++)
    if (strcmp (g_variant_get_string (setting, NULL), choice[i]) == 0)
      position = i;

  g_value_set_uint (value, position);
  return TRUE;
}

static GVariant *
setting_from_position (const GValue *value, const GVariantType *type, gpointer choices)
{
  const char *const *choice = choices;

  return g_variant_new_string (choice[g_value_get_uint (value)]);
}

static void
bind_choice (GSettings *settings, const char *key, AdwComboRow *row, const char *const *choices)
{
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                position_from_setting, setting_from_position, (gpointer) choices, NULL);
}

/* 5 cm by the pixels that are said to make an inch. */
static void
show_ruler (MlsPreferences *self)
{
  gtk_widget_set_size_request (self->ruler, (int) (gtk_spin_button_get_value (self->pixels) * 5 / 2.54 + 0.5), -1);
}

static void
name_map_row (AdwEntryRow *row)
{
  const char *map = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autofree char *name = *map != '\0' ? mls_other_map_dup_name (map) : g_strdup (_("Another map"));
  g_autofree char *escaped = g_markup_escape_text (name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
}

static void add_map_row (MlsPreferences *self,
                         const char     *map);

/* What is emptied is no map any more; below the last one is room for another. */
static void
map_changed (AdwEntryRow *row, MlsPreferences *self)
{
  g_autoptr (GPtrArray) maps = g_ptr_array_new ();

  for (guint i = 0; i < self->map_rows->len; i++)
    {
      const char *map = gtk_editable_get_text (g_ptr_array_index (self->map_rows, i));

      if (*map != '\0')
        g_ptr_array_add (maps, (gpointer) map);
    }
  g_ptr_array_add (maps, NULL);

  g_settings_set_strv (self->settings, "other-maps", (const char *const *) maps->pdata);
  name_map_row (row);
  if (*gtk_editable_get_text (g_ptr_array_index (self->map_rows, self->map_rows->len - 1)) != '\0')
    add_map_row (self, "");
}

static void
add_map_row (MlsPreferences *self, const char *map)
{
  GtkWidget *row = adw_entry_row_new ();

  gtk_editable_set_text (GTK_EDITABLE (row), map);
  name_map_row (ADW_ENTRY_ROW (row));
  g_ptr_array_add (self->map_rows, row);
  g_signal_connect (row, "changed", G_CALLBACK (map_changed), self);
  adw_preferences_group_add (self->maps, row);
}

static void
list_maps (MlsPreferences *self)
{
  g_auto (GStrv) maps = g_settings_get_strv (self->settings, "other-maps");

  for (guint i = 0; maps[i] != NULL; i++)
    add_map_row (self, maps[i]);
  add_map_row (self, "");
}

static gboolean
settle (MlsErrand *errand, gpointer kept, GError **error)
{
  *(guint64 *) kept = mls_cache_room_settle ();

  return TRUE;
}

static gboolean
make_empty (MlsErrand *errand, gpointer kept, GError **error)
{
  mls_cache_room_empty ();

  return settle (errand, kept, error);
}

static void
on_settled (GObject *errand, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsPreferences) self = user_data;
  guint64 kept = *(guint64 *) mls_errand_get_data (MLS_ERRAND (errand));
  g_autofree char *size = g_format_size (kept);
  g_autofree char *text = NULL;

  mls_errand_run_finish (MLS_ERRAND (errand), result, NULL);
  if (MLS_ERRAND (errand) != self->errand)
    return;

  text = kept > 0 ? g_strdup_printf (_("%s are kept, and shown without their server"), size) : g_strdup (_("Nothing is kept"));
  adw_action_row_set_subtitle (self->room_row, text);
  gtk_widget_set_sensitive (self->empty, kept > 0);
  g_clear_object (&self->errand);
}

/* What is said of the room is that of the last errand. */
static void
send (MlsPreferences *self, MlsErrandFunc func)
{
  g_clear_object (&self->errand);
  self->errand = mls_errand_new (func, g_new0 (guint64, 1), g_free);
  mls_errand_run_async (self->errand, on_settled, g_object_ref (self));
}

static void
show_room (MlsPreferences *self)
{
  send (self, settle);
}

static void
empty_room (MlsPreferences *self)
{
  gtk_widget_set_sensitive (self->empty, FALSE);
  send (self, make_empty);
}

static void
mls_preferences_dispose (GObject *object)
{
  MlsPreferences *self = MLS_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_PREFERENCES);
  g_clear_object (&self->settings);
  g_clear_object (&self->errand);
  g_clear_pointer (&self->map_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (mls_preferences_parent_class)->dispose (object);
}

static void
mls_preferences_class_init (MlsPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_preferences_dispose;

  g_type_ensure (MLS_TYPE_AUTHOR_ROW);
  g_type_ensure (MLS_TYPE_KEYS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, author);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, language);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, theme);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, area_unit);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, reopen);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, ruler);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, pixels);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, memory);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, network_copy);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, room_row);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, room);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, empty);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, backups);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, backup_folder);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, maps);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, keys);
}

static void
mls_preferences_init (MlsPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->map_rows = g_ptr_array_new ();
}

/**
 * mls_preferences_new:
 * @parent: the window it belongs to
 * @settings: what is changed
 *
 * Returns: (transfer none): the preferences, not yet shown
 */
MlsPreferences *
mls_preferences_new (GtkWindow *parent, GSettings *settings)
{
  MlsPreferences *self = g_object_new (MLS_TYPE_PREFERENCES, "transient-for", parent, NULL);

  mls_author_row_keep (self->author, settings);
  bind_choice (settings, "language", self->language, languages);
  bind_choice (settings, "theme", self->theme, themes);
  bind_choice (settings, "area-unit", self->area_unit, area_units);
  g_settings_bind (settings, "reopen", self->reopen, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_swapped (self->pixels, "value-changed", G_CALLBACK (show_ruler), self);
  g_settings_bind (settings, "pixels-per-inch", self->pixels, "value", G_SETTINGS_BIND_DEFAULT);
  show_ruler (self);
  g_settings_bind (settings, "tile-memory", self->memory, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "network-copy", self->network_copy, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "server-room", self->room, "value", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::server-room", G_CALLBACK (show_room), self, G_CONNECT_SWAPPED);
  g_settings_bind (settings, "backups", self->backups, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "backup-folder", self->backup_folder, "text", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_swapped (self->empty, "clicked", G_CALLBACK (empty_room), self);
  show_room (self);
  self->settings = g_object_ref (settings);
  list_maps (self);
  mls_keys_page_set_settings (self->keys, settings);

  return self;
}
