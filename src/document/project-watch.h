#pragma once

#include "document/project.h"

G_BEGIN_DECLS

/* Looks whether another program writes a project, and has the project notice it. Main thread. */
typedef struct _MlsProjectWatch MlsProjectWatch;

/* Told that its file cannot be read or written any more. */
typedef void (*MlsProjectWatchFunc) (gpointer owner, const GError *error);

MlsProjectWatch *mls_project_watch_new  (MlsProject          *project,
                                         MlsProjectWatchFunc  func,
                                         gpointer             owner);
void             mls_project_watch_free (MlsProjectWatch     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsProjectWatch, mls_project_watch_free)

G_END_DECLS
