#include "document/aside.h"

#include "store/error.h"
#include "store/lock.h"

#include <errno.h>
#include <glib/gstdio.h>

/* Who wrote the old file last may have left some beside it, which SQLite would take for the new
 * one's. */
static void
remove_leavings (const char *path)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *beside = g_strconcat (path, suffixes[i], NULL);

      g_unlink (beside);
    }
}

static gboolean
put_in_place (const char *from, const char *to, GError **error)
{
  remove_leavings (to);
  if (g_rename (from, to) == 0)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, "“%s”: %s", to, g_strerror (errno));
  return FALSE;
}

/* Whoever gave up in the last moment gets no project either. */
static gboolean
check_wanted (GCancellable *cancellable, GError **error)
{
  return !g_cancellable_is_cancelled (cancellable) || mls_store_fail_cancelled (error);
}

/**
 * mls_make_aside:
 * @project: where a project is to be; what is there is replaced
 * @func: (scope call): makes it
 * @user_data: for @func
 * @cancellable: (nullable): stops the work
 * @error: %MLS_STORE_ERROR_LOCKED if somebody writes what is to be replaced, or that of @func
 *
 * Has it made under another name beside its own: until it is whole, what is there stays as it is.
 *
 * Returns: whether the project is there
 */
gboolean
mls_make_aside (const char    *project,
                MlsMakeFunc    func,
                gpointer       user_data,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autofree char *part = g_strconcat (project, ".import", NULL);
  g_autoptr (MlsLock) lock = mls_lock_take (project, error);
  gboolean made;

  if (lock == NULL)
    return FALSE;

  remove_leavings (part);
  g_unlink (part);
  made = func (part, user_data, error) && check_wanted (cancellable, error) && put_in_place (part, project, error);
  if (!made)
    {
      remove_leavings (part);
      g_unlink (part);
    }

  return made;
}
