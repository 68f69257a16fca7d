#include "ui/accuracy-window.h"
#include "ui/class-shares.h"
#include "ui/control-panel.h"
#include "ui/draw-form.h"
#include "ui/earlier-samples.h"
#include "ui/hand-out-dialog.h"
#include "ui/hand-out.h"
#include "ui/merge-dialog.h"
#include "ui/number-row.h"
#include "ui/unit-card.h"

#include "drawn.h"
#include "resources.h"
#include "sample.h"
#include "shown.h"
#include "rules/rule.h"

#include <glib/gstdio.h>
#include <locale.h>

/* What is drawn, handed out, judged, brought back and counted: the widgets of samples. */

#define T1 "2026-01-03T08:00:00.000Z"

/* The first widget below that is of a type and, if it is a button, has that label. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *label)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) &&
      (label == NULL || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, label);

  return found;
}

static void
press (GtkWidget *widget, const char *label)
{
  GtkWidget *button = find (widget, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
count (guint *n)
{
  (*n)++;
}

static void
test_number (void)
{
  const MlsNumberShape shape = { "How many", "Of them", 1, 50, 5, 1 };
  MlsNumberRow *row = MLS_NUMBER_ROW (g_object_ref_sink (mls_number_row_new (&shape)));
  guint n = 0;

  g_signal_connect_swapped (row, "changed", G_CALLBACK (count), &n);
  g_assert_true (mls_number_row_get_value (row) == 5);
  mls_number_row_set_value (row, 12.5);
  g_assert_true (mls_number_row_get_value (row) == 12.5);
  mls_number_row_set_value (row, 400);
  g_assert_true (mls_number_row_get_value (row) == 50);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (shown_says (GTK_WIDGET (row), "How many"));
  g_object_unref (row);
}

static GArray *
strata_of (const char *const *codes, guint n_regions, guint n_drawn)
{
  GArray *strata = g_array_new (FALSE, TRUE, sizeof (MlsStratum));

  for (guint i = 0; codes[i] != NULL; i++)
    {
      const MlsStratum stratum = { .code = g_quark_from_string (codes[i]), .n_regions = n_regions + i, .n_drawn = n_drawn };

      g_array_append_val (strata, stratum);
    }

  return strata;
}

static void
assert_more (MlsClassShares *shares, const char *code, double factor)
{
  g_autoptr (GArray) more = mls_class_shares_dup_more (shares);

  if (code == NULL)
    {
      g_assert_null (more);
      return;
    }

  g_assert_cmpuint (more->len, ==, 1);
  g_assert_cmpstr (g_quark_to_string (g_array_index (more, MlsMore, 0).code), ==, code);
  g_assert_true (g_array_index (more, MlsMore, 0).factor == factor);
}

/* A larger share stays with its class, whichever others there are by then. */
static void
test_shares (void)
{
  MlsClassShares *shares = g_object_ref_sink (g_object_new (MLS_TYPE_CLASS_SHARES, NULL));
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_new ();
  g_autoptr (GArray) first = strata_of ((const char *[]){ "CS1", "CS2", NULL }, 40, 7);
  g_autoptr (GArray) other = strata_of ((const char *[]){ "CS1", "CS5", NULL }, 60, 9);
  g_autoptr (GArray) without = strata_of ((const char *[]){ "CS5", NULL }, 60, 9);
  guint n = 0;

  g_signal_connect_swapped (shares, "changed", G_CALLBACK (count), &n);
  mls_class_shares_show (shares, nomenclature, MLS_DIMENSION_COVER, first);
  assert_more (shares, NULL, 1);
  g_assert_true (shown_says (GTK_WIDGET (shares), "41"));
  g_assert_true (shown_says (GTK_WIDGET (shares), "Difficult ones can have a larger share"));

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (GTK_WIDGET (shares), GTK_TYPE_SPIN_BUTTON, NULL)), 2.5);
  g_assert_cmpuint (n, ==, 1);
  assert_more (shares, "CS1", 2.5);
  g_assert_true (shown_says (GTK_WIDGET (shares), "CS1 × 2,5"));

  mls_class_shares_show (shares, nomenclature, MLS_DIMENSION_COVER, first);
  assert_more (shares, "CS1", 2.5);
  mls_class_shares_show (shares, nomenclature, MLS_DIMENSION_COVER, other);
  assert_more (shares, "CS1", 2.5);
  g_assert_true (shown_says (GTK_WIDGET (shares), "61"));
  mls_class_shares_show (shares, nomenclature, MLS_DIMENSION_COVER, without);
  assert_more (shares, NULL, 1);
  g_assert_cmpuint (n, ==, 1);
  g_object_unref (shares);
}

static void
test_earlier (void)
{
  MlsEarlierSamples *earlier = g_object_ref_sink (g_object_new (MLS_TYPE_EARLIER_SAMPLES, NULL));
  g_auto (GStrv) two = NULL;
  g_auto (GStrv) one = NULL;
  guint n = 0;

  g_signal_connect_swapped (earlier, "changed", G_CALLBACK (count), &n);
  mls_earlier_samples_add (earlier, "/a/one.gpkg");
  mls_earlier_samples_add (earlier, "/a/two.gpkg");
  mls_earlier_samples_add (earlier, "/a/one.gpkg");
  two = mls_earlier_samples_dup_paths (earlier);
  g_assert_cmpuint (g_strv_length (two), ==, 2);
  g_assert_cmpuint (n, ==, 2);
  g_signal_emit_by_name (find (find (GTK_WIDGET (earlier), ADW_TYPE_ACTION_ROW, NULL), GTK_TYPE_BUTTON, NULL), "clicked");
  one = mls_earlier_samples_dup_paths (earlier);
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpstr (one[0], ==, "/a/two.gpkg");
  g_assert_cmpuint (n, ==, 3);
  g_object_unref (earlier);
}

/* What the form asks for is what the project agreed on, until somebody says otherwise. */
static void
test_form (void)
{
  const Board board = { 5, 4, 100, 1, 0 };
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProject) project = NULL;
  MlsDrawForm *form;
  MlsSampleJob *job;

  sample_begin (&sample, &board);
  g_assert_true (mls_store_set_rule (sample.store, MLS_RULE_ACCURACY, "95", &error));
  mls_store_free (g_steal_pointer (&sample.store));
  project = mls_project_open (sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);

  form = MLS_DRAW_FORM (g_object_ref_sink (mls_draw_form_new (project, "Léa", 1)));
  g_assert_false (mls_draw_form_is_ready (form));
  while (!mls_draw_form_is_ready (form))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (shown_says (GTK_WIDGET (form), "To be drawn: *"));
  job = mls_draw_form_dup_job (form);
  g_assert_cmpstr (job->order.project, ==, sample.path);
  g_assert_cmpstr (job->order.facts.author, ==, "Léa");
  g_assert_true (job->order.facts.agreed.limit == 95 && job->order.facts.agreed.class_limit == 85);
  g_assert_true (job->order.query.sampling.share == 0.05 && job->order.query.sampling.floor == 12);
  g_assert_cmpuint (job->order.query.vintage, ==, 1);
  g_assert_null (job->order.query.sampling.more);
  mls_sample_job_free (job);

  gtk_spin_button_set_value (
    GTK_SPIN_BUTTON (find (find (GTK_WIDGET (form), MLS_TYPE_CLASS_SHARES, NULL), GTK_TYPE_SPIN_BUTTON, NULL)), 3);
  job = mls_draw_form_dup_job (form);
  g_assert_cmpuint (job->order.query.sampling.more->len, ==, 1);
  mls_sample_job_free (job);

  mls_draw_form_tell (form, "The disk is full");
  g_assert_true (shown_says (GTK_WIDGET (form), "The disk is full"));
  g_object_unref (form);
  g_assert_true (mls_project_close (project, NULL));
  sample_end (&sample);
}

static guint
n_units_of (const Drawn *drawn, const char *name)
{
  g_autofree char *path = g_build_filename (drawn->folder, name, NULL);
  g_autoptr (MlsSampleFile) file = drawn_open (path);

  return mls_sample_file_get_units (file)->len;
}

static void
take_path (MlsHandOut *page, const char *path, char **judged)
{
  g_free (*judged);
  *judged = g_strdup (path);
}

/* Seven units are three parts; one goes out once, and not over a file that is there. */
static void
test_hand_out (void)
{
  MlsHandOut *page = g_object_ref_sink (g_object_new (MLS_TYPE_HAND_OUT, NULL));
  g_autofree char *judged = NULL;
  Drawn drawn;

  drawn_begin (&drawn, 7, MLS_DIMENSION_COVER, FALSE);
  g_signal_connect (page, "judge", G_CALLBACK (take_path), &judged);
  mls_hand_out_show (page, (const char *const[]){ drawn.path, NULL }, TRUE);
  press (GTK_WIDGET (page), "Judge It");
  g_assert_cmpstr (judged, ==, drawn.path);
  g_assert_true (shown_says (GTK_WIDGET (page), "7 units · 3 parts"));

  press (GTK_WIDGET (page), "Hand Out");
  g_assert_true (shown_says (GTK_WIDGET (page), "Choose a part*"));
  for (GtkWidget *row = find (GTK_WIDGET (page), ADW_TYPE_COMBO_ROW, NULL); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (ADW_IS_COMBO_ROW (row) && gtk_widget_get_visible (row))
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), 3);
  press (GTK_WIDGET (page), "Hand Out");
  g_assert_true (shown_says (GTK_WIDGET (page), "Written beside the sample: a.controle-3.gpkg"));
  g_assert_cmpuint (n_units_of (&drawn, "a.controle-3.gpkg"), ==, 1);
  press (GTK_WIDGET (page), "Hand Out");
  g_assert_true (shown_says (GTK_WIDGET (page), "*exists already"));

  g_object_unref (page);
  drawn_end (&drawn);
}

/* A sample in hand is not offered to be judged, and a file that is none not to be handed out. */
static void
test_hand_out_dialog (void)
{
  Drawn drawn;
  GtkWidget *dialog;

  drawn_begin (&drawn, 2, MLS_DIMENSION_COVER, FALSE);
  dialog = mls_hand_out_dialog_new (NULL, drawn.path, FALSE);
  g_assert_nonnull (find (dialog, GTK_TYPE_BUTTON, "Judge It"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = mls_hand_out_dialog_new (NULL, drawn.path, TRUE);
  g_assert_null (find (dialog, GTK_TYPE_BUTTON, "Judge It"));
  g_assert_true (gtk_widget_is_sensitive (find (dialog, GTK_TYPE_BUTTON, "Hand Out")));
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = mls_hand_out_dialog_new (NULL, "/nowhere/a.gpkg", FALSE);
  g_assert_null (find (dialog, GTK_TYPE_BUTTON, "Judge It"));
  g_assert_false (gtk_widget_is_sensitive (find (dialog, GTK_TYPE_BUTTON, "Hand Out")));
  gtk_window_destroy (GTK_WINDOW (dialog));
  drawn_end (&drawn);
}

static MlsUnitState
state_of (const MlsUnit *unit, const MlsJudgement *judgement)
{
  return (MlsUnitState){ .unit = unit, .judgement = judgement, .set = MLS_DIMENSION_COVER, .pair = unit->pair };
}

/* What is said of a unit; of a blind one not whether it is the same as the map. */
static void
test_unit_card (void)
{
  MlsUnitCard *card = MLS_UNIT_CARD (g_object_ref_sink (mls_unit_card_new ()));
  g_autoptr (MlsNomenclature) nomenclature = sample_nomenclature ();
  g_autoptr (MlsUnit) unit = drawn_unit (1);
  MlsJudgement judgement = drawn_wrong ("Noé", T1, "CS2.1.0");
  MlsUnitState state = state_of (unit, &judgement);

  mls_unit_card_set_nomenclature (card, nomenclature);
  mls_unit_card_show (card, &state);
  g_assert_true (shown_says (GTK_WIDGET (card), "Unit 2 · 400*"));
  g_assert_true (shown_says (GTK_WIDGET (card), "CS1.1.1"));
  g_assert_true (shown_says (GTK_WIDGET (card), "* → CS2.1.0 *"));
  g_assert_true (shown_says (GTK_WIDGET (card), "* · indicative, not the same in all of it"));
  g_assert_false (shown_says (GTK_WIDGET (card), "Outline off*"));

  judgement.geometric = TRUE;
  judgement.omission = TRUE;
  state.confirming = TRUE;
  mls_unit_card_show (card, &state);
  g_assert_true (shown_says (GTK_WIDGET (card), "Outline off\nSomething left out\n*— Noé"));

  state.blind = TRUE;
  state.pair = (MlsPair){ 0, 0 };
  mls_unit_card_show (card, &state);
  g_assert_true (shown_says (GTK_WIDGET (card), "judged"));
  g_assert_false (shown_says (GTK_WIDGET (card), "CS1.1.1"));
  g_assert_false (shown_says (GTK_WIDGET (card), "* → *"));
  g_object_unref (card);
}

/* The panel follows the controller from unit to unit. */
static void
test_control_panel (void)
{
  MlsControlPanel *panel = g_object_ref_sink (g_object_new (MLS_TYPE_CONTROL_PANEL, NULL));
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) nomenclature = sample_nomenclature ();
  g_autoptr (MlsControl) control = NULL;
  Drawn drawn;

  drawn_begin (&drawn, 3, MLS_DIMENSION_COVER, FALSE);
  control = mls_control_open (drawn.path, "Noé", MLS_CONTROL_JUDGE, &error);
  g_assert_no_error (error);
  mls_control_panel_set_control (panel, control, nomenclature);
  g_assert_true (shown_says (GTK_WIDGET (panel), "Unit 1 · *"));
  g_assert_true (mls_control_say (control, MLS_WORD_COVER_WRONG, &error));
  g_assert_true (shown_says (GTK_WIDGET (panel), "wrong*"));
  mls_control_go_to (control, 2);
  g_assert_true (shown_says (GTK_WIDGET (panel), "Unit 3 · *"));
  g_assert_false (shown_says (GTK_WIDGET (panel), "Unit 1 · *"));
  mls_control_panel_set_control (panel, NULL, NULL);
  g_object_unref (panel);
  drawn_end (&drawn);
}

/* A file that comes back is told with what it brought; once more it brings nothing. */
static void
test_merge (void)
{
  MlsMergeDialog *dialog = MLS_MERGE_DIALOG (mls_merge_dialog_new (NULL));
  g_autofree char *back = NULL;
  guint n = 0;
  Drawn drawn;

  drawn_begin (&drawn, 3, MLS_DIMENSION_COVER, FALSE);
  back = drawn_copy (&drawn, drawn.path, "noe.gpkg");
  drawn_judge (back, 3, drawn_right ("Noé", T1));
  g_signal_connect_swapped (dialog, "merged", G_CALLBACK (count), &n);
  mls_merge_dialog_set_sample (dialog, drawn.path);
  for (guint i = 1; i <= 2; i++)
    {
      mls_merge_dialog_bring (dialog, back);
      while (n < i)
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_true (shown_says (adw_window_get_content (ADW_WINDOW (dialog)), "1 added · 0 changed · 0 the same · *"));
  g_assert_true (shown_says (adw_window_get_content (ADW_WINDOW (dialog)), "0 added · 0 changed · 1 the same · *"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  drawn_end (&drawn);
}

typedef struct
{
  GArray *units; /* (element-type gint64) */
  char   *what;
} Chosen;

static void
on_chosen (MlsAccuracyWindow *window, const GArray *units, const char *what, Chosen *chosen)
{
  g_clear_pointer (&chosen->units, g_array_unref);
  g_free (chosen->what);
  chosen->units = g_array_copy ((GArray *) units);
  chosen->what = g_strdup (what);
}

/* Its verdict is by what the sample has to reach, and a cell leads to the units behind it. */
static void
test_accuracy (void)
{
  Chosen chosen = { NULL, NULL };
  GtkWidget *window;
  Drawn drawn;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  for (gint64 unit = 1; unit <= 4; unit++)
    drawn_judge (drawn.path, unit, unit < 4 ? drawn_right ("Noé", T1) : drawn_wrong ("Noé", T1, "CS2.1.0"));
  window = mls_accuracy_window_new (NULL, drawn.path);
  g_signal_connect (window, "chosen", G_CALLBACK (on_chosen), &chosen);
  g_assert_true (shown_says (adw_window_get_content (ADW_WINDOW (window)), "*90*failed*4 units*"));
  press (window, "1");
  g_assert_cmpstr (chosen.what, ==, "CS1.1.1 → CS2.1.0");
  g_assert_cmpuint (chosen.units->len, ==, 1);
  g_assert_cmpint (g_array_index (chosen.units, gint64, 0), ==, 4);
  gtk_window_destroy (GTK_WINDOW (window));

  sample_execute (drawn.path, "UPDATE sample SET agreed = 75, agreed_class = 75");
  window = mls_accuracy_window_new (NULL, drawn.path);
  g_assert_true (shown_says (adw_window_get_content (ADW_WINDOW (window)), "*75*passed*4 units*"));
  g_assert_false (shown_says (adw_window_get_content (ADW_WINDOW (window)), "*without the codes*"));
  gtk_window_destroy (GTK_WINDOW (window));

  sample_execute (drawn.path, "UPDATE sample SET blind = 1");
  window = mls_accuracy_window_new (NULL, drawn.path);
  g_assert_true (shown_says (adw_window_get_content (ADW_WINDOW (window)), "*without the codes of the map, which nobody*"));
  gtk_window_destroy (GTK_WINDOW (window));
  g_array_unref (chosen.units);
  g_free (chosen.what);
  drawn_end (&drawn);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  mls_ui_register_resource ();

  g_test_add_func ("/ui/number-row/value", test_number);
  g_test_add_func ("/ui/class-shares/more", test_shares);
  g_test_add_func ("/ui/earlier-samples/list", test_earlier);
  g_test_add_func ("/ui/draw-form/job", test_form);
  g_test_add_func ("/ui/hand-out/parts", test_hand_out);
  g_test_add_func ("/ui/hand-out-dialog/kinds", test_hand_out_dialog);
  g_test_add_func ("/ui/unit-card/said", test_unit_card);
  g_test_add_func ("/ui/control-panel/follows", test_control_panel);
  g_test_add_func ("/ui/merge-dialog/brings", test_merge);
  g_test_add_func ("/ui/accuracy-window/agreed", test_accuracy);

  return g_test_run ();
}
