#pragma once

#include "quality/tally.h"
#include "rules/classing.h"
#include "rules/vintage.h"

G_BEGIN_DECLS

/* What ground was at one date, row by row, and is at another, column by column. Rows and columns are the same classes,
 * in the same order; what is not coded, codes that the nomenclature does not know, and ground that an indicator cannot
 * tell have rows and columns of their own, so that all cells add up to the ground there is. */
typedef struct _MlsMatrix MlsMatrix;

/* Which: vintages are indices among the project's. Borrowed. */
typedef struct
{
  MlsClassing       classing;
  const MlsVintage *vintages;
  guint             from;
  guint             to;
  MlsLanguage       language; /* of labels */
} MlsMatrixQuery;

/* In place of a row or of a column: all of them. */
#define MLS_MATRIX_ALL G_MAXUINT

MlsMatrix        *mls_matrix_new           (const MlsTally        *tally,
                                            const MlsMatrixQuery  *query);
void              mls_matrix_free          (MlsMatrix             *self);

guint             mls_matrix_n             (const MlsMatrix       *self);
const MlsCounted *mls_matrix_class         (const MlsMatrix       *self,
                                            guint                  i);
MlsArea2          mls_matrix_cell          (const MlsMatrix       *self,
                                            guint                  row,
                                            guint                  column);
MlsArea2          mls_matrix_changed       (const MlsMatrix       *self);

void              mls_matrix_start_counts  (MlsMatrix             *self);
void              mls_matrix_count_place   (MlsMatrix             *self,
                                            const MlsMatrixQuery  *query,
                                            const MlsSite         *was,
                                            const MlsSite         *is);
gboolean          mls_matrix_is_counted    (const MlsMatrix       *self);
guint             mls_matrix_get_count     (const MlsMatrix       *self,
                                            guint                  row,
                                            guint                  column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsMatrix, mls_matrix_free)

G_END_DECLS
