/* A correction of some dates that others may need as well: a limit corrected at one date and forgotten at
 * another is an error that controls look for. */

#include "rules/verdict-private.h"

typedef struct
{
  guint          edited;
  guint          other;
  const MlsCell *cell;
  gboolean       found;
} Border;

static guint64
code_at (const MlsLabel *labels, guint vintage)
{
  return mls_label_code (&labels[vintage], MLS_DIMENSION_PAIR);
}

static void
look_across (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Border *border = user_data;

  if (neighbour != NULL && code_at (neighbour->labels, border->edited) == code_at (border->cell->labels, border->edited) &&
      code_at (neighbour->labels, border->other) == code_at (neighbour->labels, border->edited))
    border->found = TRUE;
}

/* Whether what @cell joins is the same at both dates: then the border that moved is one of both. */
static gboolean
joins_the_same (MlsJudging *judging, const MlsCell *cell, guint other)
{
  Border border = { judging->plan->intent.vintage, other, cell, FALSE };

  mls_overlay_each_neighbour (judging->plan->overlay, cell, look_across, &border);

  return border.found;
}

/* Whether the ground of @cell that gets another code had the same one at @other, and still has. */
static gboolean
is_alike (MlsJudging *judging, const MlsCell *cell, guint other, gboolean *corrected)
{
  guint edited = judging->plan->intent.vintage;

  for (guint i = 0; i < cell->ground->len; i++)
    {
      const MlsLabel *was = mls_ground_at (cell, i)->face->labels;

      if (code_at (was, edited) == code_at (cell->labels, edited))
        continue;

      *corrected = TRUE;
      if (code_at (was, other) != code_at (was, edited) || code_at (cell->labels, other) != code_at (was, other) ||
          (!mls_verb_gives_pair (judging->plan->verb) && !joins_the_same (judging, cell, other)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_same_at (MlsJudging *judging, guint other)
{
  GPtrArray *cells = mls_overlay_cells (judging->plan->overlay);
  gboolean corrected = FALSE;

  for (guint i = 0, n = cells->len; i < n; i++)
    if (!is_alike (judging, g_ptr_array_index (cells, i), other, &corrected))
      return FALSE;

  return corrected;
}

static void
list_corrected (MlsJudging *judging)
{
  GPtrArray *cells = mls_overlay_cells (judging->plan->overlay);
  guint edited = judging->plan->intent.vintage;

  for (guint i = 0; i < cells->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (cells, i);
      MlsPoint place;

      if (cell->ground->len == 0 ||
          code_at (mls_ground_at (cell, 0)->face->labels, edited) == code_at (cell->labels, edited))
        continue;

      place = mls_face_inner_point (cell->shape);
      g_array_append_val (judging->verdict->corrected, place);
    }
}

/**
 * mls_judge_carry_over:
 * @judging: a plan being judged
 *
 * Finds the vintages that a correction leaves alone, though the same border or code is there.
 */
void
mls_judge_carry_over (MlsJudging *judging)
{
  const MlsIntent *intent = &judging->plan->intent;

  MlsVerb verb = judging->plan->verb;

  if (!intent->correction || verb == MLS_VERB_CURE || verb == MLS_VERB_CARRY_OVER || verb == MLS_VERB_NOTE ||
      verb == MLS_VERB_ADOPT)
    return;

  for (guint v = 0; v < judging->rules->n_vintages; v++)
    if ((mls_intent_vintages (intent) & MLS_VINTAGE (v)) == 0 && is_same_at (judging, v))
      judging->verdict->carry_over |= MLS_VINTAGE (v);

  if (judging->verdict->carry_over != 0)
    list_corrected (judging);
}
