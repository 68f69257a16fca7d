/* Projects that a window asks for. */

#include "ui/window-private.h"

#include "store/backup.h"
#include "ui/choose-file.h"

#include <glib/gi18n.h>

static void
open_at (gpointer self, const char *path)
{
  mls_window_open (self, path);
}

static void
do_open (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Open a project"), GTK_WINDOW (user_data),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));

  gtk_file_filter_set_name (filter, _("Projects"));
  gtk_file_filter_add_pattern (filter, "*.gpkg");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  mls_choose_file (chooser, open_at, user_data);
}

static void
do_reopen (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *path = self->project != NULL ? g_strdup (mls_project_get_path (self->project)) : NULL;

  if (path != NULL)
    mls_window_open (self, path);
}

/* What is open is gone on with in the copy. */
static void
save_copy_at (gpointer owner, const char *path)
{
  MlsWindow *self = owner;
  g_autoptr (GError) error = NULL;

  if (self->project == NULL)
    return;

  if (!mls_store_save_copy (mls_project_get_store (self->project), path, NULL, NULL, &error))
    {
      mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
      return;
    }

  mls_window_close_project (self);
  mls_window_open (self, path);
}

static void
do_save_copy (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  GtkFileChooserNative *chooser;
  g_autofree char *name = NULL;

  if (self->project == NULL)
    return;

  name = g_path_get_basename (mls_project_get_path (self->project));
  chooser = gtk_file_chooser_native_new (_("Save a copy of the project"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                         _("_Save"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  mls_choose_file (chooser, save_copy_at, self);
}

/**
 * mls_window_init_file:
 * @self: a window being made
 */
void
mls_window_init_file (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "open", do_open },
    { "reopen", do_reopen },
    { "save-copy", do_save_copy },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
