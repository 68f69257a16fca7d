#include "document/migration-job.h"

/**
 * mls_migration_job_new:
 * @project: the project's file
 * @author: who replaces its nomenclature
 * @into: (transfer full): what it is to have
 * @mapping: (transfer full): what becomes of which code
 *
 * Returns: (transfer full): the job
 */
MlsMigrationJob *
mls_migration_job_new (const char *project, const char *author, MlsNomenclature *into, MlsMapping *mapping)
{
  MlsMigrationJob *self = g_new0 (MlsMigrationJob, 1);

  self->project = g_strdup (project);
  self->author = g_strdup (author);
  self->into = into;
  self->mapping = mapping;
  self->years = g_array_new (FALSE, FALSE, sizeof (int));

  return self;
}

/**
 * mls_migration_job_free:
 * @self: (transfer full): a job
 */
void
mls_migration_job_free (MlsMigrationJob *self)
{
  g_free (self->project);
  g_free (self->author);
  mls_nomenclature_unref (self->into);
  mls_mapping_free (self->mapping);
  g_clear_pointer (&self->rows, g_array_unref);
  g_array_unref (self->years);
  g_free (self);
}

static MlsMigration
migration_of (const MlsMigrationJob *self)
{
  return (MlsMigration){ self->into, self->mapping, self->author, self->tolerate };
}

static gboolean
plan (MlsMigrationJob *self, MlsStore *store, GError **error)
{
  const MlsMigration migration = migration_of (self);
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n_vintages);

  for (guint v = 0; v < n_vintages; v++)
    g_array_append_val (self->years, vintages[v].year);
  self->rows = mls_migration_plan (store, &migration, error);

  return self->rows != NULL;
}

/**
 * mls_migration_job_look:
 * @errand: whose work this is
 * @job: the #MlsMigrationJob, once
 * @error: as mls_migration_plan() has it
 *
 * Reads what would become of all ground, and writes nothing: somebody may have the project open.
 *
 * Returns: whether that is known
 */
gboolean
mls_migration_job_look (MlsErrand *errand, gpointer job, GError **error)
{
  MlsMigrationJob *self = job;
  g_autoptr (MlsStore) store = mls_store_open (self->project, MLS_STORE_READ_ONLY, error);

  return store != NULL && plan (self, store, error);
}

/**
 * mls_migration_job_run:
 * @errand: whose work this is
 * @job: the #MlsMigrationJob, once
 * @error: as mls_migration_run() has it
 *
 * Opens the project for itself, and leaves one single file behind.
 *
 * Returns: whether it has the other nomenclature; if not, it is as it was
 */
gboolean
mls_migration_job_run (MlsErrand *errand, gpointer job, GError **error)
{
  MlsMigrationJob *self = job;
  const MlsMigration migration = migration_of (self);
  g_autoptr (MlsStore) store = mls_store_open (self->project, MLS_STORE_READ_WRITE, error);

  return store != NULL && plan (self, store, error) && mls_migration_run (store, &migration, self->rows, NULL, error) &&
         mls_store_close (g_steal_pointer (&store), error);
}
