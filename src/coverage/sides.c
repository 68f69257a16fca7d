#include "coverage/sides.h"

/* A side that long on both sides is a network's; what the line cut of it then tells the smaller. */
#define MAX_SIDE_CELLS 4096

typedef struct
{
  MlsOverlay      *overlay;
  const MlsIntent *intent;
  GHashTable      *side_of; /* cell → the half it is of */
  MlsHalf         *half;
  MlsCell         *cell;
  gboolean         meet;
} Spread;

static void
join_half (Spread *spread, MlsHalf *half, MlsCell *cell)
{
  const MlsHalf *there = g_hash_table_lookup (spread->side_of, cell);

  if (there == half)
    return;
  if (there != NULL)
    {
      spread->meet = TRUE;
      return;
    }

  g_hash_table_insert (spread->side_of, cell, half);
  g_ptr_array_add (half->cells, cell);
  half->area2 += cell->area2;
}

/* As the coverage was before the edit: what a side takes meanwhile does not stop it. */
static gboolean
same_code (const MlsCell *from, const MlsCell *to, const MlsIntent *intent)
{
  return mls_label_code (&from->parent->labels[intent->vintage], intent->dimension) ==
         mls_label_code (&to->parent->labels[intent->vintage], intent->dimension);
}

static void
spread_across (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Spread *spread = user_data;

  if (neighbour != NULL && !mls_overlay_is_course (spread->overlay, a, b) &&
      same_code (spread->cell, neighbour, spread->intent))
    join_half (spread, spread->half, neighbour);
}

/* Follows the next cell of @half. FALSE when there is none left. */
static gboolean
spread_half (Spread *spread, MlsHalf *half, guint *next)
{
  if (*next == half->cells->len)
    return FALSE;

  spread->half = half;
  spread->cell = g_ptr_array_index (half->cells, (*next)++);
  mls_overlay_each_neighbour (spread->overlay, spread->cell, spread_across, spread);

  return TRUE;
}

static MlsArea2
cut_area2 (const MlsHalf *half)
{
  MlsArea2 sum = 0;

  for (guint i = 0; i < half->cells->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (half->cells, i);

      sum += cell->cut ? cell->area2 : 0;
    }

  return sum;
}

/**
 * mls_sides_new:
 * @overlay: cells cut by a line
 * @left: (element-type MlsCell): those with the line on their right, where the sides start
 * @right: (element-type MlsCell): those with the line on their left
 * @intent: in which vintage and dimension
 *
 * A side spreads over its region, never across the line. Follows both sides in step, each time the
 * one with the smaller area, until the smaller is whole, so that the cost is that of the smaller.
 *
 * Returns: (transfer full): the sides
 */
MlsSides *
mls_sides_new (MlsOverlay *overlay, GPtrArray *left, GPtrArray *right, const MlsIntent *intent)
{
  MlsSides *sides = g_new0 (MlsSides, 1);
  g_autoptr (GHashTable) side_of = g_hash_table_new (NULL, NULL);
  Spread spread = { overlay, intent, side_of, NULL, NULL, FALSE };
  guint next_left = 0, next_right = 0;

  sides->left.cells = g_ptr_array_new ();
  sides->right.cells = g_ptr_array_new ();
  for (guint i = 0; i < left->len; i++)
    join_half (&spread, &sides->left, g_ptr_array_index (left, i));
  for (guint i = 0; i < right->len; i++)
    join_half (&spread, &sides->right, g_ptr_array_index (right, i));

  while (!spread.meet)
    {
      gboolean go_left = sides->left.area2 <= sides->right.area2;
      MlsHalf *half = go_left ? &sides->left : &sides->right;

      if (!spread_half (&spread, half, go_left ? &next_left : &next_right))
        {
          half->whole = TRUE;
          break;
        }

      if (sides->left.cells->len > MAX_SIDE_CELLS && sides->right.cells->len > MAX_SIDE_CELLS)
        break;
    }

  sides->meet = spread.meet;
  sides->left.whole |= next_left == sides->left.cells->len;
  sides->right.whole |= next_right == sides->right.cells->len;

  return sides;
}

/**
 * mls_sides_free:
 * @sides: (transfer full): sides
 */
void
mls_sides_free (MlsSides *sides)
{
  g_ptr_array_unref (sides->left.cells);
  g_ptr_array_unref (sides->right.cells);
  g_free (sides);
}

/* The left side is the smaller one, or both are equal; where neither was followed to its end, of
 * the pieces the line cut. */
static gboolean
left_is_smaller (const MlsSides *sides)
{
  if (!sides->left.whole && !sides->right.whole)
    return cut_area2 (&sides->left) <= cut_area2 (&sides->right);

  return sides->left.area2 <= sides->right.area2;
}

/**
 * mls_sides_choose:
 * @sides: the sides of a line
 * @takes: which of them is meant
 *
 * Returns: (transfer none): that side
 */
MlsHalf *
mls_sides_choose (MlsSides *sides, MlsTakes takes)
{
  gboolean left = FALSE;

  switch (takes)
    {
    case MLS_TAKES_SMALLER:
      left = left_is_smaller (sides);
      break;
    case MLS_TAKES_LARGER:
      left = !left_is_smaller (sides);
      break;
    case MLS_TAKES_LEFT:
      left = TRUE;
      break;
    case MLS_TAKES_RIGHT:
      left = FALSE;
      break;
    }

  return left ? &sides->left : &sides->right;
}

/**
 * mls_sides_complete:
 * @overlay: cells cut by a line
 * @half: one side of it, perhaps not followed to its end
 * @intent: in which vintage and dimension
 * @max_cells: how far to go
 *
 * Follows a side to its end.
 *
 * Returns: %FALSE if it has more than @max_cells
 */
gboolean
mls_sides_complete (MlsOverlay *overlay, MlsHalf *half, const MlsIntent *intent, guint max_cells)
{
  g_autoptr (GHashTable) side_of = g_hash_table_new (NULL, NULL);
  Spread spread = { overlay, intent, side_of, half, NULL, FALSE };

  if (half->whole)
    return TRUE;

  for (guint i = 0; i < half->cells->len; i++)
    g_hash_table_insert (side_of, g_ptr_array_index (half->cells, i), half);

  for (guint next = 0; half->cells->len <= max_cells;)
    if (!spread_half (&spread, half, &next))
      {
        half->whole = TRUE;
        return TRUE;
      }

  return FALSE;
}
