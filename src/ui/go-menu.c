#include "ui/go-menu.h"

#include "document/named-place.h"
#include "ui/keys.h"
#include "ui/other-map.h"
#include "ui/place-list.h"

#include <glib/gi18n.h>

#define WIDTH_CHARS 38

/* Places of a name that are offered: as many as are read at a glance. */
#define N_PLACES 6

struct _MlsGoMenu
{
  GtkPopover       parent_instance;

  /* owned */
  MlsWorkspace    *workspace; /* (nullable) */
  GCancellable    *search;  /* (nullable): for what is called as the entry says */
  MlsFoundPlace   *found;   /* (nullable): where the entry leads */

  GtkEntry        *entry;
  GtkLabel        *reading;
  MlsPlaceList    *places;
  MlsBookmarkList *bookmarks;
  GtkBox          *maps;
};

G_DEFINE_FINAL_TYPE (MlsGoMenu, mls_go_menu, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell (MlsGoMenu *self, const char *text, gboolean is_wrong)
{
  gtk_label_set_text (self->reading, text);
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->reading), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->reading), "error");
}

/* Where something is called so, nothing has to be said about coordinates. */
static void
on_named (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsGoMenu) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = mls_named_places_find_finish (MLS_REFERENCES (source), result, &error);

  if (places == NULL)
    return;

  g_clear_object (&self->search);
  mls_place_list_set_places (self->places, places);
  gtk_widget_set_visible (GTK_WIDGET (self->reading), places->len == 0 || self->found != NULL);
}

static void
stop_search (MlsGoMenu *self)
{
  if (self->search != NULL)
    g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
}

static void
look_for_names (MlsGoMenu *self, const char *text)
{
  stop_search (self);
  self->search = g_cancellable_new ();
  mls_named_places_find_async (mls_workspace_get_references (self->workspace), text, N_PLACES, self->search, on_named,
                               g_object_ref (self));
}

/* What is not finished is not wrong yet: what is missing is told, and nothing turns red before Enter. */
static void
understand (MlsGoMenu *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->found, mls_found_place_free);
  if (self->workspace == NULL)
    return;

  self->found = mls_found_place_new (mls_workspace_get_project (self->workspace), text, &error);
  tell (self, self->found != NULL ? self->found->text : error->message, FALSE);
}

static void
on_changed (MlsGoMenu *self)
{
  understand (self);
  if (self->workspace != NULL)
    look_for_names (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
choose (MlsGoMenu *self, const MlsFoundPlace *place)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, place);
}

static void
on_activate (MlsGoMenu *self)
{
  const MlsFoundPlace *named = mls_place_list_get_first (self->places);

  understand (self);
  if (self->found != NULL)
    choose (self, self->found);
  else if (named != NULL && self->search == NULL)
    choose (self, named);
  else
    tell (self, gtk_label_get_text (self->reading), TRUE);
}

/* What was typed last may be gone to again, or typed over. */
static void
on_map (MlsGoMenu *self)
{
  on_changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
on_closed (MlsGoMenu *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

/* A line of the menu that does @action, with the key that does the same. */
static void
add_action (MlsGoMenu *self, GtkBox *box, const char *title, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);
  const MlsKey *key = mls_keys_of_action (action);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), label);
  if (key != NULL)
    {
      g_autofree char *text = mls_key_get_label (key);
      GtkWidget *hint = gtk_label_new (text);

      gtk_widget_add_css_class (hint, "dim-label");
      gtk_box_append (GTK_BOX (line), hint);
    }

  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_popover_popdown), self);
  gtk_box_append (box, button);
}

static GtkWidget *
here_new (MlsGoMenu *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *heading = gtk_label_new (_("The middle of the map"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (box), heading);
  add_action (self, GTK_BOX (box), _("Copy the coordinates"), "win.copy-place");
  add_action (self, GTK_BOX (box), _("Copy latitude and longitude"), "win.copy-degrees");
  self->maps = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->maps));

  return box;
}

static void
mls_go_menu_dispose (GObject *object)
{
  MlsGoMenu *self = MLS_GO_MENU (object);

  stop_search (self);
  g_clear_pointer (&self->found, mls_found_place_free);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (mls_go_menu_parent_class)->dispose (object);
}

static void
mls_go_menu_class_init (MlsGoMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_go_menu_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", MLS_TYPE_GO_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
mls_go_menu_init (MlsGoMenu *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->entry, _("652100.5, 6861000"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Go to"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));

  self->reading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->reading, 0);
  gtk_label_set_wrap (self->reading, TRUE);
  gtk_label_set_max_width_chars (self->reading, WIDTH_CHARS);
  gtk_widget_add_css_class (GTK_WIDGET (self->reading), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->reading));

  self->places = g_object_new (MLS_TYPE_PLACE_LIST, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->places));

  self->bookmarks = MLS_BOOKMARK_LIST (mls_bookmark_list_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bookmarks));
  gtk_box_append (GTK_BOX (box), here_new (self));
  gtk_widget_add_css_class (box, "go-menu");
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->places, "chosen", G_CALLBACK (choose), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
}

/**
 * mls_go_menu_set_workspace:
 * @self: the menu
 * @workspace: (nullable): where to go in
 */
void
mls_go_menu_set_workspace (MlsGoMenu *self, MlsWorkspace *workspace)
{
  g_return_if_fail (MLS_IS_GO_MENU (self));

  stop_search (self);
  g_clear_pointer (&self->found, mls_found_place_free);
  mls_place_list_set_places (self->places, NULL);
  g_set_object (&self->workspace, workspace);
  mls_bookmark_list_set_project (self->bookmarks, workspace != NULL ? mls_workspace_get_project (workspace) : NULL);
  if (workspace == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

/**
 * mls_go_menu_get_bookmarks:
 * @self: the menu
 *
 * Returns: (transfer none): the bookmarks in it
 */
MlsBookmarkList *
mls_go_menu_get_bookmarks (MlsGoMenu *self)
{
  g_return_val_if_fail (MLS_IS_GO_MENU (self), NULL);

  return self->bookmarks;
}

/**
 * mls_go_menu_set_maps:
 * @self: the menu
 * @maps: (array zero-terminated=1): other maps, as the settings keep them
 */
void
mls_go_menu_set_maps (MlsGoMenu *self, const char *const *maps)
{
  GtkWidget *child;

  g_return_if_fail (MLS_IS_GO_MENU (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->maps))) != NULL)
    gtk_box_remove (self->maps, child);
  for (guint i = 0; maps[i] != NULL; i++)
    {
      g_autofree char *name = mls_other_map_dup_name (maps[i]);
      /* Translators: the name of a map on the web. */
      g_autofree char *title = g_strdup_printf (_("Open in %s"), name);
      g_autofree char *action = g_strdup_printf ("win.other-map(%u)", i);

      add_action (self, self->maps, title, action);
    }
}
