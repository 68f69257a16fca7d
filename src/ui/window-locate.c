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
describe (const GPtrArray *missing)
{
  const MlsLink *first = g_ptr_array_index (missing, 0);
  guint n_others = missing->len - 1;

  if (n_others == 0)
    return g_strdup_printf (_("“%s” is not at %s"), first->title, first->source);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "“%s” is not at %s, and %u other photo or layer is missing too",
                                       "“%s” is not at %s, and %u other photos or layers are missing too", n_others),
                          first->title, first->source, n_others);
}

/**
 * mls_window_miss_files:
 * @self: a window with a project
 *
 * Says which photos and layers are not where they were, and offers to look for the first; its answer finds what moved
 * with it, too.
 */
void
mls_window_miss_files (MlsWindow *self)
{
  g_autoptr (GPtrArray) missing = list_missing (self);
  const MlsMessageButton locate = { _("Locate…"), "win.locate" };
  g_autofree char *text = missing->len > 0 ? describe (missing) : NULL;

  if (text == NULL)
    return;

  mls_message_bar_say (self->messages, MLS_MESSAGE_WARNING, text, &locate,
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
  mls_window_toast (self, adw_toast_new (text));
  mls_message_bar_close (self->messages);
  mls_window_show_photos (self);
  mls_references_reload (mls_workspace_get_references (self->workspace));
  mls_window_miss_files (self);
}

static void
locate_first (gpointer user_data, const char *path)
{
  MlsWindow *self = user_data;
  g_autoptr (GPtrArray) missing = self->project != NULL ? list_missing (self) : g_ptr_array_new ();
  const MlsLink *first = missing->len > 0 ? g_ptr_array_index (missing, 0) : NULL;

  if (first != NULL)
    mls_window_locate (self, first->kind, first->id, path);
}

static void
do_locate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autoptr (GPtrArray) missing = self->project != NULL ? list_missing (self) : g_ptr_array_new ();
  const MlsLink *first = missing->len > 0 ? g_ptr_array_index (missing, 0) : NULL;

  if (first != NULL)
    mls_choose_moved (GTK_WINDOW (self), first->title, first->source, locate_first, self);
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
}
