#pragma once

#include "document/transitions.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What became of what in a project, in a window of its own, so that the map stays in sight, on a second screen too.
 *
 * "chosen" (guint row, guint column): the changes of a cell are wanted; either may be %MLS_MATRIX_ALL.
 * "area-chosen" (guint area): an area is to be seen, of those that the transitions are of. */
#define MLS_TYPE_MATRIX_WINDOW (mls_matrix_window_get_type ())
G_DECLARE_FINAL_TYPE (MlsMatrixWindow, mls_matrix_window, MLS, MATRIX_WINDOW, AdwWindow)

MlsMatrixWindow *mls_matrix_window_new             (GtkApplication  *application,
                                                    MlsWorkspace    *workspace,
                                                    const char      *project);
MlsTransitions  *mls_matrix_window_get_transitions (MlsMatrixWindow *self);

G_END_DECLS
