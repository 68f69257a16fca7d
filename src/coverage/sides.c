#include "coverage/sides.h"

#include "coverage/give.h"
#include "coverage/refusal.h"

#include <glib/gi18n-lib.h>

#define MAX_SIDE_POINTS (2 * MLS_FOLLOWED_POINTS)

typedef struct
{
  MlsSides      *sides;
  MlsHalf       *half;
  const MlsCell *cell;
} Spread;

static void
join_half (MlsSides *sides, MlsHalf *half, MlsCell *cell)
{
  const MlsHalf *there = g_hash_table_lookup (sides->half_of, cell);

  if (there == half)
    return;
  if (there != NULL)
    {
      sides->meet = TRUE;
      return;
    }

  g_hash_table_insert (sides->half_of, cell, half);
  g_ptr_array_add (half->cells, cell);
  half->area2 += cell->area2;
  half->n_points += cell->shape->n_points;
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
  const Spread *spread = user_data;
  MlsSides *sides = spread->sides;

  if (neighbour != NULL && !mls_overlay_is_course (sides->overlay, a, b) &&
      same_code (spread->cell, neighbour, sides->intent))
    join_half (sides, spread->half, neighbour);
}

static gboolean
is_whole (const MlsHalf *half)
{
  return half->next == half->cells->len;
}

static void
spread_half (MlsSides *sides, MlsHalf *half)
{
  Spread spread = { sides, half, g_ptr_array_index (half->cells, half->next++) };

  mls_overlay_each_neighbour (sides->overlay, spread.cell, spread_across, &spread);
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
 * @overlay: cells cut by a line; must outlive the sides
 * @left: (element-type MlsCell): those with the line on their right, where the sides start
 * @right: (element-type MlsCell): those with the line on their left
 * @intent: in which vintage and dimension; must outlive the sides
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

  sides->overlay = overlay;
  sides->intent = intent;
  sides->half_of = g_hash_table_new (NULL, NULL);
  sides->left.cells = g_ptr_array_new ();
  sides->right.cells = g_ptr_array_new ();
  for (guint i = 0; i < left->len; i++)
    join_half (sides, &sides->left, g_ptr_array_index (left, i));
  for (guint i = 0; i < right->len; i++)
    join_half (sides, &sides->right, g_ptr_array_index (right, i));

  while (!sides->meet)
    {
      MlsHalf *smaller = sides->left.area2 <= sides->right.area2 ? &sides->left : &sides->right;

      /* Where both go on that far it is a network that is cut; the pieces at the line then tell the smaller. */
      if (is_whole (smaller) || (sides->left.n_points > MAX_SIDE_POINTS && sides->right.n_points > MAX_SIDE_POINTS))
        break;

      spread_half (sides, smaller);
    }

  return sides;
}

/**
 * mls_sides_free:
 * @sides: (transfer full): sides
 */
void
mls_sides_free (MlsSides *sides)
{
  g_hash_table_unref (sides->half_of);
  g_ptr_array_unref (sides->left.cells);
  g_ptr_array_unref (sides->right.cells);
  g_free (sides);
}

/* The left side is the smaller one, or both are equal; where neither was followed to its end, of
 * the pieces the line cut. */
static gboolean
left_is_smaller (const MlsSides *sides)
{
  if (!is_whole (&sides->left) && !is_whole (&sides->right))
    return cut_area2 (&sides->left) <= cut_area2 (&sides->right);

  return sides->left.area2 <= sides->right.area2;
}

static MlsHalf *
choose (MlsSides *sides, MlsTakes takes)
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
 * mls_sides_take:
 * @sides: the sides of a line
 * @takes: which of them is meant
 * @given: (element-type MlsCell): gets the cells of that side
 * @error: %MLS_REFUSAL_TOO_LARGE
 *
 * Follows that side to its end. Sides that turn out to be one take nothing: @sides->meet tells.
 *
 * Returns: %FALSE if it is too large
 */
gboolean
mls_sides_take (MlsSides *sides, MlsTakes takes, GPtrArray *given, GError **error)
{
  MlsHalf *half = choose (sides, takes);

  while (!sides->meet && !is_whole (half) && half->n_points <= MLS_MAX_GIVEN_POINTS)
    spread_half (sides, half);

  if (sides->meet)
    return TRUE;

  if (!is_whole (half))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_TOO_LARGE,
                           _("That side of the line is too large"));
      return FALSE;
    }

  for (guint i = 0; i < half->cells->len; i++)
    g_ptr_array_add (given, g_ptr_array_index (half->cells, i));

  return TRUE;
}
