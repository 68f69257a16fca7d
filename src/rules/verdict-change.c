/* What an edit says became of the ground between two dates. */

#include "rules/verdict-private.h"

/* Ground that changed alike, being followed. */
typedef struct
{
  MlsJudging *judging;
  guint       from;    /* the earlier of the two dates */
  guint       to;
  guint64     was;     /* codes, at either */
  guint64     is;
  GPtrArray  *cells;   /* (element-type MlsCell) */
  MlsArea2    area2;
  gboolean    on_edge;
} Change;

static guint64
pair_code (const MlsLabel *label)
{
  return mls_label_code (label, MLS_DIMENSION_PAIR);
}

static void
follow_into (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Change *change = user_data;

  if (neighbour == NULL)
    change->on_edge = TRUE;
  else if (pair_code (&neighbour->labels[change->from]) == change->was &&
           pair_code (&neighbour->labels[change->to]) == change->is &&
           g_hash_table_add (change->judging->judged, neighbour))
    g_ptr_array_add (change->cells, neighbour);
}

/* As far as it takes to know that it is large enough. */
static void
follow (Change *change, MlsCell *cell)
{
  MlsArea2 enough = change->judging->rules->limits.change_minimum;

  g_hash_table_add (change->judging->judged, cell);
  g_ptr_array_add (change->cells, cell);
  for (guint i = 0; i < change->cells->len; i++)
    {
      const MlsCell *next = g_ptr_array_index (change->cells, i);

      change->area2 += next->area2;
      if (change->area2 < enough)
        mls_overlay_each_neighbour (change->judging->plan->overlay, next, follow_into, change);
    }
}

static void
judge_change (MlsJudging *judging, MlsCell *cell, guint from, guint to)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  Change change = { judging, from, to, pair_code (&cell->labels[from]), pair_code (&cell->labels[to]), cells, 0, FALSE };
  MlsCase ground = { { .vintage = to, .dimension = MLS_DIMENSION_PAIR, .from_vintage = from,
                       .from = mls_label_pair (&cell->labels[from]), .pair = mls_label_pair (&cell->labels[to]) },
                     FALSE, NULL, NULL };

  if (!mls_label_changes (&cell->labels[from], &cell->labels[to], MLS_DIMENSION_PAIR) ||
      g_hash_table_contains (judging->judged, cell))
    return;

  follow (&change, cell);
  ground.ground.area2 = change.area2;
  ground.ground.place = mls_face_inner_point (cell->shape);
  ground.on_edge = change.on_edge;
  mls_judge (judging->rules, &ground, MLS_ASPECT_CHANGE, judging->verdict->warnings);
}

static gboolean
is_recoded (const MlsJudging *judging, const MlsCell *cell)
{
  for (guint i = 0; i < cell->ground->len; i++)
    if (pair_code (&mls_ground_at (cell, i)->face->labels[judging->vintage]) !=
        pair_code (&cell->labels[judging->vintage]))
      return TRUE;

  return FALSE;
}

/* Since the date before, or until the next one. */
static void
judge_between (MlsJudging *judging, int direction)
{
  GPtrArray *cells = mls_overlay_cells (judging->plan->overlay);
  guint other = mls_vintage_beside (judging->rules->vintages, judging->rules->n_vintages, judging->vintage, direction);
  guint n_cells = cells->len;

  g_hash_table_remove_all (judging->judged);
  for (guint i = 0; other != judging->vintage && i < n_cells; i++)
    {
      MlsCell *cell = g_ptr_array_index (cells, i);

      if (is_recoded (judging, cell))
        judge_change (judging, cell, direction < 0 ? other : judging->vintage, direction < 0 ? judging->vintage : other);
    }
}

/**
 * mls_judge_changes:
 * @judging: a plan being judged, in one vintage
 *
 * Judges what the ground that the edit gives other codes was at the date before and is at the next one. A
 * correction does not say that the land changed, and is not judged.
 */
void
mls_judge_changes (MlsJudging *judging)
{
  if (judging->plan->intent.correction)
    return;

  judge_between (judging, -1);
  judge_between (judging, 1);
}
