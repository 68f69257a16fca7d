#pragma once

#include "geometry/zone.h"
#include "store/store.h"

G_BEGIN_DECLS

/* Taking back more than the newest edit: edits long past, and all that was done since some state. What is taken back stays in
 * the history; taking it back is one more operation, which can be undone in turn. Nothing of it is judged: what comes back
 * that rules do not allow is a finding. */

/* Why an operation is not taken back: a later one has changed the same. */
typedef struct
{
  gint64   operation;
  gint64   later;     /* the newest such one that stands; 0 where none can be named */
  MlsPoint where;
} MlsRevertClash;

MlsDelta *mls_store_revert  (MlsStore       *self,
                             const gint64   *operations,
                             guint           n_operations,
                             const char     *author,
                             gint64         *operation,
                             MlsRevertClash *clash,
                             GError        **error);
MlsDelta *mls_store_restore (MlsStore       *self,
                             gint64          state,
                             const MlsZone  *zone,
                             const char     *author,
                             gint64         *operation,
                             GError        **error);

G_END_DECLS
