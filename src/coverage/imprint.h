#pragma once

#include "coverage/turnover.h"

G_BEGIN_DECLS

/* What an edit has done to a map, to be drawn on it: the ground that it labelled anew as a whole, and the borders that
 * went and came. Cuts are none. */
typedef struct
{
  GPtrArray *ground; /* (element-type MlsFace) as it is, or where it has joined other ground as it was */
  GPtrArray *gone;   /* (element-type GArray): lines, each of MlsPoint */
  GPtrArray *come;   /* same */
} MlsImprint;

MlsImprint *mls_imprint_new  (const MlsDelta    *delta,
                              const MlsTurnover *turnover);
void        mls_imprint_free (MlsImprint        *self);
MlsBox      mls_imprint_box  (const MlsImprint  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsImprint, mls_imprint_free)

G_END_DECLS
