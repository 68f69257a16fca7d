#pragma once

#include "ui/matrix-grid.h"

G_BEGIN_DECLS

/* Of a grid, px. */
#define MLS_MATRIX_PADDING      10
#define MLS_MATRIX_ROW          28
#define MLS_MATRIX_SWATCH       12
#define MLS_MATRIX_HEADING      34
#define MLS_MATRIX_FIXED_HEIGHT (MLS_MATRIX_HEADING + (double) MLS_MATRIX_ROW) /* headings and totals */

/* A row or a column as it is shown; the first is the total. */
typedef struct
{
  guint   index; /* in the matrix, or MLS_MATRIX_ALL */
  MlsPair key;
  double  width; /* of a column */
} MlsMatrixLine;

struct _MlsMatrixGrid
{
  GtkWidget               parent_instance;

  const MlsMatrix        *matrix;  /* (nullable): borrowed until it is told another */
  MlsMatrixUnit           unit;
  char                   *dates;   /* (nullable): what rows and columns are of */
  GArray                 *rows;    /* (element-type MlsMatrixLine) */
  GArray                 *columns; /* (element-type MlsMatrixLine) */
  double                  name_width;
  double                  largest; /* of the cells that changed, m² */
  guint                   row;     /* where the cursor is, among the lines */
  guint                   column;

  /* GtkScrollable */
  GtkAdjustment          *adjustments[2];
  GtkScrollablePolicy     policies[2];
};

/* matrix-grid-lines.c: what stands where; rows and columns are counted with the totals as the first */
const MlsMatrixLine *mls_matrix_grid_row (MlsMatrixGrid *self, guint i);
const MlsMatrixLine *mls_matrix_grid_column (MlsMatrixGrid *self, guint i);
double mls_matrix_grid_area (MlsMatrixGrid *self, guint row, guint column);
char *mls_matrix_grid_dup_number (MlsMatrixGrid *self, guint row, guint column, MlsMatrixUnit unit);
char *mls_matrix_grid_dup_code (MlsMatrixGrid *self, const MlsMatrixLine *line);
char *mls_matrix_grid_dup_name (MlsMatrixGrid *self, const MlsMatrixLine *line);
char *mls_matrix_grid_dup_sentence (MlsMatrixGrid *self, guint row, guint column);
PangoLayout *mls_matrix_grid_layout (MlsMatrixGrid *self, const char *text, gboolean is_bold);
double mls_matrix_grid_text_width (MlsMatrixGrid *self, const char *text, gboolean is_bold);
gboolean mls_matrix_grid_is_same (MlsMatrixGrid *self, guint row, guint column);
double mls_matrix_grid_offset (MlsMatrixGrid *self, GtkOrientation orientation);
double mls_matrix_grid_fixed_width (MlsMatrixGrid *self);
double mls_matrix_grid_left (MlsMatrixGrid *self, guint column);
double mls_matrix_grid_top (MlsMatrixGrid *self, guint row);
double mls_matrix_grid_content_width (MlsMatrixGrid *self);
double mls_matrix_grid_content_height (MlsMatrixGrid *self);
guint mls_matrix_grid_column_under (MlsMatrixGrid *self, double x);
guint mls_matrix_grid_row_under (MlsMatrixGrid *self, double y);

/* matrix-grid-draw.c */
void mls_matrix_grid_draw (MlsMatrixGrid *self, GtkSnapshot *snapshot);

G_END_DECLS
