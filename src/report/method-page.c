/* How all figures of a report are reckoned, so that anybody can do it again. */

#include "report/method-page.h"

#include "paint/pen.h"
#include "report/text-block.h"

#include <glib/gi18n-lib.h>

#define TITLE_SIZE 9.5
#define TEXT_SIZE  8.5
#define LINE       11
#define GAP        6
#define COLUMN_GAP 26
#define COLUMN     ((MLS_PAPER_ROOM - COLUMN_GAP) / 2.0)

typedef struct
{
  const char *title;
  const char *text;
} Section;

static const Section sections[] = {
  { N_("What is judged"),
    N_("The unit is a region: ground that hangs together and has one code in the dimension and the year of the sample, "
       "as it was when the sample was drawn. Any error inside it counts: a wrong code, an outline that is off by more "
       "than is allowed, something that should have been drawn inside it. Neighbours outside of the sample are not "
       "searched.") },
  { N_("What counts"),
    N_("No opinion leaves the denominator. Where several controllers differ, a unit counts as neither right nor wrong "
       "until the second level has confirmed one of them. Errors that it rejects are right; once it has begun, only "
       "errors that it confirms count.") },
  { N_("Rate of the units"),
    N_("r = right / (right + wrong), between the exact binomial limits of Clopper and Pearson (1934) at 95 %. Where "
       "every region of a class is judged there is no sampling error. The misclassification rate is 1 − r (ISO 19157 "
       "no. 61).") },
  { N_("Verdict"),
    N_("A dataset passes where its rate and that of each class reach their limits. It is told early as soon as what is "
       "left can change nothing. “Sure at 95 %” means that both limits are on that side.") },
  { N_("Samples of pairs"),
    N_("Their regions stand for unlike numbers of others: rates are ratio estimates (Hájek) with weights 1 / "
       "probability in each stratum, and their limits are those of as many units that weigh alike as leave the same "
       "error (Kish; Korn and Graubard 1998).") },
  { N_("Rate of all regions"),
    N_("Each stratum h weighs by its number of regions N(h): R = Σ N(h) r(h) / Σ N(h), with limits as for pairs.") },
  { N_("Ground"),
    N_("After Olofsson et al. (2014), with W(i) the share of class i in the ground that could be drawn, n(ij) the units "
       "of class i on the map that are j in truth, and n(i) all of class i:\n"
       "p(ij) = W(i) n(ij) / n(i)\n"
       "overall accuracy O = Σ p(jj)\n"
       "user’s accuracy U(i) = p(ii) / Σj p(ij); producer’s accuracy P(j) = p(jj) / Σi p(ij)\n"
       "V(O) = Σ W(i)² U(i) (1 − U(i)) / (n(i) − 1)\n"
       "share of class k: S² = Σ (W(i) p(ik) − p(ik)²) / (n(i) − 1)\n"
       "Limits are ± 1.96 S. Each stratum’s part of a variance is multiplied by 1 − n / N, the finite population "
       "correction: a class looked at as a whole has no error. Where strata are not classes, Stehman’s ratio estimators "
       "(2014), of which these are what is left where they are. Within a stratum every region counts the same, however "
       "large.") },
  { N_("Kappa"),
    N_("κ = (n Σ n(jj) − Σ n(j.) n(.j)) / (n² − Σ n(j.) n(.j)), of the misclassification matrix (ISO 19157 no. 62 and "
       "64); errors without a known replacement are a class that the map does not have.") },
};

static double
height_of (cairo_t *cr, const Section *section)
{
  mls_pen_set_font (cr, TEXT_SIZE, FALSE);

  return (1.2 + mls_text_block_n_lines (cr, _(section->text), COLUMN)) * LINE + GAP;
}

static double
draw_section (cairo_t *cr, const Section *section, double x, double top)
{
  mls_pen_set_colour (cr, MLS_PEN_INK);
  mls_pen_set_font (cr, TITLE_SIZE, TRUE);
  top = mls_text_block_draw (cr, _(section->title), x, top, COLUMN, 1.2 * LINE, 1);
  mls_pen_set_font (cr, TEXT_SIZE, FALSE);

  return mls_text_block_draw (cr, _(section->text), x, top, COLUMN, LINE, G_MAXUINT) + GAP;
}

/**
 * mls_method_page_print:
 * @paper: a report
 *
 * Prints in two columns how its figures are reckoned.
 */
void
mls_method_page_print (MlsPaper *paper)
{
  cairo_t *cr = mls_paper_start (paper, _("How figures are reckoned"));
  double x = MLS_PAPER_MARGIN;
  double top = MLS_PAPER_TOP;

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      if (top + height_of (cr, &sections[i]) > MLS_PAPER_BOTTOM)
        {
          if (x > MLS_PAPER_MARGIN)
            cr = mls_paper_start (paper, _("How figures are reckoned"));
          x = x > MLS_PAPER_MARGIN ? MLS_PAPER_MARGIN : MLS_PAPER_MARGIN + COLUMN + COLUMN_GAP;
          top = MLS_PAPER_TOP;
        }
      top = draw_section (cr, &sections[i], x, top);
    }
}
