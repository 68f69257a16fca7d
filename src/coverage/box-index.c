#include "coverage/box-index.h"

#include "base/order.h"
#include "coverage/segment-table.h"

/* A box is kept once: in a level whose squares are no smaller than it, with the square that holds its
 * south-west corner. What meets a box then starts in the squares that it touches, or just before them. */
enum
{
  FIRST_SIDE = 16 * MLS_MM_PER_M,
  SIDE_FACTOR = 4,
  N_LEVELS = 12, /* up to the whole grid */
};

typedef struct
{
  MlsBox box;
  guint  next; /* the one before it of its square, plus 1 */
} Entry;

typedef struct
{
  gint64           side;    /* mm */
  MlsSegmentTable *squares; /* column and row, twice → its last entry, plus 1; %NULL as long as there is none */
  GArray          *all;     /* (element-type guint) the entries of this level */
} Level;

struct _MlsBoxIndex
{
  GArray *entries; /* (element-type Entry) */
  Level   levels[N_LEVELS];
};

/**
 * mls_box_index_new:
 *
 * Returns: (transfer full): an index of no box yet
 */
MlsBoxIndex *
mls_box_index_new (void)
{
  MlsBoxIndex *index = g_new0 (MlsBoxIndex, 1);
  gint64 side = FIRST_SIDE;

  index->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (guint i = 0; i < N_LEVELS; i++, side *= SIDE_FACTOR)
    index->levels[i].side = side;

  return index;
}

/**
 * mls_box_index_free:
 * @index: (transfer full): an index
 */
void
mls_box_index_free (MlsBoxIndex *index)
{
  for (guint i = 0; i < N_LEVELS; i++)
    {
      g_clear_pointer (&index->levels[i].squares, mls_segment_table_free);
      g_clear_pointer (&index->levels[i].all, g_array_unref);
    }

  g_array_unref (index->entries);
  g_free (index);
}

static Level *
level_of (MlsBoxIndex *index, const MlsBox *box)
{
  gint64 size = MAX (box->max_x - box->min_x, box->max_y - box->min_y);
  guint i = 0;

  while (i + 1 < N_LEVELS && index->levels[i].side < size)
    i++;

  if (index->levels[i].squares == NULL)
    {
      index->levels[i].squares = mls_segment_table_new ();
      index->levels[i].all = g_array_new (FALSE, FALSE, sizeof (guint));
    }

  return &index->levels[i];
}

/**
 * mls_box_index_add:
 * @index: an index
 * @box: a box that is not empty, on the grid
 *
 * Boxes are known by the order they are added in, from 0.
 */
void
mls_box_index_add (MlsBoxIndex *index, const MlsBox *box)
{
  Level *level = level_of (index, box);
  MlsPoint square = { mls_floor_divide (box->min_x, level->side), mls_floor_divide (box->min_y, level->side) };
  Entry entry = { *box, GPOINTER_TO_UINT (mls_segment_table_get (level->squares, square, square)) };
  guint number = index->entries->len;

  g_return_if_fail (!mls_box_is_empty (box));

  g_array_append_val (index->entries, entry);
  g_array_append_val (level->all, number);
  mls_segment_table_set (level->squares, square, square, GUINT_TO_POINTER (number + 1));
}

static const Entry *
entry_at (const MlsBoxIndex *index, guint i)
{
  return &g_array_index (index->entries, Entry, i);
}

static void
find_in_square (const MlsBoxIndex *index, const Level *level, MlsPoint square, const MlsBox *box, GArray *found)
{
  guint next = GPOINTER_TO_UINT (mls_segment_table_get (level->squares, square, square));

  while (next != 0)
    {
      guint number = next - 1;

      if (mls_box_intersects (&entry_at (index, number)->box, box))
        g_array_append_val (found, number);
      next = entry_at (index, number)->next;
    }
}

/* Square by square, unless there are fewer boxes than squares. */
static void
find_in_level (const MlsBoxIndex *index, const Level *level, const MlsBox *box, GArray *found)
{
  MlsBox squares = { mls_floor_divide (box->min_x, level->side) - 1, mls_floor_divide (box->min_y, level->side) - 1,
                     mls_floor_divide (box->max_x, level->side), mls_floor_divide (box->max_y, level->side) };
  double n_squares = (double) (squares.max_x - squares.min_x + 1) * (double) (squares.max_y - squares.min_y + 1);

  if (n_squares > level->all->len)
    {
      for (guint i = 0; i < level->all->len; i++)
        {
          guint number = g_array_index (level->all, guint, i);

          if (mls_box_intersects (&entry_at (index, number)->box, box))
            g_array_append_val (found, number);
        }
      return;
    }

  for (gint64 y = squares.min_y; y <= squares.max_y; y++)
    for (gint64 x = squares.min_x; x <= squares.max_x; x++)
      find_in_square (index, level, (MlsPoint){ x, y }, box, found);
}

/**
 * mls_box_index_find:
 * @index: an index
 * @box: where to look
 *
 * Returns: (transfer full) (element-type guint): the numbers of the boxes that meet @box, in order
 */
GArray *
mls_box_index_find (const MlsBoxIndex *index, const MlsBox *box)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < N_LEVELS && !mls_box_is_empty (box); i++)
    if (index->levels[i].squares != NULL)
      find_in_level (index, &index->levels[i], box, found);

  g_array_sort (found, mls_order_numbers);

  return found;
}
