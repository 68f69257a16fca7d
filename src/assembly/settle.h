#pragma once

#include "assembly/account.h"
#include "assembly/faults.h"
#include "assembly/remark.h"

G_BEGIN_DECLS

/* What borders are brought onto. */
typedef enum
{
  MLS_SETTLE_ONTO_ALL,      /* each other's, those that come first */
  MLS_SETTLE_ONTO_OUTLINES, /* those alone: what polygons have in common goes with both */
} MlsSettleOnto;

MlsSoup *mls_soup_settle (const MlsSoup   *soup,
                          gint64           tolerance,
                          MlsSettleOnto    onto,
                          MlsRemarks      *remarks,
                          MlsAccount      *account,
                          MlsAssemblyFunc  tell,
                          gpointer         tell_data);

G_END_DECLS
