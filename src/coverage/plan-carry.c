#include "coverage/plan.h"

/* The neighbour from which a cell takes its label at one date: of those that are the same at the date that
 * was corrected and at this one, the one along the longest border. */
typedef struct
{
  const MlsCell *cell;
  guint          corrected;
  guint          vintage;
  GHashTable    *lengths; /* MlsCell to the border in common, mm */
  MlsCell       *best;
} Search;

static guint64
code_at (const MlsLabel *labels, guint vintage)
{
  return mls_label_code (&labels[vintage], MLS_DIMENSION_PAIR);
}

static void
measure (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Search *search = user_data;
  guint64 code = code_at (search->cell->labels, search->corrected);
  double *length;
  double *best;

  if (neighbour == NULL || code_at (neighbour->labels, search->corrected) != code ||
      code_at (neighbour->labels, search->vintage) != code)
    return;

  length = g_hash_table_lookup (search->lengths, neighbour);
  if (length == NULL)
    {
      length = g_new0 (double, 1);
      g_hash_table_insert (search->lengths, neighbour, length);
    }
  *length += mls_point_distance (a, b);

  best = search->best != NULL ? g_hash_table_lookup (search->lengths, search->best) : NULL;
  if (best == NULL || *length > *best || (*length == *best && neighbour->parent->id < search->best->parent->id))
    search->best = neighbour;
}

/* Without such a neighbour the codes alone are carried over: what was said of the others is not said of them. */
static void
carry (MlsOverlay *overlay, MlsCell *cell, guint corrected, guint vintage)
{
  g_autoptr (GHashTable) lengths = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Search search = { cell, corrected, vintage, lengths, NULL };
  MlsLabel label = { 0 };

  mls_overlay_each_neighbour (overlay, cell, measure, &search);
  if (search.best != NULL)
    label = search.best->labels[vintage];
  label.field[MLS_FIELD_COVER] = cell->labels[corrected].field[MLS_FIELD_COVER];
  label.field[MLS_FIELD_USE] = cell->labels[corrected].field[MLS_FIELD_USE];
  cell->labels[vintage] = label;
}

/**
 * mls_plan_carry_over:
 * @patch: the coverage
 * @points: places whose faces were corrected in the vintage of @intent
 * @n_points: how many
 * @intent: a correction, of the vintages that are to follow
 * @error: a refusal of %MLS_REFUSAL, or the source's error
 *
 * Gives the faces there the codes of the corrected vintage in the others, with the rest of the label as the
 * neighbour has it that they join.
 *
 * Returns: (transfer full) (nullable): the plan
 */
MlsPlan *
mls_plan_carry_over (MlsPatch        *patch,
                     const MlsPoint  *points,
                     gsize            n_points,
                     const MlsIntent *intent,
                     GError         **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsPlan) plan = mls_plan_new (MLS_VERB_CARRY_OVER, intent, overlay);

  for (gsize i = 0; i < n_points; i++)
    {
      MlsCell *cell = mls_overlay_cell_at (overlay, points[i]);

      if (cell == NULL)
        continue;

      for (guint v = 0; v < cell->parent->n_vintages; v++)
        if ((intent->vintages & MLS_VINTAGE (v)) != 0)
          carry (overlay, cell, intent->vintage, v);
      g_ptr_array_add (plan->given, cell);
    }

  return mls_plan_finish (plan, error) ? g_steal_pointer (&plan) : NULL;
}
