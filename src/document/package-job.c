#include "document/package-job.h"

#include "quality/check.h"

#include <glib/gi18n-lib.h>

/* How much of the work is making the edits again; the rest is looking at what they leave. */
#define SHARE_OF_EDITS 0.9

/**
 * mls_package_job_new_out:
 * @project: the project's file
 * @path: a file that does not exist
 * @zone: (transfer full): where
 * @author: who is to work on it
 *
 * Returns: (transfer full): the job of taking a package out
 */
MlsPackageJob *
mls_package_job_new_out (const char *project, const char *path, MlsZone *zone, const char *author)
{
  MlsPackageJob *self = mls_package_job_new_in (project, path);

  self->zone = zone;
  self->author = g_strdup (author);

  return self;
}

/**
 * mls_package_job_new_in:
 * @project: the project's file
 * @path: a package of it
 *
 * Returns: (transfer full): the job of bringing it back
 */
MlsPackageJob *
mls_package_job_new_in (const char *project, const char *path)
{
  MlsPackageJob *self = g_new0 (MlsPackageJob, 1);

  self->project = g_strdup (project);
  self->path = g_strdup (path);

  return self;
}

/**
 * mls_package_job_free:
 * @self: (transfer full): a job
 */
void
mls_package_job_free (MlsPackageJob *self)
{
  g_free (self->project);
  g_free (self->path);
  g_clear_pointer (&self->zone, mls_zone_free);
  g_free (self->author);
  g_free (self);
}

static gboolean
tell_made (guint n_done, guint n_operations, gpointer errand)
{
  return mls_errand_go_on (errand, SHARE_OF_EDITS * n_done / MAX (n_operations, 1), _("Making the edits again"));
}

/* What was brought in stays, whether somebody waits for the rest or not. */
static gboolean
tell_checked (double fraction, gpointer errand)
{
  mls_errand_tell (errand, SHARE_OF_EDITS + (1 - SHARE_OF_EDITS) * fraction, _("Checking what they leave"));

  return TRUE;
}

static gboolean
bring_in (MlsPackageJob *self, MlsStore *store, MlsErrand *errand, GError **error)
{
  gint64 before = mls_store_last_operation (store, error);
  g_autoptr (GArray) errors = NULL;

  if (before == 0 || !mls_store_check_in (store, self->path, tell_made, errand, &self->outcome, error))
    return FALSE;

  errors = mls_check_since (store, before, tell_checked, errand, error);
  self->n_errors = errors != NULL ? errors->len : 0;

  return errors != NULL;
}

/**
 * mls_package_job_run:
 * @errand: whose work this is
 * @job: the #MlsPackageJob
 * @error: as mls_store_check_out() and mls_store_check_in() have it
 *
 * Opens the project for itself, and leaves one single file behind.
 *
 * Returns: whether it is done; if not, the project is as it was
 */
gboolean
mls_package_job_run (MlsErrand *errand, gpointer job, GError **error)
{
  MlsPackageJob *self = job;
  g_autoptr (MlsStore) store = mls_store_open (self->project, MLS_STORE_READ_WRITE, error);

  if (store == NULL)
    return FALSE;

  if (self->zone != NULL)
    mls_errand_tell (errand, 0, _("Taking faces out"));

  return (self->zone != NULL ? mls_store_check_out (store, self->path, self->zone, self->author, error)
                             : bring_in (self, store, errand, error)) &&
         mls_store_close (g_steal_pointer (&store), error);
}
