#include "coverage/change-kind.h"

/**
 * mls_change_kind:
 * @change: a face before and after, which differ
 *
 * Returns: what became of it; a border that gained a vertex is another outline, however little that moves
 */
MlsChangeKind
mls_change_kind (const MlsChange *change)
{
  if (change->before == NULL)
    return MLS_CHANGE_CREATED;
  if (change->after == NULL)
    return MLS_CHANGE_REMOVED;
  if (mls_face_same_labels (change->before, change->after))
    return MLS_CHANGE_OUTLINE;

  return mls_face_same_rings (change->before, change->after) ? MLS_CHANGE_LABELS : MLS_CHANGE_BOTH;
}

/**
 * mls_change_kind_name:
 * @kind: what became of a face
 *
 * Returns: what files and scripts call that
 */
const char *
mls_change_kind_name (MlsChangeKind kind)
{
  static const char *const names[] = {
    [MLS_CHANGE_CREATED] = "created", [MLS_CHANGE_REMOVED] = "removed", [MLS_CHANGE_OUTLINE] = "outline",
    [MLS_CHANGE_LABELS] = "labels",   [MLS_CHANGE_BOTH] = "both",
  };

  return names[kind];
}
