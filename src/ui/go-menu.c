#include "ui/go-menu.h"

#include <glib/gi18n.h>

#define WIDTH_CHARS 38

struct _MlsGoMenu
{
  GtkPopover parent_instance;

  /* owned */
  MlsProject    *project; /* (nullable) */
  MlsFoundPlace *found;   /* (nullable): where the entry leads */

  GtkEntry      *entry;
  GtkLabel      *reading;
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

/* What is not finished is not wrong yet: what is missing is told, and nothing turns red before Enter. */
static void
understand (MlsGoMenu *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->found, mls_found_place_free);
  if (self->project == NULL)
    return;

  self->found = mls_found_place_new (self->project, text, &error);
  tell (self, self->found != NULL ? self->found->text : error->message, FALSE);
}

static void
on_activate (MlsGoMenu *self)
{
  understand (self);
  if (self->found == NULL)
    {
      tell (self, gtk_label_get_text (self->reading), TRUE);
      return;
    }

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, self->found);
}

/* What was typed last may be gone to again, or typed over. */
static void
on_map (MlsGoMenu *self)
{
  understand (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
on_closed (MlsGoMenu *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

static void
mls_go_menu_dispose (GObject *object)
{
  MlsGoMenu *self = MLS_GO_MENU (object);

  g_clear_pointer (&self->found, mls_found_place_free);
  g_clear_object (&self->project);

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

  gtk_widget_add_css_class (box, "go-menu");
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (understand), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
}

/**
 * mls_go_menu_set_project:
 * @self: the menu
 * @project: (nullable): where to go in
 */
void
mls_go_menu_set_project (MlsGoMenu *self, MlsProject *project)
{
  g_return_if_fail (MLS_IS_GO_MENU (self));

  g_clear_pointer (&self->found, mls_found_place_free);
  g_set_object (&self->project, project);
  if (project == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}
