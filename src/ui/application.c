#include "ui/application.h"

#include "base/format.h"
#include "imagery/cache-room.h"
#include "resources.h"
#include "rules/language.h"
#include "ui/help-card.h"
#include "ui/own-keys.h"
#include "ui/preferences.h"
#include "ui/recent.h"
#include "ui/screenshot.h"
#include "ui/window.h"

#include <glib/gi18n.h>
#include <stdlib.h>

struct _MlsApplication
{
  AdwApplication parent_instance;

  /* owned */
  GSettings *settings;
  char      *author;  /* named on the command line */

  gboolean   is_quitting;
};

G_DEFINE_FINAL_TYPE (MlsApplication, mls_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "author", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Name written with each edit"), N_("NAME") },
  { "sample", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Judge this sample of the project"), N_("FILE") },
  { "confirm", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Confirm the errors that others found in it"), NULL },
  { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open a new window"), NULL },
  { "language", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Language of the interface"), N_("CODE") },
  { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_("Draw the window into a PNG file and leave"), N_("PNG") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version and leave"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("[PROJECT…]") },
  { NULL }
};

static int
mls_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  if (!g_variant_dict_contains (given, "version"))
    return -1;

  g_print ("millesime " MLS_VERSION "\n");

  return EXIT_SUCCESS;
}

static void
on_theme_changed (GSettings *settings, const char *key, MlsApplication *self)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK
  };
  int theme = g_settings_get_enum (settings, "theme");

  adw_style_manager_set_color_scheme (adw_application_get_style_manager (ADW_APPLICATION (self)),
                                      schemes[theme]);
}

static void
on_area_unit_changed (GSettings *settings)
{
  mls_format_set_area_unit ((MlsAreaUnit) g_settings_get_enum (settings, "area-unit"));
}

/* What is there beyond goes where this is changed, see ui/preferences.c, or when something comes next. */
static void
on_room_changed (GSettings *settings)
{
  mls_cache_room_set_limit ((guint64) (g_settings_get_double (settings, "server-room") * 1e9));
}

static void
show_preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (user_data);

  gtk_window_present (GTK_WINDOW (mls_preferences_new (parent, MLS_APPLICATION (user_data)->settings)));
}

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (gtk_application_get_active_window (user_data),
                         "application-name", "Millésime",
                         "application-icon", MLS_APPLICATION_ID,
                         "version", MLS_VERSION,
                         "comments", _("Land-occupation maps, drawn over the photo"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

/* Opened before it is shown: the photo is being read while the window appears. */
static MlsWindow *
open_file (MlsApplication *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = path != NULL ? NULL : g_file_get_parse_name (file);
  MlsWindow *window = mls_application_find_window (self, path != NULL ? path : name);

  if (mls_window_get_path (window) == NULL)
    mls_window_open (window, path != NULL ? path : name);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static MlsWindow *
open_files (MlsApplication *self, GPtrArray *files)
{
  MlsWindow *window = NULL;

  for (guint i = 0; i < files->len; i++)
    window = open_file (self, g_ptr_array_index (files, i));

  return window;
}

static void
open_new_window (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (mls_window_new (user_data)));
}

/* Each window is closed as by its button, so that it leaves its project as one file; with the last of them
 * the program ends, and they are what was open. */
static void
quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsApplication *self = user_data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  self->is_quitting = TRUE;
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  self->is_quitting = FALSE;
}

static const GActionEntry actions[] = {
  { "new-window", open_new_window },
  { "preferences", show_preferences },
  { "about", show_about },
  { "quit", quit },
};

static void
mls_application_startup (GApplication *application)
{
  MlsApplication *self = MLS_APPLICATION (application);

  G_APPLICATION_CLASS (mls_application_parent_class)->startup (application);

  mls_help_card_watch_all ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_signal_connect_object (self->settings, "changed::theme", G_CALLBACK (on_theme_changed), self, 0);
  on_theme_changed (self->settings, "theme", self);
  g_signal_connect_object (self->settings, "changed::area-unit", G_CALLBACK (on_area_unit_changed), self->settings,
                           G_CONNECT_SWAPPED);
  on_area_unit_changed (self->settings);
  mls_own_keys_follow (self->settings);
  g_signal_connect_object (self->settings, "changed::server-room", G_CALLBACK (on_room_changed), self->settings,
                           G_CONNECT_SWAPPED);
  on_room_changed (self->settings);
}

/* The files named on the command line, by the place the command was given at. */
static GPtrArray *
list_files (GApplicationCommandLine *command_line, GVariantDict *given)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree const char **names = NULL;

  if (g_variant_dict_lookup (given, G_OPTION_REMAINING, "^a&ay", &names))
    for (guint i = 0; names[i] != NULL; i++)
      g_ptr_array_add (files, g_application_command_line_create_file_for_arg (command_line, names[i]));

  return files;
}

/* Files are named as seen from where the program was called. */
static void
take_sample (GApplicationCommandLine *command_line, MlsWindow *window, const char *name, gboolean confirms)
{
  g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, name);
  g_autofree char *path = g_file_get_path (file);

  mls_window_control (window, path != NULL ? path : name, confirms ? MLS_CONTROL_CONFIRM : MLS_CONTROL_JUDGE);
}

/* Where no project is named: the window there is, or at the start those of last time. */
static MlsWindow *
go_on (MlsApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (GPtrArray) files = NULL;

  if (active != NULL)
    {
      GtkWindow *owner = gtk_window_get_transient_for (active);

      return MLS_WINDOW (owner != NULL ? owner : active);
    }

  if (!g_settings_get_boolean (self->settings, "reopen"))
    return NULL;

  files = mls_recent_list_open (self->settings);
  return open_files (self, files);
}

static void
take_author (MlsApplication *self, GVariantDict *given)
{
  g_autofree char *author = NULL;

  g_variant_dict_lookup (given, "author", "s", &author);
  if (author == NULL)
    return;

  g_free (self->author);
  self->author = g_steal_pointer (&author);
}

static int
mls_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  MlsApplication *self = MLS_APPLICATION (application);
  GVariantDict *given = g_application_command_line_get_options_dict (command_line);
  g_autoptr (GPtrArray) files = list_files (command_line, given);
  MlsWindow *window = NULL;
  const char *screenshot = NULL;
  const char *sample = NULL;

  take_author (self, given);
  g_variant_dict_lookup (given, "screenshot", "^&ay", &screenshot);

  if (files->len > 0)
    window = open_files (self, files);
  else if (screenshot == NULL && !g_variant_dict_contains (given, "new-window"))
    window = go_on (self);
  if (window == NULL)
    window = mls_window_new (self);

  if (g_variant_dict_lookup (given, "sample", "^&ay", &sample))
    take_sample (command_line, window, sample, g_variant_dict_contains (given, "confirm"));
  gtk_window_present (GTK_WINDOW (window));

  if (screenshot != NULL)
    mls_screenshot_when_drawn (GTK_WINDOW (window), screenshot);

  return EXIT_SUCCESS;
}

static void
mls_application_finalize (GObject *object)
{
  MlsApplication *self = MLS_APPLICATION (object);

  g_clear_object (&self->settings);
  g_free (self->author);

  G_OBJECT_CLASS (mls_application_parent_class)->finalize (object);
}

static void
mls_application_class_init (MlsApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = mls_application_finalize;
  application_class->handle_local_options = mls_application_handle_local_options;
  application_class->startup = mls_application_startup;
  application_class->command_line = mls_application_command_line;

  mls_ui_register_resource ();
}

static void
mls_application_init (MlsApplication *self)
{
  self->settings = g_settings_new (MLS_APPLICATION_ID);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * mls_application_speak:
 * @words: (array zero-terminated=1): what the program is called with
 *
 * Chooses the language, which is asked for or of the preferences, before there is an application: gettext reads LANGUAGE at
 * each look-up, but GLib and GTK do at their start.
 */
void
mls_application_speak (char **words)
{
  g_autoptr (GSettings) settings = g_settings_new (MLS_APPLICATION_ID);
  g_autofree char *preferred = g_settings_get_string (settings, "language");
  const char *asked = mls_language_find_option (words);
  const char *language = asked != NULL ? asked : preferred;

  if (*language != '\0')
    g_setenv ("LANGUAGE", language, TRUE);
}

/**
 * mls_application_new:
 *
 * Returns: (transfer full): the application; one process serves every window of a session
 */
MlsApplication *
mls_application_new (void)
{
  return g_object_new (MLS_TYPE_APPLICATION,
                       "application-id", MLS_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", MLS_RESOURCE_PATH,
                       NULL);
}

/**
 * mls_application_get_settings:
 * @self: the application
 *
 * Returns: (transfer none): the preferences of the user
 */
GSettings *
mls_application_get_settings (MlsApplication *self)
{
  g_return_val_if_fail (MLS_IS_APPLICATION (self), NULL);

  return self->settings;
}

/**
 * mls_application_get_author:
 * @self: the application
 *
 * Returns: (transfer none) (nullable): who edits, as the command line said
 */
const char *
mls_application_get_author (MlsApplication *self)
{
  g_return_val_if_fail (MLS_IS_APPLICATION (self), NULL);

  return self->author;
}

/**
 * mls_application_find_window:
 * @self: the application
 * @path: a file
 *
 * Returns: (transfer none): the window that has @path open; else one that has nothing, a new one if need be
 */
MlsWindow *
mls_application_find_window (MlsApplication *self, const char *path)
{
  MlsWindow *window = mls_window_find (GTK_APPLICATION (self), path);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); window == NULL && l != NULL; l = l->next)
    if (MLS_IS_WINDOW (l->data) && mls_window_get_path (l->data) == NULL)
      window = l->data;

  return window != NULL ? window : mls_window_new (self);
}

/**
 * mls_application_remember_open:
 * @self: the application
 * @leaving: (nullable): a window that is being closed
 *
 * What is open is opened again next time. The last window takes nothing away, as it ends the program.
 */
void
mls_application_remember_open (MlsApplication *self, MlsWindow *leaving)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (MLS_IS_WINDOW (l->data) && l->data != leaving && mls_window_get_path (l->data) != NULL)
      g_ptr_array_add (files, g_file_new_for_path (mls_window_get_path (l->data)));

  if (!self->is_quitting && (files->len > 0 || leaving == NULL))
    mls_recent_set_open (self->settings, files);
}
