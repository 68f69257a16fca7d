#pragma once

#include "quality/matrix-text.h"

G_BEGIN_DECLS

/* What became of one class between the two dates of a matrix. What is not coded at one of them has neither been gained
 * nor lost, as far as is known: then before + gained − lost is not quite after. */
typedef struct
{
  guint    index;  /* of the class in the matrix */
  MlsArea2 before;
  MlsArea2 after;
  MlsArea2 gained; /* from other classes */
  MlsArea2 lost;   /* to them */
} MlsBalance;

/* What was agricultural, natural or wooded and is built up now, and the other way round. */
typedef struct
{
  MlsArea2 taken;
  MlsArea2 given_back;
  MlsArea2 undecided;  /* changed, and what lies near would tell whether it was one of these */
} MlsLandTake;

GArray  *mls_balance_new         (const MlsMatrix      *matrix);
gboolean mls_land_take_find      (const MlsMatrix      *matrix,
                                  const MlsClassing    *classing,
                                  MlsLandTake          *out);
void     mls_balance_append_head (GString              *text,
                                  gboolean              by_area,
                                  char                  separator);
void     mls_balance_append      (const MlsMatrix      *matrix,
                                  const MlsMatrixStyle *style,
                                  const char           *area,
                                  GString              *text);

G_END_DECLS
