/* What of its nomenclature an open project changes. */

#include "document/project-private.h"

/* What was judged or shown by the classes there were, is looked at anew. */
static gboolean
follow (MlsProject *self, GError **error)
{
  if (!mls_project_read_rules (self, error))
    return FALSE;

  mls_project_emit_changed (self, NULL);

  return TRUE;
}

/**
 * mls_project_change_class:
 * @self: a project open for writing
 * @change: what of a class is to be another
 * @error: %MLS_STORE_ERROR_STALE if the file has changed since, or as mls_store_change_class()
 *
 * Returns: whether it is on disk, and everybody told
 */
gboolean
mls_project_change_class (MlsProject *self, const MlsClassChange *change, GError **error)
{
  return mls_project_check_unchanged (self, error) && mls_store_change_class (self->store, change, error) && follow (self, error);
}

/**
 * mls_project_change_pair:
 * @self: a project open for writing
 * @change: in which years a pair may stand
 * @error: %MLS_STORE_ERROR_STALE if the file has changed since, or as mls_store_change_pair()
 *
 * Returns: whether it is on disk, and everybody told
 */
gboolean
mls_project_change_pair (MlsProject *self, const MlsPairChange *change, GError **error)
{
  return mls_project_check_unchanged (self, error) && mls_store_change_pair (self->store, change, error) && follow (self, error);
}

/**
 * mls_project_set_transitions:
 * @self: a project open for writing
 * @rows: (element-type MlsTransitionRule): its table of transitions from now on
 * @error: %MLS_STORE_ERROR_STALE if the file has changed since, or another #MLS_STORE_ERROR
 *
 * Returns: whether it is on disk, and everybody told
 */
gboolean
mls_project_set_transitions (MlsProject *self, const GArray *rows, GError **error)
{
  return mls_project_check_unchanged (self, error) && mls_store_set_transitions (self->store, rows, error) && follow (self, error);
}
