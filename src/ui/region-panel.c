#include "ui/region-panel.h"

#include "ui/language.h"
#include "ui/swatch.h"

#include "base/format.h"

#include <glib/gi18n.h>

struct _MlsRegionPanel
{
  GtkGrid parent_instance;

  /* owned */
  MlsNomenclature *nomenclature;
};

G_DEFINE_FINAL_TYPE (MlsRegionPanel, mls_region_panel, GTK_TYPE_GRID)

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* Columns stay where they are whatever stands in them: none asks for more than the other. */
static void
give_half (GtkWidget *label)
{
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
}

static GtkWidget *
code_new (MlsRegionPanel *self, MlsDimension dimension, const MlsRegionCode *shown)
{
  MlsText code = shown->several ? 0 : shown->code;
  const char *text = code != 0 ? g_quark_to_string (code) : shown->several ? _("several") : "–";
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *swatch = g_object_new (MLS_TYPE_SWATCH, NULL);
  GtkWidget *label = label_new (text, shown->several ? "dim-label" : "code");
  const MlsClass *klass = self->nomenclature != NULL && code != 0
                            ? mls_nomenclature_class (self->nomenclature, dimension, code)
                            : NULL;

  if (klass != NULL)
    {
      mls_swatch_set_class (MLS_SWATCH (swatch), self->nomenclature, klass);
      gtk_widget_set_tooltip_text (box, mls_class_label (klass, mls_ui_language ()));
    }

  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), label);
  give_half (label);

  return box;
}

/* The area beside its minimum, if it has one: a code that came with the data has none. */
static void
tell_area (GtkLabel *label, const MlsRegionCode *code)
{
  g_autofree char *area = mls_format_area (code->area_m2);
  g_autofree char *followed = g_strdup_printf ("%s%s", code->at_least ? "≥\u00a0" : "", area);
  g_autofree char *minimum = mls_format_minimum (code->minimum_m2);
  g_autofree char *text = g_strdup_printf ("%s / %s", followed, minimum);
  g_autofree char *tooltip = g_strdup_printf (_("Area %s, minimum %s"), area, minimum);

  gtk_label_set_text (label, code->minimum_m2 > 0 ? text : followed);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), code->minimum_m2 > 0 ? tooltip : NULL);
}

static GtkWidget *
area_new (const MlsRegionCode *code)
{
  gboolean small = !code->at_least && code->area_m2 > 0 && code->area_m2 < code->minimum_m2;
  GtkWidget *label = label_new ("", "caption");

  if (code->code != 0 && code->area_m2 > 0)
    tell_area (GTK_LABEL (label), code);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, small ? "error" : "dim-label");
  give_half (label);

  return label;
}

static gboolean
has_dimension (MlsRegionPanel *self, int dimension)
{
  return self->nomenclature == NULL || mls_nomenclature_has_dimension (self->nomenclature, (MlsDimension) dimension);
}

static void
add_row (MlsRegionPanel *self, const MlsRegionRow *row, int top)
{
  g_autofree char *year = g_strdup_printf ("%d", row->year);
  GtkWidget *vintage = label_new (year, row->edited ? "heading" : "dim-label");

  gtk_widget_set_valign (vintage, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (self), vintage, 0, top, 1, 2);

  for (int i = 0; i < 2; i++)
    if (has_dimension (self, i))
      {
        gtk_grid_attach (GTK_GRID (self), code_new (self, (MlsDimension) i, &row->codes[i]), i + 1, top, 1, 1);
        gtk_grid_attach (GTK_GRID (self), area_new (&row->codes[i]), i + 1, top + 1, 1, 1);
      }
}

/* Of one region beside what the columns are; of several in their place: codes tell what they are. */
static void
add_title (MlsRegionPanel *self, const char *title)
{
  gtk_grid_attach (GTK_GRID (self), label_new (title != NULL ? title : _("Region"), "heading"), 0, 0, title != NULL ? 3 : 1, 1);
  for (int i = 0; i < 2 && title == NULL; i++)
    if (has_dimension (self, i))
      gtk_grid_attach (GTK_GRID (self), label_new (i == 0 ? _("Cover") : _("Use"), "caption-heading"), i + 1, 0, 1, 1);
}

static void
clear (MlsRegionPanel *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_grid_remove (GTK_GRID (self), child);
}

static void
mls_region_panel_finalize (GObject *object)
{
  MlsRegionPanel *self = MLS_REGION_PANEL (object);

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);

  G_OBJECT_CLASS (mls_region_panel_parent_class)->finalize (object);
}

static void
mls_region_panel_class_init (MlsRegionPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_region_panel_finalize;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "region");
}

static void
mls_region_panel_init (MlsRegionPanel *self)
{
  gtk_grid_set_column_spacing (GTK_GRID (self), 12);
  gtk_grid_set_row_spacing (GTK_GRID (self), 2);
}

/**
 * mls_region_panel_set_nomenclature:
 * @self: the panel
 * @nomenclature: (nullable): where the colours and labels of the next rows are from
 */
void
mls_region_panel_set_nomenclature (MlsRegionPanel *self, MlsNomenclature *nomenclature)
{
  MlsNomenclature *old = self->nomenclature;

  g_return_if_fail (MLS_IS_REGION_PANEL (self));

  self->nomenclature = nomenclature != NULL ? mls_nomenclature_ref (nomenclature) : NULL;

  g_clear_pointer (&old, mls_nomenclature_unref);
}

/**
 * mls_region_panel_set_rows:
 * @self: the panel
 * @title: (nullable): how much is selected, if that is not one region
 * @rows: (array length=n_rows): a row a vintage, not kept; without codes when no region is selected
 * @n_rows: how many
 */
void
mls_region_panel_set_rows (MlsRegionPanel *self, const char *title, const MlsRegionRow *rows, guint n_rows)
{
  g_return_if_fail (MLS_IS_REGION_PANEL (self));

  clear (self);
  add_title (self, title);
  for (guint i = 0; i < n_rows; i++)
    add_row (self, &rows[i], (int) i * 2 + 1);
}
