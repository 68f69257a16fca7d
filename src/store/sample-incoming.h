#pragma once

#include "store/sample-file.h"

G_BEGIN_DECLS

/* What a merge brings, in tables of the connection that are not in the file: the rows that come in, and what was said
 * before them where they come from. */

gboolean mls_sample_incoming_begin      (MlsSampleFile       *self,
                                         GError             **error);
void     mls_sample_incoming_end        (MlsSampleFile       *self);
gboolean mls_sample_incoming_load       (MlsSampleFile       *self,
                                         const char          *path,
                                         MlsText              controller,
                                         GError             **error);
gboolean mls_sample_incoming_load_claim (MlsSampleFile       *self,
                                         MlsText              controller,
                                         GError             **error);
gboolean mls_sample_incoming_add        (MlsSampleFile       *self,
                                         gint64               feature,
                                         gint64               unit,
                                         const MlsJudgement  *judgement,
                                         GError             **error);
gboolean mls_sample_incoming_settle     (MlsSampleFile       *self,
                                         GError             **error);

G_END_DECLS
