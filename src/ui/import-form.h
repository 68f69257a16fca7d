#pragma once

#include "document/new-project.h"
#include "document/vintage-job.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What has to be said to make a project from a layer: file and layer, columns of each vintage,
 * where to save, and only if need be coordinates and author.
 *
 * "changed" is emitted when any of it is. */
#define MLS_TYPE_IMPORT_FORM (mls_import_form_get_type ())

G_DECLARE_FINAL_TYPE (MlsImportForm, mls_import_form, MLS, IMPORT_FORM, AdwBin)

void           mls_import_form_set_author  (MlsImportForm *self,
                                            const char    *author,
                                            GSettings     *settings);
void           mls_import_form_look_at     (MlsImportForm *self,
                                            const char    *path,
                                            const char    *layer);
void           mls_import_form_check       (MlsImportForm *self);
const char    *mls_import_form_get_missing (MlsImportForm *self);
MlsNewProject *mls_import_form_dup_project (MlsImportForm *self);
void           mls_import_form_set_onto    (MlsImportForm *self,
                                            const char    *project,
                                            const MlsNomenclature
                                                          *nomenclature);
MlsVintageJob *mls_import_form_dup_job     (MlsImportForm *self);

GtkFileChooserNative *
               mls_import_form_chooser_new (GtkWindow     *parent);

G_END_DECLS
