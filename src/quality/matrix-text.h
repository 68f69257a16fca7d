#pragma once

#include "quality/matrix.h"

G_BEGIN_DECLS

/* What the numbers of a matrix are. */
typedef enum
{
  MLS_MATRIX_HECTARES,
  MLS_MATRIX_COUNT,     /* of pieces that hang together, see mls_matrix_count() */
  MLS_MATRIX_PERCENT,   /* of all its ground */
  MLS_N_MATRIX_UNITS,
} MlsMatrixUnit;

/* How its text is written. */
typedef struct
{
  MlsMatrixUnit unit;
  char          separator; /* between columns */
  const char   *point;     /* what parts the whole from the rest in numbers: that of files or of a locale */
} MlsMatrixStyle;

const char *mls_matrix_unit_name      (MlsMatrixUnit          unit);
gboolean    mls_matrix_unit_from_name (const char            *name,
                                       MlsMatrixUnit         *out);

char       *mls_matrix_dup_area       (const MlsMatrix       *matrix,
                                       MlsArea2               area2,
                                       const MlsMatrixStyle  *style);
char       *mls_matrix_number         (const MlsMatrix       *matrix,
                                       guint                  row,
                                       guint                  column,
                                       const MlsMatrixStyle  *style);
char       *mls_matrix_table          (const MlsMatrix       *matrix,
                                       const MlsMatrixStyle  *style);
void        mls_matrix_append_list    (const MlsMatrix       *matrix,
                                       const MlsMatrixStyle  *style,
                                       const char            *area,
                                       GString               *text);
void        mls_matrix_append_field   (GString               *text,
                                       const char            *field,
                                       char                   separator);

G_END_DECLS
