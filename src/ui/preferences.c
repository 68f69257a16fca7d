#include "ui/preferences.h"

#include <string.h>

struct _MlsPreferences
{
  AdwPreferencesWindow parent_instance;

  /* template */
  AdwEntryRow *author;
  AdwComboRow *language;
  AdwComboRow *theme;
  AdwEntryRow *elsewhere;
};

G_DEFINE_FINAL_TYPE (MlsPreferences, mls_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* What the settings hold, in the order of the template's lists. */
static const char *const languages[] = { "", "en", "fr", NULL };
static const char *const themes[] = { "system", "light", "dark", NULL };

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

static void
mls_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_PREFERENCES);

  G_OBJECT_CLASS (mls_preferences_parent_class)->dispose (object);
}

static void
mls_preferences_class_init (MlsPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, author);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, language);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, theme);
  gtk_widget_class_bind_template_child (widget_class, MlsPreferences, elsewhere);
}

static void
mls_preferences_init (MlsPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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

  g_settings_bind (settings, "author", self->author, "text", G_SETTINGS_BIND_DEFAULT);
  bind_choice (settings, "language", self->language, languages);
  bind_choice (settings, "theme", self->theme, themes);
  g_settings_bind (settings, "elsewhere", self->elsewhere, "text", G_SETTINGS_BIND_DEFAULT);

  return self;
}
