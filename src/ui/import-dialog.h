#pragma once

#include "rules/nomenclature.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Makes a project from a layer of polygons: asks what it has to, shows how far it is, and what came
 * of it.
 *
 * "made" (file) is emitted when the project is there. */
#define MLS_TYPE_IMPORT_DIALOG (mls_import_dialog_get_type ())

G_DECLARE_FINAL_TYPE (MlsImportDialog, mls_import_dialog, MLS, IMPORT_DIALOG, AdwWindow)

MlsImportDialog *mls_import_dialog_new (GtkWindow  *parent,
                                        GSettings  *settings,
                                        const char *author,
                                        const char *path);

MlsImportDialog *mls_import_dialog_new_onto (GtkWindow  *parent,
                                             GSettings  *settings,
                                             const char *author,
                                             const char *path,
                                             const char *project,
                                             const MlsNomenclature *nomenclature);

G_END_DECLS
