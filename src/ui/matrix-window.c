#include "ui/matrix-window.h"

#include "base/format.h"
#include "ui/area-list.h"
#include "ui/chart-view.h"
#include "ui/choose-file.h"
#include "ui/matrix-bar.h"
#include "ui/matrix-grid.h"

#include <glib/gi18n.h>
#include <locale.h>

#define WIDTH  880
#define HEIGHT 560

#define MATRIX_PAGE "matrix"
#define AREAS_PAGE  "areas"

struct _MlsMatrixWindow
{
  AdwWindow       parent_instance;

  /* owned */
  MlsTransitions *transitions;

  MlsMatrixBar   *bar;
  GtkWidget      *spinner;
  GtkWidget      *each_area; /* saves all areas of the layer */
  AdwToastOverlay *toasts;
  GtkStack       *pages;     /* the matrix, its charts and the areas */
  MlsMatrixGrid  *grid;
  GtkLabel       *state;
};

G_DEFINE_FINAL_TYPE (MlsMatrixWindow, mls_matrix_window, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  AREA_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is chosen, once there is a matrix of that. */
static MlsMatrixUnit
shown_unit (MlsMatrixWindow *self)
{
  const MlsMatrix *matrix = mls_transitions_get_matrix (self->transitions);
  MlsMatrixUnit unit = mls_matrix_bar_get_unit (self->bar);

  return unit == MLS_MATRIX_COUNT && matrix != NULL && !mls_matrix_is_counted (matrix) ? MLS_MATRIX_HECTARES : unit;
}

/* What is said */

static void
append_line (GString *text, const char *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

static void
append_sums (GString *text, const MlsMatrix *matrix)
{
  double all = mls_area2_to_m2 (mls_matrix_cell (matrix, MLS_MATRIX_ALL, MLS_MATRIX_ALL));
  double changed = mls_area2_to_m2 (mls_matrix_changed (matrix));
  g_autofree char *total = mls_format_hectares (all);
  g_autofree char *moved = mls_format_hectares (changed);
  g_autofree char *share = mls_format_decimal (all > 0 ? 100 * changed / all : 0, 2);
  g_autofree char *line = g_strdup_printf (_("%s ha in all, %s ha of them changed: %s %%"), total, moved, share);

  append_line (text, line);
}

/* What the figures cannot tell by themselves. */
static void
append_notes (GString *text, const MlsMatrix *matrix)
{
  gboolean is_uncoded = FALSE;

  for (guint i = 0; i < mls_matrix_n (matrix); i++)
    {
      const MlsCounted *what = mls_matrix_class (matrix, i);
      g_autofree char *line = g_strdup_printf (_("%s: nothing tells which of these it is"), what->code);

      is_uncoded |= what->standing == MLS_STANDING_UNCODED;
      if (what->standing == MLS_STANDING_EITHER)
        append_line (text, line);
    }
  if (is_uncoded)
    append_line (text, _("Ground that is not coded at one of the dates is not known to have changed"));
}

static char *
dup_state (MlsMatrixWindow *self)
{
  const MlsMatrix *matrix = mls_transitions_get_matrix (self->transitions);
  GString *text = g_string_new (NULL);

  if (mls_transitions_get_failure (self->transitions) != NULL)
    append_line (text, mls_transitions_get_failure (self->transitions));
  else if (matrix == NULL)
    append_line (text, _("Reading…"));
  else if (mls_transitions_get_where (self->transitions) == MLS_WHERE_SELECTED && mls_matrix_n (matrix) == 0)
    append_line (text, _("Nothing is selected on the map"));
  else
    {
      append_sums (text, matrix);
      append_notes (text, matrix);
    }

  return g_string_free (text, FALSE);
}

static void
show (MlsMatrixWindow *self)
{
  const MlsMatrix *matrix = mls_transitions_get_matrix (self->transitions);
  const MlsMatrixQuery *query = mls_transitions_get_query (self->transitions);
  g_autofree char *state = dup_state (self);
  g_autofree char *dates = g_strdup_printf ("%d ↓  %d →", query->vintages[query->from].year, query->vintages[query->to].year);

  mls_matrix_grid_show (self->grid, matrix, shown_unit (self), dates);
  gtk_label_set_text (self->state, state);
  gtk_widget_set_visible (self->spinner, mls_transitions_is_busy (self->transitions));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "matrix.copy", matrix != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "matrix.save", matrix != NULL);
  gtk_widget_set_visible (self->each_area, matrix != NULL && mls_transitions_get_where (self->transitions) == MLS_WHERE_AREA);
}

static void
say (MlsMatrixWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static gboolean
is_page (MlsMatrixWindow *self, const char *name)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->pages), name);
}

/* Charts and areas are of hectares. */
static void
on_page (MlsMatrixWindow *self)
{
  mls_matrix_bar_set_unit_sensitive (self->bar, is_page (self, MATRIX_PAGE));
}

/* As tabs of other programs are gone through. */
static void
turn_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MlsMatrixWindow *self = MLS_MATRIX_WINDOW (widget);
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (self->pages);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (pages));
  guint at = 0;

  while (!gtk_selection_model_is_selected (pages, at))
    at++;
  gtk_selection_model_select_item (pages, (guint) ((int) (at + n) + g_variant_get_int32 (parameter)) % n, TRUE);
}

/* It is what the matrix is of then, too. */
static void
on_area_chosen (MlsMatrixWindow *self, guint area)
{
  mls_transitions_set_area (self->transitions, mls_transitions_get_areas (self->transitions), area);
  g_signal_emit (self, signals[AREA_CHOSEN], 0, area);
}

static void
on_chosen (MlsMatrixGrid *grid, guint row, guint column, MlsMatrixWindow *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, row, column);
}

/* Taking it elsewhere */

#define CHART_WIDTH 960
#define CHART_INK   0x1e1e1e

/* What the page that is seen shows, or FALSE for the matrix itself. */
static gboolean
get_chart (MlsMatrixWindow *self, MlsChart *out)
{
  *out = (MlsChart){ mls_transitions_get_matrix (self->transitions), mls_transitions_get_query (self->transitions),
                     MLS_CHART_BALANCE, CHART_INK, mls_transitions_get_series (self->transitions) };

  return mls_chart_kind_from_name (gtk_stack_get_visible_child_name (self->pages), &out->kind);
}

static char *
dup_balance (const MlsMatrix *matrix, const MlsMatrixStyle *style)
{
  GString *text = g_string_new (NULL);

  mls_balance_append_head (text, FALSE, style->separator);
  mls_balance_append (matrix, style, NULL, text);

  return g_string_free (text, FALSE);
}

static char *
dup_areas (MlsMatrixWindow *self, const MlsMatrixStyle *style)
{
  g_autoptr (MlsAreaTable) table = mls_transitions_make_areas (self->transitions);

  return table != NULL ? mls_area_table_text (table, mls_transitions_get_query (self->transitions), style) : NULL;
}

/* The figures of the page that is seen; NULL while there are none. */
static char *
dup_table (MlsMatrixWindow *self, char separator, const char *point)
{
  const MlsMatrixStyle style = { shown_unit (self), separator, point };
  MlsChart chart;

  if (is_page (self, AREAS_PAGE))
    return dup_areas (self, &style);

  if (!get_chart (self, &chart) || chart.kind == MLS_CHART_FLOWS)
    return mls_matrix_table (chart.matrix, &style);

  return chart.kind == MLS_CHART_SERIES ? mls_series_text (chart.series, chart.query, &style) : dup_balance (chart.matrix, &style);
}

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MlsMatrixWindow *self = MLS_MATRIX_WINDOW (widget);
  g_autofree char *table = dup_table (self, '\t', localeconv ()->decimal_point);

  if (table == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), table);
  say (self, _("Table copied"));
}

static gboolean
is_table (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".csv");
}

static gboolean
write_table (MlsMatrixWindow *self, const char *path, GError **error)
{
  g_autofree char *table = dup_table (self, ',', ".");

  return table == NULL || g_file_set_contents (path, table, -1, error);
}

static void
save_at (gpointer owner, const char *path)
{
  MlsMatrixWindow *self = owner;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *said = g_strdup_printf (_("Saved as %s"), name);
  MlsChart chart;
  gboolean is_chart = get_chart (self, &chart);

  if (chart.matrix == NULL)
    return;

  if (!is_chart || is_table (path))
    write_table (self, path, &error);
  else
    mls_chart_save (&chart, path, CHART_WIDTH, &error);
  say (self, error != NULL ? error->message : said);
}

static const char *
get_path (MlsMatrixWindow *self)
{
  return mls_project_get_path (mls_workspace_get_project (mls_transitions_get_workspace (self->transitions)));
}

static void
save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MlsMatrixWindow *self = MLS_MATRIX_WINDOW (widget);
  const MlsMatrixQuery *query = mls_transitions_get_query (self->transitions);
  MlsChart chart;
  gboolean is_chart = get_chart (self, &chart);
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (is_chart ? _("Save the chart as .svg or .png, or its figures as .csv") : _("Save the table"),
                                 GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  g_autofree char *file =
    g_strdup_printf ("%s%s-%d-%d.%s", is_page (self, AREAS_PAGE) ? "areas-" : "", mls_classing_name (&query->classing),
                     query->vintages[query->from].year, query->vintages[query->to].year, is_chart ? "svg" : "csv");

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  mls_chooser_look_beside (chooser, get_path (self));
  mls_choose_file (chooser, save_at, self);
}

static void
save_areas_at (gpointer owner, const char *path)
{
  MlsMatrixWindow *self = owner;
  const MlsMatrixStyle style = { MLS_MATRIX_HECTARES, ',', "." };
  g_autofree char *table = mls_transitions_dup_areas (self->transitions, &style);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *said = g_strdup_printf (_("Saved as %s"), name);
  g_autoptr (GError) error = NULL;

  if (table == NULL)
    return;

  g_file_set_contents (path, table, -1, &error);
  say (self, error != NULL ? error->message : said);
}

static void
save_areas (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Save the balance of each area"), GTK_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_SAVE,
                                 _("_Save"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "areas.csv");
  mls_chooser_look_beside (chooser, get_path (MLS_MATRIX_WINDOW (widget)));
  mls_choose_file (chooser, save_areas_at, widget);
}

/* Making */

static GtkWidget *
button_new (const char *icon, const char *name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (button, name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

static GtkWidget *
switcher_new (MlsMatrixWindow *self)
{
  GtkWidget *switcher = gtk_stack_switcher_new ();

  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->pages);
  gtk_widget_set_tooltip_text (switcher, _("Ctrl+Page Up, Ctrl+Page Down"));

  return switcher;
}

static GtkWidget *
header_new (MlsMatrixWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), switcher_new (self));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), button_new ("edit-copy-symbolic", _("Copy the table (Ctrl+C)"), "matrix.copy"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), button_new ("document-save-symbolic", _("Save the table or the chart (Ctrl+S)"), "matrix.save"));
  self->each_area = button_new ("view-list-symbolic", _("Save the balance of each area as CSV"), "matrix.save-areas");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->each_area);
  self->spinner = gtk_spinner_new ();
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->spinner);

  return header;
}

static void
add_page (MlsMatrixWindow *self, GtkWidget *child, const char *name, const char *title)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_widget_add_css_class (scroller, "view");
  gtk_stack_add_titled (self->pages, scroller, name, title);
}

static void
add_pages (MlsMatrixWindow *self)
{
  GtkWidget *areas;

  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->pages), TRUE);
  self->grid = MLS_MATRIX_GRID (mls_matrix_grid_new ());
  g_signal_connect_object (self->grid, "chosen", G_CALLBACK (on_chosen), self, 0);
  add_page (self, GTK_WIDGET (self->grid), MATRIX_PAGE, _("Matrix"));
  add_page (self, mls_chart_view_new (self->transitions, MLS_CHART_BALANCE), mls_chart_kind_name (MLS_CHART_BALANCE), _("Balance"));
  add_page (self, mls_chart_view_new (self->transitions, MLS_CHART_FLOWS), mls_chart_kind_name (MLS_CHART_FLOWS), _("Flows"));
  add_page (self, mls_chart_view_new (self->transitions, MLS_CHART_SERIES), mls_chart_kind_name (MLS_CHART_SERIES), _("Over Time"));
  areas = mls_area_list_new (self->transitions);
  g_signal_connect_object (areas, "chosen", G_CALLBACK (on_area_chosen), self, G_CONNECT_SWAPPED);
  gtk_stack_add_titled (self->pages, areas, AREAS_PAGE, _("Areas"));
}

static void
build (MlsMatrixWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  add_pages (self);
  self->bar = MLS_MATRIX_BAR (mls_matrix_bar_new (self->transitions));
  g_signal_connect_object (self->bar, "unit-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "refused", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
  self->state = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->state, 0);
  gtk_label_set_wrap (self->state, TRUE);
  gtk_label_set_selectable (self->state, TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self->state), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "matrix-state");

  gtk_box_append (GTK_BOX (box), header_new (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pages));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->state));
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, box);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
  g_signal_connect_object (self->pages, "notify::visible-child", G_CALLBACK (on_page), self, G_CONNECT_SWAPPED);
}

static void
mls_matrix_window_dispose (GObject *object)
{
  MlsMatrixWindow *self = MLS_MATRIX_WINDOW (object);

  if (self->grid != NULL)
    mls_matrix_grid_show (self->grid, NULL, MLS_MATRIX_HECTARES, NULL);
  self->grid = NULL;
  g_clear_object (&self->transitions);

  G_OBJECT_CLASS (mls_matrix_window_parent_class)->dispose (object);
}

static void
mls_matrix_window_class_init (MlsMatrixWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_matrix_window_dispose;
  gtk_widget_class_install_action (widget_class, "matrix.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "matrix.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "matrix.save-areas", NULL, save_areas);
  gtk_widget_class_install_action (widget_class, "matrix.page", "i", turn_page);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK, "matrix.page", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK, "matrix.page", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "matrix.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "matrix.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);

  signals[CHOSEN] = g_signal_new ("chosen", MLS_TYPE_MATRIX_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_UINT, G_TYPE_UINT);
  signals[AREA_CHOSEN] = g_signal_new ("area-chosen", MLS_TYPE_MATRIX_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
mls_matrix_window_init (MlsMatrixWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
}

/**
 * mls_matrix_window_new:
 * @application: whose window it is
 * @workspace: what is worked on
 * @project: what that is called
 *
 * Returns: (transfer floating): the window; whoever closes the project destroys it
 */
MlsMatrixWindow *
mls_matrix_window_new (GtkApplication *application, MlsWorkspace *workspace, const char *project)
{
  MlsMatrixWindow *self = g_object_new (MLS_TYPE_MATRIX_WINDOW, "accessible-role", GTK_ACCESSIBLE_ROLE_WINDOW,
                                          "application", application, NULL);
  g_autofree char *title = NULL;

  self->transitions = mls_transitions_new (workspace);
  build (self);
  title = g_strdup_printf (_("Matrix of changes – %s"), project);
  gtk_window_set_title (GTK_WINDOW (self), title);
  g_signal_connect_object (self->transitions, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));

  return self;
}

/**
 * mls_matrix_window_get_transitions:
 * @self: a window
 *
 * Returns: (transfer none): what it shows
 */
MlsTransitions *
mls_matrix_window_get_transitions (MlsMatrixWindow *self)
{
  return self->transitions;
}
