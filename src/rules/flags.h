#pragma once

#include "coverage/delta.h"
#include "coverage/patch.h"
#include "rules/finding.h"

G_BEGIN_DECLS

/* A face of a region that a finding is of. */
typedef struct
{
  gint64       fid;
  guint        vintage;
  MlsDimension dimension; /* of the region */
  MlsSeverity  severity;
  guint64      rules;     /* that are broken there without leave, bits of #MlsFindingRule */
} MlsFlag;

/* Which faces are of regions that something was found of, so that a map can show them. Immutable, and
 * counted atomically. */
typedef struct _MlsFlags MlsFlags;

guint64      mls_flag_rules    (const MlsFinding *finding);
MlsFlags    *mls_flags_new     (GArray           *flags);
MlsFlags    *mls_flags_new_found
                               (GArray           *flags);
gboolean     mls_flags_are_found
                               (const MlsFlags   *self);
MlsFlags    *mls_flags_ref     (MlsFlags         *self);
void         mls_flags_unref   (MlsFlags         *self);
gboolean     mls_flags_equal   (const MlsFlags   *a,
                                const MlsFlags   *b);
MlsSeverity  mls_flags_look_up (const MlsFlags   *self,
                                gint64            fid,
                                guint             vintage,
                                MlsDimension      dimension);
MlsFlags    *mls_flags_without (MlsFlags         *self,
                                const MlsDelta   *delta);
gboolean     mls_flags_add     (GArray           *flags,
                                MlsPatch         *patch,
                                const MlsFinding *finding,
                                GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsFlags, mls_flags_unref)

G_END_DECLS
