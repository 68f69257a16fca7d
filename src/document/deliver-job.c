#include "document/deliver-job.h"

#include <glib/gi18n-lib.h>

/**
 * mls_deliver_job_new:
 * @project: a project's file
 *
 * Returns: (transfer full): the job of looking at it, to be told more
 */
MlsDeliverJob *
mls_deliver_job_new (const char *project)
{
  MlsDeliverJob *self = g_new0 (MlsDeliverJob, 1);

  self->project = g_strdup (project);

  return self;
}

/**
 * mls_deliver_job_free:
 * @self: (transfer full): a job
 */
void
mls_deliver_job_free (MlsDeliverJob *self)
{
  g_free (self->project);
  g_free (self->target);
  g_free (self->title);
  g_free (self->by);
  g_free (self->zones);
  g_free (self->zone_layer);
  g_free (self->zone_names);
  g_free (self->names);
  g_clear_pointer (&self->readiness, mls_readiness_free);
  mls_delivery_report_clear (&self->report);
  g_free (self);
}

static gboolean
go_on (double fraction, const char *what, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _(what));
}

static gboolean
read_zones (const MlsDeliverJob *self, MlsZoneSet **zones, GError **error)
{
  g_autoptr (MlsStore) store = NULL;
  g_autofree char *crs = NULL;

  if (self->zones == NULL)
    return TRUE;

  store = mls_store_open (self->project, MLS_STORE_READ_ONLY, error);
  crs = store != NULL ? mls_store_dup_crs (store, error) : NULL;
  *zones = crs != NULL ? mls_zone_set_load (self->zones, self->zone_layer, self->zone_names, crs, error) : NULL;

  return *zones != NULL;
}

static gboolean
read_names (const MlsDeliverJob *self, MlsNaming **naming, GError **error)
{
  if (self->names != NULL)
    *naming = mls_naming_load (self->names, error);

  return self->names == NULL || *naming != NULL;
}

static gboolean
hand_over (MlsDeliverJob *self, MlsErrand *errand, GError **error)
{
  g_autoptr (MlsZoneSet) zones = NULL;
  g_autoptr (MlsNaming) naming = NULL;
  MlsDeliveryOptions options = { .operation = self->operation, .target = self->target, .format = self->format, .kinds = self->kinds,
                                 .of = self->of, .language = self->language, .multi = self->multi, .title = self->title,
                                 .by = self->by,
                                 .all_the_same = self->all_the_same, .func = go_on, .user_data = errand };

  if (!read_zones (self, &zones, error) || !read_names (self, &naming, error))
    return FALSE;

  options.zones = zones;
  options.naming = naming;

  return mls_delivery_run (self->project, &options, &self->report, error);
}

static gboolean
look_at_zones (MlsDeliverJob *self, MlsErrand *errand, GError **error)
{
  g_autoptr (MlsZoneSet) zones = NULL;
  MlsDeliveryOptions options = { .operation = self->operation, .func = go_on, .user_data = errand };

  if (!read_zones (self, &zones, error))
    return FALSE;

  options.zones = zones;

  return mls_delivery_look_at_zones (self->project, &options, &self->report, error);
}

/**
 * mls_deliver_job_run:
 * @errand: whose work this is
 * @job: the #MlsDeliverJob
 * @error: as mls_delivery_run()
 *
 * Reads the project for itself, which may be edited meanwhile.
 *
 * Returns: whether it is done
 */
gboolean
mls_deliver_job_run (MlsErrand *errand, gpointer job, GError **error)
{
  MlsDeliverJob *self = job;

  if (self->target != NULL)
    return hand_over (self, errand, error);
  if (self->zones != NULL)
    return look_at_zones (self, errand, error);

  self->readiness = mls_delivery_check (self->project, self->operation, go_on, errand, error);

  return self->readiness != NULL;
}
