#include "document/backup-job.h"

#include "store/backup.h"
#include "store/kept-backup.h"

#include <glib/gi18n-lib.h>

static MlsBackupJob *
job_new (const char *folder, const char *path, const char *project)
{
  MlsBackupJob *self = g_new0 (MlsBackupJob, 1);

  self->project = g_strdup (project);
  self->folder = g_strdup (folder);
  self->path = g_strdup (path);

  return self;
}

/**
 * mls_backup_job_new_kept:
 * @folder: as mls_backup_folder() has it
 * @project: a project file
 *
 * Returns: (transfer full): the job of one more copy that is kept for a while
 */
MlsBackupJob *
mls_backup_job_new_kept (const char *folder, const char *project)
{
  return job_new (folder, NULL, project);
}

/**
 * mls_backup_job_new_at:
 * @path: a file; what is there is replaced once the copy is whole
 * @project: a project file
 *
 * Returns: (transfer full): the job of a copy that was asked for
 */
MlsBackupJob *
mls_backup_job_new_at (const char *path, const char *project)
{
  return job_new (NULL, path, project);
}

/**
 * mls_backup_job_free:
 * @self: (transfer full): a job
 */
void
mls_backup_job_free (MlsBackupJob *self)
{
  g_free (self->project);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

static gboolean
go_on (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Copying the project"));
}

/**
 * mls_backup_job_run:
 * @errand: whose work this is
 * @job: the #MlsBackupJob; gets its path
 * @error: as mls_backup_keep() or mls_store_save_copy() has it
 *
 * Returns: whether the copy is there
 */
gboolean
mls_backup_job_run (MlsErrand *errand, gpointer job, GError **error)
{
  MlsBackupJob *self = job;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (MlsStore) store = NULL;

  if (self->folder != NULL)
    return mls_backup_keep (self->folder, self->project, now, go_on, errand, &self->path, error);

  store = mls_store_open (self->project, MLS_STORE_READ_ONLY, error);

  return store != NULL && mls_store_save_copy (store, self->path, go_on, errand, error);
}
