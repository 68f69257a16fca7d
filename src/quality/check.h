#pragma once

#include "rules/flags.h"
#include "store/check.h"

G_BEGIN_DECLS

/* What a coverage is checked by, as of the state that is read. Borrowed. */
typedef struct
{
  const MlsRules *rules;
  const GArray   *exceptions; /* (element-type MlsException) */
} MlsCheckRules;

GArray *mls_check_coverage (MlsStoreReader        *reader,
                            const MlsCheckRules   *rules,
                            gint64                 operation,
                            GArray                *flags,
                            MlsStoreProgressFunc   func,
                            gpointer               user_data,
                            GError               **error);
GArray *mls_check_labels   (MlsStoreReader        *reader,
                            const MlsCheckRules   *rules,
                            GArray                *flags,
                            MlsStoreProgressFunc   func,
                            gpointer               user_data,
                            GError               **error);
GArray *mls_check_project  (MlsStore              *store,
                            MlsStoreProgressFunc   func,
                            gpointer               user_data,
                            GError               **error);

G_END_DECLS
