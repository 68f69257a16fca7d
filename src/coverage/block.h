#pragma once

#include "coverage/patch.h"

G_BEGIN_DECLS

/* Faces that only cuts part, taken for one. */
typedef struct
{
  GPtrArray *faces; /* (element-type MlsFace) all with the same labels */
  MlsFace   *shape; /* (nullable): as it will be */
} MlsBlock;

/* The blocks that borders lie between. Where something happens to a cut its two faces are joined, so that
 * no cut, which nobody sees, ever stands in the way; one that is still needed then is made anew. */
typedef struct _MlsBlocks MlsBlocks;

MlsBlocks *mls_blocks_new         (MlsPatch        *patch);
void       mls_blocks_free        (MlsBlocks       *blocks);
void       mls_blocks_add         (MlsBlocks       *blocks,
                                   const MlsFace   *face);
MlsBlock  *mls_blocks_of          (const MlsBlocks *blocks,
                                   const MlsFace   *face);
guint      mls_blocks_n_faces     (const MlsBlocks *blocks);
GPtrArray *mls_blocks_sorted      (MlsBlocks       *blocks);
void       mls_blocks_join_around (MlsBlocks       *blocks,
                                   MlsPoint         vertex);
void       mls_blocks_join_along  (MlsBlocks       *blocks,
                                   const GArray    *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsBlocks, mls_blocks_free)

static inline const MlsFace *
mls_block_first (const MlsBlock *block)
{
  return (const MlsFace *) g_ptr_array_index (block->faces, 0);
}

G_END_DECLS
