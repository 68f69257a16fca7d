#include "paint/id-tile.h"

#include "paint/scan.h"

#include <string.h>

/* A tile being filled, face by face. */
typedef struct
{
  MlsIdTile *tile;
  MlsScan   *scan;

  GArray    *ids;      /* (element-type gint64) */
  GArray    *labels;   /* (element-type MlsLabel) */
  GPtrArray *faces;    /* (element-type MlsFace) (nullable): for the borders; NULL once too many */
  gsize      n_points;
} Filling;

static void
filling_init (Filling *filling, const MlsLattice *lattice)
{
  MlsIdTile *tile = g_new0 (MlsIdTile, 1);

  g_atomic_ref_count_init (&tile->ref_count);
  tile->lattice = *lattice;
  tile->raster = g_new0 (guint32, (gsize) lattice->width * lattice->height);

  *filling = (Filling){
    .tile = tile,
    .scan = mls_scan_new (lattice),
    .ids = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .labels = g_array_new (FALSE, TRUE, sizeof (MlsLabel)),
    .faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref),
  };
}

/* All faces of a source are of the same vintages. */
static void
filling_add (Filling *filling, const MlsFace *face)
{
  MlsIdTile *tile = filling->tile;

  if (filling->ids->len == 0)
    tile->n_vintages = face->n_vintages;
  g_return_if_fail (face->n_vintages == tile->n_vintages);

  g_array_append_val (filling->ids, face->id);
  if (face->n_vintages > 0)
    g_array_append_vals (filling->labels, face->labels, face->n_vintages);
  mls_scan_fill (filling->scan, face, filling->ids->len, tile->raster);

  filling->n_points += face->n_points;
  if (filling->n_points > MLS_ID_TILE_MAX_POINTS)
    g_clear_pointer (&filling->faces, g_ptr_array_unref);
  else
    g_ptr_array_add (filling->faces, mls_face_ref (face));
}

/* An array grows by doubling, and a tile is kept for long: it takes as much as there is in it. */
static gpointer
take_trimmed (GArray *array, guint *n)
{
  gsize size = g_array_get_element_size (array);
  gsize length;
  gpointer data = g_array_steal (array, &length);

  g_array_unref (array);
  if (n != NULL)
    *n = (guint) length;

  return g_realloc_n (data, length, size);
}

static MlsIdTile *
filling_end (Filling *filling)
{
  MlsIdTile *tile = filling->tile;

  tile->has_borders = filling->faces != NULL;
  if (tile->has_borders)
    tile->borders = take_trimmed (mls_borders_find (&tile->lattice,
                                                    (const MlsFace *const *) filling->faces->pdata,
                                                    filling->faces->len),
                                  &tile->n_borders);

  tile->ids = take_trimmed (filling->ids, &tile->n_faces);
  tile->labels = take_trimmed (filling->labels, NULL);
  mls_scan_free (filling->scan);
  g_clear_pointer (&filling->faces, g_ptr_array_unref);

  return tile;
}

/**
 * mls_id_tile_new:
 * @lattice: the pixels of the tile
 * @faces: (array length=n_faces): every face that meets mls_id_tile_read_box(), all of the same
 *   vintages
 * @n_faces: how many
 *
 * Returns: (transfer full): the tile
 */
MlsIdTile *
mls_id_tile_new (const MlsLattice *lattice, const MlsFace *const *faces, guint n_faces)
{
  Filling filling;

  filling_init (&filling, lattice);
  for (guint i = 0; i < n_faces; i++)
    filling_add (&filling, faces[i]);

  return filling_end (&filling);
}

static gboolean
add_read (const MlsFace *face, gpointer user_data)
{
  filling_add (user_data, face);

  return TRUE;
}

/**
 * mls_id_tile_read:
 * @lattice: the pixels of the tile
 * @source: where the faces come from, on this thread
 * @error: what @source reports
 *
 * Returns: (transfer full): the tile, or %NULL with @error set
 */
MlsIdTile *
mls_id_tile_read (const MlsLattice *lattice, const MlsSource *source, GError **error)
{
  MlsBox box = mls_id_tile_read_box (lattice);
  g_autoptr (MlsIdTile) tile = NULL;
  Filling filling;
  gboolean read;

  filling_init (&filling, lattice);
  read = source->funcs->faces (source->self, &box, add_read, &filling, error);
  tile = filling_end (&filling);

  return read ? g_steal_pointer (&tile) : NULL;
}

/**
 * mls_id_tile_ref:
 * @tile: a tile
 *
 * Any thread.
 *
 * Returns: (transfer full): @tile, counted once more
 */
MlsIdTile *
mls_id_tile_ref (MlsIdTile *tile)
{
  g_atomic_ref_count_inc (&tile->ref_count);

  return tile;
}

/**
 * mls_id_tile_unref:
 * @tile: (transfer full): a tile
 *
 * Any thread.
 */
void
mls_id_tile_unref (MlsIdTile *tile)
{
  if (!g_atomic_ref_count_dec (&tile->ref_count))
    return;

  g_free (tile->ids);
  g_free (tile->labels);
  g_free (tile->raster);
  g_free (tile->borders);
  g_free (tile);
}

/**
 * mls_id_tile_read_box:
 * @lattice: the pixels of a tile
 *
 * Returns: the box whose faces make the tile, mm: the tile, and as far around it as lines reach
 */
MlsBox
mls_id_tile_read_box (const MlsLattice *lattice)
{
  return mls_lattice_box (lattice, MLS_BORDER_MARGIN_PX);
}

/**
 * mls_id_tile_size:
 * @tile: a tile
 *
 * Returns: the memory it takes, bytes
 */
gsize
mls_id_tile_size (const MlsIdTile *tile)
{
  gsize pixels = (gsize) tile->lattice.width * tile->lattice.height;

  return sizeof *tile + pixels * sizeof *tile->raster + tile->n_borders * sizeof *tile->borders +
         tile->n_faces * (sizeof *tile->ids + tile->n_vintages * sizeof *tile->labels);
}

/**
 * mls_id_tile_index_at:
 * @tile: a tile
 * @column: a column; outside the tile there is no face
 * @row: a row
 *
 * Returns: 1 + the index of the face whose interior holds the pixel's centre, or 0
 */
guint32
mls_id_tile_index_at (const MlsIdTile *tile, int column, int row)
{
  if (column < 0 || column >= tile->lattice.width || row < 0 || row >= tile->lattice.height)
    return 0;

  return tile->raster[(gsize) row * tile->lattice.width + column];
}

/**
 * mls_id_tile_face_at:
 * @tile: a tile
 * @column: a column; outside the tile there is no face
 * @row: a row
 *
 * Returns: the id of the face whose interior holds the pixel's centre, or 0, as always from afar
 */
gint64
mls_id_tile_face_at (const MlsIdTile *tile, int column, int row)
{
  guint32 index = tile->ids != NULL ? mls_id_tile_index_at (tile, column, row) : 0;

  return index != 0 ? tile->ids[index - 1] : 0;
}

/**
 * mls_id_tile_label:
 * @tile: a tile
 * @index: as mls_id_tile_index_at() gives it
 * @vintage: a vintage by its position in the project
 *
 * Returns: the label of that face, valid while @tile is; one of NULLs outside of all faces and in a
 *   vintage the tile does not know
 */
const MlsLabel *
mls_id_tile_label (const MlsIdTile *tile, guint32 index, guint vintage)
{
  static const MlsLabel none = { { 0 } };

  if (index == 0 || vintage >= tile->n_vintages)
    return &none;

  return &tile->labels[(gsize) (index - 1) * tile->n_vintages + vintage];
}
