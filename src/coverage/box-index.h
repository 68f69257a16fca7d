#pragma once

#include "base/box.h"

G_BEGIN_DECLS

/* Boxes found by where they lie, whatever their sizes: a question costs what it finds. */
typedef struct _MlsBoxIndex MlsBoxIndex;

MlsBoxIndex *mls_box_index_new  (void);
void         mls_box_index_free (MlsBoxIndex       *index);
void         mls_box_index_add  (MlsBoxIndex       *index,
                                 const MlsBox      *box);
GArray      *mls_box_index_find (const MlsBoxIndex *index,
                                 const MlsBox      *box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsBoxIndex, mls_box_index_free)

G_END_DECLS
