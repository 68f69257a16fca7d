#pragma once

#include "coverage/border-change.h"
#include "coverage/patch.h"

G_BEGIN_DECLS

/* What an edit does to borders, done to those of another state: where they run by now, and only if nobody has led
 * them elsewhere. */
typedef struct _MlsBorderCarry MlsBorderCarry;

MlsBorderCarry *mls_border_carry_new     (MlsBorderChange       *change,
                                          MlsPatch              *patch);
void            mls_border_carry_free    (MlsBorderCarry        *carry);
gboolean        mls_border_carry_run     (MlsBorderCarry        *carry,
                                          GError               **error);
void            mls_border_carry_touch   (MlsBorderCarry        *carry,
                                          const MlsFace         *face);
gboolean        mls_border_carry_clash   (MlsBorderCarry        *carry,
                                          MlsPoint               at,
                                          GError               **error);
MlsPoint        mls_border_carry_where   (const MlsBorderCarry  *carry);
GPtrArray      *mls_border_carry_touched (const MlsBorderCarry  *carry);
GPtrArray      *mls_border_carry_areas   (MlsBorderCarry        *carry,
                                          GError               **error);
const MlsFace  *mls_border_carry_left_of (MlsBorderCarry        *carry,
                                          MlsPoint               a,
                                          MlsPoint               b);
MlsArea2        mls_border_carry_rounding
                                         (const MlsBorderCarry  *carry);
gboolean        mls_border_carry_is_done (const MlsBorderCarry  *carry);
const GArray   *mls_border_carry_edges   (const MlsBorderCarry  *carry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsBorderCarry, mls_border_carry_free)

G_END_DECLS
