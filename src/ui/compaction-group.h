#pragma once

#include "document/project.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What a shorter history of a project would come to, and the wish for it.
 *
 * "job" (MlsCompactJob *job): the history is to be compacted. */
#define MLS_TYPE_COMPACTION_GROUP (mls_compaction_group_get_type ())

G_DECLARE_FINAL_TYPE (MlsCompactionGroup, mls_compaction_group, MLS, COMPACTION_GROUP, AdwPreferencesGroup)

void mls_compaction_group_set_project (MlsCompactionGroup *self,
                                       MlsProject         *project);

G_END_DECLS
