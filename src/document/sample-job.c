#include "document/sample-job.h"

#include <glib/gi18n-lib.h>

/**
 * mls_sample_job_new:
 * @order: what is asked for: no samples to be left out but files
 *
 * Returns: (transfer full): the job, with copies of all that @order names
 */
MlsSampleJob *
mls_sample_job_new (const MlsSampleOrder *order)
{
  MlsSampleJob *self = g_new0 (MlsSampleJob, 1);

  g_return_val_if_fail (order->query.without == NULL, NULL);

  self->order = *order;
  self->order.project = g_strdup (order->project);
  self->order.facts.title = g_strdup (order->facts.title);
  self->order.facts.author = g_strdup (order->facts.author);
  self->order.facts.earlier = (const char *const *) g_strdupv ((char **) order->facts.earlier);
  if (order->query.sampling.more != NULL)
    self->order.query.sampling.more = g_array_copy ((GArray *) order->query.sampling.more);
  self->order.paths = (const char *const *) g_strdupv ((char **) order->paths);

  return self;
}

/**
 * mls_sample_job_free:
 * @self: (transfer full): a job
 */
void
mls_sample_job_free (MlsSampleJob *self)
{
  g_free ((char *) self->order.project);
  g_free ((char *) self->order.facts.title);
  g_free ((char *) self->order.facts.author);
  g_strfreev ((char **) self->order.facts.earlier);
  g_strfreev ((char **) self->order.paths);
  if (self->order.query.sampling.more != NULL)
    g_array_unref ((GArray *) self->order.query.sampling.more);
  g_clear_pointer (&self->regions, g_array_unref);
  g_free (self);
}

static gboolean
go_on (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Drawing"));
}

/**
 * mls_sample_job_count:
 * @errand: whose work this is
 * @job: the #MlsSampleJob; gets its regions
 * @error: as mls_sample_order_census() has it
 *
 * Returns: whether they are counted
 */
gboolean
mls_sample_job_count (MlsErrand *errand, gpointer job, GError **error)
{
  MlsSampleJob *self = job;

  self->regions = mls_sample_order_census (&self->order, go_on, errand, error);

  return self->regions != NULL;
}

/**
 * mls_sample_job_fill:
 * @errand: whose work this is
 * @job: the #MlsSampleJob
 * @error: as mls_sample_order_fill() has it
 *
 * Returns: whether all its files are there; none is if not
 */
gboolean
mls_sample_job_fill (MlsErrand *errand, gpointer job, GError **error)
{
  const MlsSampleJob *self = job;

  return mls_sample_order_fill (&self->order, go_on, errand, error);
}
