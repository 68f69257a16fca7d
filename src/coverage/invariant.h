#pragma once

#include "coverage/flaw.h"
#include "coverage/source.h"

G_BEGIN_DECLS

/* Proof that faces are a partition of a territory, in one pass over them in any order, in constant
 * memory.
 *
 * Each directed segment a → b is worth a 128-bit number, b → a its opposite; the sum over all faces
 * less the sum over the territory's edge, modulo 2^128, is zero exactly if what is left once opposite
 * pairs cancel is the edge (but for odds of 1 in 2^128). With every face simple, and the edge made
 * of simple rings around the territory, winding numbers then leave room for no gap and no overlap.
 *
 * The sum is kept in many parts, by the segment's number, so that a second pass over the faces only
 * has to look at the segments of the parts that are not zero: see MlsFlawSearch. */
typedef struct _MlsInvariant MlsInvariant;

MlsInvariant *mls_invariant_new      (void);
void          mls_invariant_free     (MlsInvariant       *self);
void          mls_invariant_add_face (MlsInvariant       *self,
                                      const MlsFace      *face);
void          mls_invariant_add_edge (MlsInvariant       *self,
                                      const MlsEdge      *edge);
void          mls_invariant_merge    (MlsInvariant       *self,
                                      const MlsInvariant *other);
gboolean      mls_invariant_holds    (MlsInvariant       *self);
const GArray *mls_invariant_flaws (const MlsInvariant *self);
gboolean      mls_invariant_balances (const MlsInvariant *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsInvariant, mls_invariant_free)

G_END_DECLS
