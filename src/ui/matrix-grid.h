#pragma once

#include "quality/matrix-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A matrix as a table to be walked through: what ground was from top to bottom, what it is from left to right, the totals
 * first. Headings and totals stay where they are while the rest scrolls.
 *
 * "chosen" (guint row, guint column): a cell of the matrix was clicked, or Enter pressed there; either may be
 * %MLS_MATRIX_ALL. */
#define MLS_TYPE_MATRIX_GRID (mls_matrix_grid_get_type ())
G_DECLARE_FINAL_TYPE (MlsMatrixGrid, mls_matrix_grid, MLS, MATRIX_GRID, GtkWidget)

GtkWidget *mls_matrix_grid_new  (void);
void       mls_matrix_grid_show (MlsMatrixGrid   *self,
                                 const MlsMatrix *matrix,
                                 MlsMatrixUnit    unit,
                                 const char      *dates);

G_END_DECLS
