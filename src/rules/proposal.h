#pragma once

#include "rules/gesture.h"

G_BEGIN_DECLS

/* A gesture tried out: what it would do, whether it may, and what would cure it. Nothing is written.
 * Made anew at each motion of the hand for the preview, and once more for the commit. */
typedef struct
{
  MlsPlan    *plan;        /* %NULL if the gesture means nothing here */
  MlsVerdict *verdict;     /* of @plan */
  GError     *refusal;     /* %NULL if it may be done, or is pending */
  MlsPlan    *cure;        /* the edit as it may be done, %NULL if nothing cures it */
  GArray     *absorptions; /* (element-type MlsAbsorption) by which @cure differs */
  gboolean    demoted;     /* a correction was meant, by somebody who may make none: it is a change */
} MlsProposal;

MlsProposal *mls_proposal_new       (const MlsGesture   *gesture,
                                     MlsPatch           *patch,
                                     const MlsIntent    *intent,
                                     const MlsRules     *rules,
                                     GError            **error);
void         mls_proposal_free      (MlsProposal        *proposal);
gboolean     mls_proposal_is_ok     (const MlsProposal  *proposal);
gboolean     mls_proposal_is_pending
                                (const MlsProposal  *proposal);
MlsRefusal   mls_proposal_rule      (const MlsProposal  *proposal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsProposal, mls_proposal_free)

G_END_DECLS
