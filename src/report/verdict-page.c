/* The first page of a report of control: what passes, what the samples are, and who signs. */

#include "report/verdict-page.h"

#include "base/format.h"
#include "paint/pen.h"
#include "quality/accuracy-words.h"
#include "quality/sample-words.h"
#include "report/dataset-pages.h"
#include "report/rate-chart.h"
#include "report/text-block.h"

#include <glib/gi18n-lib.h>

#define BAND_HEIGHT 46
#define BAND_GAP    8
#define BADGE_WIDTH 104
#define BADGE_SIZE  13 /* of its letters, at most */
#define FACT_LINE   12
#define FACT_NAME   130
#define GAP         14
#define SIGN_HEIGHT 68
#define N_SIGNERS   3

typedef struct
{
  MlsPaper *paper;
  cairo_t  *cr;
  double    top;
} Page;

/* Goes on to another page where there is no room. */
static void
make_room (Page *page, double height, const char *heading)
{
  if (page->top + height <= MLS_PAPER_BOTTOM)
    return;

  page->cr = mls_paper_start (page->paper, heading);
  page->top = MLS_PAPER_TOP;
}

/* Verdicts */

static void
draw_badge (const Page *page, MlsAcceptanceState verdict)
{
  g_autofree char *text = g_utf8_strup (mls_acceptance_text (verdict), -1);

  mls_pen_set_colour (page->cr, mls_rate_chart_colour (verdict));
  cairo_rectangle (page->cr, MLS_PAPER_MARGIN, page->top, BADGE_WIDTH, BAND_HEIGHT);
  cairo_fill (page->cr);
  mls_pen_set_colour (page->cr, 0xffffff);
  mls_pen_set_font (page->cr, BADGE_SIZE, TRUE);
  mls_pen_set_font (page->cr, BADGE_SIZE * MIN (1, (BADGE_WIDTH - 10) / mls_pen_width (page->cr, text)), TRUE);
  mls_pen_text (page->cr, MLS_PAPER_MARGIN + (BADGE_WIDTH - mls_pen_width (page->cr, text)) / 2,
                page->top + BAND_HEIGHT / 2.0 + 5, text);
  mls_pen_set_colour (page->cr, MLS_PEN_INK);
}

/* "18 classes passed, 2 failed" */
static char *
dup_classes (const MlsAccuracy *accuracy)
{
  static const MlsAcceptanceState order[] = { MLS_ACCEPTANCE_PASSED, MLS_ACCEPTANCE_FAILED, MLS_ACCEPTANCE_OPEN,
                                              MLS_ACCEPTANCE_NONE };
  const MlsAccuracyTotal *total = mls_accuracy_total (accuracy);
  g_autofree char *limit = mls_format_decimal (mls_accuracy_get_query (accuracy)->agreed.class_limit, 0);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("classes, limit %s\u00a0%%:"), limit);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (total->n_classes[order[i]] > 0)
      g_string_append_printf (text, "%s %u %s", text->str[text->len - 1] != ':' ? "," : "",
                              total->n_classes[order[i]], mls_acceptance_text (order[i]));

  return g_string_free (text, FALSE);
}

static void
print_band (Page *page, const MlsDataset *dataset)
{
  const MlsAccuracyTotal *total = mls_accuracy_total (dataset->accuracy);
  double x = MLS_PAPER_MARGIN + BADGE_WIDTH + 12;
  double room = MLS_PAPER_ROOM - BADGE_WIDTH - 12;
  g_autofree char *rate = mls_accuracy_words_estimate (&total->rate);
  double limit = mls_accuracy_get_query (dataset->accuracy)->agreed.limit;
  g_autofree char *acceptance = mls_accuracy_words_acceptance (&total->acceptance, limit);
  g_autofree char *classes = dup_classes (dataset->accuracy);
  g_autofree char *score = mls_accuracy_words_score (&total->score);
  g_autofree char *line =
      total->rate.is_known ? g_strdup_printf (_("%s right; %s; %s"), rate, acceptance, classes) : g_strdup (acceptance);

  make_room (page, BAND_HEIGHT, _("Verdict"));
  draw_badge (page, total->verdict);
  mls_pen_set_font (page->cr, 12, TRUE);
  mls_pen_text_within (page->cr, x, page->top + 13, room, dataset->title);
  mls_pen_set_font (page->cr, 9, FALSE);
  mls_pen_text_within (page->cr, x, page->top + 28, room, line);
  mls_pen_set_colour (page->cr, MLS_PEN_PALE);
  mls_pen_text_within (page->cr, x, page->top + 41, room, score);
  mls_pen_set_colour (page->cr, MLS_PEN_INK);
  page->top += BAND_HEIGHT + BAND_GAP;
}

/* Samples */

static void
print_fact (Page *page, const char *name, const char *value)
{
  guint n;

  if (value == NULL || *value == '\0')
    return;

  mls_pen_set_font (page->cr, 8.5, FALSE);
  n = MIN (mls_text_block_n_lines (page->cr, value, MLS_PAPER_ROOM - FACT_NAME), 3);
  make_room (page, n * FACT_LINE, _("Samples"));
  mls_pen_set_font (page->cr, 8.5, FALSE);
  mls_pen_set_colour (page->cr, MLS_PEN_PALE);
  mls_pen_text_within (page->cr, MLS_PAPER_MARGIN, page->top + FACT_LINE * 0.8, FACT_NAME - 8, name);
  mls_pen_set_colour (page->cr, MLS_PEN_INK);
  page->top = mls_text_block_draw (page->cr, value, MLS_PAPER_MARGIN + FACT_NAME, page->top, MLS_PAPER_ROOM - FACT_NAME,
                                   FACT_LINE, 3);
}

static const char *
text_of (MlsText text)
{
  return text != 0 ? g_quark_to_string (text) : NULL;
}

/* Names, each once, in their order. */
static char *
dup_names (const GArray *said, gboolean of_second_level)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < said->len; i++)
    {
      const MlsJudgement *judgement = &g_array_index (said, MlsSaid, i).judgement;
      MlsText name = of_second_level ? judgement->confirmer : judgement->controller;

      if (name != 0 && g_hash_table_add (seen, GUINT_TO_POINTER (name)))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", g_quark_to_string (name));
    }

  return g_string_free (names, FALSE);
}

static char *
dup_drawn (const MlsSample *sample)
{
  const char *by = text_of (sample->author);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, sample->seed);

  if (sample->at == 0)
    return NULL;

  return by != NULL ? g_strdup_printf (_("%.10s by %s, seed %s"), text_of (sample->at), by, seed)
                    : g_strdup_printf (_("%.10s, seed %s"), text_of (sample->at), seed);
}

static char *
dup_population (const MlsAssessment *assessment)
{
  const GArray *strata = mls_sample_file_get_strata (assessment->file);
  guint n_units = mls_sample_file_get_units (assessment->file)->len;
  g_autofree char *units = mls_format_count (n_units);
  g_autofree char *all = NULL;
  g_autofree char *area = NULL;
  guint64 n_regions = 0;
  MlsArea2 area2 = 0;

  for (guint i = 0; i < strata->len; i++)
    {
      n_regions += g_array_index (strata, MlsStratum, i).n_regions;
      area2 += g_array_index (strata, MlsStratum, i).area2;
    }
  all = mls_format_count (n_regions);
  area = mls_format_hectares (mls_area2_to_m2 (area2));

  return g_strdup_printf (_("%s units of %s regions (%s ha) in %u strata"), units, all, area, strata->len);
}

static char *
dup_left_out (const MlsAssessment *assessment)
{
  const GArray *strata = mls_sample_file_get_strata (assessment->file);
  g_autofree char *count = NULL;
  g_autofree char *area = NULL;
  guint64 n_left = 0;
  MlsArea2 left2 = 0;

  for (guint i = 0; i < strata->len; i++)
    {
      n_left += g_array_index (strata, MlsStratum, i).n_left;
      left2 += g_array_index (strata, MlsStratum, i).left2;
    }
  if (n_left == 0)
    return NULL;

  count = mls_format_count (n_left);
  area = mls_format_hectares (mls_area2_to_m2 (left2));

  return g_strdup_printf (_("%s regions (%s ha), for their size or because they are of another sample: nothing is said of "
                            "them"),
                          count, area);
}

static void
print_sample (Page *page, const MlsAssessment *assessment)
{
  const MlsSample *sample = mls_sample_file_get_sample (assessment->file);
  g_autofree char *title = mls_assessment_dup_title (assessment);
  g_autofree char *heading = g_strdup_printf (_("Sample “%s”"), title);
  g_autofree char *operation = mls_format_id (sample->operation);
  g_autofree char *state =
      g_strdup_printf (_("%s, state after operation %s"), sample->project != 0 ? text_of (sample->project) : "–", operation);
  g_autofree char *drawn = dup_drawn (sample);
  g_autofree char *how = mls_sample_words_drawing (sample);
  g_autofree char *population = dup_population (assessment);
  g_autofree char *left_out = dup_left_out (assessment);
  g_autofree char *controllers = dup_names (assessment->said, FALSE);
  g_autofree char *confirmers = dup_names (assessment->said, TRUE);
  g_autofree char *blind = mls_sample_words_blind (sample, assessment->told);

  make_room (page, 6 * FACT_LINE, _("Samples"));
  mls_pen_set_font (page->cr, 10, TRUE);
  page->top = mls_text_block_draw (page->cr, heading, MLS_PAPER_MARGIN, page->top, MLS_PAPER_ROOM, 16, 1);
  print_fact (page, _("Drawn from"), state);
  print_fact (page, _("Drawn"), drawn);
  print_fact (page, _("How"), how);
  print_fact (page, _("Options"), text_of (sample->drawing));
  print_fact (page, _("Of it"), population);
  print_fact (page, _("Left out"), left_out);
  print_fact (page, _("Blind"), blind);
  print_fact (page, _("Judged by"), controllers);
  print_fact (page, _("Second level"), confirmers);
  page->top += GAP;
}

/* Signatures */

static void
draw_signer (const Page *page, const char *who, double x, double width)
{
  static const char *const lines[] = { N_("Name"), N_("Date"), N_("Signature") };

  mls_pen_frame (page->cr, x, page->top, width, SIGN_HEIGHT);
  mls_pen_set_colour (page->cr, MLS_PEN_INK);
  mls_pen_set_font (page->cr, 9, TRUE);
  mls_pen_text_within (page->cr, x + 6, page->top + 13, width - 12, who);
  mls_pen_set_font (page->cr, 8, FALSE);
  mls_pen_set_colour (page->cr, MLS_PEN_PALE);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    mls_pen_text_within (page->cr, x + 6, page->top + 28 + 14 * i, width - 12, _(lines[i]));
  mls_pen_set_colour (page->cr, MLS_PEN_INK);
}

static void
print_signatures (Page *page)
{
  const char *signers[N_SIGNERS] = { _("Controller"), _("Second level"), _("Client") };
  double width = (MLS_PAPER_ROOM - (N_SIGNERS - 1) * GAP) / (double) N_SIGNERS;

  make_room (page, SIGN_HEIGHT, _("Signatures"));
  page->top = MLS_PAPER_BOTTOM - SIGN_HEIGHT;
  for (guint i = 0; i < N_SIGNERS; i++)
    draw_signer (page, signers[i], MLS_PAPER_MARGIN + i * (width + GAP), width);
}

/**
 * mls_verdict_page_print:
 * @paper: a report without pages
 * @datasets: (element-type MlsDataset): what is reported
 *
 * Prints the verdict on each, how their samples were drawn and by whom judged, and room for signatures.
 */
void
mls_verdict_page_print (MlsPaper *paper, const GPtrArray *datasets)
{
  Page page = { paper, mls_paper_start (paper, _("Verdict")), MLS_PAPER_TOP };
  const MlsAssessment *last = NULL;

  for (guint i = 0; i < datasets->len; i++)
    print_band (&page, g_ptr_array_index (datasets, i));
  page.top += GAP / 2.0;
  for (guint i = 0; i < datasets->len; i++)
    {
      const MlsDataset *dataset = g_ptr_array_index (datasets, i);

      if (dataset->assessment != last)
        print_sample (&page, dataset->assessment);
      last = dataset->assessment;
    }
  print_signatures (&page);
}
