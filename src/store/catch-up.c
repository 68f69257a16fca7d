#include "store/catch-up.h"

#include "base/format.h"
#include "store/carry.h"
#include "store/clone.h"
#include "store/error.h"
#include "store/record.h"
#include "store/rewind.h"
#include "store/setting.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MlsStore      *store;
  MlsStore      *before; /* the file as it was, while it is made what it is to be */
  MlsClone       clone;
  MlsRecordFunc  next;
  gpointer       user_data;
  char          *record; /* the one that is taken next */
  GHashTable    *left;   /* (nullable) (element-type gint64): own operations that are set aside */
  gint64         head;
  MlsCatchUp    *outcome;
} CatchUp;

static void
catch_up_clear (CatchUp *up)
{
  g_clear_pointer (&up->before, mls_store_free);
  g_clear_pointer (&up->record, g_free);
  g_clear_pointer (&up->left, g_hash_table_unref);
  mls_clone_clear (&up->clone);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CatchUp, catch_up_clear)

/* What has no history cannot be carried. */
static gboolean
check_own (CatchUp *up, GError **error)
{
  gint64 n_barriers = 0;

  if (!mls_database_get_integer (up->store->database, &n_barriers, error,
                                 "SELECT count (*) FROM operation WHERE id > ? AND barrier", "i", up->clone.head))
    return FALSE;

  if (n_barriers > 0)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED,
                 _("“%s” has an import or a new date that the others cannot follow"), up->store->database->name);

  return n_barriers == 0;
}

/* A connection of its own goes on seeing the file as it is at this instant. */
static gboolean
look_back (CatchUp *up, GError **error)
{
  gint64 last = mls_store_last_operation (up->store, error);
  gint64 seen = 0;

  if (last <= up->clone.head)
    return last != 0;

  up->before = mls_store_open (mls_store_get_path (up->store), MLS_STORE_READ_ONLY, error);

  return up->before != NULL && mls_database_exec (up->before->database, "BEGIN", error) &&
         mls_operation_last (up->before->database, &seen, error);
}

static gboolean
next_record (CatchUp *up, GError **error)
{
  g_clear_pointer (&up->record, g_free);

  return up->next (&up->record, up->user_data, error);
}

static gboolean
take_all (CatchUp *up, GError **error)
{
  while (up->record != NULL)
    {
      if (!mls_record_take (up->store, up->record, &up->head, &up->outcome->own.box, error) || !next_record (up, error))
        return FALSE;
      up->outcome->n_taken++;
    }

  return TRUE;
}

/* Faces of others may have the numbers that were given here meanwhile. */
static gboolean
carry_own (CatchUp *up, GError **error)
{
  MlsCommon common = { up->clone.clone, up->clone.head, up->head, 0, TRUE, up->left };

  if (up->before == NULL)
    return TRUE;

  return mls_database_get_integer (
           up->before->database, &common.last_face, error,
           "SELECT max (coalesce ((SELECT fid FROM coverage WHERE since <= ?1 ORDER BY fid DESC LIMIT 1), 0), "
           "coalesce ((SELECT fid FROM coverage_history WHERE since <= ?1 ORDER BY fid DESC LIMIT 1), 0))",
           "i", up->clone.head) &&
         mls_carry (up->before, up->store, &common, NULL, NULL, &up->outcome->own, error);
}

static gboolean
write_all (CatchUp *up, GError **error)
{
  g_autofree char *head = NULL;

  if ((up->before != NULL && !mls_store_rewind (up->store, up->clone.head, error)) || !take_all (up, error) ||
      !carry_own (up, error))
    return FALSE;

  head = g_strdup_printf ("%" G_GINT64_FORMAT, up->head);

  return mls_setting_set (up->store->database, MLS_SETTING_TEAM_HEAD, head, error);
}

static gboolean
run (CatchUp *up, GError **error)
{
  MlsDatabase *database = up->store->database;
  gboolean done;

  up->head = up->clone.head;
  if (!look_back (up, error) || !mls_database_begin (database, error))
    return FALSE;

  done = write_all (up, error);
  g_clear_pointer (&up->before, mls_store_free); /* without WAL nothing is committed while somebody reads */

  return mls_database_end (database, done, error);
}

static gboolean
begin (CatchUp *up, GError **error)
{
  *up->outcome = (MlsCatchUp){ .own = { .box = MLS_BOX_EMPTY } };

  return mls_store_check_writable (up->store, error) && mls_store_read_clone (up->store, &up->clone, error) &&
         check_own (up, error);
}

/**
 * mls_store_catch_up:
 * @self: a shared project open for writing
 * @next: (scope call): gives what others have done since, in order
 * @user_data: for @next
 * @outcome: (out): what became of it
 * @error: %MLS_STORE_ERROR_REFUSED if a record does not fit, or the file has what cannot be carried; any other
 *   #MLS_STORE_ERROR; or what @next says
 *
 * Takes what others have done, and makes again of that what was done here and nobody has yet: each operation as itself, or
 * set aside whole where it clashes. The file then is everybody's up to some operation, and has its own behind that, as
 * before. All of it is one transaction.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_catch_up (MlsStore *self, MlsRecordFunc next, gpointer user_data, MlsCatchUp *outcome, GError **error)
{
  g_auto (CatchUp) up = { .store = self, .next = next, .user_data = user_data, .outcome = outcome };

  return begin (&up, error) && next_record (&up, error) && (up.record == NULL || run (&up, error));
}

static gboolean
leave (CatchUp *up, gint64 id, GError **error)
{
  g_autoptr (MlsOperation) operation = NULL;
  g_autofree char *number = mls_format_id (id);

  if (id <= up->clone.head)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("Operation %s is everybody’s by now"), number);
      return FALSE;
    }

  operation = mls_store_operation (up->store, id, error);
  g_hash_table_add (up->left, g_memdup2 (&id, sizeof id));

  return operation != NULL;
}

/**
 * mls_store_leave_out:
 * @self: a shared project open for writing
 * @operations: (array length=n_operations): some that nobody else has yet
 * @n_operations: how many
 * @outcome: (out): what became of all that nobody else has
 * @error: %MLS_STORE_ERROR_NOTHING if one is not there, or everybody's; or as for mls_store_catch_up()
 *
 * Sets operations aside, whole, and makes the other ones again without them: for those that nobody takes from here, as they
 * are of ground that is locked, or not for whoever did them.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_leave_out (MlsStore     *self,
                     const gint64 *operations,
                     guint         n_operations,
                     MlsCatchUp   *outcome,
                     GError      **error)
{
  g_auto (CatchUp) up = { .store = self, .outcome = outcome };

  up.left = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (!begin (&up, error))
    return FALSE;

  for (guint i = 0; i < n_operations; i++)
    if (!leave (&up, operations[i], error))
      return FALSE;

  return run (&up, error);
}
