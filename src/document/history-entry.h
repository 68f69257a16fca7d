#pragma once

#include "coverage/imprint.h"
#include "store/operation.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* An operation in a list of the history. What it did is told once somebody has read it.
 *
 * "told": that is now. */
#define MLS_TYPE_HISTORY_ENTRY (mls_history_entry_get_type ())
G_DECLARE_FINAL_TYPE (MlsHistoryEntry, mls_history_entry, MLS, HISTORY_ENTRY, GObject)

/* What is read of an operation. */
typedef struct
{
  MlsOperation *operation; /* (nullable): it is not there */
  MlsOperation *undone;    /* (nullable): what it took back, where that is one */
  MlsTurnover  *turnover;  /* (nullable): it keeps no history, or touched more faces than are read for a look */
  MlsImprint   *imprint;   /* (nullable): same */
  gint64        n_faces;   /* rows of faces that it replaced */
} MlsHistoryTold;

void                  mls_history_told_free      (MlsHistoryTold  *told);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsHistoryTold, mls_history_told_free)

MlsHistoryEntry      *mls_history_entry_new      (gint64           id);
gint64                mls_history_entry_get_id   (MlsHistoryEntry *self);
const MlsHistoryTold *mls_history_entry_get_told (MlsHistoryEntry *self);
void                  mls_history_entry_tell     (MlsHistoryEntry *self,
                                                  MlsHistoryTold  *told);
gboolean              mls_history_entry_get_box  (MlsHistoryEntry *self,
                                                  MlsBox          *out);

G_END_DECLS
