#pragma once

#include "store/sample-merge.h"

G_BEGIN_DECLS

gboolean mls_sample_result_print    (const char             *path,
                                     gboolean                as_json,
                                     GError                **error);
void     mls_merge_result_print     (const char             *path,
                                     const MlsMergeOutcome  *outcome,
                                     gboolean                as_json);
void     mls_sent_back_result_print (const char             *path,
                                     guint                   n_written,
                                     guint                   n_known,
                                     gboolean                as_json);

G_END_DECLS
