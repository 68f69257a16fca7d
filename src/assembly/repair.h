#pragma once

#include "assembly/account.h"
#include "assembly/faults.h"
#include "assembly/misfit.h"

G_BEGIN_DECLS

/* Puts right what rounding did to polygons that fit together in their source. Where a ring came to
 * cross itself or another, the borders there are noded on the grid and each cell between them given
 * to the polygon whose border winds around it. Cells wider than rounding can make mean that the
 * source did not fit together. */

/* Wider than this, on average and in mm, no overlap comes from rounding: each border moves by 0.71
 * in that and, where it is led through a crossing, by as much again. */
#define MLS_REPAIR_WIDTH 3.0

gboolean mls_repair (MlsSoup      *soup,
                     const GArray *places,
                     MlsAccount   *account,
                     GArray       *misfits);

G_END_DECLS
