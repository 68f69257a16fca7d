#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Room for much that is written once and read here and there: past the first block it is in a file
 * without a name, whose pages the system puts on the disk when memory is short. Where no file can be
 * made, or the disk is full, it is plain memory. */
typedef struct _MlsScratch MlsScratch;

#define MLS_SCRATCH_BLOCK (1 << 20) /* bytes */

MlsScratch *mls_scratch_new     (void);
void        mls_scratch_free    (MlsScratch *scratch);
guint8     *mls_scratch_reserve (MlsScratch *scratch,
                                 gsize       size);
void        mls_scratch_keep    (MlsScratch *scratch,
                                 gsize       size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsScratch, mls_scratch_free)

G_END_DECLS
