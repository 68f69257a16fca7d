#pragma once

#include "coverage/delta.h"
#include "coverage/patch.h"

G_BEGIN_DECLS

/* Edits made of a copy of a coverage, made again of the coverage itself, which has changed meanwhile. It knows which
 * faces of the copy became which ones here. Used on one thread. */
typedef struct _MlsReplay MlsReplay;

MlsReplay *mls_replay_new    (gint64           last_common_id);
void       mls_replay_free   (MlsReplay       *replay);
MlsDelta  *mls_replay_as_is  (MlsReplay       *replay,
                              const MlsDelta  *theirs,
                              MlsPatch        *ours);
MlsDelta  *mls_replay_rebase (MlsReplay       *replay,
                              const MlsDelta  *theirs,
                              MlsSource        before,
                              MlsSource        after,
                              MlsPatch        *ours,
                              MlsPoint        *where,
                              GError         **error);
void       mls_replay_learn  (MlsReplay       *replay,
                              const MlsDelta  *theirs,
                              const MlsDelta  *applied);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsReplay, mls_replay_free)

G_END_DECLS
