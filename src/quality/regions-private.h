#pragma once

#include "coverage/front.h"
#include "coverage/grouping.h"
#include "quality/regions.h"

G_BEGIN_DECLS

/* What of a filter holds for each face. */
typedef struct _MlsFaceWords MlsFaceWords;

MlsFaceWords  *mls_face_words_new   (MlsStoreReader         *reader,
                                     const MlsRegionsQuery  *query,
                                     MlsStoreProgressFunc    func,
                                     gpointer                user_data,
                                     GError                **error);
void           mls_face_words_free  (MlsFaceWords           *self);
MlsFilterWords mls_face_words_of    (MlsFaceWords           *self,
                                     const MlsFace          *face);
MlsFindingRule mls_face_words_rule  (MlsFaceWords           *self,
                                     gint64                  fid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsFaceWords, mls_face_words_free)

G_END_DECLS
