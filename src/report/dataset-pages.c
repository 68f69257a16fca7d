/* The pages of numbers of one matrix: all of it, its classes, and their ground. */

#include "report/dataset-pages.h"

#include "base/format.h"
#include "paint/pen.h"
#include "quality/accuracy-words.h"
#include "quality/measure.h"
#include "report/rate-chart.h"
#include "report/table.h"
#include "report/text-block.h"
#include "store/image-link.h"

#include <glib/gi18n-lib.h>

#define LINE 11
#define GAP  14

static void
free_counted (gpointer counted)
{
  mls_counted_free (counted);
}

/* Those in colour; links of others do not say how they are best seen. */
static MlsImagery *
find_photos (const MlsAssessment *assessment)
{
  const GArray *photos = mls_sample_file_get_photos (assessment->file);
  MlsText vintage = mls_sample_file_get_sample (assessment->file)->vintage;
  g_autofree char *crs = mls_sample_file_dup_crs (assessment->file, NULL);
  g_autoptr (GArray) sources = g_array_new (FALSE, TRUE, sizeof (MlsImagerySource));

  for (guint i = 0; i < photos->len; i++)
    {
      const MlsSamplePhoto *photo = &g_array_index (photos, MlsSamplePhoto, i);
      MlsImagerySource source = { .uri = g_quark_to_string (photo->source) };

      if (photo->vintage == vintage && photo->source != 0 &&
          g_strcmp0 (g_quark_to_string (photo->kind), MLS_IMAGE_INFRARED) != 0)
        g_array_append_val (sources, source);
    }

  return crs != NULL && sources->len > 0
             ? mls_imagery_new (crs, (const MlsImagerySource *) (gpointer) sources->data, sources->len)
             : NULL;
}

/**
 * mls_dataset_new:
 * @assessment: a sample
 * @i: which of its matrices
 * @paper: what it is printed on
 * @language: of labels
 *
 * What is given has to outlive it.
 *
 * Returns: (transfer full): what is to be printed
 */
MlsDataset *
mls_dataset_new (const MlsAssessment *assessment, guint i, MlsPaper *paper, MlsLanguage language)
{
  MlsDataset *self = g_new0 (MlsDataset, 1);
  const MlsAccuracyQuery *query = mls_accuracy_get_query (assessment->accuracies[i]);
  const MlsClassing classing = { assessment->nomenclature, query->code, 3, MLS_INDICATOR_NONE };
  g_autofree char *dataset = mls_accuracy_words_dataset (query);
  g_autofree char *sample = mls_assessment_dup_title (assessment);

  self->assessment = assessment;
  self->accuracy = assessment->accuracies[i];
  self->paper = paper;
  self->photos = find_photos (assessment);
  self->reader = mls_imagery_reader_new ();
  self->title = g_strdup_printf ("%s · %s", dataset, sample);
  self->classes = g_ptr_array_new_with_free_func (free_counted);
  for (guint c = 0; c < mls_accuracy_n_classes (self->accuracy); c++)
    {
      MlsText code = mls_accuracy_class (self->accuracy, c)->code;
      MlsPair key = { query->code == MLS_DIMENSION_COVER ? code : 0, query->code == MLS_DIMENSION_USE ? code : 0 };

      g_ptr_array_add (self->classes, mls_classing_counted (&classing, key, language));
    }

  return self;
}

/**
 * mls_dataset_free:
 * @self: (transfer full): what was printed
 */
void
mls_dataset_free (MlsDataset *self)
{
  g_ptr_array_unref (self->classes);
  g_clear_pointer (&self->photos, mls_imagery_unref);
  mls_imagery_reader_free (self->reader);
  g_free (self->title);
  g_free (self);
}

/**
 * mls_dataset_dup_heading:
 * @self: what is printed
 * @what: what a page shows of it
 *
 * Returns: (transfer full): the heading of that page
 */
char *
mls_dataset_dup_heading (const MlsDataset *self, const char *what)
{
  return g_strdup_printf ("%s · %s", self->title, what);
}

/**
 * mls_dataset_class:
 * @self: what is printed
 * @i: which class of its matrix
 *
 * Returns: what it is called
 */
const MlsCounted *
mls_dataset_class (const MlsDataset *self, guint i)
{
  return g_ptr_array_index (self->classes, i);
}

static void
add_count (MlsTable *table, guint n)
{
  g_autofree char *text = n > 0 ? mls_format_count (n) : g_strdup ("–");

  mls_table_add_cell (table, text);
}

static void
add_class (const MlsDataset *self, MlsTable *table, guint i)
{
  g_autofree char *name = mls_counted_dup_title (mls_dataset_class (self, i));

  mls_table_add_cell (table, name);
  mls_table_colour (table, mls_dataset_class (self, i)->colour);
}

/* All of it */

static void
add_figure (MlsTable *table, const char *name, guint iso, const char *value, const char *limits, const char *remark)
{
  g_autofree char *number = iso != 0 ? g_strdup_printf ("%u", iso) : g_strdup ("");

  mls_table_start_row (table, FALSE);
  mls_table_add_cell (table, name);
  mls_table_add_cell (table, number);
  mls_table_add_cell (table, value);
  mls_table_add_cell (table, limits);
  mls_table_add_cell (table, remark);
}

static void
add_estimate (MlsTable *table, const char *name, guint iso, const MlsEstimate *estimate, const char *remark)
{
  g_autofree char *value = estimate->is_known ? mls_accuracy_words_percent (estimate->value) : g_strdup ("–");
  g_autofree char *limits = mls_accuracy_words_limits (estimate);

  add_figure (table, name, iso, value, limits, remark);
}

static void
add_rates (const MlsDataset *self, MlsTable *table)
{
  const MlsAccuracyTotal *total = mls_accuracy_total (self->accuracy);
  const MlsEstimate *rate = &total->rate;
  MlsEstimate wrong = { rate->is_known, 1 - rate->value, rate->error, 1 - rate->high, 1 - rate->low, rate->is_exact };
  double limit = mls_accuracy_get_query (self->accuracy)->agreed.limit;
  g_autofree char *acceptance = mls_accuracy_words_acceptance (&total->acceptance, limit);
  g_autofree char *kappa = mls_format_decimal (total->kappa.value, 3);

  add_estimate (table, total->weighted ? _("Right, of all regions") : _("Right, of the units"), 0, rate, acceptance);
  add_estimate (table, _("Misclassification rate"), MLS_ISO_MISCLASSIFICATION_RATE, &wrong,
                _("what is left of the rate above"));
  if (!total->weighted)
    add_estimate (table, _("Right, of all regions"), 0, &total->regions,
                  _("units weighed by the probability with which they were drawn"));
  add_estimate (table, _("Right, of the ground"), 0, &total->ground, _("overall accuracy: classes weighed by their area"));
  if (total->kappa.is_known)
    add_figure (table, _("Kappa"), MLS_ISO_KAPPA, kappa, "", _("agreement beyond chance, of the matrix of units"));
}

static char *
dup_unit_list (const MlsDataset *self, MlsOutcomeState state)
{
  const MlsAccuracyQuery *query = mls_accuracy_get_query (self->accuracy);
  GString *list = g_string_new (NULL);

  for (guint u = 0; u < query->units->len; u++)
    if (mls_accuracy_outcome (self->accuracy, u)->state == state)
      g_string_append_printf (list, "%s%" G_GINT64_FORMAT, list->len > 0 ? ", " : "",
                              ((const MlsUnit *) g_ptr_array_index (query->units, u))->id);

  return g_string_free (list, FALSE);
}

/* What keeps the sample from being closed, and what figures leave out. */
static double
print_remarks (const MlsDataset *self, cairo_t *cr, double top)
{
  static const MlsOutcomeState states[] = { MLS_OUTCOME_LEFT, MLS_OUTCOME_CONFLICT, MLS_OUTCOME_UNCONFIRMED,
                                            MLS_OUTCOME_NO_OPINION };
  const MlsAccuracyTotal *total = mls_accuracy_total (self->accuracy);

  mls_pen_set_font (cr, 8.5, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *list = dup_unit_list (self, states[i]);
      g_autofree char *count = mls_accuracy_words_count (states[i], total->score.n_of[states[i]]);
      g_autofree char *text = g_strdup_printf (_("%s: units %s"), count, list);

      if (total->score.n_of[states[i]] > 0)
        top = mls_text_block_draw (cr, text, MLS_PAPER_MARGIN, top, MLS_PAPER_ROOM, LINE, 2);
    }
  if (total->confirmed)
    top = mls_text_block_draw (cr, _("Only errors that the second level has confirmed count; those it rejected are right."),
                               MLS_PAPER_MARGIN, top, MLS_PAPER_ROOM, LINE, 1);
  if (total->n_lonely > 0)
    top = mls_text_block_draw (cr,
                               _("Some strata have one judged unit alone, which does not tell how regions of them differ: "
                                 "their error is taken from that of the whole."),
                               MLS_PAPER_MARGIN, top, MLS_PAPER_ROOM, LINE, 2);
  if (total->ground.is_known && total->covered < 1)
    {
      g_autofree char *rest = mls_accuracy_words_percent (1 - total->covered);
      g_autofree char *text =
          g_strdup_printf (_("%s of the ground is of strata of which no unit is judged: nothing is said of it."), rest);

      top = mls_text_block_draw (cr, text, MLS_PAPER_MARGIN, top, MLS_PAPER_ROOM, LINE, 1);
    }

  return top;
}

static GArray *
list_rates (const MlsDataset *self, GPtrArray *names)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (MlsRateRow));
  const MlsAccuracyQuery *query = mls_accuracy_get_query (self->accuracy);
  const MlsAccuracyTotal *total = mls_accuracy_total (self->accuracy);
  MlsRateRow all = { _("All classes"), 0xffffff, total->rate, total->acceptance.state, query->agreed.limit };

  g_array_append_val (rows, all);
  for (guint i = 0; i < mls_accuracy_n_classes (self->accuracy); i++)
    {
      const MlsAccuracyClass *class = mls_accuracy_class (self->accuracy, i);
      const MlsCounted *counted = mls_dataset_class (self, i);
      char *name = mls_counted_dup_title (counted);
      MlsRateRow row = { name, counted->colour, class->rate, class->acceptance.state, query->agreed.class_limit };

      g_ptr_array_add (names, name);
      if (class->score.n > 0)
        g_array_append_val (rows, row);
    }

  return rows;
}

/**
 * mls_dataset_print_figures:
 * @self: what is to be printed
 *
 * Prints the figures of all of it, what is left to do, and the rate of each class between its limits.
 */
void
mls_dataset_print_figures (const MlsDataset *self)
{
  g_autoptr (MlsTable) table = mls_table_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) rows = list_rates (self, names);
  g_autofree char *heading = mls_dataset_dup_heading (self, _("figures"));
  cairo_t *cr = mls_paper_start (self->paper, heading);
  g_autofree char *score = mls_accuracy_words_score (&mls_accuracy_total (self->accuracy)->score);
  double top = MLS_PAPER_TOP;

  mls_pen_set_font (cr, 9, FALSE);
  top = mls_text_block_draw (cr, score, MLS_PAPER_MARGIN, top, MLS_PAPER_ROOM, LINE, 1);
  mls_table_add_column (table, _("Measure"), 190, FALSE);
  mls_table_add_column (table, "ISO 19157", 50, TRUE);
  mls_table_add_column (table, _("Value"), 70, TRUE);
  mls_table_add_column (table, _("95 % limits, %"), 100, TRUE);
  mls_table_add_column (table, "", MLS_PAPER_ROOM - 410, FALSE);
  add_rates (self, table);
  top = mls_table_draw (table, self->paper, heading, top) + GAP / 2.0;
  top = print_remarks (self, cr, top) + GAP;
  mls_rate_chart_draw (self->paper, heading, rows, top);
}

/* Classes */

static void
add_score_row (MlsTable *table, const MlsScore *score, const MlsEstimate *rate, const MlsAcceptance *acceptance)
{
  g_autofree char *percent = rate->is_known ? mls_accuracy_words_percent (rate->value) : g_strdup ("–");
  g_autofree char *limits = mls_accuracy_words_limits (rate);

  add_count (table, score->n);
  add_count (table, score->n_of[MLS_OUTCOME_RIGHT]);
  add_count (table, score->n_of[MLS_OUTCOME_WRONG]);
  for (int kind = 0; kind < MLS_N_ERRORS; kind++)
    add_count (table, score->n_errors[kind]);
  add_count (table, score->n_of[MLS_OUTCOME_NO_OPINION]);
  add_count (table, mls_accuracy_words_n_left (score));
  mls_table_add_cell (table, percent);
  mls_table_add_cell (table, limits);
  mls_table_add_cell (table, mls_acceptance_text (acceptance->state));
  mls_table_colour (table, mls_rate_chart_colour (acceptance->state));
}

/**
 * mls_dataset_print_classes:
 * @self: what is to be printed
 *
 * Prints the errors of each class by their kind, and its rate.
 */
void
mls_dataset_print_classes (const MlsDataset *self)
{
  static const char *const titles[] = { N_("Units"), N_("Right"), N_("Wrong"), N_("of these code"), N_("of these outline"),
                                        N_("of these omission"), N_("No opinion"), N_("Left to do") };
  g_autoptr (MlsTable) table = mls_table_new ();
  g_autofree char *heading = mls_dataset_dup_heading (self, _("errors of each class"));
  const MlsAccuracyTotal *total = mls_accuracy_total (self->accuracy);

  mls_table_add_column (table, _("Class on the map"), 222, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    mls_table_add_column (table, _(titles[i]), 44, TRUE);
  mls_table_add_column (table, _("Right, %"), 50, TRUE);
  mls_table_add_column (table, _("95 % limits, %"), 74, TRUE);
  mls_table_add_column (table, _("Verdict"), 72, FALSE);
  for (guint i = 0; i < mls_accuracy_n_classes (self->accuracy); i++)
    {
      const MlsAccuracyClass *class = mls_accuracy_class (self->accuracy, i);

      if (class->score.n == 0)
        continue;
      mls_table_start_row (table, FALSE);
      add_class (self, table, i);
      add_score_row (table, &class->score, &class->rate, &class->acceptance);
    }
  mls_table_start_row (table, TRUE);
  mls_table_add_cell (table, _("All classes"));
  add_score_row (table, &total->score, &total->rate, &total->acceptance);
  mls_paper_start (self->paper, heading);
  mls_table_draw (table, self->paper, heading, MLS_PAPER_TOP);
}

/* Ground */

static void
add_ground_row (const MlsDataset *self, MlsTable *table, guint i)
{
  const MlsAccuracyClass *class = mls_accuracy_class (self->accuracy, i);
  double all_m2 = mls_area2_to_m2 (mls_accuracy_total (self->accuracy)->area2);
  g_autofree char *mapped = mls_format_decimal (100 * class->mapped.value, 1);
  g_autofree char *users = mls_accuracy_words_error (&class->users);
  g_autofree char *producers = mls_accuracy_words_error (&class->producers);
  g_autofree char *area = mls_accuracy_words_error (&class->area);
  g_autofree char *mapped_ha = mls_format_hectares (class->mapped.value * all_m2);
  g_autofree char *ha = mls_format_hectares (class->area.value * all_m2);
  g_autofree char *half_ha = mls_format_hectares (MLS_STANDARD_ERRORS * class->area.error * all_m2);
  g_autofree char *ha_text = class->area.error > 0 ? g_strdup_printf ("%s ± %s", ha, half_ha) : g_strdup (ha);

  mls_table_start_row (table, FALSE);
  add_class (self, table, i);
  mls_table_add_cell (table, users);
  mls_table_add_cell (table, producers);
  mls_table_add_cell (table, mapped);
  mls_table_add_cell (table, area);
  mls_table_add_cell (table, mapped_ha);
  mls_table_add_cell (table, ha_text);
}

/**
 * mls_dataset_print_ground:
 * @self: what is to be printed
 *
 * Prints what the sample says of the ground of each class, where it tells what it was drawn from.
 */
void
mls_dataset_print_ground (const MlsDataset *self)
{
  g_autoptr (MlsTable) table = mls_table_new ();
  g_autofree char *heading = mls_dataset_dup_heading (self, _("ground of each class"));
  cairo_t *cr;
  double top;

  if (!mls_accuracy_total (self->accuracy)->ground.is_known)
    return;

  mls_table_add_column (table, _("Class"), 216, FALSE);
  mls_table_add_column (table, _("User’s accuracy, %"), 89, TRUE);
  mls_table_add_column (table, _("Producer’s accuracy, %"), 98, TRUE);
  mls_table_add_column (table, _("Share on the map, %"), 89, TRUE);
  mls_table_add_column (table, _("Share in truth, %"), 89, TRUE);
  mls_table_add_column (table, _("On the map, ha"), 76, TRUE);
  mls_table_add_column (table, _("In truth, ha"), 113, TRUE);
  for (guint i = 0; i < mls_accuracy_n_classes (self->accuracy); i++)
    if (mls_accuracy_class (self->accuracy, i)->mapped.is_known)
      add_ground_row (self, table, i);
  cr = mls_paper_start (self->paper, heading);
  mls_pen_set_font (cr, 8, FALSE);
  top = mls_text_block_draw (cr,
                             _("± is half of what encloses the truth 95 times of 100. User’s accuracy: how much of what the "
                               "map calls a class is one. Producer’s accuracy: how much of a class the map calls so, errors "
                               "without a known replacement left out. There is no ± where a class was looked at as a "
                               "whole, or where no error was seen that would tell."),
                             MLS_PAPER_MARGIN, MLS_PAPER_TOP, MLS_PAPER_ROOM, LINE, 3);
  mls_table_draw (table, self->paper, heading, top + GAP / 2.0);
}
