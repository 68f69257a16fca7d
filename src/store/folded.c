#include "store/folded.h"

#include "base/format.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

/**
 * mls_folded_state:
 * @database: a project
 * @operation: an operation, or one that was folded
 * @state: (out): the first operation from it on, the state after which can be read
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_folded_state (MlsDatabase *database, gint64 operation, gint64 *state, GError **error)
{
  return mls_database_get_integer (database, state, error,
                                   "SELECT coalesce (max (operation), ?1) FROM folded WHERE first <= ?1 AND operation > ?1", "i",
                                   operation);
}

/**
 * mls_folded_check:
 * @database: a project
 * @operation: an operation, or one that was folded
 * @error: %MLS_STORE_ERROR_NOTHING if it was folded with later ones, or another #MLS_STORE_ERROR
 *
 * Returns: whether the state right after it is there to be read
 */
gboolean
mls_folded_check (MlsDatabase *database, gint64 operation, GError **error)
{
  gint64 state;

  if (!mls_folded_state (database, operation, &state, error))
    return FALSE;

  if (state != operation)
    {
      g_autofree char *number = mls_format_id (operation);
      g_autofree char *into = mls_format_id (state);

      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING,
                   _("The history was compacted: operation %s went into operation %s"), number, into);
    }

  return state == operation;
}
