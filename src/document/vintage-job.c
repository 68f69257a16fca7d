#include "document/vintage-job.h"

#include "store/error.h"
#include "store/vintage.h"

#include <glib/gi18n-lib.h>

/**
 * mls_vintage_job_new:
 * @kind: what is to be done
 * @project: the project's file
 * @author: who does it
 * @year: of the date; its code is what columns of that year end with
 *
 * Returns: (transfer full): the job
 */
MlsVintageJob *
mls_vintage_job_new (MlsVintageJobKind kind, const char *project, const char *author, int year)
{
  MlsVintageJob *self = g_new0 (MlsVintageJob, 1);

  self->kind = kind;
  self->project = g_strdup (project);
  self->author = g_strdup (author);
  self->year = year;
  self->code = g_strdup_printf ("%02d", year % 100);

  return self;
}

/**
 * mls_vintage_job_free:
 * @self: (transfer full): a job
 */
void
mls_vintage_job_free (MlsVintageJob *self)
{
  g_free (self->project);
  g_free (self->author);
  g_free (self->code);
  g_free (self->copied_from);
  g_free (self->source);
  g_free (self->layer);
  g_clear_pointer (&self->map, mls_import_map_free);
  g_free (self->layer_crs);
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

static void
tell (double fraction, const char *what, gpointer user_data)
{
  mls_errand_tell (user_data, fraction, _(what));
}

static gboolean
add (const MlsVintageJob *self, MlsStore *store, MlsErrand *errand, GError **error)
{
  const MlsVintage vintage = { .code = self->code, .year = self->year, .copied_from = self->copied_from };
  Teller teller = { errand, _("Copying labels") };

  if (self->copied_from == NULL)
    return mls_store_add_vintage (store, &vintage, self->author, NULL, error);

  return mls_store_copy_vintage (store, &vintage, self->author, go_on, &teller, NULL, error);
}

static gboolean
import (MlsVintageJob *self, MlsStore *store, MlsErrand *errand, GError **error)
{
  const MlsImportProgress progress = { mls_errand_get_cancellable (errand), tell, errand };
  g_autoptr (MlsImportSource) source = mls_import_source_open (self->source, self->layer, error);
  MlsVintageImportOptions options = { .vintage = { .code = self->code, .year = self->year }, .author = self->author,
                                      .crs = self->layer_crs, .tolerance_m = self->tolerance_m,
                                      .minimum_m2 = self->minimum_m2 };

  if (source == NULL)
    return FALSE;

  mls_import_source_take_map (source, mls_import_map_copy (self->map));
  options.vintage.imported_from = mls_import_layer_get_name (source->layer);

  return mls_store_import_vintage (store, source, &options, &progress, &self->report, error);
}

static gboolean
drop (const MlsVintageJob *self, MlsStore *store, MlsErrand *errand, GError **error)
{
  guint n, v;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n);
  Teller teller = { errand, _("Taking the date out") };

  if (mls_vintage_find (vintages, n, self->code, &v))
    return mls_store_drop_vintage (store, v, self->author, go_on, &teller, error);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("There is no vintage “%s”"), self->code);
  return FALSE;
}

static gboolean
obey (MlsVintageJob *self, MlsStore *store, MlsErrand *errand, GError **error)
{
  switch (self->kind)
    {
    case MLS_VINTAGE_ADDED:
      return add (self, store, errand, error);
    case MLS_VINTAGE_IMPORTED:
      return import (self, store, errand, error);
    case MLS_VINTAGE_DROPPED:
      return drop (self, store, errand, error);
    }

  g_assert_not_reached ();
}

/**
 * mls_vintage_job_run:
 * @errand: whose work this is
 * @job: the #MlsVintageJob
 * @error: as what it does has it; %MLS_STORE_ERROR_CANCELLED if it was given up
 *
 * Opens the project for itself, and leaves one single file behind.
 *
 * Returns: whether it is done; if not, the project is as it was
 */
gboolean
mls_vintage_job_run (MlsErrand *errand, gpointer job, GError **error)
{
  MlsVintageJob *self = job;
  g_autoptr (MlsStore) store = mls_store_open (self->project, MLS_STORE_READ_WRITE, error);

  return store != NULL && obey (self, store, errand, error) && mls_store_close (g_steal_pointer (&store), error);
}
