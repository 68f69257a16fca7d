#include "paint/lettering.h"

#include "paint/letter-sprite.h"

#include <math.h>

/* A region is looked at in cells that lie on the lattice of all tiles, and has those that are of its code
 * alone: so what is thin cuts it in two as it does for the eye. A text needs a square of cells, of so many to
 * each side of its middle one. */
#define RADIUS 3

/* Cells from west to east and from north to south over the block, and one more around it. */
typedef struct
{
  int      tile_columns; /* of the tile in the middle */
  int      tile_rows;
  int      columns;      /* of all, with those around */
  int      rows;
  int      cell_width;   /* px */
  int      cell_height;
  guint64 *codes;        /* 0 where there is none, or more than one */
  guint32 *owners;       /* piece each cell is of, from 1; 0 for those in none */
  guint16 *depths;       /* how many cells away the nearest is that is of none or another */
} Cells;

/* The cells of one code that are connected through sides. */
typedef struct
{
  guint64 code;
  int     west;
  int     north;
  int     east;
  int     south;
  guint16 depth;   /* of its deepest cells */
  gint64  n;       /* how many those are, and where their middle is */
  gint64  sum_x;
  gint64  sum_y;
  guint32 best;    /* the one of them that is nearest to it; 0 for none */
} Piece;

static int
round_up (double value)
{
  int power = 1;

  while (power < value)
    power *= 2;

  return power;
}

/* Cells must not straddle tiles, whose sides are powers of two. */
static Cells
cells_new (const MlsColouring *colouring, const MlsIdTile *middle)
{
  int grain = round_up (colouring->hidpi);
  Cells cells = { .cell_width = 8 * grain,
                  .cell_height = (colouring->dimension == MLS_DIMENSION_PAIR ? 4 : 2) * grain };
  gsize n;

  cells.tile_columns = middle->lattice.width / cells.cell_width;
  cells.tile_rows = middle->lattice.height / cells.cell_height;
  cells.columns = 3 * cells.tile_columns + 2;
  cells.rows = 3 * cells.tile_rows + 2;
  n = (gsize) cells.columns * cells.rows;
  cells.codes = g_new0 (guint64, n);
  cells.owners = g_new0 (guint32, n);
  cells.depths = g_new0 (guint16, n);

  return cells;
}

static void
cells_clear (Cells *cells)
{
  g_free (cells->codes);
  g_free (cells->owners);
  g_free (cells->depths);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cells, cells_clear)

static guint64 *
codes_of (const MlsColouring *colouring, const MlsIdTile *tile)
{
  guint64 *codes = g_new0 (guint64, tile->n_faces + 1);

  for (guint32 i = 1; i <= tile->n_faces; i++)
    codes[i] = mls_label_code (mls_id_tile_label (tile, i, colouring->vintage), colouring->dimension);

  return codes;
}

/* The one code of all pixels of a cell, or 0. */
static guint64
code_of_cell (const MlsIdTile *tile, const guint64 *codes, int x, int y, int width, int height)
{
  const guint32 *row = tile->raster + (gsize) y * tile->lattice.width + x;
  guint32 first = *row;

  for (int r = 0; r < height; r++, row += tile->lattice.width)
    for (int c = 0; c < width; c++)
      if (row[c] != first && codes[row[c]] != codes[first])
        return 0;

  return codes[first];
}

static void
read_tile (Cells *cells, const MlsColouring *colouring, const MlsIdTile *tile, int column, int row)
{
  g_autofree guint64 *codes = codes_of (colouring, tile);

  for (int r = 0; r < cells->tile_rows; r++)
    {
      guint64 *to = cells->codes + (gsize) (1 + row * cells->tile_rows + r) * cells->columns + 1 +
                    column * cells->tile_columns;

      for (int c = 0; c < cells->tile_columns; c++)
        to[c] = code_of_cell (tile, codes, c * cells->cell_width, r * cells->cell_height, cells->cell_width,
                              cells->cell_height);
    }
}

static gboolean
is_in_middle (const Cells *cells, guint32 cell)
{
  int x = (int) (cell % (guint32) cells->columns) - 1 - cells->tile_columns;
  int y = (int) (cell / (guint32) cells->columns) - 1 - cells->tile_rows;

  return x >= 0 && x < cells->tile_columns && y >= 0 && y < cells->tile_rows;
}

static void
take_cell (const Cells *cells, Piece *piece, guint32 cell)
{
  int x = (int) (cell % (guint32) cells->columns);
  int y = (int) (cell / (guint32) cells->columns);

  piece->west = MIN (piece->west, x);
  piece->east = MAX (piece->east, x);
  piece->north = MIN (piece->north, y);
  piece->south = MAX (piece->south, y);
}

/* All that is connected with a cell, in @found. */
static Piece
follow (Cells *cells, guint32 start, guint32 owner, GArray *found)
{
  const guint32 steps[] = { 1, (guint32) -1, (guint32) cells->columns, (guint32) -cells->columns };
  Piece piece = { .code = cells->codes[start], .west = G_MAXINT, .north = G_MAXINT };

  g_array_set_size (found, 0);
  g_array_append_val (found, start);
  cells->owners[start] = owner;
  for (guint i = 0; i < found->len; i++)
    {
      guint32 cell = g_array_index (found, guint32, i);

      take_cell (cells, &piece, cell);
      for (guint s = 0; s < G_N_ELEMENTS (steps); s++)
        {
          guint32 next = cell + steps[s];

          if (cells->codes[next] == piece.code && cells->owners[next] == 0)
            {
              cells->owners[next] = owner;
              g_array_append_val (found, next);
            }
        }
    }

  return piece;
}

/* What is no larger than a tile is whole in every block that has some of it in its middle, and all of it
 * counts: the text stands in one place whichever tile is drawn. What is larger has a text for each tile. */
static gboolean
is_whole (const Cells *cells, const MlsTileBlock *block, const Piece *piece)
{
  for (int row = 0; row < 3; row++)
    for (int column = 0; column < 3; column++)
      if (block->tiles[row][column] == NULL)
        return FALSE;

  return piece->east - piece->west < cells->tile_columns && piece->south - piece->north < cells->tile_rows;
}

/* Cells that do not count are those of a piece no more, but stay told from those not looked at. */
static void
leave_out (Cells *cells, const GArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      guint32 cell = g_array_index (found, guint32, i);

      if (!is_in_middle (cells, cell))
        cells->owners[cell] = G_MAXUINT32;
    }
}

static GArray *
find_pieces (Cells *cells, const MlsTileBlock *block)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (int r = 0; r < cells->tile_rows; r++)
    for (int c = 0; c < cells->tile_columns; c++)
      {
        guint32 cell = (guint32) ((1 + cells->tile_rows + r) * cells->columns + 1 + cells->tile_columns + c);

        if (cells->codes[cell] != 0 && cells->owners[cell] == 0)
          {
            Piece piece = follow (cells, cell, pieces->len + 1, found);

            if (!is_whole (cells, block, &piece))
              leave_out (cells, found);
            g_array_append_val (pieces, piece);
          }
      }

  return pieces;
}

/* One step of the distance: from a neighbour, which is 0 away where it is of something else. */
static guint16
depth_from (const Cells *cells, guint32 cell, guint32 neighbour, guint16 depth)
{
  guint16 beside = cells->owners[neighbour] == cells->owners[cell] ? cells->depths[neighbour] : 0;

  return MIN (depth, beside + 1);
}

static gboolean
is_counted (const Cells *cells, guint32 cell)
{
  return cells->owners[cell] != 0 && cells->owners[cell] != G_MAXUINT32;
}

/* In squares: from the north-west, then from the south-east. The cells around the block are of nothing. */
static void
measure (Cells *cells)
{
  guint32 pitch = (guint32) cells->columns;
  guint32 first = pitch + 1;
  guint32 last = pitch * (guint32) (cells->rows - 1) - 2;

  for (guint32 i = first; i <= last; i++)
    if (is_counted (cells, i))
      {
        guint16 depth = depth_from (cells, i, i - 1, G_MAXUINT16);

        for (guint32 n = i - pitch - 1; n <= i - pitch + 1; n++)
          depth = depth_from (cells, i, n, depth);
        cells->depths[i] = depth;
      }

  for (guint32 i = last; i >= first; i--)
    if (is_counted (cells, i))
      {
        guint16 depth = depth_from (cells, i, i + 1, cells->depths[i]);

        for (guint32 n = i + pitch - 1; n <= i + pitch + 1; n++)
          depth = depth_from (cells, i, n, depth);
        cells->depths[i] = depth;
      }
}

static void
find_depth (const Cells *cells, Piece *piece, guint32 cell)
{
  piece->depth = MAX (piece->depth, cells->depths[cell]);
}

static void
find_middle (const Cells *cells, Piece *piece, guint32 cell)
{
  if (cells->depths[cell] < piece->depth)
    return;

  piece->n++;
  piece->sum_x += cell % (guint32) cells->columns;
  piece->sum_y += cell / (guint32) cells->columns;
}

/* In a measure for comparing, of whole numbers, so that it is the same from whichever tile the piece is
 * looked at. */
static gint64
distance_from_middle (const Cells *cells, const Piece *piece, guint32 cell)
{
  gint64 x = (piece->n * (gint64) (cell % (guint32) cells->columns) - piece->sum_x) * cells->cell_width;
  gint64 y = (piece->n * (gint64) (cell / (guint32) cells->columns) - piece->sum_y) * cells->cell_height;

  return ABS (x) + ABS (y);
}

static void
find_best (const Cells *cells, Piece *piece, guint32 cell)
{
  if (piece->depth <= RADIUS || cells->depths[cell] < piece->depth)
    return;

  if (piece->best == 0 ||
      distance_from_middle (cells, piece, cell) < distance_from_middle (cells, piece, piece->best))
    piece->best = cell;
}

static void
each_cell (const Cells *cells, GArray *pieces, void (*func) (const Cells *, Piece *, guint32))
{
  guint32 n = (guint32) cells->columns * (guint32) cells->rows;

  for (guint32 i = 0; i < n; i++)
    if (is_counted (cells, i))
      func (cells, &g_array_index (pieces, Piece, cells->owners[i] - 1), i);
}

static MlsLetter
letter_of (const Cells *cells, const Piece *piece)
{
  int column = (int) (piece->best % (guint32) cells->columns) - 1 - cells->tile_columns;
  int row = (int) (piece->best / (guint32) cells->columns) - 1 - cells->tile_rows;

  return (MlsLetter){ piece->code, column * cells->cell_width + cells->cell_width / 2,
                      row * cells->cell_height + cells->cell_height / 2 };
}

/**
 * mls_lettering_place:
 * @colouring: how the tiles are shown
 * @block: tiles, the middle one there
 *
 * Finds where codes stand in the regions of the tile in the middle: as far inside as can be, and nowhere where
 * there is no room. A region as large as a tile or smaller has its code in one place, the same
 * from whichever tile it is looked at; a larger one has it in each tile.
 *
 * Returns: (transfer full) (element-type MlsLetter): the codes
 */
GArray *
mls_lettering_place (const MlsColouring *colouring, const MlsTileBlock *block)
{
  g_auto (Cells) cells = cells_new (colouring, block->tiles[1][1]);
  g_autoptr (GArray) pieces = NULL;
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (MlsLetter));

  for (int row = 0; row < 3; row++)
    for (int column = 0; column < 3; column++)
      if (block->tiles[row][column] != NULL)
        read_tile (&cells, colouring, block->tiles[row][column], column, row);

  pieces = find_pieces (&cells, block);
  measure (&cells);
  each_cell (&cells, pieces, find_depth);
  each_cell (&cells, pieces, find_middle);
  each_cell (&cells, pieces, find_best);
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (piece->best != 0)
        {
          MlsLetter letter = letter_of (&cells, piece);

          g_array_append_val (letters, letter);
        }
    }

  return letters;
}

/**
 * mls_lettering_blend:
 * @colouring: how the tiles are shown
 * @block: tiles, the middle one there
 * @rgb: (array): in and out, the picture of the tile in the middle: 3 bytes a pixel
 * @stride: bytes from a row to the next
 *
 * Writes codes into the regions that have room for them. Any thread.
 */
void
mls_lettering_blend (const MlsColouring *colouring, const MlsTileBlock *block, guint8 *rgb, gsize stride)
{
  const MlsLattice *lattice = &block->tiles[1][1]->lattice;
  g_autoptr (GHashTable) sprites = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                          (GDestroyNotify) mls_letter_sprite_free);
  g_autoptr (GArray) letters = NULL;

  if (block->tiles[1][1]->is_overview)
    return;

  letters = mls_lettering_place (colouring, block);
  for (guint i = 0; i < letters->len; i++)
    {
      const MlsLetter *letter = &g_array_index (letters, MlsLetter, i);
      MlsLetterSprite *sprite = g_hash_table_lookup (sprites, &letter->code);

      if (sprite == NULL)
        {
          sprite = mls_letter_sprite_new (letter->code, colouring->dimension, colouring->hidpi);
          g_hash_table_insert (sprites, g_memdup2 (&letter->code, sizeof letter->code), sprite);
        }
      mls_letter_sprite_blend (sprite, letter->x, letter->y, rgb, lattice->width, lattice->height, stride);
    }
}
