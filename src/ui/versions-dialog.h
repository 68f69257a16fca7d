#pragma once

#include "document/project.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The versions of a project: which of them are deliveries, whether these are what they were, and one more that is sealed.
 *
 * "sealed" (char *name): a delivery was. */
#define MLS_TYPE_VERSIONS_DIALOG (mls_versions_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MlsVersionsDialog, mls_versions_dialog, MLS, VERSIONS_DIALOG, AdwWindow)

MlsVersionsDialog *mls_versions_dialog_new (GtkWindow  *parent,
                                            MlsProject *project);

G_END_DECLS
