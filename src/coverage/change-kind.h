#pragma once

#include "coverage/delta.h"

G_BEGIN_DECLS

/* What became of a face from one state to another. */
typedef enum
{
  MLS_CHANGE_CREATED,
  MLS_CHANGE_REMOVED,
  MLS_CHANGE_OUTLINE,
  MLS_CHANGE_LABELS,
  MLS_CHANGE_BOTH,
  MLS_N_CHANGE_KINDS
} MlsChangeKind;

MlsChangeKind mls_change_kind      (const MlsChange *change);
const char   *mls_change_kind_name (MlsChangeKind    kind);

G_END_DECLS
