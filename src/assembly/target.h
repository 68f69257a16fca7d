#pragma once

#include "base/box.h"

G_BEGIN_DECLS

/* What a border may be brought onto: segments of other polygons that stay where they are, since they
 * come before it in order, or since two polygons have them in common. */
typedef struct _MlsTargets MlsTargets;

typedef enum
{
  MLS_TARGET_OTHER,   /* of a polygon that may move yet: counts only if another has it too */
  MLS_TARGET_SETTLED, /* of one that does not */
  MLS_TARGET_OWN,     /* of the border itself: no target, whoever else has it */
} MlsTargetKind;

MlsTargets *mls_targets_new       (gint64            reach);
void        mls_targets_free      (MlsTargets       *targets);
void        mls_targets_clear     (MlsTargets       *targets);
void        mls_targets_add       (MlsTargets       *targets,
                                   MlsTargetKind     kind,
                                   MlsPoint          a,
                                   MlsPoint          b);
void        mls_targets_index     (MlsTargets       *targets);

gboolean    mls_targets_is_common (const MlsTargets *targets,
                                   MlsPoint          a,
                                   MlsPoint          b);
MlsPoint    mls_targets_attract   (MlsTargets       *targets,
                                   MlsPoint          point);
void        mls_targets_bend      (MlsTargets       *targets,
                                   MlsPoint          a,
                                   MlsPoint          b,
                                   GArray           *bends);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsTargets, mls_targets_free)

G_END_DECLS
