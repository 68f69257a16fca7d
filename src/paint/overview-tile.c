#include "paint/overview-tile.h"

/* A tile being put together of label tiles. */
typedef struct
{
  MlsIdTile  *tile;
  MlsPalette *palette;
  int         level;
  gint64      pixel;    /* of that level, in units of the lattice */
  int        *columns;  /* pixel of the level under each sample, counted from the origin */
  int        *rows;
} Making;

static int
tile_of (int pixel)
{
  return (int) mls_floor_divide (pixel, MLS_LABEL_TILE_PX);
}

/* The level whose pixels are as large as can be without being larger than samples. */
static int
level_for (const MlsLattice *lattice)
{
  gint64 base = (gint64) (MLS_LABEL_TILE_M * MLS_MM_PER_M) << MLS_LATTICE_BITS;
  int level = 0;

  while (level < MLS_LABEL_TILE_MAX_LEVEL && base << (level + 1) <= lattice->pixel)
    level++;

  return level;
}

static void
making_init (Making *making, const MlsLattice *lattice)
{
  MlsIdTile *tile = g_new0 (MlsIdTile, 1);

  g_atomic_ref_count_init (&tile->ref_count);
  tile->lattice = *lattice;
  tile->is_overview = TRUE;
  tile->raster = g_new0 (guint32, (gsize) lattice->width * lattice->height);

  making->tile = tile;
  making->palette = mls_palette_new ();
  making->level = level_for (lattice);
  making->pixel = ((gint64) (MLS_LABEL_TILE_M * MLS_MM_PER_M) << MLS_LATTICE_BITS) << making->level;
  making->columns = g_new (int, lattice->width);
  making->rows = g_new (int, lattice->height);
  for (int i = 0; i < lattice->width; i++)
    making->columns[i] = (int) mls_floor_divide (lattice->x + i * lattice->pixel, making->pixel);
  for (int i = 0; i < lattice->height; i++)
    making->rows[i] = (int) mls_floor_divide (i * lattice->pixel - lattice->y, making->pixel);
}

static MlsIdTile *
making_end (Making *making)
{
  MlsIdTile *tile = making->tile;

  tile->n_faces = mls_palette_n_kinds (making->palette);
  tile->n_vintages = mls_palette_n_vintages (making->palette);
  tile->labels = g_new0 (MlsLabel, (gsize) tile->n_faces * tile->n_vintages);
  for (guint32 kind = 1; kind <= tile->n_faces; kind++)
    for (guint v = 0; v < tile->n_vintages; v++)
      {
        MlsLabel *label = &tile->labels[(gsize) (kind - 1) * tile->n_vintages + v];
        const MlsPair *pair = &mls_palette_pairs (making->palette, kind)[v];

        label->field[MLS_FIELD_COVER] = pair->cover;
        label->field[MLS_FIELD_USE] = pair->use;
      }

  mls_palette_free (making->palette);
  g_free (making->columns);
  g_free (making->rows);

  return tile;
}

/* How many of @pixels, from the first one on, lie in the same tile as that. */
static int
run_in_tile (const int *pixels, int n)
{
  int tile = tile_of (pixels[0]);
  int length = 1;

  while (length < n && tile_of (pixels[length]) == tile)
    length++;

  return length;
}

static void
copy_samples (const Making *making, const MlsLabelTile *labels, int column, int n_columns, int row, int n_rows)
{
  g_autofree guint32 *names = mls_palette_join (making->palette, labels->palette);
  int width = making->tile->lattice.width;
  int west = tile_of (making->columns[column]) * MLS_LABEL_TILE_PX;
  int north = tile_of (making->rows[row]) * MLS_LABEL_TILE_PX;

  for (int r = row; r < row + n_rows; r++)
    {
      const guint32 *from = labels->raster + (gsize) (making->rows[r] - north) * MLS_LABEL_TILE_PX;
      guint32 *to = making->tile->raster + (gsize) r * width;

      for (int c = column; c < column + n_columns; c++)
        to[c] = names[from[making->columns[c] - west]];
    }
}

static gboolean
make_part (const Making     *making,
           int               column,
           int               n_columns,
           int               row,
           int               n_rows,
           MlsLabelTileFunc  func,
           gpointer          user_data,
           GError          **error)
{
  MlsLabelTileKey key = { making->level, tile_of (making->columns[column]),
                          tile_of (making->rows[row]) };
  g_autoptr (MlsLabelTile) labels = func (&key, user_data, error);

  if (labels == NULL)
    return FALSE;

  if (mls_palette_n_kinds (labels->palette) > 0)
    copy_samples (making, labels, column, n_columns, row, n_rows);

  return TRUE;
}

static gboolean
make_all (const Making *making, MlsLabelTileFunc func, gpointer user_data, GError **error)
{
  const MlsLattice *lattice = &making->tile->lattice;
  int n_columns, n_rows;

  for (int row = 0; row < lattice->height; row += n_rows)
    {
      n_rows = run_in_tile (making->rows + row, lattice->height - row);
      for (int column = 0; column < lattice->width; column += n_columns)
        {
          n_columns = run_in_tile (making->columns + column, lattice->width - column);
          if (!make_part (making, column, n_columns, row, n_rows, func, user_data, error))
            return FALSE;
        }
    }

  return TRUE;
}

/**
 * mls_overview_tile_new:
 * @extent: the ground of the tile, m
 * @width: px of the picture
 * @height: same
 * @func: (scope call): gives the label tiles
 * @user_data: for @func
 * @error: what @func reports; not set for ground off the grid, where there is nothing
 *
 * Returns: (transfer full): the tile, or %NULL
 */
MlsIdTile *
mls_overview_tile_new (const MlsExtent  *extent,
                       int               width,
                       int               height,
                       MlsLabelTileFunc  func,
                       gpointer          user_data,
                       GError          **error)
{
  g_autoptr (MlsIdTile) tile = NULL;
  MlsLattice lattice;
  Making making;
  gboolean done;

  if (!mls_lattice_init (&lattice, extent, width * MLS_OVERVIEW_GRAIN, height * MLS_OVERVIEW_GRAIN))
    return NULL;

  lattice.width++;
  lattice.height++;
  making_init (&making, &lattice);
  done = make_all (&making, func, user_data, error);
  tile = making_end (&making);

  return done ? g_steal_pointer (&tile) : NULL;
}
