#pragma once

#include "assembly/account.h"
#include "assembly/faults.h"
#include "assembly/remark.h"

G_BEGIN_DECLS

/* Makes polygons fit together that do not. Which of two has ground that both claim is settled by
 * order: that of layers, then of priorities, smallest first, then of ids. */

typedef struct
{
  gint64 tolerance;  /* mm: borders nearer than this are one, gaps no wider are no ground of their own */
  gsize  sheet_size; /* bytes of rings to look at in one go; 0: what suits most machines */
} MlsCleaning;

/* The farthest that borders may be brought together, in mm. */
#define MLS_TOLERANCE_MAX 10000

gboolean mls_soup_clean (MlsSoup           *soup,
                         const MlsCleaning *cleaning,
                         MlsRemarks        *remarks,
                         MlsAccount        *account,
                         MlsAssemblyFunc    tell,
                         gpointer           tell_data);

gboolean mls_soup_fit   (MlsSoup           *soup,
                         gint64             tolerance,
                         MlsRemarks        *remarks,
                         MlsAccount        *account,
                         MlsAssemblyFunc    tell,
                         gpointer           tell_data);

G_END_DECLS
