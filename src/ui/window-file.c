/* Files that a window asks for: a project to open, a photo that has moved. */

#include "ui/window-private.h"

#include "store/image-link.h"
#include "ui/choose-file.h"

#include <glib/gi18n.h>

static void
ask_file (MlsWindow *self, const char *title, GtkFileFilter *filter, MlsChooseFunc func)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              _("_Open"), _("_Cancel"));

  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  mls_choose_file (dialog, func, self);
}

static void
open_at (gpointer self, const char *path)
{
  mls_window_open (self, path);
}

static void
do_open (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Projects"));
  gtk_file_filter_add_pattern (filter, "*.gpkg");
  ask_file (user_data, _("Open a project"), filter, open_at);
}

/* The first photo that is not where the project says. */
static MlsImageLink *
first_missing (MlsWindow *self)
{
  g_autoptr (GPtrArray) links = mls_store_list_image_links (mls_project_get_store (self->project), NULL);

  for (guint i = 0; links != NULL && i < links->len; i++)
    if (((const MlsImageLink *) g_ptr_array_index (links, i))->missing)
      return g_ptr_array_steal_index (links, i);

  return NULL;
}

static void
locate_at (gpointer user_data, const char *path)
{
  MlsWindow *self = user_data;
  g_autoptr (MlsImageLink) missing = self->project != NULL ? first_missing (self) : NULL;
  g_autoptr (GError) error = NULL;
  guint n_relinked;

  if (missing == NULL)
    return;

  if (!mls_store_relink_images (mls_project_get_store (self->project), missing->id, path, &n_relinked, &error))
    {
      mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
      return;
    }

  mls_window_show_photos (self);
  mls_message_bar_close (self->messages);
  mls_window_miss_images (self);
}

static void
do_locate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->project != NULL)
    ask_file (self, _("Locate the photo"), NULL, locate_at);
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
 * mls_window_miss_images:
 * @self: a window with a project
 *
 * Says which photo is not where it was, and offers to look for it; one answer finds its siblings
 * too.
 */
void
mls_window_miss_images (MlsWindow *self)
{
  g_autoptr (MlsImageLink) missing = first_missing (self);
  g_autofree char *text = NULL;
  MlsMessageButton locate = { _("Locate…"), "win.locate-image" };

  if (missing == NULL)
    return;

  text = g_strdup_printf (_("The photo “%s” is not at %s"), missing->title, missing->source);
  mls_message_bar_say (self->messages, MLS_MESSAGE_WARNING, text, &locate,
                       mls_project_is_read_only (self->project) ? 0 : 1);
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
    { "locate-image", do_locate },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
