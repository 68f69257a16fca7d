#include "coverage/block.h"

#include "geometry/predicate.h"

struct _MlsBlocks
{
  MlsPatch   *patch;    /* borrowed */
  GHashTable *block_of; /* face → MlsBlock */
  GPtrArray  *blocks;   /* (element-type MlsBlock) */
};

static void
block_free (gpointer data)
{
  MlsBlock *block = data;

  g_ptr_array_unref (block->faces);
  g_clear_pointer (&block->shape, mls_face_unref);
  g_free (block);
}

/**
 * mls_blocks_new:
 * @patch: the coverage; must outlive the blocks
 *
 * Returns: (transfer full): no blocks yet
 */
MlsBlocks *
mls_blocks_new (MlsPatch *patch)
{
  MlsBlocks *blocks = g_new (MlsBlocks, 1);

  blocks->patch = patch;
  blocks->block_of = g_hash_table_new (NULL, NULL);
  blocks->blocks = g_ptr_array_new_with_free_func (block_free);

  return blocks;
}

/**
 * mls_blocks_free:
 * @blocks: (transfer full): blocks
 */
void
mls_blocks_free (MlsBlocks *blocks)
{
  g_hash_table_unref (blocks->block_of);
  g_ptr_array_unref (blocks->blocks);
  g_free (blocks);
}

/**
 * mls_blocks_of:
 * @blocks: blocks
 * @face: a face
 *
 * Returns: (transfer none) (nullable): the block it is of, if it was met
 */
MlsBlock *
mls_blocks_of (const MlsBlocks *blocks, const MlsFace *face)
{
  return g_hash_table_lookup (blocks->block_of, face);
}

/**
 * mls_blocks_n_faces:
 * @blocks: blocks
 *
 * Returns: how many faces they are of
 */
guint
mls_blocks_n_faces (const MlsBlocks *blocks)
{
  return g_hash_table_size (blocks->block_of);
}

static MlsBlock *
block_with (MlsBlocks *blocks, const MlsFace *face)
{
  MlsBlock *block = mls_blocks_of (blocks, face);

  if (block == NULL)
    {
      block = g_new0 (MlsBlock, 1);
      block->faces = g_ptr_array_new ();
      g_ptr_array_add (block->faces, (gpointer) face);
      g_ptr_array_add (blocks->blocks, block);
      g_hash_table_insert (blocks->block_of, (gpointer) face, block);
    }

  return block;
}

/**
 * mls_blocks_add:
 * @blocks: blocks
 * @face: a face of the patch, a block by itself until it is joined
 */
void
mls_blocks_add (MlsBlocks *blocks, const MlsFace *face)
{
  block_with (blocks, face);
}

static void
join (MlsBlocks *blocks, const MlsFace *a, const MlsFace *b)
{
  MlsBlock *block = block_with (blocks, a);
  MlsBlock *other = block_with (blocks, b);

  if (block == other)
    return;

  for (guint i = 0; i < other->faces->len; i++)
    {
      g_ptr_array_add (block->faces, g_ptr_array_index (other->faces, i));
      g_hash_table_insert (blocks->block_of, g_ptr_array_index (other->faces, i), block);
    }
  g_ptr_array_remove (blocks->blocks, other);
}

typedef struct
{
  MlsBlocks *blocks;
  MlsPoint   vertex;
} Fan;

static void
join_in_fan (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  Fan *fan = user_data;
  MlsPatch *patch = fan->blocks->patch;

  if ((mls_point_equal (a, fan->vertex) || mls_point_equal (b, fan->vertex)) && mls_patch_is_cut (patch, a, b))
    join (fan->blocks, face, mls_patch_left_of (patch, b, a));
}

/**
 * mls_blocks_join_around:
 * @blocks: blocks
 * @vertex: a vertex that goes, or moves
 *
 * Joins what is parted by the cuts that end in it.
 */
void
mls_blocks_join_around (MlsBlocks *blocks, MlsPoint vertex)
{
  MlsBox box = { vertex.x, vertex.y, vertex.x, vertex.y };

  mls_patch_each_segment (blocks->patch, &box, join_in_fan, &(Fan){ blocks, vertex });
}

/* A piece of a line that runs through blocks. */
typedef struct
{
  MlsBlocks *blocks;
  MlsPoint   a;
  MlsPoint   b;
} Piece;

/* Whether a segment meets the piece elsewhere than in a common end. */
static gboolean
collides (const Piece *piece, MlsPoint a, MlsPoint b)
{
  MlsMeet meet = mls_segments_meet (piece->a, piece->b, a, b);

  if (meet == MLS_MEET_TOUCH)
    return !mls_point_equal (piece->a, a) && !mls_point_equal (piece->a, b) &&
           !mls_point_equal (piece->b, a) && !mls_point_equal (piece->b, b);

  return meet != MLS_MEET_NOT;
}

static void
join_where_crossed (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  const Piece *piece = user_data;
  MlsPatch *patch = piece->blocks->patch;

  if (mls_blocks_of (piece->blocks, face) != NULL && collides (piece, a, b) && mls_patch_is_cut (patch, a, b))
    join (piece->blocks, face, mls_patch_left_of (patch, b, a));
}

/**
 * mls_blocks_join_along:
 * @blocks: blocks
 * @line: (element-type MlsPoint): where a border will run
 *
 * Joins what is parted by the cuts of the blocks that @line meets. What is joined may have more of them: to
 * find all, call it until there are no more faces.
 */
void
mls_blocks_join_along (MlsBlocks *blocks, const GArray *line)
{
  for (guint i = 1; i < line->len; i++)
    {
      Piece piece = { blocks, g_array_index (line, MlsPoint, i - 1), g_array_index (line, MlsPoint, i) };

      mls_patch_each_segment_along (blocks->patch, piece.a, piece.b, 0, join_where_crossed, &piece);
    }
}

static int
compare_ids (gconstpointer left, gconstpointer right)
{
  const MlsFace *a = *(const MlsFace *const *) left;
  const MlsFace *b = *(const MlsFace *const *) right;

  return (a->id > b->id) - (a->id < b->id);
}

static int
compare_blocks (gconstpointer left, gconstpointer right)
{
  const MlsFace *a = mls_block_first (*(const MlsBlock *const *) left);
  const MlsFace *b = mls_block_first (*(const MlsBlock *const *) right);

  return compare_ids (&a, &b);
}

/**
 * mls_blocks_sorted:
 * @blocks: blocks that are whole
 *
 * Returns: (transfer none) (element-type MlsBlock): all of them and the faces of each, by id
 */
GPtrArray *
mls_blocks_sorted (MlsBlocks *blocks)
{
  for (guint i = 0; i < blocks->blocks->len; i++)
    g_ptr_array_sort (((MlsBlock *) g_ptr_array_index (blocks->blocks, i))->faces, compare_ids);
  g_ptr_array_sort (blocks->blocks, compare_blocks);

  return blocks->blocks;
}
