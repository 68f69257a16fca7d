#include "ui/number-row.h"

#include <glib/gi18n.h>

struct _MlsNumberRow
{
  AdwActionRow   parent_instance;

  GtkSpinButton *spin;
};

G_DEFINE_FINAL_TYPE (MlsNumberRow, mls_number_row, ADW_TYPE_ACTION_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_value (MlsNumberRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
mls_number_row_class_init (MlsNumberRowClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_NUMBER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mls_number_row_init (MlsNumberRow *self)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, 1, 1);

  self->spin = GTK_SPIN_BUTTON (spin);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 6);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), spin);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (on_value), self, G_CONNECT_SWAPPED);
}

/**
 * mls_number_row_new:
 * @shape: which numbers there may be, and what they are called
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
mls_number_row_new (const MlsNumberShape *shape)
{
  MlsNumberRow *self = g_object_new (MLS_TYPE_NUMBER_ROW, "title", _(shape->title), NULL);

  if (shape->subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _(shape->subtitle));
  gtk_spin_button_set_range (self->spin, shape->least, shape->most);
  gtk_spin_button_set_digits (self->spin, shape->digits);
  gtk_spin_button_set_value (self->spin, shape->usual);

  return GTK_WIDGET (self);
}

/**
 * mls_number_row_get_value:
 * @self: the row
 *
 * Returns: its number
 */
double
mls_number_row_get_value (MlsNumberRow *self)
{
  return gtk_spin_button_get_value (self->spin);
}

/**
 * mls_number_row_set_value:
 * @self: the row
 * @value: its number
 */
void
mls_number_row_set_value (MlsNumberRow *self, double value)
{
  gtk_spin_button_set_value (self->spin, value);
}
