/* Photos and reference layers that are not where the project says. */

#include "ui/window-private.h"

#include "store/link.h"
#include "ui/choose-file.h"

#include <glib/gi18n.h>

/* Returns: (transfer full): what is missing */
static GPtrArray *
list_missing (MlsWindow *self)
{
  GPtrArray *links = mls_store_list_links (mls_project_get_store (self->project), NULL);

  for (guint i = links != NULL ? links->len : 0; i > 0; i--)
    if (!((const MlsLink *) g_ptr_array_index (links, i - 1))->missing)
      g_ptr_array_remove_index (links, i - 1);

  return links != NULL ? links : g_ptr_array_new ();
}

static char *
describe (const MlsLink *link, guint n_others)
{
  if (n_others == 0)
    return mls_link_dup_missing (link->title, link->source);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "“%s” is not at %s, and %u other photo or layer is missing too",
                                       "“%s” is not at %s, and %u other photos or layers are missing too", n_others),
                          link->title, link->source, n_others);
}

/* Which of @links has its file at @path, 0 if none has. */
static guint
find_at (const GPtrArray *links, const char *path)
{
  for (guint i = 0; i < links->len; i++)
    if (g_str_equal (((const MlsLink *) g_ptr_array_index (links, i))->source, path))
      return i;

  return 0;
}

/* What is said of files that are missing is true no more, or about to be said anew. */
static void
forget (MlsWindow *self)
{
  if (self->missing != NULL)
    mls_message_bar_withdraw (self->messages, self->missing);
  g_clear_pointer (&self->missed, mls_link_free);
  g_clear_pointer (&self->missing, g_free);
}

/**
 * mls_window_miss_files:
 * @self: a window with a project
 * @path: (nullable): the one to be told of first, if it is missing
 *
 * Says which photos and layers are not where they were, and offers to look for the first; its answer finds what moved
 * with it, too. What was said before of any that are there again is taken back.
 */
void
mls_window_miss_files (MlsWindow *self, const char *path)
{
  g_autoptr (GPtrArray) missing = list_missing (self);
  const MlsMessageButton locate = { _("Locate…"), "win.locate" };
  guint first = path != NULL ? find_at (missing, path) : 0;

  forget (self);
  if (missing->len == 0)
    return;

  self->missed = g_ptr_array_steal_index (missing, first);
  self->missing = describe (self->missed, missing->len);
  mls_message_bar_say (self->messages, MLS_MESSAGE_WARNING, self->missing, &locate,
                       mls_project_is_read_only (self->project) ? 0 : 1);
}

/**
 * mls_window_locate:
 * @self: a window with a project
 * @kind: of what
 * @id: which of them
 * @path: where it is now
 *
 * Shows it from there, and what moved with it, and says how many were found.
 */
void
mls_window_locate (MlsWindow *self, MlsLinkKind kind, gint64 id, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n;

  if (!mls_store_relink (mls_project_get_store (self->project), kind, id, path, &n, &error))
    {
      mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
      return;
    }

  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u photo or layer found again",
                                       "%u photos and layers found again", n), n);
  mls_window_toast (self, mls_toast_new (text));
  mls_window_show_photos (self);
  mls_references_reload (mls_workspace_get_references (self->workspace));
  mls_window_miss_files (self, NULL);
}

static void
locate_missed (gpointer user_data, const char *path)
{
  MlsWindow *self = user_data;

  if (self->missed != NULL)
    mls_window_locate (self, self->missed->kind, self->missed->id, path);
}

static void
do_locate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->missed != NULL)
    mls_choose_moved (GTK_WINDOW (self), self->missed->title, self->missed->source, locate_missed, self);
}

static void
say_is_back (MlsWindow *self, const MlsLink *link)
{
  /* Translators: a photo or a reference layer. */
  g_autofree char *text = g_strdup_printf (_("“%s” is there again"), link->title);

  mls_window_toast (self, mls_toast_new (text));
}

/* A file that is shown has gone, or has come back. */
static void
on_presence (MlsWindow *self, const char *path)
{
  g_autoptr (GPtrArray) links = mls_store_list_links (mls_project_get_store (self->project), NULL);
  const MlsLink *link = links != NULL && links->len > 0 ? g_ptr_array_index (links, find_at (links, path)) : NULL;

  mls_window_name_photos (self);
  mls_window_miss_files (self, path);
  if (link != NULL && !link->missing && g_str_equal (link->source, path))
    say_is_back (self, link);
}

/**
 * mls_window_init_locate:
 * @self: a window being made
 */
void
mls_window_init_locate (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "locate", do_locate },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->canvas, "presence", G_CALLBACK (on_presence), self, G_CONNECT_SWAPPED);
}
