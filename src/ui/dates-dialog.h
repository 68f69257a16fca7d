#pragma once

#include "document/project.h"
#include "document/vintage-job.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The dates of a project: adds, renames, closes and drops them.
 *
 * "job" (MlsVintageJob *job): something is to be done that takes the project for itself; the window does it, and
 * shows what came of it. "changed": something was done at once. "read" (char *path): a date is to come from a file.
 * "photos" (guint vintage): those of a date are wanted. */
#define MLS_TYPE_DATES_DIALOG (mls_dates_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MlsDatesDialog, mls_dates_dialog, MLS, DATES_DIALOG, AdwWindow)

MlsDatesDialog *mls_dates_dialog_new  (GtkWindow      *parent);
void            mls_dates_dialog_show (MlsDatesDialog *self,
                                       MlsProject     *project);
void            mls_dates_dialog_tell (MlsDatesDialog *self,
                                       const GError   *error);

G_END_DECLS
