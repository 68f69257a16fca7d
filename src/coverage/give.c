#include "coverage/give.h"

/**
 * mls_give_pair:
 * @intent: an intent with a pair
 * @cells: (element-type MlsCell): what takes it
 *
 * Returns: whether a label changed
 */
gboolean
mls_give_pair (const MlsIntent *intent, GPtrArray *cells)
{
  gboolean any = FALSE;

  for (guint i = 0; i < cells->len; i++)
    {
      MlsCell *cell = g_ptr_array_index (cells, i);

      mls_intent_give_pair (intent, cell->labels);
      any |= mls_cell_is_relabelled (cell);
    }

  return any;
}

/* Where a piece can take its label from: a face of the gaining region, and how long their border. */
typedef struct
{
  const MlsCell *from;
  double         length;
} Share;

typedef struct
{
  const MlsRegion *gaining;
  GHashTable      *cells;  /* those that are to take a label */
  GHashTable      *origin; /* cell → the gaining cell it takes its label from */
  GHashTable      *shares; /* gaining cell → Share, of the cell looked at */
} Give;

/* A region followed only in part is known by its code beyond. */
static gboolean
is_gaining (const Give *give, const MlsCell *cell)
{
  const MlsRegion *region = give->gaining;

  if (g_hash_table_contains (give->cells, cell))
    return FALSE;

  return mls_region_has (region, cell) ||
         (region->at_least &&
          mls_label_code (&cell->labels[region->vintage], region->dimension) == mls_region_code (region));
}

static void
share_border (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Give *give = user_data;
  const MlsCell *from;
  Share *share;

  if (neighbour == NULL)
    return;

  from = is_gaining (give, neighbour) ? neighbour : g_hash_table_lookup (give->origin, neighbour);
  if (from == NULL)
    return;

  share = g_hash_table_lookup (give->shares, from);
  if (share == NULL)
    {
      share = g_new0 (Share, 1);
      share->from = from;
      g_hash_table_insert (give->shares, (gpointer) from, share);
    }
  share->length += mls_point_distance (a, b);
}

/* The gaining cell with the longest common border; of equals the one of the smaller face id. */
static const MlsCell *
longest_share (const Give *give)
{
  const Share *best = NULL;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, give->shares);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Share *share = value;

      if (best == NULL || share->length > best->length ||
          (share->length == best->length && share->from->parent->id < best->from->parent->id))
        best = share;
    }

  return best != NULL ? best->from : NULL;
}

/* One round outwards: the cells that touch the gaining region or what has joined it. */
static gboolean
join_round (MlsOverlay *overlay, Give *give, GPtrArray *cells)
{
  g_autoptr (GPtrArray) joined = g_ptr_array_new ();
  g_autoptr (GPtrArray) origins = g_ptr_array_new ();

  for (guint i = 0; i < cells->len; i++)
    {
      MlsCell *cell = g_ptr_array_index (cells, i);
      const MlsCell *from;

      if (g_hash_table_contains (give->origin, cell))
        continue;

      g_hash_table_remove_all (give->shares);
      mls_overlay_each_neighbour (overlay, cell, share_border, give);
      from = longest_share (give);
      if (from != NULL)
        {
          g_ptr_array_add (joined, cell);
          g_ptr_array_add (origins, (gpointer) from);
        }
    }

  for (guint i = 0; i < joined->len; i++)
    g_hash_table_insert (give->origin, g_ptr_array_index (joined, i), g_ptr_array_index (origins, i));

  return joined->len > 0;
}

/**
 * mls_give_labels:
 * @overlay: an overlay
 * @intent: which vintages are written
 * @cells: (element-type MlsCell): what takes labels; none of @gaining
 * @gaining: the region they join
 *
 * Each cell takes the labels of the face of the gaining region with which it shares its longest
 * border; one that touches it only through others, those of what it joins it through.
 *
 * Returns: whether a label changed
 */
gboolean
mls_give_labels (MlsOverlay *overlay, const MlsIntent *intent, GPtrArray *cells, const MlsRegion *gaining)
{
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) origin = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) shares = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Give give = { gaining, set, origin, shares };
  gboolean any = FALSE;

  for (guint i = 0; i < cells->len; i++)
    g_hash_table_add (set, g_ptr_array_index (cells, i));

  while (join_round (overlay, &give, cells))
    ;

  for (guint i = 0; i < cells->len; i++)
    {
      MlsCell *cell = g_ptr_array_index (cells, i);
      const MlsCell *from = g_hash_table_lookup (origin, cell);

      if (from == NULL)
        continue;

      mls_intent_give_label (intent, from->labels, cell->labels);
      any |= mls_cell_is_relabelled (cell);
    }

  return any;
}
