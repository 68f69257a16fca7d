/* Whether the dates that an edit writes may still be written. */

#include "rules/verdict-private.h"

#include <string.h>

/* Whether @cell tells anything else of some of its ground than what stood there, at the date looked at. */
static gboolean
is_written (const MlsJudging *judging, const MlsCell *cell)
{
  guint v = judging->vintage;

  for (guint i = 0; i < cell->ground->len; i++)
    if (memcmp (&mls_ground_at (cell, i)->face->labels[v], &cell->labels[v], sizeof (MlsLabel)) != 0)
      return TRUE;

  return FALSE;
}

/**
 * mls_judge_vintage:
 * @judging: a plan being judged, in one vintage
 *
 * A closed date takes corrections alone, a frozen one nothing. That a face is cut there writes nothing: each place
 * is labelled as it was.
 */
void
mls_judge_vintage (MlsJudging *judging)
{
  MlsVintageState state = judging->rules->vintages[judging->vintage].state;
  gboolean frozen = state == MLS_VINTAGE_FROZEN;
  GPtrArray *cells = mls_overlay_cells (judging->plan->overlay);

  if (state == MLS_VINTAGE_OPEN || (!frozen && judging->plan->intent.correction))
    return;

  for (guint i = 0; i < cells->len; i++)
    {
      MlsCell *cell = g_ptr_array_index (cells, i);

      if (!is_written (judging, cell))
        continue;

      g_array_append_val (judging->verdict->breaches,
                          ((MlsBreach){ .rule = frozen ? MLS_REFUSAL_FROZEN : MLS_REFUSAL_CLOSED,
                                        .vintage = judging->vintage, .dimension = MLS_DIMENSION_PAIR,
                                        .pair = mls_label_pair (&cell->labels[judging->vintage]),
                                        .area2 = cell->area2, .place = mls_face_inner_point (cell->shape),
                                        .cell = cell }));
      return;
    }
}
