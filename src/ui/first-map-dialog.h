#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Makes a project from nothing: asks for the territory, what is there already, the layers of its skeleton, dates and
 * photos, and where to save, page by page; shows how far it is and what came of it.
 *
 * "made" is emitted with the file of the project. */
#define MLS_TYPE_FIRST_MAP_DIALOG (mls_first_map_dialog_get_type ())

G_DECLARE_FINAL_TYPE (MlsFirstMapDialog, mls_first_map_dialog, MLS, FIRST_MAP_DIALOG, AdwWindow)

MlsFirstMapDialog *mls_first_map_dialog_new (GtkWindow  *parent,
                                             GSettings  *settings,
                                             const char *author);

G_END_DECLS
