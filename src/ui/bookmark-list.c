#include "ui/bookmark-list.h"

#include <glib/gi18n.h>

/* More of them than these are scrolled through. */
#define MAX_ROWS   4
#define MAX_HEIGHT 160

struct _MlsBookmarkList
{
  GtkBox      parent_instance;

  /* owned */
  MlsProject *project; /* (nullable) */
  char       *renamed; /* (nullable): the bookmark whose new name is being typed */

  GtkBox     *rows;
  GtkWidget  *scrolled;
  GtkEntry   *entry;
};

G_DEFINE_FINAL_TYPE (MlsBookmarkList, mls_bookmark_list, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  KEEP,
  PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list (MlsBookmarkList *self);

static const char *
name_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "name");
}

/* What was done is seen in the list, and why it was not is said. */
static void
note_change (MlsBookmarkList *self, gboolean done, const GError *error)
{
  if (!done)
    g_signal_emit (self, signals[PROBLEM], 0, error->message);
  list (self);
}

static void
on_go (GtkWidget *button, MlsBookmarkList *self)
{
  g_autoptr (GPtrArray) bookmarks = mls_bookmarks_list (self->project);

  for (guint i = 0; i < bookmarks->len; i++)
    {
      MlsBookmark *bookmark = g_ptr_array_index (bookmarks, i);

      if (g_strcmp0 (bookmark->name, name_of (button)) == 0)
        g_signal_emit (self, signals[CHOSEN], 0, bookmark);
    }
}

static void
on_remove (GtkWidget *button, MlsBookmarkList *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done = mls_bookmarks_remove (self->project, name_of (button), &error);

  note_change (self, done, error);
}

static void
on_rename (GtkWidget *button, MlsBookmarkList *self)
{
  g_free (self->renamed);
  self->renamed = g_strdup (name_of (button));
  list (self);
}

static void
on_renamed (GtkEntry *entry, MlsBookmarkList *self)
{
  g_autofree char *name = g_steal_pointer (&self->renamed);
  g_autoptr (GError) error = NULL;
  gboolean done = mls_bookmarks_rename (self->project, name, gtk_editable_get_text (GTK_EDITABLE (entry)), &error);

  note_change (self, done, error);
}

static void
on_keep (MlsBookmarkList *self)
{
  g_signal_emit (self, signals[KEEP], 0, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
add_button (MlsBookmarkList *self, GtkWidget *row, GtkWidget *button, const char *name, const char *title,
            GCallback func)
{
  g_autofree char *label = title != NULL ? g_strdup_printf ("%s: %s", title, name) : g_strdup (name);

  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  gtk_widget_set_tooltip_text (button, title);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (button, "clicked", func, self);
  gtk_box_append (GTK_BOX (row), button);
}

static void
add_name_entry (MlsBookmarkList *self, GtkWidget *row, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New name"), -1);
  g_signal_connect (entry, "activate", G_CALLBACK (on_renamed), self);
  gtk_box_append (GTK_BOX (row), entry);
  gtk_widget_grab_focus (entry);
}

static void
add_row (MlsBookmarkList *self, const char *name)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gboolean may_change = !mls_project_is_read_only (self->project);

  gtk_box_append (self->rows, row);
  if (g_strcmp0 (name, self->renamed) == 0)
    add_name_entry (self, row, name);
  else
    {
      GtkWidget *label = gtk_label_new (name);
      GtkWidget *button = gtk_button_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_widget_set_hexpand (button, TRUE);
      add_button (self, row, button, name, NULL, G_CALLBACK (on_go));
    }

  if (may_change)
    {
      add_button (self, row, gtk_button_new_from_icon_name ("document-edit-symbolic"), name, _("Rename"),
                  G_CALLBACK (on_rename));
      add_button (self, row, gtk_button_new_from_icon_name ("user-trash-symbolic"), name, _("Remove"),
                  G_CALLBACK (on_remove));
    }
}

static void
list (MlsBookmarkList *self)
{
  g_autoptr (GPtrArray) bookmarks = mls_bookmarks_list (self->project);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  for (guint i = 0; i < bookmarks->len; i++)
    add_row (self, ((const MlsBookmark *) g_ptr_array_index (bookmarks, i))->name);

  gtk_widget_set_visible (self->scrolled, bookmarks->len > 0);
  /* A scrollbar would take more height than a single row has. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  bookmarks->len > MAX_ROWS ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), !mls_project_is_read_only (self->project));
}

static void
mls_bookmark_list_finalize (GObject *object)
{
  MlsBookmarkList *self = MLS_BOOKMARK_LIST (object);

  g_clear_object (&self->project);
  g_free (self->renamed);

  G_OBJECT_CLASS (mls_bookmark_list_parent_class)->finalize (object);
}

static void
mls_bookmark_list_class_init (MlsBookmarkListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_bookmark_list_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", MLS_TYPE_BOOKMARK_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[KEEP] = g_signal_new ("keep", MLS_TYPE_BOOKMARK_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PROBLEM] = g_signal_new ("problem", MLS_TYPE_BOOKMARK_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mls_bookmark_list_init (MlsBookmarkList *self)
{
  GtkWidget *heading = gtk_label_new (_("Bookmarks"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (self), heading);

  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (self), self->scrolled);

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->entry, _("Keep this view by a name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Keep this view by a name"), -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_keep), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->entry));
}

/**
 * mls_bookmark_list_new:
 *
 * Returns: (transfer floating): a list of no project yet
 */
GtkWidget *
mls_bookmark_list_new (void)
{
  return g_object_new (MLS_TYPE_BOOKMARK_LIST, NULL);
}

/**
 * mls_bookmark_list_set_project:
 * @self: the list
 * @project: (nullable): whose bookmarks it shows
 */
void
mls_bookmark_list_set_project (MlsBookmarkList *self, MlsProject *project)
{
  g_return_if_fail (MLS_IS_BOOKMARK_LIST (self));

  g_set_object (&self->project, project);
  g_clear_pointer (&self->renamed, g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (project != NULL)
    list (self);
}

/**
 * mls_bookmark_list_start:
 * @self: the list, on the screen
 *
 * Makes it ready for a name to be typed.
 */
void
mls_bookmark_list_start (MlsBookmarkList *self)
{
  g_return_if_fail (MLS_IS_BOOKMARK_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * mls_bookmark_list_keep:
 * @self: the list of a project
 * @name: a name
 * @view: what to keep by it
 */
void
mls_bookmark_list_keep (MlsBookmarkList *self, const char *name, const MlsView *view)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  g_return_if_fail (MLS_IS_BOOKMARK_LIST (self) && self->project != NULL);

  done = mls_bookmarks_add (self->project, name, view, &error);
  if (done)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  note_change (self, done, error);
}
