#include "ui/progress-dialog.h"

#include "ui/progress-page.h"

struct _MlsProgressDialog
{
  AdwWindow parent_instance;

  /* template */
  MlsProgressPage *page;

  /* owned */
  MlsErrand       *errand;
};

G_DEFINE_FINAL_TYPE (MlsProgressDialog, mls_progress_dialog, ADW_TYPE_WINDOW)

/* Whoever sent the errand takes the dialog away when it has ended. */
static gboolean
mls_progress_dialog_close_request (GtkWindow *window)
{
  mls_errand_cancel (MLS_PROGRESS_DIALOG (window)->errand);

  return TRUE;
}

static void
mls_progress_dialog_dispose (GObject *object)
{
  g_clear_object (&MLS_PROGRESS_DIALOG (object)->errand);

  G_OBJECT_CLASS (mls_progress_dialog_parent_class)->dispose (object);
}

static void
mls_progress_dialog_class_init (MlsProgressDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_progress_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = mls_progress_dialog_close_request;

  g_type_ensure (MLS_TYPE_PROGRESS_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/progress-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsProgressDialog, page);
}

static void
mls_progress_dialog_init (MlsProgressDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mls_progress_dialog_new:
 * @parent: the window that waits
 * @errand: for what; cancelled by the dialog's button
 * @title: what it is for
 *
 * Returns: (transfer none): the dialog, not yet shown; to be destroyed when the errand has ended
 */
MlsProgressDialog *
mls_progress_dialog_new (GtkWindow *parent, MlsErrand *errand, const char *title)
{
  MlsProgressDialog *self = g_object_new (MLS_TYPE_PROGRESS_DIALOG, "transient-for", parent, "title", title, NULL);

  self->errand = g_object_ref (errand);
  mls_progress_page_watch (self->page, errand, title);

  return self;
}
