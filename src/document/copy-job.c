#include "document/copy-job.h"

#include <glib/gi18n-lib.h>

/**
 * mls_copies_dup_folder:
 *
 * Returns: (transfer full): where this user's copies of projects on networks' disks are
 */
char *
mls_copies_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "millesime", "copies", NULL);
}

/**
 * mls_copy_job_new:
 * @path: a project on a network's disk
 * @author: (nullable): who is to work on it
 *
 * Returns: (transfer full): the job
 */
MlsCopyJob *
mls_copy_job_new (const char *path, const char *author)
{
  MlsCopyJob *self = g_new0 (MlsCopyJob, 1);

  self->path = g_strdup (path);
  self->author = g_strdup (author);

  return self;
}

/**
 * mls_copy_job_free:
 * @self: (transfer full): a job
 */
void
mls_copy_job_free (MlsCopyJob *self)
{
  g_free (self->path);
  g_free (self->author);
  g_free (self->kept);
  g_clear_pointer (&self->copy, mls_working_copy_free);
  g_free (self);
}

typedef struct
{
  MlsErrand  *errand;
  const char *what;
} Teller;

static gboolean
go_on (double fraction, gpointer user_data)
{
  const Teller *teller = user_data;

  return mls_errand_go_on (teller->errand, fraction, teller->what);
}

/**
 * mls_copy_job_take:
 * @errand: the errand, on its thread
 * @job: a #MlsCopyJob without a copy
 * @error: as mls_working_copy_take()
 *
 * Returns: whether it has one
 */
gboolean
mls_copy_job_take (MlsErrand *errand, gpointer job, GError **error)
{
  MlsCopyJob *self = job;
  Teller teller = { errand, _("Copying the project to this computer") };
  g_autofree char *folder = mls_copies_dup_folder ();

  self->copy = mls_working_copy_take (folder, self->path, self->author, go_on, &teller, error);

  return self->copy != NULL;
}

/**
 * mls_copy_job_return:
 * @errand: the errand, on its thread
 * @job: a #MlsCopyJob with a copy, which nobody edits meanwhile, nor has open if it is to be merged or does not stay
 * @error: as mls_working_copy_bring_back() and mls_working_copy_merge()
 *
 * Brings the copy back, and unless the work goes on that is its end.
 *
 * Returns: whether the project is what the copy is; if not, the copy stays
 */
gboolean
mls_copy_job_return (MlsErrand *errand, gpointer job, GError **error)
{
  MlsCopyJob *self = job;
  Teller merging = { errand, _("Merging with what others have done") };
  Teller returning = { errand, _("Bringing the project back") };

  if (self->merges &&
      !mls_working_copy_merge (self->copy, go_on, &merging, &self->outcome, &self->kept, error))
    return FALSE;

  return mls_working_copy_bring_back (self->copy, go_on, &returning, error) &&
         (self->stays || mls_working_copy_end (self->copy, error));
}
