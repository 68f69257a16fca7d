#include "ui/list-progress.h"

#include <glib/gi18n.h>

struct _MlsListProgress
{
  GtkBox     parent_instance;

  GtkLabel  *text;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (MlsListProgress, mls_list_progress, GTK_TYPE_BOX)

static void
show (MlsListProgress *self, const char *text, const char *label, const char *action)
{
  gtk_label_set_text (self->text, text);
  gtk_button_set_label (self->button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
mls_list_progress_class_init (MlsListProgressClass *klass)
{
}

static void
mls_list_progress_init (MlsListProgress *self)
{
  self->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->text, 0);
  gtk_label_set_ellipsize (self->text, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->text), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "numeric");
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_focus_on_click (GTK_WIDGET (self->button), FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->button));
  mls_list_progress_end (self);
}

/**
 * mls_list_progress_tell:
 * @self: the progress
 * @fraction: how much of the list is done, from 0 to 1
 */
void
mls_list_progress_tell (MlsListProgress *self, double fraction)
{
  g_autofree char *text = g_strdup_printf (_("Looking… %d %%"), (int) (fraction * 100));

  show (self, text, _("Stop"), "win.stop-listing");
}

/**
 * mls_list_progress_stop:
 * @self: the progress
 *
 * The list is not made any further.
 */
void
mls_list_progress_stop (MlsListProgress *self)
{
  show (self, _("Stopped"), _("Look Again"), "win.list-again");
}

/**
 * mls_list_progress_end:
 * @self: the progress
 *
 * The list is there.
 */
void
mls_list_progress_end (MlsListProgress *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
