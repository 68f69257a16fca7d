#include "ui/chart-view.h"

#include "base/format.h"

#include <glib/gi18n.h>

#define MIN_WIDTH 760

struct _MlsChartView
{
  GtkWidget       parent_instance;

  /* owned */
  MlsTransitions *transitions;
  MlsChartKind    kind;
};

G_DEFINE_FINAL_TYPE (MlsChartView, mls_chart_view, GTK_TYPE_WIDGET)

static guint32
ink_of (MlsChartView *self)
{
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);

  return (guint32) (colour.red * 255) << 16 | (guint32) (colour.green * 255) << 8 | (guint32) (colour.blue * 255);
}

/* Without a matrix there is none. */
static gboolean
get_chart (MlsChartView *self, MlsChart *out)
{
  *out = (MlsChart){ mls_transitions_get_matrix (self->transitions), mls_transitions_get_query (self->transitions), self->kind,
                     ink_of (self), mls_transitions_get_series (self->transitions) };

  return out->matrix != NULL;
}

static void
mls_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  MlsChart chart;
  cairo_t *cr;

  if (!get_chart (MLS_CHART_VIEW (widget), &chart))
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  mls_chart_draw (&chart, cr, width, height);
  cairo_destroy (cr);
}

static void
mls_chart_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  MlsChart chart;

  *minimum = *natural = MIN_WIDTH;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = get_chart (MLS_CHART_VIEW (widget), &chart) ? (int) mls_chart_height (&chart) + 1 : 1;
}

/* Read out class by class: what there was, what there is. */
static char *
dup_spoken (const MlsMatrix *matrix)
{
  g_autoptr (GArray) balances = mls_balance_new (matrix);
  GString *text = g_string_new (_("Balance of the classes"));

  for (guint i = 0; i < balances->len; i++)
    {
      const MlsBalance *balance = &g_array_index (balances, MlsBalance, i);
      g_autofree char *before = mls_format_hectares (mls_area2_to_m2 (balance->before));
      g_autofree char *after = mls_format_hectares (mls_area2_to_m2 (balance->after));

      g_string_append_printf (text, "; ");
      g_string_append_printf (text, _("%s: %s ha → %s ha"), mls_matrix_class (matrix, balance->index)->code, before, after);
    }

  return g_string_free (text, FALSE);
}

/* Likewise: what there is at each date. */
static char *
dup_spoken_series (const MlsSeries *series)
{
  GString *text = g_string_new (_("Classes at each date"));

  for (guint i = 0; i < series->classes->len; i++)
    {
      g_string_append_printf (text, "; %s:", ((MlsCounted *) g_ptr_array_index (series->classes, i))->code);
      for (guint d = 0; d < series->dates->len; d++)
        {
          g_autofree char *area = mls_format_hectares (mls_area2_to_m2 (mls_series_get (series, i, d)));

          g_string_append_printf (text, d > 0 ? " → %s" : " %s", area);
        }
    }

  return g_string_free (text, FALSE);
}

static char *
dup_name (MlsChartView *self)
{
  const MlsMatrix *matrix = mls_transitions_get_matrix (self->transitions);

  switch (self->kind)
    {
    case MLS_CHART_BALANCE:
      return matrix != NULL ? dup_spoken (matrix) : g_strdup (_("Balance of the classes"));
    case MLS_CHART_SERIES:
      return matrix != NULL ? dup_spoken_series (mls_transitions_get_series (self->transitions)) : g_strdup (_("Classes at each date"));
    case MLS_CHART_FLOWS:
    case MLS_N_CHARTS:
      break;
    }

  return g_strdup (_("What became of what, as streams"));
}

static void
refresh (MlsChartView *self)
{
  g_autofree char *spoken = dup_name (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
mls_chart_view_dispose (GObject *object)
{
  g_clear_object (&MLS_CHART_VIEW (object)->transitions);

  G_OBJECT_CLASS (mls_chart_view_parent_class)->dispose (object);
}

static void
mls_chart_view_class_init (MlsChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_chart_view_dispose;
  widget_class->snapshot = mls_chart_view_snapshot;
  widget_class->measure = mls_chart_view_measure;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
mls_chart_view_init (MlsChartView *self)
{
}

/**
 * mls_chart_view_new:
 * @transitions: what is drawn
 * @kind: in which way
 *
 * Returns: (transfer floating): the chart
 */
GtkWidget *
mls_chart_view_new (MlsTransitions *transitions, MlsChartKind kind)
{
  MlsChartView *self = g_object_new (MLS_TYPE_CHART_VIEW, NULL);

  self->transitions = g_object_ref (transitions);
  self->kind = kind;
  g_signal_connect_object (transitions, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
