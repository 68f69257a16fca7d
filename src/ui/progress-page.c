#include "ui/progress-page.h"

#include "base/format.h"

struct _MlsProgressPage
{
  AdwBin parent_instance;

  /* template */
  GtkLabel       *title;
  GtkProgressBar *bar;
  GtkLabel       *what;

  gint64          since; /* µs of the monotonic clock: when the errand first told how far it is */
  double          from;  /* how far it was then, 1 before: it may go on with what was done before */
};

G_DEFINE_FINAL_TYPE (MlsProgressPage, mls_progress_page, ADW_TYPE_BIN)

static void
mls_progress_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_PROGRESS_PAGE);

  G_OBJECT_CLASS (mls_progress_page_parent_class)->dispose (object);
}

static void
mls_progress_page_class_init (MlsProgressPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_progress_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/progress-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsProgressPage, title);
  gtk_widget_class_bind_template_child (widget_class, MlsProgressPage, bar);
  gtk_widget_class_bind_template_child (widget_class, MlsProgressPage, what);
}

static void
mls_progress_page_init (MlsProgressPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_progress (MlsProgressPage *self, double fraction, const char *what)
{
  g_autofree char *rest = NULL;
  g_autofree char *text = NULL;

  if (fraction < self->from)
    {
      self->since = g_get_monotonic_time ();
      self->from = fraction;
    }
  rest = mls_format_rest ((double) (g_get_monotonic_time () - self->since) / G_USEC_PER_SEC, self->from, fraction);
  text = what != NULL && rest != NULL ? g_strdup_printf ("%s · %s", what, rest) : g_strdup (what != NULL ? what : rest);
  gtk_progress_bar_set_fraction (self->bar, fraction);
  gtk_label_set_label (self->what, text != NULL ? text : "");
}

/**
 * mls_progress_page_watch:
 * @self: the page
 * @errand: an errand
 * @title: what it is for
 *
 * Shows how far it is from now on.
 */
void
mls_progress_page_watch (MlsProgressPage *self, MlsErrand *errand, const char *title)
{
  gtk_label_set_label (self->title, title);
  show_progress (self, 0, NULL);
  self->from = 1;
  g_signal_connect_object (errand, "progress", G_CALLBACK (show_progress), self, G_CONNECT_SWAPPED);
}
