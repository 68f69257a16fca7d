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

/* Whoever waits may be gone when it ends. */
typedef struct
{
  GWeakRef           owner;
  MlsProgressDialog *dialog; /* (nullable) */
  MlsErrandEndedFunc ended;
} Waiting;

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Waiting *waiting = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&waiting->owner);
  g_autoptr (GError) error = NULL;

  mls_errand_run_finish (MLS_ERRAND (source), result, &error);
  if (waiting->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (waiting->dialog));
  g_clear_object (&waiting->dialog);
  g_weak_ref_clear (&waiting->owner);

  if (owner != NULL)
    waiting->ended (owner, MLS_ERRAND (source), error);
}

/**
 * mls_progress_run:
 * @parent: the window that waits
 * @title: (nullable): of the dialog that shows how far it is; %NULL for what is there at once
 * @errand: what is to be done
 * @ended: called when it has ended, given up or not, unless @owner is gone by then
 * @owner: (type GObject): for @ended
 *
 * Runs an errand that somebody waits for. The dialog is gone when @ended is called.
 */
void
mls_progress_run (GtkWindow *parent, const char *title, MlsErrand *errand, MlsErrandEndedFunc ended, gpointer owner)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  g_weak_ref_init (&waiting->owner, owner);
  waiting->ended = ended;
  if (title != NULL)
    {
      waiting->dialog = g_object_ref (mls_progress_dialog_new (parent, errand, title));
      gtk_window_present (GTK_WINDOW (waiting->dialog));
    }

  mls_errand_run_async (errand, on_ended, waiting);
}
