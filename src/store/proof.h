#pragma once

#include "coverage/invariant.h"

G_BEGIN_DECLS

/* An MlsInvariant whose sum is made by several threads while one reads. */
typedef struct _MlsProof MlsProof;

MlsProof     *mls_proof_new      (void);
void          mls_proof_free     (MlsProof       *self);
void          mls_proof_add_face (MlsProof       *self,
                                  const MlsFace  *face);
void          mls_proof_add_edge (MlsProof       *self,
                                  const MlsEdge  *edge);
MlsInvariant *mls_proof_finish   (MlsProof       *self);
gboolean      mls_proof_check    (MlsProof       *self,
                                  GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsProof, mls_proof_free)

G_END_DECLS
