#pragma once

#include "document/workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The reference layers of a project: adds, orders and removes them, and says how they are shown.
 *
 * "add" (char *source): one is wanted. "locate" (gint64 id, char *path): one is at another place now. */
#define MLS_TYPE_LAYERS_DIALOG (mls_layers_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MlsLayersDialog, mls_layers_dialog, MLS, LAYERS_DIALOG, AdwWindow)

MlsLayersDialog *mls_layers_dialog_new (GtkWindow    *parent,
                                        MlsWorkspace *workspace);

G_END_DECLS
