#pragma once

#include "document/migration-job.h"
#include "document/project.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A nomenclature as a folder: where that of a project goes to, and where another one comes from, which takes its place once it
 * has been seen what becomes of all ground.
 *
 * "wanted" (MlsMigrationJob *job): another one is to take its place; the project is to be given away for that. */
#define MLS_TYPE_MIGRATION_PAGE (mls_migration_page_get_type ())

G_DECLARE_FINAL_TYPE (MlsMigrationPage, mls_migration_page, MLS, MIGRATION_PAGE, AdwPreferencesPage)

void mls_migration_page_show (MlsMigrationPage *self,
                              MlsProject       *project);

G_END_DECLS
