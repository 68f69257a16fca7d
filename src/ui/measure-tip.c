#include "ui/measure-tip.h"

#include "base/format.h"

#include <glib/gi18n.h>

struct _MlsMeasureTip
{
  GtkBox    parent_instance;

  GtkLabel *length;
  GtkLabel *area;
  GtkLabel *ground;
};

G_DEFINE_FINAL_TYPE (MlsMeasureTip, mls_measure_tip, GTK_TYPE_BOX)

static GtkLabel *
add_label (MlsMeasureTip *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (self), label);

  return GTK_LABEL (label);
}

static void
mls_measure_tip_class_init (MlsMeasureTipClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "measure");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mls_measure_tip_init (MlsMeasureTip *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is measured"), -1);

  self->length = add_label (self, "heading");
  self->area = add_label (self, "code");
  self->ground = add_label (self, "hint");
}

/**
 * mls_measure_tip_new:
 *
 * Returns: (transfer floating): a tip that shows nothing yet
 */
GtkWidget *
mls_measure_tip_new (void)
{
  return g_object_new (MLS_TYPE_MEASURE_TIP, NULL);
}

/* "Distance 123.4 m, last 23.4 m": the last segment where there are others. */
static char *
dup_length (const MlsMeasure *measure)
{
  g_autofree char *length = mls_format_length (measure->length_m);
  g_autofree char *last = mls_format_length (measure->last_m);

  if (measure->last_m == measure->length_m)
    /* Translators: a length. */
    return g_strdup_printf (_("Distance %s"), length);

  /* Translators: a length, and that of the last part of it. */
  return g_strdup_printf (_("Distance %s, last %s"), length, last);
}

/* What is written above is as the projection has it, and as all areas of a project are. */
static char *
dup_ground (const MlsMeasure *measure)
{
  g_autofree char *length = mls_format_length (measure->ground_m);
  g_autofree char *area = mls_format_area (measure->ground_area_m2);

  if (!measure->has_ground)
    return g_strdup (_("In the projection; Esc leaves"));
  if (measure->area_m2 == 0)
    /* Translators: a length. */
    return g_strdup_printf (_("On the ellipsoid %s"), length);

  /* Translators: a length and an area. */
  return g_strdup_printf (_("On the ellipsoid %s, %s"), length, area);
}

/**
 * mls_measure_tip_show:
 * @self: the tip
 * @measure: (nullable): what is measured; %NULL hides the tip
 */
void
mls_measure_tip_show (MlsMeasureTip *self, const MlsMeasure *measure)
{
  g_autofree char *length = NULL;
  g_autofree char *area = NULL;
  g_autofree char *area_text = NULL;
  g_autofree char *ground = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), measure != NULL);
  if (measure == NULL)
    return;

  length = dup_length (measure);
  area = mls_format_area (measure->area_m2);
  /* Translators: an area. */
  area_text = g_strdup_printf (_("Area %s"), area);
  ground = dup_ground (measure);

  gtk_label_set_text (self->length, length);
  gtk_label_set_text (self->area, area_text);
  gtk_widget_set_visible (GTK_WIDGET (self->area), measure->area_m2 > 0);
  gtk_label_set_text (self->ground, ground);
}
