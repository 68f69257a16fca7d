#pragma once

#include "document/errand.h"
#include "store/migration.h"

G_BEGIN_DECLS

/* Another nomenclature for a project: what becomes of its ground, and that done, in a project that nobody has open
 * meanwhile. */
typedef struct
{
  char            *project;
  char            *author;
  MlsNomenclature *into;
  MlsMapping      *mapping;
  gboolean         tolerate;

  /* What was found. */
  GArray          *rows;  /* (nullable) (element-type MlsMigrationRow) */
  GArray          *years; /* (element-type int): of the dates that these are of */
} MlsMigrationJob;

MlsMigrationJob *mls_migration_job_new  (const char       *project,
                                         const char       *author,
                                         MlsNomenclature  *into,
                                         MlsMapping       *mapping);
void             mls_migration_job_free (MlsMigrationJob  *self);
gboolean         mls_migration_job_look (MlsErrand        *errand,
                                         gpointer          job,
                                         GError          **error);
gboolean         mls_migration_job_run  (MlsErrand        *errand,
                                         gpointer          job,
                                         GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsMigrationJob, mls_migration_job_free)

G_END_DECLS
