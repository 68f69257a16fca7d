#pragma once

#include "coverage/delta.h"
#include "coverage/source.h"

G_BEGIN_DECLS

/* A coverage in memory: a source for planners, and the smallest store there can be, against which
 * edits are tested. Used on one thread. */
typedef struct _MlsMemory MlsMemory;

MlsMemory *mls_memory_new       (void);
void       mls_memory_free      (MlsMemory       *memory);
void       mls_memory_add       (MlsMemory       *memory,
                                 MlsFace         *face);
void       mls_memory_add_edge  (MlsMemory       *memory,
                                 gint64           id,
                                 const MlsPoint  *points,
                                 gsize            n_points);
MlsSource  mls_memory_source    (MlsMemory       *memory);
MlsDelta  *mls_memory_apply     (MlsMemory       *memory,
                                 const MlsDelta  *delta,
                                 GError         **error);
GPtrArray *mls_memory_faces     (MlsMemory       *memory);
gboolean   mls_memory_check     (MlsMemory       *memory,
                                 GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsMemory, mls_memory_free)

G_END_DECLS
