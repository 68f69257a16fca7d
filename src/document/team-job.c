#include "document/team-job.h"

#include <glib/gi18n-lib.h>

/**
 * mls_team_job_new:
 * @project: the file of a shared project
 * @pushes: whether what was done in it goes to the others, too
 *
 * Returns: (transfer full): the job
 */
MlsTeamJob *
mls_team_job_new (const char *project, gboolean pushes)
{
  MlsTeamJob *self = g_new0 (MlsTeamJob, 1);

  self->project = g_strdup (project);
  self->pushes = pushes;

  return self;
}

/**
 * mls_team_job_free:
 * @self: (transfer full): a job
 */
void
mls_team_job_free (MlsTeamJob *self)
{
  g_free (self->project);
  g_free (self);
}

/**
 * mls_team_job_run:
 * @errand: whose work this is
 * @job: the #MlsTeamJob
 * @error: as mls_team_pull() and mls_team_push() have it
 *
 * Opens the project for itself, and leaves one single file behind.
 *
 * Returns: whether it is done
 */
gboolean
mls_team_job_run (MlsErrand *errand, gpointer job, GError **error)
{
  MlsTeamJob *self = job;
  GCancellable *cancellable = mls_errand_get_cancellable (errand);
  g_autoptr (MlsStore) store = mls_store_open (self->project, MLS_STORE_READ_WRITE, error);

  if (store == NULL)
    return FALSE;

  mls_errand_tell (errand, 0, _("Exchanging with the team"));

  return (self->pushes ? mls_team_push (store, cancellable, &self->outcome, error)
                       : mls_team_pull (store, cancellable, &self->outcome.pulled, error)) &&
         mls_store_close (g_steal_pointer (&store), error);
}

/**
 * mls_team_job_text:
 * @self: a job that is done
 *
 * Returns: (transfer full): what came of it, in one line
 */
char *
mls_team_job_text (const MlsTeamJob *self)
{
  guint n_taken = self->outcome.pulled.n_taken, n_aside = self->outcome.pulled.own.n_set_aside;

  if (n_aside > 0)
    return g_strdup_printf (_("From the team: %u · to the team: %u · set aside: %u"), n_taken, self->outcome.n_pushed, n_aside);
  if (n_taken + self->outcome.n_pushed == 0)
    return g_strdup (_("There is nothing new"));

  return g_strdup_printf (_("From the team: %u · to the team: %u"), n_taken, self->outcome.n_pushed);
}
