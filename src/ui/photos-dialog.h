#pragma once

#include "document/project.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The photos of a project by vintage, the one on top first: what they are, where they come from, and
 * new ones.
 *
 * "add" (const char *source, const char *vintage) asks for a new one, "prepare" (const char
 * *source) to make one quick to look at, "locate" (gint64 id, const char *path) to show one from where it is
 * now; "changed" when the project has others or shows them otherwise. */
#define MLS_TYPE_PHOTOS_DIALOG (mls_photos_dialog_get_type ())

G_DECLARE_FINAL_TYPE (MlsPhotosDialog, mls_photos_dialog, MLS, PHOTOS_DIALOG, AdwWindow)

MlsPhotosDialog *mls_photos_dialog_new     (GtkWindow       *parent,
                                            MlsProject      *project,
                                            guint            vintage);
void             mls_photos_dialog_refresh (MlsPhotosDialog *self);

G_END_DECLS
