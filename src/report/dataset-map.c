/* Where the units of a sample lie, and what became of them; and pictures of those that are wrong. */

#include "report/dataset-pages.h"

#include "base/format.h"
#include "base/grid.h"
#include "paint/pen.h"
#include "quality/accuracy-words.h"
#include "report/ground-frame.h"
#include "report/outcome-colour.h"
#include "report/text-block.h"

#include <glib/gi18n-lib.h>

#define MAP_HEIGHT  (MLS_PAPER_BOTTOM - MLS_PAPER_TOP - 26)
#define MAP_PALENESS 0.45
#define DOT         3.2
#define LEGEND_STEP 128

/* Pictures of errors, so many beside and above each other. */
#define COLUMNS     3
#define ROWS        2
#define GAP         14
#define CARD_WIDTH  ((MLS_PAPER_ROOM - (COLUMNS - 1) * GAP) / (double) COLUMNS)
#define CARD_HEIGHT ((MLS_PAPER_BOTTOM - MLS_PAPER_TOP - (ROWS - 1) * GAP) / (double) ROWS)
#define CARD_LINE   9.5
#define CARD_LINES  6
#define PICTURE_HEIGHT (CARD_HEIGHT - CARD_LINES * CARD_LINE - 6)

/* Of a picture: so that a house is seen with its garden. */
#define LEAST_PICTURE_M 80

/* More of them nobody looks at on paper; the others are in the sample. */
#define MOST_ERRORS 90

static const MlsUnit *
unit_at (const MlsDataset *self, guint i)
{
  return g_ptr_array_index (mls_accuracy_get_query (self->accuracy)->units, i);
}

static guint
n_units (const MlsDataset *self)
{
  return mls_accuracy_get_query (self->accuracy)->units->len;
}

static MlsOutcomeState
state_of (const MlsDataset *self, guint unit)
{
  return mls_accuracy_outcome (self->accuracy, unit)->state;
}

/* The map */

static MlsBox
box_of (const MlsDataset *self)
{
  MlsBox box = MLS_BOX_EMPTY;

  for (guint u = 0; u < n_units (self); u++)
    box = mls_box_union (&box, &unit_at (self, u)->box);

  return box;
}

static void
draw_dot (cairo_t *cr, double x, double y, guint32 colour)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, DOT, 0, 2 * G_PI);
  mls_pen_set_colour (cr, colour);
  cairo_fill_preserve (cr);
  mls_pen_set_colour (cr, MLS_PEN_INK);
  cairo_set_line_width (cr, 0.6);
  cairo_stroke (cr);
}

static void
draw_outlines (const MlsDataset *self, const MlsGroundFrame *frame)
{
  cairo_set_line_width (frame->cr, 0.5);
  for (guint u = 0; u < n_units (self); u++)
    {
      mls_ground_frame_lead (frame, unit_at (self, u)->outline);
      mls_pen_set_colour (frame->cr, mls_outcome_colour (state_of (self, u)));
      cairo_stroke (frame->cr);
    }
}

/* What is wrong lies on top. */
static void
draw_dots (const MlsDataset *self, const MlsGroundFrame *frame)
{
  static const MlsOutcomeState order[] = { MLS_OUTCOME_LEFT, MLS_OUTCOME_RIGHT, MLS_OUTCOME_NO_OPINION,
                                           MLS_OUTCOME_UNCONFIRMED, MLS_OUTCOME_CONFLICT, MLS_OUTCOME_WRONG };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint u = 0; u < n_units (self); u++)
      if (state_of (self, u) == order[i])
        {
          double x;
          double y;

          mls_ground_frame_place (frame, unit_at (self, u)->place, &x, &y);
          draw_dot (frame->cr, x, y, mls_outcome_colour (order[i]));
        }
}

static void
draw_legend (const MlsDataset *self, cairo_t *cr, double baseline)
{
  const MlsScore *score = &mls_accuracy_total (self->accuracy)->score;
  double x = MLS_PAPER_MARGIN + DOT;

  mls_pen_set_font (cr, 8, FALSE);
  for (int state = 0; state < MLS_N_OUTCOMES; state++)
    {
      g_autofree char *text = mls_accuracy_words_count ((MlsOutcomeState) state, score->n_of[state]);

      if (score->n_of[state] == 0)
        continue;
      draw_dot (cr, x, baseline - 3, mls_outcome_colour ((MlsOutcomeState) state));
      mls_pen_text_within (cr, x + 2 * DOT, baseline, LEGEND_STEP - 4 * DOT, text);
      x += LEGEND_STEP;
    }
}

/**
 * mls_dataset_print_map:
 * @self: what is to be printed
 *
 * Prints where its units lie, and what became of them.
 */
void
mls_dataset_print_map (const MlsDataset *self)
{
  g_autofree char *heading = mls_dataset_dup_heading (self, _("where the units lie"));
  const double place[4] = { MLS_PAPER_MARGIN, MLS_PAPER_TOP, MLS_PAPER_ROOM, MAP_HEIGHT };
  MlsBox box = box_of (self);
  MlsGroundFrame frame;
  cairo_t *cr;

  if (mls_box_is_empty (&box))
    return;

  cr = mls_paper_start (self->paper, heading);
  frame = mls_ground_frame_around (cr, &box, LEAST_PICTURE_M, place);
  mls_ground_frame_photo (&frame, self->reader, self->photos, MAP_PALENESS);
  draw_outlines (self, &frame);
  draw_dots (self, &frame);
  mls_pen_frame (cr, place[0], place[1], place[2], place[3]);
  draw_legend (self, cr, place[1] + place[3] + 18);
  mls_pen_scale_bar (cr, MLS_PAPER_MARGIN + MLS_PAPER_ROOM - 130, place[1] + place[3] + 10, 90,
                     (frame.extent.max_x - frame.extent.min_x) / frame.width);
}

/* Errors */

static void
outline (const MlsGroundFrame *frame, const MlsUnit *unit)
{
  cairo_save (frame->cr);
  cairo_rectangle (frame->cr, frame->x, frame->y, frame->width, frame->height);
  cairo_clip (frame->cr);
  mls_ground_frame_lead (frame, unit->outline);
  cairo_set_line_join (frame->cr, CAIRO_LINE_JOIN_ROUND);
  mls_pen_set_colour (frame->cr, 0xffffff);
  cairo_set_line_width (frame->cr, 2.6);
  cairo_stroke_preserve (frame->cr);
  mls_pen_set_colour (frame->cr, mls_outcome_colour (MLS_OUTCOME_WRONG));
  cairo_set_line_width (frame->cr, 1.4);
  cairo_stroke (frame->cr);
  cairo_restore (frame->cr);
}

/* "Unit 12: CS1.1.1 → CS2.1.0" */
static char *
dup_card_title (const MlsUnit *unit, MlsDimension code, const MlsOutcome *outcome)
{
  MlsText own = code == MLS_DIMENSION_USE ? unit->pair.use : unit->pair.cover;
  const char *name = own != 0 ? g_quark_to_string (own) : "–";
  g_autofree char *id = mls_format_id (unit->id);

  if (outcome->reference != 0)
    return g_strdup_printf (_("Unit %s: %s → %s"), id, name, g_quark_to_string (outcome->reference));

  return g_strdup_printf (_("Unit %s: %s"), id, name);
}

static const char *
label_of (const MlsDataset *self, MlsText code)
{
  for (guint i = 0; i < mls_accuracy_n_classes (self->accuracy); i++)
    if (mls_accuracy_class (self->accuracy, i)->code == code)
      return mls_dataset_class (self, i)->label;

  return "";
}

/* What the two codes mean. */
static char *
dup_card_labels (const MlsDataset *self, const MlsUnit *unit, const MlsOutcome *outcome)
{
  MlsDimension code = mls_accuracy_get_query (self->accuracy)->code;
  const char *own = label_of (self, code == MLS_DIMENSION_USE ? unit->pair.use : unit->pair.cover);

  return outcome->reference != 0 ? g_strdup_printf ("%s → %s", own, label_of (self, outcome->reference)) : g_strdup (own);
}

/* What is wrong, how large it is and where. */
static char *
dup_card_facts (const MlsUnit *unit, const MlsOutcome *outcome)
{
  g_autofree char *errors = mls_accuracy_words_errors (outcome->errors);
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (unit->area2));
  g_autofree char *x = mls_format_coordinate (mls_grid_to_metres (unit->place.x));
  g_autofree char *y = mls_format_coordinate (mls_grid_to_metres (unit->place.y));

  return g_strdup_printf ("%s · %s · %s, %s", errors, area, x, y);
}

static char *
dup_card_persons (const MlsJudgement *judgement)
{
  const char *controller = judgement->controller != 0 ? g_quark_to_string (judgement->controller) : "–";

  if (judgement->confirmation != MLS_CONFIRMATION_CONFIRMED)
    return g_strdup_printf (_("Judged by %s; %s"), controller, mls_confirmation_text (judgement->confirmation));
  if (judgement->confirmer == 0)
    return g_strdup_printf (_("Judged by %s; confirmed"), controller);

  return g_strdup_printf (_("Judged by %s; confirmed by %s"), controller, g_quark_to_string (judgement->confirmer));
}

static void
draw_words (const MlsDataset *self, cairo_t *cr, guint u, double x, double top)
{
  const MlsOutcome *outcome = mls_accuracy_outcome (self->accuracy, u);
  const MlsJudgement *judgement = mls_accuracy_judgement (self->accuracy, u);
  const MlsUnit *unit = unit_at (self, u);
  g_autofree char *title = dup_card_title (unit, mls_accuracy_get_query (self->accuracy)->code, outcome);
  g_autofree char *labels = dup_card_labels (self, unit, outcome);
  g_autofree char *facts = dup_card_facts (unit, outcome);
  g_autofree char *persons = dup_card_persons (judgement);

  mls_pen_set_colour (cr, MLS_PEN_INK);
  mls_pen_set_font (cr, 8.5, TRUE);
  top = mls_text_block_draw (cr, title, x, top, CARD_WIDTH, CARD_LINE, 1);
  mls_pen_set_font (cr, 7.5, FALSE);
  top = mls_text_block_draw (cr, labels, x, top, CARD_WIDTH, CARD_LINE, 1);
  top = mls_text_block_draw (cr, facts, x, top, CARD_WIDTH, CARD_LINE, 1);
  if (judgement->comment != 0)
    top = mls_text_block_draw (cr, g_quark_to_string (judgement->comment), x, top, CARD_WIDTH, CARD_LINE, CARD_LINES - 4);
  mls_pen_set_colour (cr, MLS_PEN_PALE);
  mls_text_block_draw (cr, persons, x, top, CARD_WIDTH, CARD_LINE, 1);
}

static void
draw_card (const MlsDataset *self, cairo_t *cr, guint u, guint i)
{
  const double place[4] = { MLS_PAPER_MARGIN + i % COLUMNS * (CARD_WIDTH + GAP),
                            MLS_PAPER_TOP + i / COLUMNS * (CARD_HEIGHT + GAP), CARD_WIDTH, PICTURE_HEIGHT };
  MlsGroundFrame frame = mls_ground_frame_around (cr, &unit_at (self, u)->box, LEAST_PICTURE_M, place);

  mls_ground_frame_photo (&frame, self->reader, self->photos, 0);
  outline (&frame, unit_at (self, u));
  mls_pen_frame (cr, place[0], place[1], place[2], place[3]);
  draw_words (self, cr, u, place[0], place[1] + place[3] + 4);
}

static char *
dup_error_heading (const MlsDataset *self, guint n)
{
  g_autofree char *what = n <= MOST_ERRORS ? g_strdup (_("errors"))
                                           : g_strdup_printf (_("the first %d of %u errors"), MOST_ERRORS, n);

  return mls_dataset_dup_heading (self, what);
}

/**
 * mls_dataset_print_errors:
 * @self: what is to be printed
 * @func: (scope call): told how far that is
 * @user_data: for @func
 *
 * Prints a picture of each error, what is wrong, and who says so.
 *
 * Returns: %FALSE if @func gave up
 */
gboolean
mls_dataset_print_errors (const MlsDataset *self, MlsStoreProgressFunc func, gpointer user_data)
{
  guint n_errors = mls_accuracy_total (self->accuracy)->score.n_of[MLS_OUTCOME_WRONG];
  g_autofree char *heading = dup_error_heading (self, n_errors);
  cairo_t *cr = NULL;
  guint n = 0;

  for (guint u = 0; u < n_units (self) && n < MOST_ERRORS; u++)
    {
      if (state_of (self, u) != MLS_OUTCOME_WRONG)
        continue;
      if (!func (n / (double) MIN (n_errors, MOST_ERRORS), user_data))
        return FALSE;
      if (n % (COLUMNS * ROWS) == 0)
        cr = mls_paper_start (self->paper, heading);
      draw_card (self, cr, u, n % (COLUMNS * ROWS));
      n++;
    }

  return TRUE;
}
