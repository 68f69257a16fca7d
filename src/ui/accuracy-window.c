#include "ui/accuracy-window.h"

#include "base/text.h"
#include "quality/accuracy-words.h"
#include "quality/assessment-figures.h"
#include "quality/sample-words.h"
#include "ui/accuracy-print.h"
#include "ui/choose-file.h"
#include "ui/language.h"
#include "ui/swatch.h"

#include <glib/gi18n.h>

#define WIDTH  1120
#define HEIGHT 620

/* What is judged meanwhile is counted once the hand rests. */
#define FOLLOW_MS 400

/* What the sample says is what it has to reach. */
static const MlsAssessmentTerms terms = { MLS_AGREED_UNSAID, FALSE };

struct _MlsAccuracyWindow
{
  AdwWindow        parent_instance;

  /* owned */
  char            *path;
  MlsAssessment   *assessment; /* (nullable): while the sample cannot be read */
  guint            source;     /* it is counted again then */

  GtkDropDown     *code;       /* of a sample of pairs */
  GtkStack        *pages;
  GtkScrolledWindow *classes;
  GtkScrolledWindow *matrix;
  GtkLabel        *verdict;
  GtkLabel        *figures;
  GtkLabel        *blind;      /* that it is, and who was told its codes */
  AdwToastOverlay *toasts;
};

G_DEFINE_FINAL_TYPE (MlsAccuracyWindow, mls_accuracy_window, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const MlsAccuracy *
accuracy_shown (MlsAccuracyWindow *self)
{
  guint at = gtk_drop_down_get_selected (self->code);

  return self->assessment->accuracies[at < self->assessment->n_accuracies ? at : 0];
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

/* What is behind a figure. */
static void
choose (MlsAccuracyWindow *self, guint row, guint column, const char *what)
{
  const MlsAccuracy *accuracy = accuracy_shown (self);
  const GPtrArray *units = mls_accuracy_get_query (accuracy)->units;
  g_autoptr (GArray) indices = mls_accuracy_units (accuracy, row, column);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < indices->len; i++)
    {
      const MlsUnit *unit = g_ptr_array_index (units, g_array_index (indices, guint, i));

      g_array_append_val (ids, unit->id);
    }
  g_signal_emit (self, signals[CHOSEN], 0, ids, what);
}

/* A cell that leads somewhere. */
typedef struct
{
  MlsAccuracyWindow *window; /* borrowed: it has the button */
  guint              row;
  guint              column;
  char              *what;
} Cell;

static void
cell_free (gpointer data, GClosure *closure)
{
  Cell *cell = data;

  g_free (cell->what);
  g_free (cell);
}

static void
on_cell (GtkButton *button, Cell *cell)
{
  choose (cell->window, cell->row, cell->column, cell->what);
}

static GtkWidget *
cell_new (MlsAccuracyWindow *self, const char *text, guint row, guint column, char *what)
{
  GtkWidget *button = gtk_button_new_with_label (text);
  Cell *cell = g_new (Cell, 1);

  *cell = (Cell){ self, row, column, what };
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "numeric");
  gtk_widget_set_tooltip_text (button, what);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_cell), cell, cell_free, 0);

  return button;
}

static const MlsClass *
find_class (MlsAccuracyWindow *self, MlsText code)
{
  MlsDimension dimension = mls_accuracy_get_query (accuracy_shown (self))->code;

  return self->assessment->nomenclature != NULL ? mls_nomenclature_class (self->assessment->nomenclature, dimension, code)
                                                : NULL;
}

/* Its colour and its code; its name beside it, or when one points to it. */
static GtkWidget *
class_new (MlsAccuracyWindow *self, MlsText code, gboolean named)
{
  const MlsClass *klass = find_class (self, code);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *swatch = g_object_new (MLS_TYPE_SWATCH, NULL);

  if (klass != NULL)
    {
      mls_swatch_set_class (MLS_SWATCH (swatch), self->assessment->nomenclature, klass);
      gtk_widget_set_tooltip_text (box, mls_class_label (klass, mls_ui_language ()));
    }
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), label_new (g_quark_to_string (code), "code", 0));
  if (named && klass != NULL)
    {
      GtkWidget *name = label_new (mls_class_label (klass, mls_ui_language ()), "dim-label", 0);

      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (name), 16);
      gtk_label_set_max_width_chars (GTK_LABEL (name), 40);
      gtk_box_append (GTK_BOX (box), name);
    }

  return box;
}

static GtkGrid *
grid_new (void)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_widget_add_css_class (GTK_WIDGET (grid), "figures");
  gtk_grid_set_column_spacing (grid, 12);
  gtk_grid_set_row_spacing (grid, 2);
  gtk_widget_set_margin_start (GTK_WIDGET (grid), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (grid), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (grid), 12);

  return grid;
}

static const char *
style_of (MlsAcceptanceState state)
{
  return state == MLS_ACCEPTANCE_PASSED ? "success" : state == MLS_ACCEPTANCE_FAILED ? "error" : "dim-label";
}

/* "86,4 % (71,2–95,1)", or a dash. */
static GtkWidget *
estimate_new (const MlsEstimate *estimate)
{
  g_autofree char *text = mls_accuracy_words_estimate (estimate);

  return label_new (estimate->is_known ? text : "–", estimate->is_known ? "numeric" : "dim-label", 1);
}

/* In a word; in all words when one points to it. */
static GtkWidget *
acceptance_new (const MlsAcceptance *acceptance, double limit)
{
  g_autofree char *text = mls_accuracy_words_acceptance (acceptance, limit);
  GtkWidget *label = label_new (mls_acceptance_text (acceptance->state), style_of (acceptance->state), 0);

  gtk_widget_set_tooltip_text (label, text);

  return label;
}

/* A row of the table of classes. */
static void
attach_class (MlsAccuracyWindow *self, GtkGrid *grid, guint i, int top)
{
  const MlsAccuracy *accuracy = accuracy_shown (self);
  const MlsAccuracyClass *class = mls_accuracy_class (accuracy, i);
  const MlsScore *score = &class->score;
  g_autofree char *n = g_strdup_printf ("%u", score->n);
  const guint counts[] = { score->n_of[MLS_OUTCOME_RIGHT], score->n_errors[MLS_ERROR_CODE], score->n_errors[MLS_ERROR_GEOMETRY],
                           score->n_errors[MLS_ERROR_OMISSION], mls_accuracy_words_n_left (score) };
  GtkWidget *name = class_new (self, class->code, TRUE);
  int column = 0;

  gtk_widget_set_hexpand (name, TRUE);
  gtk_grid_attach (grid, name, column++, top, 1, 1);
  gtk_grid_attach (grid, cell_new (self, n, i, MLS_ACCURACY_ALL, g_strdup (g_quark_to_string (class->code))), column++, top, 1, 1);
  for (gsize c = 0; c < G_N_ELEMENTS (counts); c++)
    {
      g_autofree char *text = counts[c] > 0 ? g_strdup_printf ("%u", counts[c]) : g_strdup ("·");

      gtk_grid_attach (grid, label_new (text, counts[c] > 0 ? "numeric" : "dim-label", 1), column++, top, 1, 1);
    }
  gtk_grid_attach (grid, estimate_new (&class->rate), column++, top, 1, 1);
  gtk_grid_attach (grid, estimate_new (&class->users), column++, top, 1, 1);
  gtk_grid_attach (grid, estimate_new (&class->producers), column++, top, 1, 1);
  gtk_grid_attach (grid, acceptance_new (&class->acceptance, mls_accuracy_get_query (accuracy)->agreed.class_limit), column++, top, 1, 1);
}

static GtkWidget *
make_classes (MlsAccuracyWindow *self)
{
  static const char *const heads[] = { N_("Class"),    N_("Units"),       N_("Right"),  N_("Code"),
                                       N_("Outline"),  N_("Omission"),    N_("Open"),   N_("Right, of the units"),
                                       N_("User’s, of the ground"), N_("Producer’s"), N_("Asked") };
  GtkGrid *grid = grid_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    gtk_grid_attach (grid, label_new (_(heads[i]), "heading", i == 0 || i + 1 == G_N_ELEMENTS (heads) ? 0 : 1), (int) i, 0, 1, 1);
  for (guint i = 0; i < mls_accuracy_n_classes (accuracy_shown (self)); i++)
    if (mls_accuracy_class (accuracy_shown (self), i)->score.n > 0)
      attach_class (self, grid, i, (int) i + 1);

  return GTK_WIDGET (grid);
}

static char *
dup_what (const MlsAccuracy *accuracy, guint row, guint column)
{
  const char *map = g_quark_to_string (mls_accuracy_class (accuracy, row)->code);
  const char *truth = column < mls_accuracy_n_classes (accuracy) ? g_quark_to_string (mls_accuracy_class (accuracy, column)->code)
                                                                 : "?";

  return row == column ? g_strdup (map) : g_strdup_printf ("%s → %s", map, truth);
}

/* The classes of the map from top to bottom, what is there from left to right; errors of which nobody knows that last. */
static GtkWidget *
make_matrix (MlsAccuracyWindow *self)
{
  const MlsAccuracy *accuracy = accuracy_shown (self);
  guint n = mls_accuracy_n_classes (accuracy);
  GtkGrid *grid = grid_new ();

  gtk_grid_attach (grid, label_new (_("Map ↓  there →"), "dim-label", 0), 0, 0, 1, 1);
  for (guint c = 0; c <= n; c++)
    gtk_grid_attach (grid, c < n ? class_new (self, mls_accuracy_class (accuracy, c)->code, FALSE) : label_new (_("not told"), "dim-label", 0.5),
                     (int) c + 1, 0, 1, 1);
  for (guint r = 0; r < n; r++)
    {
      gtk_grid_attach (grid, class_new (self, mls_accuracy_class (accuracy, r)->code, FALSE), 0, (int) r + 1, 1, 1);
      for (guint c = 0; c <= n; c++)
        {
          guint column = c < n ? c : MLS_ACCURACY_UNKNOWN;
          guint count = mls_accuracy_count (accuracy, r, column);
          g_autofree char *text = g_strdup_printf ("%u", count);
          GtkWidget *cell = count > 0 ? cell_new (self, text, r, column, dup_what (accuracy, r, column)) : label_new ("·", "dim-label", 0.5);

          if (count > 0 && r != c)
            gtk_widget_add_css_class (cell, "error");
          gtk_grid_attach (grid, cell, (int) c + 1, (int) r + 1, 1, 1);
        }
    }

  return GTK_WIDGET (grid);
}

/* "91.2 % of the units are right (86.9 – 94.4 %)", and what follows of the ground. */
static void
show_total (MlsAccuracyWindow *self)
{
  const MlsAccuracy *accuracy = accuracy_shown (self);
  const MlsAccuracyTotal *total = mls_accuracy_total (accuracy);
  g_autofree char *rate = mls_accuracy_words_estimate (&total->rate);
  g_autofree char *ground = mls_accuracy_words_estimate (&total->ground);
  g_autofree char *kappa = total->kappa.is_known ? g_strdup_printf ("%.3f", total->kappa.value) : g_strdup ("–");
  g_autofree char *score = mls_accuracy_words_score (&total->score);
  g_autofree char *acceptance = mls_accuracy_words_acceptance (&total->acceptance, mls_accuracy_get_query (accuracy)->agreed.limit);
  g_autofree char *verdict = g_strdup_printf ("%s · %s", acceptance, score);
  g_autofree char *blind = mls_sample_words_blind (mls_accuracy_get_query (accuracy)->sample, self->assessment->told);
  /* Translators: a rate, another one, a number. */
  g_autofree char *figures = g_strdup_printf (_("Right, of the units: %s · of the ground: %s · kappa %s"), rate, ground, kappa);

  gtk_label_set_text (self->verdict, verdict);
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), "success");
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict), style_of (total->acceptance.state));
  gtk_label_set_text (self->figures, figures);
  gtk_label_set_text (self->blind, blind != NULL ? blind : "");
  gtk_widget_set_visible (GTK_WIDGET (self->blind), blind != NULL);
}

static void
show (MlsAccuracyWindow *self)
{
  if (self->assessment == NULL)
    return;

  show_total (self);
  gtk_scrolled_window_set_child (self->classes, make_classes (self));
  gtk_scrolled_window_set_child (self->matrix, make_matrix (self));
}

static void
read_sample (MlsAccuracyWindow *self)
{
  g_autoptr (GError) error = NULL;
  MlsAssessment *read = mls_assessment_new (self->path, &terms, &error);

  if (read == NULL)
    {
      gtk_label_set_text (self->verdict, error->message);
      return;
    }

  g_clear_pointer (&self->assessment, mls_assessment_free);
  self->assessment = read;
  gtk_widget_set_visible (GTK_WIDGET (self->code), read->n_accuracies > 1);
  show (self);
}

static void
on_code (MlsAccuracyWindow *self)
{
  show (self);
}

static void
figures_chosen (gpointer owner, const char *path)
{
  MlsAccuracyWindow *self = owner;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (g_str_has_suffix (path, ".json"))
    mls_figures_append_json (self->assessment, text);
  else
    mls_figures_append_csv (self->assessment, text);
  if (g_file_set_contents (path, text->str, (gssize) text->len, &error))
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Figures saved")));
  else
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (error->message));
}

static void
save_figures (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MlsAccuracyWindow *self = MLS_ACCURACY_WINDOW (widget);
  g_autofree char *stem = mls_text_stem (self->path);
  g_autofree char *suggested = g_strconcat (stem, ".csv", NULL);
  GtkFileChooserNative *chooser;

  if (self->assessment == NULL)
    return;

  chooser = gtk_file_chooser_native_new (_("Save every figure, as a table with .csv or for programs with .json"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                         _("_Save"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), suggested);
  mls_chooser_look_beside (chooser, self->path);
  mls_choose_file (chooser, figures_chosen, self);
}

static void
pdf_chosen (gpointer owner, const char *path)
{
  MlsAccuracyWindow *self = owner;

  mls_accuracy_print (GTK_WINDOW (self), self->toasts, self->path, &terms, path);
}

static void
print_report (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MlsAccuracyWindow *self = MLS_ACCURACY_WINDOW (widget);
  g_autofree char *stem = mls_text_stem (self->path);
  g_autofree char *suggested = g_strconcat (stem, ".pdf", NULL);
  GtkFileChooserNative *chooser;

  if (self->assessment == NULL)
    return;

  chooser = gtk_file_chooser_native_new (_("Write a report as PDF"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                         _("_Save"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), suggested);
  mls_chooser_look_beside (chooser, self->path);
  mls_choose_file (chooser, pdf_chosen, self);
}

static void
open_uri (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_app_info_launch_default_for_uri_async (g_variant_get_string (parameter, NULL), NULL, NULL, NULL, NULL);
}

static gboolean
follow (gpointer user_data)
{
  MlsAccuracyWindow *self = user_data;

  self->source = 0;
  read_sample (self);

  return G_SOURCE_REMOVE;
}

/**
 * mls_accuracy_window_touch:
 * @self: the window
 *
 * Something else is said of the sample: it is counted again in a moment.
 */
void
mls_accuracy_window_touch (MlsAccuracyWindow *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (FOLLOW_MS, follow, self);
}

static void
mls_accuracy_window_dispose (GObject *object)
{
  MlsAccuracyWindow *self = MLS_ACCURACY_WINDOW (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->assessment, mls_assessment_free);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (mls_accuracy_window_parent_class)->dispose (object);
}

static void
mls_accuracy_window_class_init (MlsAccuracyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_accuracy_window_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", MLS_TYPE_ACCURACY_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_ARRAY, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "accuracy.save", NULL, save_figures);
  gtk_widget_class_install_action (widget_class, "accuracy.print", NULL, print_report);
  gtk_widget_class_install_action (widget_class, "accuracy.open-uri", "s", open_uri);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "accuracy.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "accuracy.save", NULL);
}

static GtkWidget *
make_header (MlsAccuracyWindow *self)
{
  const char *codes[] = { _("Covers"), _("Uses"), NULL };
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *switcher = gtk_stack_switcher_new ();
  GtkWidget *save = gtk_button_new_with_label (_("Save Figures…"));
  GtkWidget *report = gtk_button_new_with_label (_("Report as PDF…"));

  self->code = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (codes));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->code), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Codes that are judged"), -1);
  g_signal_connect_swapped (self->code, "notify::selected", G_CALLBACK (on_code), self);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->pages);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "accuracy.save");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), GTK_WIDGET (self->code));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), switcher);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (report), "accuracy.print");
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), report);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), save);

  return header;
}

static GtkLabel *
state_new (void)
{
  GtkLabel *label = GTK_LABEL (label_new (NULL, "matrix-state", 0));

  gtk_label_set_wrap (label, TRUE);

  return label;
}

static void
mls_accuracy_window_init (MlsAccuracyWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->pages = GTK_STACK (gtk_stack_new ());
  self->classes = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->matrix = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_stack_add_titled (self->pages, GTK_WIDGET (self->classes), "classes", _("Classes"));
  gtk_stack_add_titled (self->pages, GTK_WIDGET (self->matrix), "matrix", _("Confusion"));
  gtk_widget_set_vexpand (GTK_WIDGET (self->pages), TRUE);
  self->verdict = state_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict), "heading");
  self->figures = state_new ();
  self->blind = state_new ();
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->pages));

  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->verdict));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->figures));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->blind));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
}

/**
 * mls_accuracy_window_new:
 * @application: the application
 * @path: the file of a sample
 *
 * Returns: (transfer none): a window of its own, not shown yet
 */
GtkWidget *
mls_accuracy_window_new (GtkApplication *application, const char *path)
{
  MlsAccuracyWindow *self = g_object_new (MLS_TYPE_ACCURACY_WINDOW, "accessible-role", GTK_ACCESSIBLE_ROLE_WINDOW,
                                          "application", application, NULL);
  g_autofree char *title = NULL;

  self->path = g_strdup (path);
  read_sample (self);
  title = self->assessment != NULL ? mls_assessment_dup_title (self->assessment) : mls_text_stem (path);
  gtk_window_set_title (GTK_WINDOW (self), title);

  return GTK_WIDGET (self);
}
