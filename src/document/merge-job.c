#include "document/merge-job.h"

/**
 * mls_merge_job_new:
 * @sample: the file of a sample
 * @path: what has come back: a part of it, or any layer with columns of the form
 * @controller: (nullable): whose rows without a name are
 *
 * Returns: (transfer full): the job
 */
MlsMergeJob *
mls_merge_job_new (const char *sample, const char *path, const char *controller)
{
  MlsMergeJob *self = g_new0 (MlsMergeJob, 1);

  self->sample = g_strdup (sample);
  self->path = g_strdup (path);
  self->controller = controller != NULL && *controller != '\0' ? g_quark_from_string (controller) : 0;
  mls_merge_outcome_init (&self->outcome);

  return self;
}

/**
 * mls_merge_job_free:
 * @self: (transfer full): a job
 */
void
mls_merge_job_free (MlsMergeJob *self)
{
  g_free (self->sample);
  g_free (self->path);
  mls_merge_outcome_clear (&self->outcome);
  g_free (self);
}

/**
 * mls_merge_job_run:
 * @errand: whose work this is
 * @job: the #MlsMergeJob; gets its outcome
 * @error: as mls_sample_file_merge() has it
 *
 * Returns: whether it was brought in; if not, the sample is as it was
 */
gboolean
mls_merge_job_run (MlsErrand *errand, gpointer job, GError **error)
{
  MlsMergeJob *self = job;
  g_autoptr (MlsSampleFile) file = mls_sample_file_open (self->sample, MLS_STORE_READ_WRITE, error);

  return file != NULL && mls_sample_file_merge (file, self->path, self->controller, &self->outcome, error);
}
