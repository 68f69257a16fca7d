#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* The kinds of ground in a picture, by number from 1: what is told apart by a code in some vintage.
 * Used on one thread while it grows. */
typedef struct _MlsPalette MlsPalette;

MlsPalette    *mls_palette_new        (void);
void           mls_palette_free       (MlsPalette       *palette);
guint          mls_palette_n_kinds    (const MlsPalette *palette);
guint          mls_palette_n_vintages (const MlsPalette *palette);
guint32        mls_palette_add        (MlsPalette       *palette,
                                       const MlsPair    *pairs,
                                       guint             n_vintages);
guint32       *mls_palette_join       (MlsPalette       *palette,
                                       const MlsPalette *other);
const MlsPair *mls_palette_pairs      (const MlsPalette *palette,
                                       guint32           kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPalette, mls_palette_free)

G_END_DECLS
