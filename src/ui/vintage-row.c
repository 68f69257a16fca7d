#include "ui/vintage-row.h"

#include "base/text.h"

#include <glib/gi18n.h>

#define FIRST_YEAR 1900
#define LAST_YEAR  2099

/* Letters of a value that are shown. */
#define LONGEST_VALUE 24

struct _MlsVintageRow
{
  AdwExpanderRow parent_instance;

  /* owned */
  GPtrArray     *columns; /* (element-type utf8): of the layer */

  /* borrowed, (nullable): what columns hold, and what of it is known */
  const MlsColumnValues *values;
  const MlsNomenclature *nomenclature;

  /* children */
  GtkSpinButton *year;
  AdwComboRow   *choices[MLS_N_FIELDS];
};

G_DEFINE_FINAL_TYPE (MlsVintageRow, mls_vintage_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const field_titles[] = {
  [MLS_FIELD_COVER] = N_("Cover"),
  [MLS_FIELD_USE] = N_("Use"),
  [MLS_FIELD_DOUBT] = N_("Doubt"),
  [MLS_FIELD_SOURCE] = N_("Source"),
  [MLS_FIELD_COMMENT] = N_("Comment"),
  [MLS_FIELD_PHOTOVOLTAIC] = N_("Photovoltaic"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (field_titles) == MLS_N_FIELDS);

static void
mls_vintage_row_finalize (GObject *object)
{
  g_clear_pointer (&MLS_VINTAGE_ROW (object)->columns, g_ptr_array_unref);

  G_OBJECT_CLASS (mls_vintage_row_parent_class)->finalize (object);
}

static void
mls_vintage_row_class_init (MlsVintageRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_vintage_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_VINTAGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", MLS_TYPE_VINTAGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
mls_vintage_row_init (MlsVintageRow *self)
{
}

/* The first choice is none. */
static int
column_of (MlsVintageRow *self, MlsField field)
{
  guint selected = adw_combo_row_get_selected (self->choices[field]);

  return selected == GTK_INVALID_LIST_POSITION ? MLS_NO_COLUMN : (int) selected - 1;
}

/* The row says what it holds without being opened. */
static void
update_titles (MlsVintageRow *self)
{
  g_autofree char *title = g_strdup_printf ("%d", mls_vintage_row_get_year (self));
  g_autoptr (GString) subtitle = g_string_new (NULL);

  for (int field = 0; field < MLS_N_FIELDS; field++)
    {
      int column = column_of (self, (MlsField) field);

      if (column != MLS_NO_COLUMN)
        g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? " · " : "",
                                (const char *) g_ptr_array_index (self->columns, (guint) column));
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 subtitle->len > 0 ? subtitle->str : _("No column chosen"));
}

/* Values that a column is shown by, and unknown codes that are named. */
#define N_SHOWN   3
#define N_UNKNOWN 3

static void
append_value (GString *text, guint n_before, const char *value)
{
  g_autofree char *line = mls_text_line (value, -1);
  g_autofree char *start = g_utf8_strlen (line, -1) > LONGEST_VALUE ? g_utf8_substring (line, 0, LONGEST_VALUE) : NULL;

  g_string_append_printf (text, "%s%s%s", n_before > 0 ? ", " : "", start != NULL ? start : line, start != NULL ? "…" : "");
}

static void
append_some (GString *text, const GPtrArray *values)
{
  for (guint i = 0; i < MIN (values->len, N_SHOWN); i++)
    append_value (text, i, ((const MlsColumnValue *) g_ptr_array_index (values, i))->text);

  if (values->len > N_SHOWN)
    g_string_append (text, "…");
}

/* " · all 31 codes are known", or which are not. */
static void
append_known (MlsVintageRow *self, GString *text, MlsDimension dimension, const GPtrArray *values)
{
  g_autoptr (GString) unknown = g_string_new (NULL);
  guint n_unknown = 0;

  for (guint i = 0; i < values->len; i++)
    {
      const char *value = ((const MlsColumnValue *) g_ptr_array_index (values, i))->text;
      MlsText code = mls_nomenclature_read_code (self->nomenclature, dimension, value);

      if (mls_nomenclature_class (self->nomenclature, dimension, code) != NULL)
        continue;
      if (n_unknown < N_UNKNOWN)
        append_value (unknown, n_unknown, value);
      n_unknown++;
    }

  g_string_append (text, " · ");
  if (n_unknown == 0)
    g_string_append_printf (text, ngettext ("%u code, known", "%u codes, all known", values->len), values->len);
  else if (n_unknown == values->len)
    g_string_append (text, _("none of them is a code of the nomenclature"));
  else
    g_string_append_printf (text, ngettext ("%u of %u codes is not known: %s%s", "%u of %u codes are not known: %s%s", n_unknown),
                            n_unknown, values->len, unknown->str, n_unknown > N_UNKNOWN ? "…" : "");
}

static void
show_values (MlsVintageRow *self, MlsField field)
{
  int column = column_of (self, field);
  g_autoptr (GString) text = g_string_new (NULL);

  if (column != MLS_NO_COLUMN && self->values != NULL)
    {
      const GPtrArray *values = mls_column_values_of (self->values, (guint) column);

      append_some (text, values);
      if (values->len == 0)
        g_string_append (text, _("Nothing in it"));
      else if (field == MLS_FIELD_COVER && self->nomenclature != NULL)
        append_known (self, text, MLS_DIMENSION_COVER, values);
      else if (field == MLS_FIELD_USE && self->nomenclature != NULL)
        append_known (self, text, MLS_DIMENSION_USE, values);
    }

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->choices[field]), text->str);
}

static void
show_all_values (MlsVintageRow *self)
{
  for (int field = 0; field < MLS_N_FIELDS; field++)
    show_values (self, (MlsField) field);
}

static void
on_changed (MlsVintageRow *self)
{
  update_titles (self);
  show_all_values (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_removed (MlsVintageRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
add_year (MlsVintageRow *self, int year)
{
  GtkWidget *row = adw_action_row_new ();

  self->year = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (FIRST_YEAR, LAST_YEAR, 1));
  gtk_spin_button_set_value (self->year, year);
  gtk_widget_set_valign (GTK_WIDGET (self->year), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->year), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Year"), -1);
  g_signal_connect_object (self->year, "value-changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Year"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->year));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->year));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
add_choice (MlsVintageRow *self, MlsField field, GListModel *names, int column)
{
  GtkWidget *row = adw_combo_row_new ();

  self->choices[field] = ADW_COMBO_ROW (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(field_titles[field]));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), names);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), (guint) (column + 1));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
add_remove (MlsVintageRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Leave this vintage out"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Leave this vintage out"), -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_removed), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), button);
}

static GListModel *
names_of (const GPtrArray *columns)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, "–");
  for (guint i = 0; i < columns->len; i++)
    gtk_string_list_append (names, g_ptr_array_index (columns, i));

  return G_LIST_MODEL (names);
}

/**
 * mls_vintage_row_new:
 * @columns: (element-type utf8): of the layer; kept
 * @guess: (nullable): what it begins with; without a year, with this one
 *
 * Returns: (transfer floating): the row, open if there is something to choose
 */
GtkWidget *
mls_vintage_row_new (GPtrArray *columns, const MlsImportVintage *guess)
{
  MlsVintageRow *self = g_object_new (MLS_TYPE_VINTAGE_ROW, "use-markup", FALSE, NULL);
  g_autoptr (GListModel) names = names_of (columns);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gboolean dated = guess != NULL && guess->year != 0;

  self->columns = g_ptr_array_ref (columns);
  add_remove (self);
  add_year (self, dated ? guess->year : g_date_time_get_year (now));
  for (int field = 0; field < MLS_N_FIELDS; field++)
    add_choice (self, (MlsField) field, names, guess != NULL ? guess->column[field] : MLS_NO_COLUMN);

  update_titles (self);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), !dated);

  return GTK_WIDGET (self);
}

/**
 * mls_vintage_row_get_year:
 * @self: the row
 *
 * Returns: the year, of four digits
 */
int
mls_vintage_row_get_year (MlsVintageRow *self)
{
  return gtk_spin_button_get_value_as_int (self->year);
}

/**
 * mls_vintage_row_has_code:
 * @self: the row
 *
 * Returns: whether a column is chosen for the cover or for the use
 */
gboolean
mls_vintage_row_has_code (MlsVintageRow *self)
{
  return column_of (self, MLS_FIELD_COVER) != MLS_NO_COLUMN || column_of (self, MLS_FIELD_USE) != MLS_NO_COLUMN;
}

/**
 * mls_vintage_row_add_to_map:
 * @self: the row
 * @map: a map of the same columns
 *
 * Adds what is chosen.
 */
void
mls_vintage_row_add_to_map (MlsVintageRow *self, MlsImportMap *map)
{
  for (int field = 0; field < MLS_N_FIELDS; field++)
    {
      int column = column_of (self, (MlsField) field);

      if (column != MLS_NO_COLUMN)
        mls_import_map_set (map, mls_vintage_row_get_year (self), (MlsField) field, column);
    }
}

/**
 * mls_vintage_row_show_values:
 * @self: the row
 * @values: (nullable): what the columns hold; has to stay until others are shown
 * @nomenclature: (nullable): what codes are known by; has to stay, too
 *
 * Shows beside each column what is in it.
 */
void
mls_vintage_row_show_values (MlsVintageRow *self, const MlsColumnValues *values, const MlsNomenclature *nomenclature)
{
  self->values = values;
  self->nomenclature = nomenclature;
  show_all_values (self);
}
