#pragma once

#include "base/grid.h"

G_BEGIN_DECLS

/* How polygons do not fit together. */
typedef enum
{
  MLS_MISFIT_OVERLAP,      /* two have the same ground */
  MLS_MISFIT_GAP,          /* none has what lies between them */
  MLS_MISFIT_MISSING_NODE, /* along one border they have different vertices */
  MLS_N_MISFITS,
} MlsMisfitKind;

typedef struct
{
  MlsMisfitKind kind;
  MlsPoint      place;
} MlsMisfit;

/* Where polygons that were never meant to fit lie across each other, counting stops here. */
#define MLS_MISFITS_MAX 100000

void        mls_misfit_add  (GArray        *misfits,
                             MlsMisfitKind  kind,
                             MlsPoint       place);
const char *mls_misfit_text (MlsMisfitKind  kind);

G_END_DECLS
