#pragma once

#include "document/migration-job.h"
#include "document/project.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The nomenclature of a project: its classes and its transitions, to be looked at and changed, or all of it, to be replaced. What
 * is changed holds at once, and can be taken back as long as the dialog stays.
 *
 * "replaced" (MlsMigrationJob *job): another one is to take its place, for which the project is to be given away.
 * "favourite" (guint place, MlsPair *pair): as of MlsFavouritesForm. */
#define MLS_TYPE_NOMENCLATURE_DIALOG (mls_nomenclature_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MlsNomenclatureDialog, mls_nomenclature_dialog, MLS, NOMENCLATURE_DIALOG, AdwWindow)

MlsNomenclatureDialog *mls_nomenclature_dialog_new  (GtkWindow             *parent);
void                   mls_nomenclature_dialog_show (MlsNomenclatureDialog *self,
                                                     MlsProject            *project);
void                   mls_nomenclature_dialog_tell (MlsNomenclatureDialog *self,
                                                     const char            *text);
void                   mls_nomenclature_dialog_show_favourites
                                                    (MlsNomenclatureDialog *self,
                                                     int                    year,
                                                     const MlsPair         *pairs);

G_END_DECLS
