#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The file a new project is saved in: proposed first, chosen by the user if wanted.
 *
 * "changed" is emitted when the user has chosen. */
#define MLS_TYPE_PROJECT_ROW (mls_project_row_get_type ())

G_DECLARE_FINAL_TYPE (MlsProjectRow, mls_project_row, MLS, PROJECT_ROW, AdwActionRow)

void        mls_project_row_propose  (MlsProjectRow *self,
                                      const char    *source,
                                      const char    *name);
const char *mls_project_row_get_path (MlsProjectRow *self);
gboolean    mls_project_row_is_free  (MlsProjectRow *self);

G_END_DECLS
