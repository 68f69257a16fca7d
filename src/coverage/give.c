#include "coverage/give.h"

#include "coverage/refusal.h"

#include <glib/gi18n-lib.h>

/**
 * mls_give_region:
 * @overlay: an overlay
 * @cell: one of its cells
 * @intent: in which vintage and dimension
 * @error: %MLS_REFUSAL_TOO_LARGE, which is known before all of it is
 *
 * Returns: (transfer full) (nullable): the whole region of @cell, to be given something
 */
MlsRegion *
mls_give_region (MlsOverlay *overlay, MlsCell *cell, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsRegion) region = mls_region_new (overlay, cell, intent->vintage, intent->dimension,
                                                 (MlsRegionLimit){ .n_points = MLS_MAX_GIVEN_POINTS });

  if (!region->at_least)
    return g_steal_pointer (&region);

  g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_TOO_LARGE, _("The region is too large"));
  return NULL;
}

/**
 * mls_give_would_tell:
 * @intent: an intent
 * @cells: (element-type MlsCell): what would take its pair
 *
 * Returns: whether there is a pair, and a cell that does not have it already
 */
gboolean
mls_give_would_tell (const MlsIntent *intent, GPtrArray *cells)
{
  if (!mls_intent_has_pair (intent))
    return FALSE;

  for (guint i = 0; i < cells->len; i++)
    if (!mls_intent_already_has (intent, ((MlsCell *) g_ptr_array_index (cells, i))->labels))
      return TRUE;

  return FALSE;
}

/**
 * mls_give_pair:
 * @intent: an intent with a pair
 * @cells: (element-type MlsCell): what takes it
 */
void
mls_give_pair (const MlsIntent *intent, GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    mls_intent_give_pair (intent, ((MlsCell *) g_ptr_array_index (cells, i))->labels);
}

typedef struct
{
  MlsOverlay      *overlay;
  const MlsIntent *intent;
  GHashTable      *cells;   /* those that are to take a label */
  GHashTable      *gaining; /* those of the gaining region that touch one of them */
  GHashTable      *origin;  /* cell → the gaining cell it takes its label from */
  GHashTable      *waiting; /* those beside one that has joined */

  /* Of the cell looked at. */
  GArray          *shares;  /* (element-type Share) */
  GPtrArray       *beside;  /* its neighbours that are to take a label, and have no origin yet */
  guint64          code;
} Give;

/* Where a piece can take its label from: a face of the gaining region, and how long their border. */
typedef struct
{
  const MlsCell *from;
  double         length;
} Share;

static void
give_clear (Give *give)
{
  g_clear_pointer (&give->cells, g_hash_table_unref);
  g_clear_pointer (&give->gaining, g_hash_table_unref);
  g_clear_pointer (&give->origin, g_hash_table_unref);
  g_clear_pointer (&give->waiting, g_hash_table_unref);
  g_clear_pointer (&give->shares, g_array_unref);
  g_clear_pointer (&give->beside, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Give, give_clear)

static guint64
code_of (const Give *give, const MlsCell *cell)
{
  return mls_label_code (&cell->labels[give->intent->vintage], give->intent->dimension);
}

static void
note_gaining (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Give *give = user_data;

  if (neighbour != NULL && code_of (give, neighbour) == give->code &&
      !g_hash_table_contains (give->cells, neighbour))
    g_hash_table_add (give->gaining, neighbour);
}

/* Of the cells of the gaining code around those that take labels, those of the gaining region. */
static void
find_gaining (Give *give, GPtrArray *cells, MlsCell *gains)
{
  const MlsIntent *intent = give->intent;
  g_autoptr (GHashTable) strange = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer cell;

  give->code = code_of (give, gains);
  for (guint i = 0; i < cells->len; i++)
    mls_overlay_each_neighbour (give->overlay, g_ptr_array_index (cells, i), note_gaining, give);

  g_hash_table_iter_init (&iter, give->gaining);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    g_hash_table_add (strange, cell);

  /* A region followed so far without an end is known by its code beyond. */
  mls_region_meets (give->overlay, gains, intent->vintage, intent->dimension, strange, MLS_FOLLOWED_POINTS);

  g_hash_table_iter_init (&iter, strange);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    g_hash_table_remove (give->gaining, cell);
}

static Share *
share_of (Give *give, const MlsCell *from)
{
  for (guint i = 0; i < give->shares->len; i++)
    if (g_array_index (give->shares, Share, i).from == from)
      return &g_array_index (give->shares, Share, i);

  g_array_append_val (give->shares, ((Share){ from, 0 }));

  return &g_array_index (give->shares, Share, give->shares->len - 1);
}

static void
share_border (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Give *give = user_data;
  const MlsCell *from = NULL;

  if (neighbour == NULL)
    return;

  if (g_hash_table_contains (give->gaining, neighbour))
    from = neighbour;
  else if (g_hash_table_contains (give->cells, neighbour))
    from = g_hash_table_lookup (give->origin, neighbour);

  if (from != NULL)
    share_of (give, from)->length += mls_point_distance (a, b);
  else if (g_hash_table_contains (give->cells, neighbour))
    g_ptr_array_add (give->beside, neighbour);
}

/* The gaining cell with the longest common border; of equals the one of the smaller face id. */
static const MlsCell *
longest_share (const Give *give)
{
  const Share *best = NULL;

  for (guint i = 0; i < give->shares->len; i++)
    {
      const Share *share = &g_array_index (give->shares, Share, i);

      if (best == NULL || share->length > best->length ||
          (share->length == best->length && share->from->parent->id < best->from->parent->id))
        best = share;
    }

  return best != NULL ? best->from : NULL;
}

/* One round outwards: of @cells those that touch the gaining region or what has joined it.
 * Returns the cells beside those: who may join in the next round. */
static GPtrArray *
join_round (Give *give, GPtrArray *cells)
{
  g_autoptr (GPtrArray) joined = g_ptr_array_new ();
  g_autoptr (GPtrArray) origins = g_ptr_array_new ();
  GPtrArray *next = g_ptr_array_new ();

  for (guint i = 0; i < cells->len; i++)
    {
      MlsCell *cell = g_ptr_array_index (cells, i);
      const MlsCell *from;

      if (g_hash_table_contains (give->origin, cell))
        continue;

      g_array_set_size (give->shares, 0);
      g_ptr_array_set_size (give->beside, 0);
      mls_overlay_each_neighbour (give->overlay, cell, share_border, give);
      from = longest_share (give);
      if (from == NULL)
        continue;

      g_ptr_array_add (joined, cell);
      g_ptr_array_add (origins, (gpointer) from);
      for (guint k = 0; k < give->beside->len; k++)
        if (g_hash_table_add (give->waiting, g_ptr_array_index (give->beside, k)))
          g_ptr_array_add (next, g_ptr_array_index (give->beside, k));
    }

  for (guint i = 0; i < joined->len; i++)
    g_hash_table_insert (give->origin, g_ptr_array_index (joined, i), g_ptr_array_index (origins, i));

  return next;
}

static void
join_all (Give *give, GPtrArray *cells)
{
  GPtrArray *round = join_round (give, cells);

  while (round->len > 0)
    {
      GPtrArray *next = join_round (give, round);

      g_ptr_array_unref (round);
      round = next;
    }

  g_ptr_array_unref (round);
}

/**
 * mls_give_labels:
 * @overlay: an overlay
 * @intent: which vintages are written
 * @cells: (element-type MlsCell): what takes labels
 * @gains: a cell of the region they join, none of @cells
 *
 * Each cell takes the labels of the face of the gaining region with which it shares its longest
 * border; one that touches it only through others, those of what it joins it through.
 *
 * Returns: %FALSE if none of @cells touches the region
 */
gboolean
mls_give_labels (MlsOverlay *overlay, const MlsIntent *intent, GPtrArray *cells, MlsCell *gains)
{
  g_auto (Give) give = {
    .overlay = overlay,
    .intent = intent,
    .cells = g_hash_table_new (NULL, NULL),
    .gaining = g_hash_table_new (NULL, NULL),
    .origin = g_hash_table_new (NULL, NULL),
    .waiting = g_hash_table_new (NULL, NULL),
    .shares = g_array_new (FALSE, FALSE, sizeof (Share)),
    .beside = g_ptr_array_new (),
  };

  for (guint i = 0; i < cells->len; i++)
    g_hash_table_add (give.cells, g_ptr_array_index (cells, i));

  find_gaining (&give, cells, gains);
  join_all (&give, cells);

  for (guint i = 0; i < cells->len; i++)
    {
      MlsCell *cell = g_ptr_array_index (cells, i);
      const MlsCell *from = g_hash_table_lookup (give.origin, cell);

      if (from != NULL)
        mls_intent_give_label (intent, from->labels, cell->labels);
    }

  return g_hash_table_size (give.gaining) > 0;
}
