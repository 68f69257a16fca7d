#pragma once

#include "document/project.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Draws a sample of a project; then it may be judged, or handed out.
 *
 * "judge" (const char *path): it is to be judged here. */
#define MLS_TYPE_DRAW_DIALOG (mls_draw_dialog_get_type ())

G_DECLARE_FINAL_TYPE (MlsDrawDialog, mls_draw_dialog, MLS, DRAW_DIALOG, AdwWindow)

GtkWidget *mls_draw_dialog_new (GtkWindow  *parent,
                                MlsProject *project,
                                const char *author,
                                guint       vintage);

G_END_DECLS
