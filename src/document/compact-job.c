#include "document/compact-job.h"

#include "store/error.h"

#include <glib/gi18n-lib.h>

/**
 * mls_compact_job_new:
 * @project: the project's file
 * @author: who compacts
 * @until: an operation
 *
 * Returns: (transfer full): the job
 */
MlsCompactJob *
mls_compact_job_new (const char *project, const char *author, gint64 until)
{
  MlsCompactJob *self = g_new0 (MlsCompactJob, 1);

  self->project = g_strdup (project);
  self->author = g_strdup (author);
  self->until = until;

  return self;
}

/**
 * mls_compact_job_free:
 * @self: (transfer full): a job
 */
void
mls_compact_job_free (MlsCompactJob *self)
{
  g_free (self->project);
  g_free (self->author);
  g_free (self->unshrunk);
  g_free (self);
}

static gboolean
go_on (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Compacting the history"));
}

static gboolean
go_on_shrinking (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Writing the file anew"));
}

static gboolean
compact (MlsCompactJob *self, MlsStore *store, MlsErrand *errand, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!mls_store_measure_room (store, &self->before, error) ||
      !mls_store_compact (store, self->until, self->author, go_on, errand, &self->outcome, error))
    return FALSE;

  if (!mls_store_shrink (store, go_on_shrinking, errand, &reason))
    self->unshrunk = g_strdup (reason->message);

  return mls_store_measure_room (store, &self->after, error);
}

/**
 * mls_compact_job_run:
 * @errand: whose work this is
 * @job: the #MlsCompactJob
 * @error: as mls_store_compact() has it
 *
 * Opens the project for itself, and leaves one single file behind. Given up while the file is written anew it is done all the
 * same, and the file keeps its size.
 *
 * Returns: whether it is compacted; if not, it is as it was
 */
gboolean
mls_compact_job_run (MlsErrand *errand, gpointer job, GError **error)
{
  MlsCompactJob *self = job;
  g_autoptr (MlsStore) store = mls_store_open (self->project, MLS_STORE_READ_WRITE, error);

  if (store == NULL || !compact (self, store, errand, error))
    return FALSE;

  return mls_store_close (g_steal_pointer (&store), error);
}
