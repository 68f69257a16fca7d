#pragma once

#include "document/deliver-job.h"
#include "document/project.h"

G_BEGIN_DECLS

/* What was chosen for the last delivery of a project, kept in the project for the next one. No password is, and no consent to
 * hand over what is not conform: that is given each time. */

void           mls_deliver_memory_keep   (MlsProject          *project,
                                          const MlsDeliverJob *job);
MlsDeliverJob *mls_deliver_memory_recall (MlsProject          *project);

G_END_DECLS
