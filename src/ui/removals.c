#include "ui/removals.h"

#include <glib/gi18n.h>

/* How long it is offered to put back what was removed, s. */
#define TOAST_SECONDS 15

struct _MlsRemovals
{
  /* borrowed */
  MlsStore        *store;   /* nullable at first */
  MlsRemovalsFunc  func;
  gpointer         owner;
  AdwToastOverlay *toasts;

  /* owned */
  GPtrArray       *removed; /* (element-type MlsRemovedLink) the last one last */
  AdwToast        *toast;   /* (nullable): while it is shown, weak */
};

static void on_dismissed (MlsRemovals *self, AdwToast *toast);
static void on_undo (MlsRemovals *self);

static char *
describe (const MlsRemovedLink *link)
{
  g_autofree char *title = g_markup_escape_text (mls_removed_link_get_title (link), -1);

  /* Translators: a photo or a reference layer. */
  return g_strdup_printf (_("“%s” removed"), title);
}

/* What stands there says another thing from now on, rather than let the next one wait for its end. */
static void
offer (MlsRemovals *self)
{
  g_autofree char *title = describe (g_ptr_array_index (self->removed, self->removed->len - 1));
  AdwToast *toast;

  if (self->toast != NULL)
    {
      adw_toast_set_title (self->toast, title);
      return;
    }

  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  g_signal_connect_swapped (toast, "button-clicked", G_CALLBACK (on_undo), self);
  g_signal_connect_swapped (toast, "dismissed", G_CALLBACK (on_dismissed), self);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Its button takes it away, too: what was removed before that is offered then. */
static void
on_undo (MlsRemovals *self)
{
  g_autoptr (MlsRemovedLink) link = g_ptr_array_steal_index (self->removed, self->removed->len - 1);
  g_autoptr (GError) error = NULL;
  gboolean done = mls_store_restore_link (self->store, link, &error);

  g_signal_handlers_disconnect_by_data (self->toast, self);
  g_clear_weak_pointer (&self->toast);
  if (self->removed->len > 0)
    offer (self);
  self->func (self->owner, done, error);
}

static void
on_dismissed (MlsRemovals *self, AdwToast *toast)
{
  g_clear_weak_pointer (&self->toast);
  g_ptr_array_set_size (self->removed, 0);
}

/**
 * mls_removals_new:
 * @func: (scope forever): told of each
 * @owner: for @func
 *
 * Returns: (transfer full): nothing has been removed
 */
MlsRemovals *
mls_removals_new (MlsRemovalsFunc func, gpointer owner)
{
  MlsRemovals *self = g_new0 (MlsRemovals, 1);

  self->func = func;
  self->owner = owner;
  self->removed = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_removed_link_free);

  return self;
}

/**
 * mls_removals_free:
 * @self: (transfer full) (nullable): while the toast may still be shown
 */
void
mls_removals_free (MlsRemovals *self)
{
  if (self == NULL)
    return;

  if (self->toast != NULL)
    g_signal_handlers_disconnect_by_data (self->toast, self);
  g_clear_weak_pointer (&self->toast);
  g_ptr_array_unref (self->removed);
  g_free (self);
}

/**
 * mls_removals_set_store:
 * @self: without anything removed
 * @store: the project whose list it is, which outlives it
 */
void
mls_removals_set_store (MlsRemovals *self, MlsStore *store)
{
  self->store = store;
}

/**
 * mls_removals_wrap:
 * @self: what was removed
 * @content: (transfer floating): where the list is
 *
 * Returns: (transfer floating): the same, with the toast over it when there is one
 */
GtkWidget *
mls_removals_wrap (MlsRemovals *self, GtkWidget *content)
{
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, content);

  return GTK_WIDGET (self->toasts);
}

/**
 * mls_removals_remove:
 * @self: what was removed before
 * @kind: of what
 * @id: which of them
 *
 * Takes it out of the project, and offers to put it back.
 */
void
mls_removals_remove (MlsRemovals *self, MlsLinkKind kind, gint64 id)
{
  g_autoptr (GError) error = NULL;
  MlsRemovedLink *link;
  gboolean done = mls_store_remove_link (self->store, kind, id, &link, &error);

  if (done)
    {
      g_ptr_array_add (self->removed, link);
      offer (self);
    }
  self->func (self->owner, done, error);
}
