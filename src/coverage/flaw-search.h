#pragma once

#include "coverage/invariant.h"

G_BEGIN_DECLS

/* The second look at a coverage whose segments do not balance: says where, and what is wrong there.
 * It is shown all faces and edges once more, and keeps only the segments of the parts of the sum
 * that are off. */
typedef struct _MlsFlawSearch MlsFlawSearch;

MlsFlawSearch *mls_flaw_search_new      (const MlsInvariant *invariant);
void             mls_flaw_search_free     (MlsFlawSearch    *self);
void             mls_flaw_search_add_face (MlsFlawSearch    *self,
                                             const MlsFace      *face);
void             mls_flaw_search_add_edge (MlsFlawSearch    *self,
                                             const MlsEdge      *edge);
GArray          *mls_flaw_search_run      (MlsFlawSearch    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsFlawSearch, mls_flaw_search_free)

G_END_DECLS
