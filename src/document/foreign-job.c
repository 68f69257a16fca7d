#include "document/foreign-job.h"

#include "quality/check.h"

#include <glib/gi18n-lib.h>

/**
 * mls_foreign_job_new:
 * @project: a project file
 * @told: the newest operation that is known to have been told of, besides what the project remembers; or 0
 *
 * Returns: (transfer full): the job of finding out what is news
 */
MlsForeignJob *
mls_foreign_job_new (const char *project, gint64 told)
{
  MlsForeignJob *self = g_new0 (MlsForeignJob, 1);

  self->project = g_strdup (project);
  self->told = told;

  return self;
}

/**
 * mls_foreign_job_free:
 * @self: (transfer full): a job
 */
void
mls_foreign_job_free (MlsForeignJob *self)
{
  mls_foreign_news_clear (&self->news);
  g_free (self->project);
  g_free (self);
}

static gboolean
go_on (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Checking"));
}

/**
 * mls_foreign_job_run:
 * @errand: whose work this is
 * @job: the #MlsForeignJob; gets what it found
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_foreign_job_run (MlsErrand *errand, gpointer job, GError **error)
{
  MlsForeignJob *self = job;
  g_autoptr (MlsStore) store = mls_store_open (self->project, MLS_STORE_READ_ONLY, error);
  g_autoptr (GArray) errors = NULL;

  if (store == NULL || !mls_store_read_foreign_news (store, self->told, &self->news, error))
    return FALSE;
  if (self->news.first == 0)
    return TRUE;

  errors = mls_check_since (store, self->news.first - 1, go_on, errand, error);
  self->n_errors = errors != NULL ? errors->len : 0;

  return errors != NULL;
}
