#pragma once

#include "document/errand.h"

G_BEGIN_DECLS

/* A copy of a project that is made beside whoever edits it: one of those that are kept in a folder, or one that was asked
 * for. */
typedef struct
{
  char *project;
  char *folder; /* (nullable): of those that are kept */
  char *path;   /* (nullable): where the one that was asked for goes; then where it is */
} MlsBackupJob;

MlsBackupJob *mls_backup_job_new_kept (const char    *folder,
                                       const char    *project);
MlsBackupJob *mls_backup_job_new_at   (const char    *path,
                                       const char    *project);
void          mls_backup_job_free     (MlsBackupJob  *self);
gboolean      mls_backup_job_run      (MlsErrand     *errand,
                                       gpointer       job,
                                       GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsBackupJob, mls_backup_job_free)

G_END_DECLS
