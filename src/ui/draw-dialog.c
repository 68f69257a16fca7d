#include "ui/draw-dialog.h"

#include "ui/draw-form.h"
#include "ui/hand-out.h"
#include "ui/progress-page.h"

#include <glib/gi18n.h>

#define WIDTH  600
#define HEIGHT 700

struct _MlsDrawDialog
{
  AdwWindow        parent_instance;

  /* owned */
  MlsErrand       *work;    /* (nullable): while it is drawn */
  gboolean         closing; /* as soon as the work has given up */
  gboolean         disposed;

  GtkButton       *cancel;
  GtkButton       *draw;
  GtkStack        *pages;
  MlsDrawForm     *form;
  MlsProgressPage *progress;
  MlsHandOut      *outcome;
};

G_DEFINE_FINAL_TYPE (MlsDrawDialog, mls_draw_dialog, ADW_TYPE_WINDOW)

enum
{
  JUDGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_at (MlsDrawDialog *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), page) == 0;
}

static void
on_changed (MlsDrawDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->draw), !is_at (self, "form") || mls_draw_form_is_ready (self->form));
}

static void
show_page (MlsDrawDialog *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->pages, page);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), !is_at (self, "outcome"));
  gtk_widget_set_visible (GTK_WIDGET (self->draw), !is_at (self, "progress"));
  gtk_button_set_label (self->draw, is_at (self, "outcome") ? _("Done") : _("Draw"));
  on_changed (self);
}

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsDrawDialog) self = user_data;
  g_autoptr (MlsErrand) work = g_steal_pointer (&self->work);
  const MlsSampleJob *job = mls_errand_get_data (MLS_ERRAND (source));
  g_autoptr (GError) error = NULL;
  gboolean done = mls_errand_run_finish (MLS_ERRAND (source), result, &error);

  if (self->disposed)
    return;

  if (done)
    {
      mls_hand_out_show (self->outcome, job->order.paths, TRUE);
      show_page (self, "outcome");
    }
  else if (self->closing)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    {
      show_page (self, "form");
      if (!g_cancellable_is_cancelled (mls_errand_get_cancellable (work)))
        mls_draw_form_tell (self->form, error->message);
    }
}

static void
on_draw (MlsDrawDialog *self)
{
  if (!is_at (self, "form"))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  self->work = mls_errand_new (mls_sample_job_fill, mls_draw_form_dup_job (self->form), (GDestroyNotify) mls_sample_job_free);
  mls_progress_page_watch (self->progress, self->work, _("Drawing the sample"));
  show_page (self, "progress");
  mls_errand_run_async (self->work, on_drawn, g_object_ref (self));
}

static void
on_cancel (MlsDrawDialog *self)
{
  if (self->work != NULL)
    mls_errand_cancel (self->work);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* The dialog goes, and what is judged takes the window. */
static void
on_judge (MlsDrawDialog *self, const char *path)
{
  g_autofree char *kept = g_strdup (path);

  g_signal_emit (self, signals[JUDGE], 0, kept);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
mls_draw_dialog_close_request (GtkWindow *window)
{
  MlsDrawDialog *self = MLS_DRAW_DIALOG (window);

  if (self->work == NULL)
    return GTK_WINDOW_CLASS (mls_draw_dialog_parent_class)->close_request (window);

  self->closing = TRUE;
  mls_errand_cancel (self->work);

  return TRUE;
}

static void
mls_draw_dialog_dispose (GObject *object)
{
  MlsDrawDialog *self = MLS_DRAW_DIALOG (object);

  self->disposed = TRUE;
  if (self->work != NULL)
    mls_errand_cancel (self->work);

  G_OBJECT_CLASS (mls_draw_dialog_parent_class)->dispose (object);
}

static void
mls_draw_dialog_class_init (MlsDrawDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_draw_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = mls_draw_dialog_close_request;

  signals[JUDGE] = g_signal_new ("judge", MLS_TYPE_DRAW_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_header (MlsDrawDialog *self)
{
  AdwHeaderBar *header = ADW_HEADER_BAR (adw_header_bar_new ());

  adw_header_bar_set_show_start_title_buttons (header, FALSE);
  adw_header_bar_set_show_end_title_buttons (header, FALSE);
  self->cancel = GTK_BUTTON (gtk_button_new_with_label (_("Cancel")));
  self->draw = GTK_BUTTON (gtk_button_new_with_label (_("Draw")));
  gtk_widget_add_css_class (GTK_WIDGET (self->draw), "suggested-action");
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (on_cancel), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draw, "clicked", G_CALLBACK (on_draw), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (header, GTK_WIDGET (self->cancel));
  adw_header_bar_pack_end (header, GTK_WIDGET (self->draw));

  return GTK_WIDGET (header);
}

static void
mls_draw_dialog_init (MlsDrawDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->pages = GTK_STACK (gtk_stack_new ());
  self->progress = g_object_new (MLS_TYPE_PROGRESS_PAGE, NULL);
  self->outcome = g_object_new (MLS_TYPE_HAND_OUT, NULL);
  gtk_widget_set_vexpand (GTK_WIDGET (self->pages), TRUE);
  gtk_stack_set_transition_type (self->pages, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  g_signal_connect_object (self->outcome, "judge", G_CALLBACK (on_judge), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pages));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_title (GTK_WINDOW (self), _("Draw a sample"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * mls_draw_dialog_new:
 * @parent: the window whose project it is
 * @project: what is drawn from
 * @author: (nullable): who draws
 * @vintage: the date that is proposed
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
GtkWidget *
mls_draw_dialog_new (GtkWindow *parent, MlsProject *project, const char *author, guint vintage)
{
  MlsDrawDialog *self = g_object_new (MLS_TYPE_DRAW_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);

  self->form = MLS_DRAW_FORM (mls_draw_form_new (project, author, vintage));
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->form), "form");
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->progress), "progress");
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->outcome), "outcome");
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show_page (self, "form");

  return GTK_WIDGET (self);
}
