/* Projects that a window asks for. */

#include "ui/window-private.h"

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
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
