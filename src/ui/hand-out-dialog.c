#include "ui/hand-out-dialog.h"

#include "ui/hand-out.h"

#include <glib/gi18n.h>

#define WIDTH  560
#define HEIGHT 460

struct _MlsHandOutDialog
{
  AdwWindow   parent_instance;

  MlsHandOut *page;
};

G_DEFINE_FINAL_TYPE (MlsHandOutDialog, mls_hand_out_dialog, ADW_TYPE_WINDOW)

enum
{
  JUDGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The dialog goes, and what is judged takes the window. */
static void
on_judge (MlsHandOutDialog *self, const char *path)
{
  g_autofree char *kept = g_strdup (path);

  g_signal_emit (self, signals[JUDGE], 0, kept);
  gtk_window_close (GTK_WINDOW (self));
}

static void
mls_hand_out_dialog_class_init (MlsHandOutDialogClass *klass)
{
  signals[JUDGE] = g_signal_new ("judge", MLS_TYPE_HAND_OUT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mls_hand_out_dialog_init (MlsHandOutDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->page = g_object_new (MLS_TYPE_HAND_OUT, "vexpand", TRUE, NULL);
  g_signal_connect_object (self->page, "judge", G_CALLBACK (on_judge), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->page));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_title (GTK_WINDOW (self), _("Hand a sample out"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * mls_hand_out_dialog_new:
 * @parent: (nullable): a window
 * @sample: the file of a sample
 * @is_in_hand: whether it is judged in that window already
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
GtkWidget *
mls_hand_out_dialog_new (GtkWindow *parent, const char *sample, gboolean is_in_hand)
{
  MlsHandOutDialog *self = g_object_new (MLS_TYPE_HAND_OUT_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);

  mls_hand_out_show (self->page, (const char *const[]){ sample, NULL }, !is_in_hand);

  return GTK_WIDGET (self);
}
