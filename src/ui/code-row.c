#include "ui/code-row.h"

#include "ui/class-card.h"
#include "ui/language.h"
#include "ui/swatch.h"

struct _MlsCodeRow
{
  GtkBox parent_instance;

  const MlsClass *klass;   /* (nullable): borrowed from who shows it */

  /* template */
  MlsSwatch *swatch;
  GtkLabel  *code;
  GtkLabel  *label;
};

G_DEFINE_FINAL_TYPE (MlsCodeRow, mls_code_row, GTK_TYPE_BOX)

static void
mls_code_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_CODE_ROW);

  G_OBJECT_CLASS (mls_code_row_parent_class)->dispose (object);
}

static void
mls_code_row_class_init (MlsCodeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_code_row_dispose;

  g_type_ensure (MLS_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/code-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsCodeRow, swatch);
  gtk_widget_class_bind_template_child (widget_class, MlsCodeRow, code);
  gtk_widget_class_bind_template_child (widget_class, MlsCodeRow, label);
}

static void
mls_code_row_init (MlsCodeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mls_code_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
mls_code_row_new (void)
{
  return g_object_new (MLS_TYPE_CODE_ROW, NULL);
}

/**
 * mls_code_row_set_class:
 * @self: a row
 * @nomenclature: a nomenclature
 * @klass: a class of it, valid for as long as it is shown
 */
void
mls_code_row_set_class (MlsCodeRow *self, MlsNomenclature *nomenclature, const MlsClass *klass)
{
  g_autofree char *summary = mls_class_card_dup_summary (nomenclature, klass);

  self->klass = klass;
  mls_swatch_set_class (self->swatch, nomenclature, klass);
  gtk_label_set_text (self->code, g_quark_to_string (klass->code));
  gtk_label_set_text (self->label, mls_class_label (klass, mls_ui_language ()));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), summary);
}

/**
 * mls_code_row_set_text:
 * @self: a row
 * @code: what stands for a code
 * @label: what stands for its label
 *
 * Shows something that is no class: a code being typed, or none.
 */
void
mls_code_row_set_text (MlsCodeRow *self, const char *code, const char *label)
{
  self->klass = NULL;
  mls_swatch_clear (self->swatch);
  gtk_label_set_text (self->code, code);
  gtk_label_set_text (self->label, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
}

/**
 * mls_code_row_get_class:
 * @self: a row
 *
 * Returns: (nullable): the class shown, if it is one
 */
const MlsClass *
mls_code_row_get_class (MlsCodeRow *self)
{
  return self->klass;
}
