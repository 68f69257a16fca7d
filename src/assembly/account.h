#pragma once

#include "base/area.h"

G_BEGIN_DECLS

/* What became of the area of the source: twice its mm², so that the lines add up exactly. Each is
 * computed where it happens, none as what the others leave. */
typedef enum
{
  MLS_ACCOUNT_SOURCE,    /* all polygons as they were given, holes taken off */
  MLS_ACCOUNT_ROUNDING,  /* gained by rounding vertices and crossings to the grid */
  MLS_ACCOUNT_CROSSED,   /* gained where rings cross: what they wind around twice or backwards */
  MLS_ACCOUNT_MOVED,     /* gained by bringing borders onto each other */
  MLS_ACCOUNT_OVERLAPS,  /* ground of several polygons, less one of them: not positive */
  MLS_ACCOUNT_CLIPPED,   /* outside the outline: not positive */
  MLS_ACCOUNT_FILLED,    /* thin gaps given to polygons */
  MLS_ACCOUNT_GAPS,      /* gaps that became faces without a code */
  MLS_ACCOUNT_PARTITION, /* what the territory's edge runs around: the sum of all that */
  MLS_N_ACCOUNT_LINES,
} MlsAccountLine;

typedef struct
{
  MlsArea2 lines[MLS_N_ACCOUNT_LINES];
} MlsAccount;

gboolean    mls_account_adds_up (const MlsAccount *account);
const char *mls_account_text    (MlsAccountLine    line);

G_END_DECLS
