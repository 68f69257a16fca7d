#pragma once

#include "store/reader.h"

G_BEGIN_DECLS

/* Who gave ground its codes, so that nobody judges their own work. */
typedef struct _MlsSampleAuthors MlsSampleAuthors;

MlsSampleAuthors *mls_sample_authors_new      (MlsStoreReader    *reader,
                                               guint              vintage,
                                               GError           **error);
void              mls_sample_authors_free     (MlsSampleAuthors  *self);
gboolean          mls_sample_authors_may_have (MlsSampleAuthors  *self,
                                               const MlsFace     *face);
gboolean          mls_sample_authors_add      (MlsSampleAuthors  *self,
                                               MlsPoint           place,
                                               GHashTable        *names,
                                               GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSampleAuthors, mls_sample_authors_free)

G_END_DECLS
