#include "ui/contrast-window.h"

#include "base/format.h"
#include "document/errand.h"
#include "quality/balance.h"
#include "store/pass.h"
#include "ui/matrix-grid.h"
#include "ui/swatch.h"

#include "ui/level-names.h"

#include <glib/gi18n.h>
#include <locale.h>

#define WIDTH  760
#define HEIGHT 560


/* All ground at the later state, read on a thread of its own. */
typedef struct
{
  char     *path;
  gint64    state; /* 0: now */
  MlsTally *tally; /* (nullable): once it is read */
} Reading;

struct _MlsContrastWindow
{
  AdwWindow        parent_instance;

  /* owned */
  MlsContrast     *contrast;
  MlsNomenclature *nomenclature;
  MlsVintage      *vintages;
  GArray          *by_year;   /* (element-type guint) the vintages */
  MlsErrand       *reading;
  MlsMatrix       *matrix;    /* (nullable) */
  char            *states;    /* what stands at the corner of the matrix */

  MlsLanguage      language;
  GtkDropDown     *vintage;
  GtkDropDown     *dimension;
  GtkDropDown     *level;
  AdwToastOverlay *toasts;
  GtkStack        *pages;
  GtkGrid         *table;
  MlsMatrixGrid   *grid;
  GtkLabel        *state;
};

G_DEFINE_FINAL_TYPE (MlsContrastWindow, mls_contrast_window, ADW_TYPE_WINDOW)

#define TABLE_PAGE  "balance"
#define MATRIX_PAGE "matrix"

/* Reading */

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_clear_pointer (&reading->tally, mls_tally_free);
  g_free (reading);
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  mls_tally_add_face (user_data, face, NULL, mls_face_area2 (face));

  return TRUE;
}

static gboolean
go_on (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, NULL);
}

static gboolean
run_reading (MlsErrand *errand, gpointer data, GError **error)
{
  Reading *reading = data;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (reading->path, error);
  g_autoptr (MlsTally) tally = NULL;
  gboolean read;
  guint n_vintages;

  if (reader == NULL || !mls_store_reader_begin (reader, reading->state, NULL, error))
    return FALSE;

  mls_store_reader_get_vintages (reader, &n_vintages);
  tally = mls_tally_new (n_vintages);
  read = mls_pass_run (&(MlsPass){ NULL, take_face, tally, go_on, errand }, reader, error);
  mls_store_reader_end (reader);
  if (read)
    reading->tally = g_steal_pointer (&tally);

  return read;
}

/* Showing */

/* Of one dimension there is nothing to choose. */
static MlsDimension
shown_dimension (MlsContrastWindow *self)
{
  MlsDimension whole = mls_nomenclature_whole (self->nomenclature);

  return whole == MLS_DIMENSION_PAIR ? (MlsDimension) gtk_drop_down_get_selected (self->dimension) : whole;
}

/* One vintage at both states. */
static MlsMatrixQuery
query_now (MlsContrastWindow *self, MlsVintage both[2])
{
  guint vintage = g_array_index (self->by_year, guint, gtk_drop_down_get_selected (self->vintage));
  MlsClassing classing = { self->nomenclature, shown_dimension (self),
                           gtk_drop_down_get_selected (self->level) + 1, MLS_INDICATOR_NONE };

  both[0] = both[1] = self->vintages[vintage];

  return (MlsMatrixQuery){ classing, both, 0, 1, self->language };
}

static GtkWidget *
label_new (const char *text, const char *css_class, double xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), (float) xalign);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* "+1.20", "−0.35", "–": what changed stands out from what did not. */
static char *
dup_net (MlsArea2 area2)
{
  g_autofree char *text = mls_format_hectares (mls_area2_to_m2 (ABS (area2)));

  return area2 == 0 ? g_strdup ("–") : g_strconcat (area2 > 0 ? "+" : "−", text, NULL);
}

static GtkWidget *
class_new (MlsContrastWindow *self, const MlsCounted *counted, MlsDimension dimension)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const MlsClass *klass = mls_nomenclature_class (self->nomenclature, dimension, g_quark_try_string (counted->code));
  g_autofree char *title = mls_counted_dup_title (counted);
  GtkWidget *label = label_new (title, NULL, 0);

  if (klass != NULL)
    {
      GtkWidget *swatch = g_object_new (MLS_TYPE_SWATCH, NULL);

      mls_swatch_set_class (MLS_SWATCH (swatch), self->nomenclature, klass);
      gtk_box_append (GTK_BOX (box), swatch);
    }
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static void
add_number (MlsContrastWindow *self, char *text, int column, int row)
{
  gtk_grid_attach (self->table, label_new (text, "numeric", 1), column, row, 1, 1);
  g_free (text);
}

static void
add_row (MlsContrastWindow *self, const MlsBalance *balance, MlsDimension dimension, int row)
{
  const MlsCounted *counted = mls_matrix_class (self->matrix, balance->index);

  gtk_grid_attach (self->table, class_new (self, counted, dimension), 0, row, 1, 1);
  add_number (self, mls_format_hectares (mls_area2_to_m2 (balance->before)), 1, row);
  add_number (self, mls_format_hectares (mls_area2_to_m2 (balance->after)), 2, row);
  add_number (self, dup_net (balance->gained), 3, row);
  add_number (self, dup_net (-balance->lost), 4, row);
  add_number (self, dup_net (balance->after - balance->before), 5, row);
}

static void
fill_table (MlsContrastWindow *self, MlsDimension dimension)
{
  static const char *const titles[] = { N_("Class"), N_("Before, ha"), N_("After, ha"), N_("Gained"), N_("Lost"), N_("Net") };
  g_autoptr (GArray) balances = mls_balance_new (self->matrix);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->table))) != NULL)
    gtk_grid_remove (self->table, child);
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    gtk_grid_attach (self->table, label_new (_(titles[i]), "heading", i == 0 ? 0 : 1), (int) i, 0, 1, 1);
  for (guint i = 0; i < balances->len; i++)
    add_row (self, &g_array_index (balances, MlsBalance, i), dimension, (int) i + 1);
}

static void
show (MlsContrastWindow *self)
{
  const Reading *reading = mls_errand_get_data (self->reading);
  MlsVintage both[2];
  MlsMatrixQuery query = query_now (self, both);
  guint vintage = g_array_index (self->by_year, guint, gtk_drop_down_get_selected (self->vintage));
  g_autoptr (MlsTally) tally = mls_contrast_tally (self->contrast, reading->tally, vintage);
  g_autofree char *total = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *text = NULL;

  g_clear_pointer (&self->matrix, mls_matrix_free);
  self->matrix = mls_matrix_new (tally, &query);
  fill_table (self, query.classing.dimension);
  mls_matrix_grid_show (self->grid, self->matrix, MLS_MATRIX_HECTARES, self->states);
  total = mls_format_hectares (mls_area2_to_m2 (mls_matrix_cell (self->matrix, MLS_MATRIX_ALL, MLS_MATRIX_ALL)));
  changed = mls_format_hectares (mls_area2_to_m2 (mls_matrix_changed (self->matrix)));
  /* Translators: the area of the territory, and how much of it differs between two states. */
  text = g_strdup_printf (_("%s ha in all, %s ha of them differ"), total, changed);
  gtk_label_set_text (self->state, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contrast.copy", TRUE);
}

static void
on_chosen (MlsContrastWindow *self)
{
  const Reading *reading = mls_errand_get_data (self->reading);

  if (reading->tally != NULL)
    show (self);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsContrastWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean read = mls_errand_run_finish (MLS_ERRAND (source), result, &error);

  if (self->contrast == NULL)
    return;

  if (read)
    show (self);
  else
    gtk_label_set_text (self->state, error->message);
}

static void
on_progress (MlsErrand *errand, double fraction, const char *what, MlsContrastWindow *self)
{
  g_autofree char *text = g_strdup_printf (_("Reading… %d %%"), (int) (fraction * 100));

  if (self->matrix == NULL)
    gtk_label_set_text (self->state, text);
}

/* The page that is seen, for a spreadsheet. */
static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MlsContrastWindow *self = MLS_CONTRAST_WINDOW (widget);
  const MlsMatrixStyle style = { MLS_MATRIX_HECTARES, '\t', localeconv ()->decimal_point };
  g_autoptr (GString) balance = g_string_new (NULL);
  g_autofree char *table = NULL;

  if (self->matrix == NULL)
    return;

  mls_balance_append_head (balance, FALSE, style.separator);
  mls_balance_append (self->matrix, &style, NULL, balance);
  table = g_str_equal (gtk_stack_get_visible_child_name (self->pages), MATRIX_PAGE) ? mls_matrix_table (self->matrix, &style)
                                                                                     : g_strdup (balance->str);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), table);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Table copied")));
}

/* Making */

static GtkDropDown *
choice_new (MlsContrastWindow *self, const char *const *texts, guint selected, const char *name)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (texts);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  gtk_widget_set_tooltip_text (choice, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);

  return GTK_DROP_DOWN (choice);
}

static GtkDropDown *
vintage_choice_new (MlsContrastWindow *self, guint n_vintages)
{
  g_autoptr (GStrvBuilder) years = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  self->by_year = mls_vintages_by_year (self->vintages, n_vintages);
  for (guint i = 0; i < n_vintages; i++)
    {
      g_autofree char *year = g_strdup_printf ("%d", self->vintages[g_array_index (self->by_year, guint, i)].year);

      g_strv_builder_add (years, year);
    }
  texts = g_strv_builder_end (years);

  return choice_new (self, (const char *const *) texts, n_vintages - 1, _("Vintage"));
}

static GtkWidget *
bar_new (MlsContrastWindow *self, guint n_vintages)
{
  const char *const dimensions[] = { _("Cover"), _("Use"), NULL };
  g_auto (GStrv) levels = mls_level_names (self->nomenclature);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  GtkWidget *switcher = gtk_stack_switcher_new ();

  self->vintage = vintage_choice_new (self, n_vintages);
  self->dimension = choice_new (self, dimensions, 0, _("View"));
  gtk_widget_set_visible (GTK_WIDGET (self->dimension), mls_nomenclature_whole (self->nomenclature) == MLS_DIMENSION_PAIR);
  self->level = choice_new (self, (const char *const *) levels, 0, _("Level of classes"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), GTK_WIDGET (self->vintage));
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), GTK_WIDGET (self->dimension));
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), GTK_WIDGET (self->level));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "contrast.copy");
  gtk_widget_set_tooltip_text (button, _("Copy the table"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Copy the table"), -1);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), button);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->pages);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), switcher);

  return bar;
}

static void
make_pages (MlsContrastWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *matrix = gtk_scrolled_window_new ();

  self->pages = GTK_STACK (gtk_stack_new ());
  self->table = GTK_GRID (gtk_grid_new ());
  self->grid = MLS_MATRIX_GRID (mls_matrix_grid_new ());
  gtk_grid_set_column_spacing (self->table, 18);
  gtk_grid_set_row_spacing (self->table, 4);
  gtk_widget_set_margin_top (GTK_WIDGET (self->table), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->table), 12);
  gtk_widget_set_margin_start (GTK_WIDGET (self->table), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->table), 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->table));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (matrix), GTK_WIDGET (self->grid));
  gtk_stack_add_titled (self->pages, scroller, TABLE_PAGE, _("By Class"));
  gtk_stack_add_titled (self->pages, matrix, MATRIX_PAGE, _("Between Classes"));
  gtk_widget_set_vexpand (GTK_WIDGET (self->pages), TRUE);
}

static void
mls_contrast_window_dispose (GObject *object)
{
  MlsContrastWindow *self = MLS_CONTRAST_WINDOW (object);

  if (self->reading != NULL)
    mls_errand_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->contrast, mls_contrast_unref);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->vintages, g_free);
  g_clear_pointer (&self->by_year, g_array_unref);
  g_clear_pointer (&self->matrix, mls_matrix_free);
  g_clear_pointer (&self->states, g_free);

  G_OBJECT_CLASS (mls_contrast_window_parent_class)->dispose (object);
}

static void
mls_contrast_window_class_init (MlsContrastWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_contrast_window_dispose;

  gtk_widget_class_install_action (widget_class, "contrast.copy", NULL, copy);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "contrast.copy", NULL);
}

static void
mls_contrast_window_init (MlsContrastWindow *self)
{
  self->state = GTK_LABEL (label_new (_("Reading…"), "dim-label", 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "numeric");
  gtk_widget_set_margin_start (GTK_WIDGET (self->state), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->state), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->state), 8);
  gtk_label_set_wrap (self->state, TRUE);
  make_pages (self);
  gtk_window_set_title (GTK_WINDOW (self), _("Areas by Class"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contrast.copy", FALSE);
}

static void
fill (MlsContrastWindow *self, guint n_vintages)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), bar_new (self, n_vintages));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pages));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->state));
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, box);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
}

/**
 * mls_contrast_window_new:
 * @project: a project
 * @contrast: what differs between two states of it
 * @from: the one …
 * @to: … and the other, 0 for the map as it is now
 *
 * Returns: (transfer floating): the window, which reads the later state by itself
 */
GtkWidget *
mls_contrast_window_new (MlsProject *project, MlsContrast *contrast, gint64 from, gint64 to)
{
  MlsContrastWindow *self = g_object_new (MLS_TYPE_CONTRAST_WINDOW, "accessible-role", GTK_ACCESSIBLE_ROLE_WINDOW, NULL);
  const MlsRules *rules = mls_project_get_rules (project);
  Reading *reading = g_new0 (Reading, 1);
  g_autofree char *before = mls_format_id (from);
  g_autofree char *after = to != 0 ? mls_format_id (to) : g_strdup (C_("state", "Now"));

  self->contrast = mls_contrast_ref (contrast);
  self->nomenclature = mls_nomenclature_ref ((MlsNomenclature *) rules->nomenclature);
  self->vintages = g_memdup2 (rules->vintages, rules->n_vintages * sizeof *rules->vintages);
  self->language = rules->language;
  self->states = g_strdup_printf ("%s ↓  %s →", before, after);
  fill (self, rules->n_vintages);

  reading->path = g_strdup (mls_project_get_path (project));
  reading->state = to;
  self->reading = mls_errand_new (run_reading, reading, reading_free);
  g_signal_connect_object (self->reading, "progress", G_CALLBACK (on_progress), self, 0);
  mls_errand_run_async (self->reading, on_read, g_object_ref (self));

  return GTK_WIDGET (self);
}
