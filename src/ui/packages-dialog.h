#pragma once

#include "document/package-job.h"
#include "document/project.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The work packages of a project: which are out, one more taken out, one brought back.
 *
 * "job" (MlsPackageJob *, transfer full): what is to be done while the window has given the project away. */
#define MLS_TYPE_PACKAGES_DIALOG (mls_packages_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MlsPackagesDialog, mls_packages_dialog, MLS, PACKAGES_DIALOG, AdwWindow)

MlsPackagesDialog *mls_packages_dialog_new        (GtkWindow          *parent);
void               mls_packages_dialog_add_ground (MlsPackagesDialog  *self,
                                                   const char         *title,
                                                   MlsZone            *zone);
void               mls_packages_dialog_show       (MlsPackagesDialog  *self,
                                                   MlsProject         *project);
void               mls_packages_dialog_tell       (MlsPackagesDialog  *self,
                                                   const char         *title,
                                                   const char         *text);

G_END_DECLS
