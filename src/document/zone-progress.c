#include "document/zone-progress.h"

#include <math.h>

/* A square has room in the map of a small window at the working scale: that of one of 1280 × 800 pixels shows 595 by
 * 470 m then. */
#define SIDE (400 * G_GINT64_CONSTANT (1000))

typedef struct
{
  MlsZoneCell  cell;
  MlsCellState state;
} Square;

struct _MlsZoneProgress
{
  MlsStore *store;   /* not owned */
  char     *author;
  GArray   *squares; /* (element-type Square) */
};

static gboolean
find_square (const MlsZoneProgress *self, gint64 column, gint64 row, guint *i)
{
  for (*i = 0; *i < self->squares->len; ++*i)
    {
      const MlsZoneCell *cell = &g_array_index (self->squares, Square, *i).cell;

      if (cell->column == column && cell->row == row)
        return TRUE;
    }

  return FALSE;
}

/* What the zone no longer has is kept in the file, and is there again when the zone is. */
static void
take_state (gint64 column, gint64 row, MlsCellState state, gpointer user_data)
{
  GHashTable *states = user_data;

  g_hash_table_insert (states, g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, column, row),
                       GINT_TO_POINTER (state));
}

static void
add_square (MlsZoneProgress *self, const MlsZoneCell *cell, GHashTable *states)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, cell->column, cell->row);
  Square square = { *cell, (MlsCellState) GPOINTER_TO_INT (g_hash_table_lookup (states, key)) };

  g_array_append_val (self->squares, square);
}

/**
 * mls_zone_progress_read:
 * @store: a project; it has to stay
 * @author: whose zone
 * @zone: the zone
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): how far it has come
 */
MlsZoneProgress *
mls_zone_progress_read (MlsStore *store, const char *author, const MlsZone *zone, GError **error)
{
  g_autoptr (GHashTable) states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (MlsZoneProgress) self = g_new0 (MlsZoneProgress, 1);
  g_autoptr (GArray) cells = NULL;

  self->store = store;
  self->author = g_strdup (author);
  self->squares = g_array_new (FALSE, FALSE, sizeof (Square));
  if (!mls_store_each_zone_cell (store, author, take_state, states, error))
    return NULL;

  cells = mls_zone_grid (zone, SIDE);
  for (guint i = 0; i < cells->len; i++)
    add_square (self, &g_array_index (cells, MlsZoneCell, i), states);

  return g_steal_pointer (&self);
}

/**
 * mls_zone_progress_free:
 * @self: (transfer full) (nullable): a progress
 */
void
mls_zone_progress_free (MlsZoneProgress *self)
{
  if (self == NULL)
    return;

  g_free (self->author);
  g_array_unref (self->squares);
  g_free (self);
}

/**
 * mls_zone_progress_get_n:
 * @self: a progress
 *
 * Returns: how many squares there are
 */
guint
mls_zone_progress_get_n (const MlsZoneProgress *self)
{
  return self->squares->len;
}

/**
 * mls_zone_progress_state:
 * @self: a progress
 * @i: a square
 *
 * Returns: how far that has come
 */
MlsCellState
mls_zone_progress_state (const MlsZoneProgress *self, guint i)
{
  return g_array_index (self->squares, Square, i).state;
}

/**
 * mls_zone_progress_box:
 * @self: a progress
 * @i: a square
 *
 * Returns: where it is
 */
MlsBox
mls_zone_progress_box (const MlsZoneProgress *self, guint i)
{
  const MlsZoneCell *cell = &g_array_index (self->squares, Square, i).cell;

  return (MlsBox){ cell->column * SIDE, cell->row * SIDE, (cell->column + 1) * SIDE, (cell->row + 1) * SIDE };
}

/**
 * mls_zone_progress_find:
 * @self: a progress
 * @at: a place
 * @i: (out): the square it is in
 *
 * Returns: whether it is in one
 */
gboolean
mls_zone_progress_find (const MlsZoneProgress *self, MlsPoint at, guint *i)
{
  return find_square (self, (gint64) floor ((double) at.x / SIDE), (gint64) floor ((double) at.y / SIDE), i);
}

/**
 * mls_zone_progress_next:
 * @self: a progress
 * @from: a place
 * @i: (out): a square to do
 *
 * Finds the one that comes after that of @from, and after the last the first again.
 *
 * Returns: whether there is any
 */
gboolean
mls_zone_progress_next (const MlsZoneProgress *self, MlsPoint from, guint *i)
{
  guint n = self->squares->len;
  guint here;

  if (!mls_zone_progress_find (self, from, &here))
    here = n - 1;

  for (guint step = 1; step <= n; step++)
    {
      *i = (here + step) % n;
      if (g_array_index (self->squares, Square, *i).state == MLS_CELL_TO_DO)
        return TRUE;
    }

  return FALSE;
}

/**
 * mls_zone_progress_share:
 * @self: a progress
 * @state: how far a square has come at least
 *
 * Returns: the share of the zone's ground that is in such squares, from 0 to 1
 */
double
mls_zone_progress_share (const MlsZoneProgress *self, MlsCellState state)
{
  double all = 0, part = 0;

  for (guint i = 0; i < self->squares->len; i++)
    {
      const Square *square = &g_array_index (self->squares, Square, i);

      all += square->cell.area_m2;
      part += square->state >= state ? square->cell.area_m2 : 0;
    }

  return all > 0 ? part / all : 0;
}

/**
 * mls_zone_progress_set:
 * @self: a progress in a project open for writing
 * @i: a square
 * @state: how far it has come
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is on disk
 */
gboolean
mls_zone_progress_set (MlsZoneProgress *self, guint i, MlsCellState state, GError **error)
{
  Square *square = &g_array_index (self->squares, Square, i);

  if (!mls_store_set_zone_cell (self->store, self->author, square->cell.column, square->cell.row, state, error))
    return FALSE;

  square->state = state;
  return TRUE;
}
