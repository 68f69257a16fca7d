#pragma once

#include "document/project.h"
#include "quality/contrast.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Areas by class at two states of a project: how much there was of each and how much there is, and what of one became the
 * other. */
#define MLS_TYPE_CONTRAST_WINDOW (mls_contrast_window_get_type ())
G_DECLARE_FINAL_TYPE (MlsContrastWindow, mls_contrast_window, MLS, CONTRAST_WINDOW, AdwWindow)

GtkWidget *mls_contrast_window_new (MlsProject  *project,
                                    MlsContrast *contrast,
                                    gint64       from,
                                    gint64       to);

G_END_DECLS
