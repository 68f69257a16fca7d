#pragma once

#include "base/grid.h"

G_BEGIN_DECLS

/* The segments that wait for their counterpart while faces stream by. Each is walked a → b by one
 * owner and b → a by another; the second one to come meets the first, and both are forgotten. With
 * faces in a spatial order few wait at any time, however many there are. */
typedef struct _MlsFront MlsFront;

/* The owner of nothing. */
#define MLS_NOBODY G_MAXUINT32

MlsFront *mls_front_new       (void);
void      mls_front_free      (MlsFront       *self);
guint32   mls_front_meet      (MlsFront       *self,
                               MlsPoint        a,
                               MlsPoint        b,
                               guint32         owner);
gsize     mls_front_n_waiting (const MlsFront *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsFront, mls_front_free)

G_END_DECLS
