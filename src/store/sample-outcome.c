#include "store/sample-merge.h"

#include <glib/gi18n-lib.h>

static const char *const remark_names[MLS_N_MERGE_REMARKS] = {
  [MLS_MERGE_CONFLICT] = "conflict",
  [MLS_MERGE_CONTRADICTION] = "contradiction",
  [MLS_MERGE_TOLD] = "told",
  [MLS_MERGE_MOVED] = "moved",
  [MLS_MERGE_LEVEL] = "second-level",
  [MLS_MERGE_NOBODY] = "nobody",
  [MLS_MERGE_OWN_EDIT] = "own-edit",
  [MLS_MERGE_NO_UNIT] = "no-unit",
  [MLS_MERGE_UNKNOWN_STATE] = "unknown-state",
  [MLS_MERGE_UNKNOWN_CODE] = "unknown-code",
};

/**
 * mls_merge_remark_name:
 * @kind: why a row is worth a look
 *
 * Returns: its name for programs
 */
const char *
mls_merge_remark_name (MlsMergeRemarkKind kind)
{
  g_return_val_if_fail ((guint) kind < MLS_N_MERGE_REMARKS, NULL);

  return remark_names[kind];
}

static void
remark_free (gpointer data)
{
  MlsMergeRemark *remark = data;

  g_free (remark->text);
  g_free (remark);
}

/**
 * mls_merge_outcome_init:
 * @outcome: (out): of no judgement yet; to be cleared
 */
void
mls_merge_outcome_init (MlsMergeOutcome *outcome)
{
  *outcome = (MlsMergeOutcome){ .remarks = g_ptr_array_new_with_free_func (remark_free) };
}

/**
 * mls_merge_outcome_clear:
 * @outcome: an outcome
 */
void
mls_merge_outcome_clear (MlsMergeOutcome *outcome)
{
  g_clear_pointer (&outcome->remarks, g_ptr_array_unref);
}

/**
 * mls_merge_outcome_remark: (skip)
 * @outcome: an outcome
 * @kind: why a row is worth a look
 * @feature: the row, or 0
 * @unit: its unit, or 0
 * @controller: its controller, or 0
 * @text: (transfer full): what to tell of it
 */
void
mls_merge_outcome_remark (MlsMergeOutcome    *outcome,
                          MlsMergeRemarkKind  kind,
                          gint64              feature,
                          gint64              unit,
                          MlsText             controller,
                          char               *text)
{
  MlsMergeRemark *remark = g_new0 (MlsMergeRemark, 1);

  *remark = (MlsMergeRemark){ kind, feature, unit, controller, text };
  g_ptr_array_add (outcome->remarks, remark);
}

/**
 * mls_merge_outcome_contradiction: (skip)
 * @outcome: an outcome
 * @feature: a row that says that its unit is right, and what is wrong with it
 * @unit: its unit, or 0
 * @controller: its controller, or 0
 */
void
mls_merge_outcome_contradiction (MlsMergeOutcome *outcome, gint64 feature, gint64 unit, MlsText controller)
{
  mls_merge_outcome_remark (outcome, MLS_MERGE_CONTRADICTION, feature, unit, controller,
                            g_strdup (_("It says that the unit is right, and what is wrong with it: taken as an error")));
}
