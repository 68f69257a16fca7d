#pragma once

#include "quality/label-check.h"
#include "rules/flags.h"
#include "store/check.h"

G_BEGIN_DECLS

/* What a coverage is checked by, as of the state that is read. Borrowed. */
typedef struct
{
  const MlsRules *rules;
  const GArray   *exceptions; /* (element-type MlsException) */
} MlsCheckRules;

/* What a check has found in a state: findings as they are, without what is known from before, and the faces of their
 * regions. Immutable once it is made, and counted atomically. */
typedef struct
{
  gatomicrefcount ref_count;
  GArray         *findings;  /* (element-type MlsFinding) in no certain order */
  GArray         *flags;     /* (element-type MlsFlag) */
  gint64          operation; /* whose state that is */
} MlsChecked;

MlsChecked *mls_checked_new      (gint64                operation);
MlsChecked *mls_checked_ref      (MlsChecked           *self);
void        mls_checked_unref    (MlsChecked           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsChecked, mls_checked_unref)

MlsChecked *mls_check_find       (MlsStoreReader       *reader,
                                  const MlsCheckRules  *rules,
                                  gint64                operation,
                                  MlsStoreProgressFunc  func,
                                  gpointer              user_data,
                                  GError              **error);
GArray     *mls_check_known      (MlsStoreReader       *reader,
                                  const MlsChecked     *checked,
                                  GError              **error);
gboolean    mls_check_add_labels (MlsStoreReader       *reader,
                                  const MlsRules       *rules,
                                  MlsLabelCheck        *labels,
                                  GArray               *findings,
                                  GArray               *flags,
                                  GError              **error);
GArray     *mls_check_labels     (MlsStoreReader       *reader,
                                  const MlsCheckRules  *rules,
                                  GArray               *flags,
                                  MlsStoreProgressFunc  func,
                                  gpointer              user_data,
                                  GError              **error);
GArray     *mls_check_since      (MlsStore             *store,
                                  gint64                operation,
                                  MlsStoreProgressFunc  func,
                                  gpointer              user_data,
                                  GError              **error);
GArray     *mls_check_project    (MlsStore             *store,
                                  gint64               *operation,
                                  MlsStoreProgressFunc  func,
                                  gpointer              user_data,
                                  GError              **error);

G_END_DECLS
