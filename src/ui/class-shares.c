#include "ui/class-shares.h"

#include "base/format.h"
#include "ui/language.h"

#include <glib/gi18n.h>

/* Of a class that has no code. */
#define NO_CODE "–"

/* So many times its share: what is frequent has a cap instead. */
#define LEAST 1
#define MOST  100
#define STEP  0.5

typedef enum
{
  REGIONS,
  LEFT_OUT,
  DRAWN,
  N_COUNTS,
} Count;

/* A class of the table. */
typedef struct
{
  MlsText        code;
  GtkSpinButton *factor; /* (nullable): what has no code cannot be asked for */
  GtkLabel      *counts[N_COUNTS];
} Row;

struct _MlsClassShares
{
  AdwExpanderRow parent_instance;

  /* owned */
  GArray        *rows;  /* (element-type Row) of @table */

  GtkWidget     *table; /* (nullable): the one row of the expander */
};

G_DEFINE_FINAL_TYPE (MlsClassShares, mls_class_shares, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static double
factor_of (const Row *row)
{
  return row->factor != NULL ? gtk_spin_button_get_value (row->factor) : 1;
}

/* What is asked for is also told while the table is folded. */
static void
tell_factors (MlsClassShares *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      g_autofree char *factor = mls_format_decimal (factor_of (row), 1);

      if (factor_of (row) != 1)
        g_string_append_printf (text, "%s%s × %s", text->len > 0 ? ", " : "", g_quark_to_string (row->code), factor);
    }
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 text->len > 0 ? text->str : _("Difficult ones can have a larger share"));
}

static void
on_factor (MlsClassShares *self)
{
  tell_factors (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* "CS1.1.1.1  Built-up", or the pair alone. */
static char *
dup_class (const MlsNomenclature *nomenclature, MlsDimension dimension, MlsText code)
{
  const MlsClass *klass = dimension != MLS_DIMENSION_PAIR && code != 0 ? mls_nomenclature_class (nomenclature, dimension, code) : NULL;

  if (klass != NULL)
    return g_strdup_printf ("%s  %s", g_quark_to_string (code), mls_class_label (klass, mls_ui_language ()));

  return g_strdup (code != 0 ? g_quark_to_string (code) : NO_CODE);
}

static GtkLabel *
attach_label (GtkGrid *grid, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), column == 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (label, column == 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (grid, label, column, row, 1, 1);

  return GTK_LABEL (label);
}

static GtkSpinButton *
attach_factor (MlsClassShares *self, GtkGrid *grid, int column, int row, MlsText code, double factor)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (LEAST, MOST, STEP);
  /* Translators: a code. */
  g_autofree char *label = g_strdup_printf (_("Times the share of %s"), g_quark_to_string (code));

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), factor);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 4);
  gtk_widget_set_tooltip_text (spin, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (on_factor), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (grid, spin, column, row, 1, 1);

  return GTK_SPIN_BUTTON (spin);
}

static GtkGrid *
grid_new (void)
{
  const char *const heads[] = { _("Class"), _("Regions"), _("Left out"), _("Times its share"),
                                C_("regions", "Drawn") };
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_grid_set_column_spacing (grid, 18);
  gtk_grid_set_row_spacing (grid, 4);
  gtk_widget_set_margin_start (GTK_WIDGET (grid), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (grid), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (grid), 9);
  gtk_widget_set_margin_bottom (GTK_WIDGET (grid), 9);
  for (int column = 0; column < (int) G_N_ELEMENTS (heads); column++)
    attach_label (grid, column, 0, heads[column], "heading");

  return grid;
}

static void
drop_table (MlsClassShares *self)
{
  if (self->table != NULL)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->table);
  self->table = NULL;
  g_array_set_size (self->rows, 0);
}

/* What was asked of a class stays where it is among the new ones, too. */
static double
factor_before (const GArray *rows, MlsText code)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, Row, i).code == code)
      return factor_of (&g_array_index (rows, Row, i));

  return 1;
}

static void
make_table (MlsClassShares *self, const MlsNomenclature *nomenclature, MlsDimension dimension, const GArray *strata)
{
  GtkGrid *grid = grid_new ();
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));

  for (guint i = 0; i < strata->len; i++)
    {
      Row row = { .code = g_array_index (strata, MlsStratum, i).code };
      g_autofree char *class = dup_class (nomenclature, dimension, row.code);
      int top = (int) i + 1;

      attach_label (grid, 0, top, class, NULL);
      row.counts[REGIONS] = attach_label (grid, 1, top, NULL, NULL);
      row.counts[LEFT_OUT] = attach_label (grid, 2, top, NULL, NULL);
      if (row.code != 0)
        row.factor = attach_factor (self, grid, 3, top, row.code, factor_before (self->rows, row.code));
      row.counts[DRAWN] = attach_label (grid, 4, top, NULL, NULL);
      g_array_append_val (rows, row);
    }

  drop_table (self);
  g_array_append_vals (self->rows, rows->data, rows->len);
  self->table = gtk_list_box_row_new ();
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->table), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->table), GTK_WIDGET (grid));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->table);
}

static gboolean
is_of (const MlsClassShares *self, const GArray *strata)
{
  gboolean is = self->table != NULL && self->rows->len == strata->len;

  for (guint i = 0; is && i < strata->len; i++)
    is = g_array_index (self->rows, Row, i).code == g_array_index (strata, MlsStratum, i).code;

  return is;
}

static void
show_count (GtkLabel *label, guint count)
{
  g_autofree char *text = count > 0 ? g_strdup_printf ("%u", count) : g_strdup ("·");

  gtk_label_set_text (label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (label), count > 0 ? "dim-label" : "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (label), count > 0 ? "numeric" : "dim-label");
}

/**
 * mls_class_shares_show:
 * @self: the table
 * @nomenclature: what the classes are called by
 * @dimension: cover, use or pair, whichever they are of
 * @strata: (element-type MlsStratum): them, with what would be drawn
 */
void
mls_class_shares_show (MlsClassShares *self, const MlsNomenclature *nomenclature, MlsDimension dimension, const GArray *strata)
{
  if (!is_of (self, strata))
    {
      make_table (self, nomenclature, dimension, strata);
      tell_factors (self);
    }

  for (guint i = 0; i < strata->len; i++)
    {
      const MlsStratum *stratum = &g_array_index (strata, MlsStratum, i);
      const Row *row = &g_array_index (self->rows, Row, i);

      show_count (row->counts[REGIONS], stratum->n_regions + stratum->n_left);
      show_count (row->counts[LEFT_OUT], stratum->n_left);
      show_count (row->counts[DRAWN], stratum->n_drawn);
    }
}

/**
 * mls_class_shares_dup_more:
 * @self: the table
 *
 * Returns: (transfer full) (nullable) (element-type MlsMore): classes that have more than their share
 */
GArray *
mls_class_shares_dup_more (MlsClassShares *self)
{
  g_autoptr (GArray) factors = g_array_new (FALSE, FALSE, sizeof (MlsMore));

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      MlsMore more = { row->code, factor_of (row) };

      if (more.factor != 1)
        g_array_append_val (factors, more);
    }

  return factors->len > 0 ? g_steal_pointer (&factors) : NULL;
}

static void
mls_class_shares_finalize (GObject *object)
{
  g_array_unref (MLS_CLASS_SHARES (object)->rows);

  G_OBJECT_CLASS (mls_class_shares_parent_class)->finalize (object);
}

static void
mls_class_shares_class_init (MlsClassSharesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_class_shares_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_CLASS_SHARES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mls_class_shares_init (MlsClassShares *self)
{
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Of each class"));
  tell_factors (self);
}
