#pragma once

#include "coverage/delta.h"
#include "coverage/patch.h"

G_BEGIN_DECLS

/* The pieces of the territory's edge that an edit leads along other vertices. */
typedef struct _MlsEdgeChanges MlsEdgeChanges;

MlsEdgeChanges *mls_edge_changes_new  (MlsPatch             *patch);
void            mls_edge_changes_free (MlsEdgeChanges       *self);
gboolean        mls_edge_changes_lead (MlsEdgeChanges       *self,
                                       const GArray         *was,
                                       const GArray         *is);
const GArray   *mls_edge_changes_rows (const MlsEdgeChanges *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsEdgeChanges, mls_edge_changes_free)

G_END_DECLS
