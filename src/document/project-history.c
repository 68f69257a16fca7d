/* What was done is taken back, done again, or led back to what was before. */

#include "document/project-private.h"

#include "store/revert.h"
#include "store/undo.h"

/* Tells everybody of what was written, if anything. */
static MlsDelta *
tell (MlsProject *self, MlsDelta *applied)
{
  if (applied != NULL)
    mls_project_emit_changed (self, applied);

  return applied;
}

static gboolean
may_write (MlsProject *self, GError **error)
{
  return mls_project_check_author (self, error) && mls_project_check_unchanged (self, error);
}

/**
 * mls_project_undo:
 * @self: a project open for writing, with an author
 * @operation: (out): the operation that undoes
 * @error: %MLS_STORE_ERROR_NOTHING, %MLS_STORE_ERROR_STALE if another program has changed the file
 *   and that has not been shown yet, or another #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): what was written
 */
MlsDelta *
mls_project_undo (MlsProject *self, gint64 *operation, GError **error)
{
  return may_write (self, error) ? tell (self, mls_store_undo (self->store, self->author, operation, error)) : NULL;
}

/**
 * mls_project_redo:
 * @self: a project open for writing, with an author
 * @operation: (out): the operation that redoes
 * @error: as for mls_project_undo()
 *
 * Returns: (transfer full) (nullable): what was written
 */
MlsDelta *
mls_project_redo (MlsProject *self, gint64 *operation, GError **error)
{
  return may_write (self, error) ? tell (self, mls_store_redo (self->store, self->author, operation, error)) : NULL;
}

/**
 * mls_project_revert:
 * @self: a project open for writing, with an author
 * @operations: (array length=n_operations): what to take back, whatever came after it
 * @n_operations: at least 1
 * @operation: (out) (optional): the operation that takes them back
 * @clash: (out) (optional): as for mls_store_revert()
 * @error: as for mls_store_revert(), or as for mls_project_undo()
 *
 * Returns: (transfer full) (nullable): what was written
 */
MlsDelta *
mls_project_revert (MlsProject      *self,
                    const gint64    *operations,
                    guint            n_operations,
                    gint64          *operation,
                    MlsRevertClash  *clash,
                    GError         **error)
{
  if (!may_write (self, error))
    return NULL;

  return tell (self, mls_store_revert (self->store, operations, n_operations, self->author, operation, clash, error));
}

/**
 * mls_project_restore:
 * @self: a project open for writing, with an author
 * @state: an operation, the state right after which comes back
 * @zone: (nullable): where; %NULL for everywhere
 * @operation: (out) (optional): the operation that brings it back
 * @error: as for mls_store_restore(), or as for mls_project_undo()
 *
 * Returns: (transfer full) (nullable): what was written
 */
MlsDelta *
mls_project_restore (MlsProject *self, gint64 state, const MlsZone *zone, gint64 *operation, GError **error)
{
  return may_write (self, error) ? tell (self, mls_store_restore (self->store, state, zone, self->author, operation, error))
                                 : NULL;
}
