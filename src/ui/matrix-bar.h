#pragma once

#include "document/transitions.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is to be seen of what became of what: between which dates, by which classes, in which unit, of what ground.
 *
 * "unit-changed": the unit is another one.
 * "refused" (utf8 why): what was chosen there is not. */
#define MLS_TYPE_MATRIX_BAR (mls_matrix_bar_get_type ())
G_DECLARE_FINAL_TYPE (MlsMatrixBar, mls_matrix_bar, MLS, MATRIX_BAR, AdwBin)

GtkWidget    *mls_matrix_bar_new                (MlsTransitions *transitions);
MlsMatrixUnit mls_matrix_bar_get_unit           (MlsMatrixBar   *self);
void          mls_matrix_bar_set_unit_sensitive (MlsMatrixBar   *self,
                                                 gboolean        sensitive);

G_END_DECLS
