#include "store/clone.h"

#include "store/backup.h"
#include "store/error.h"
#include "store/link.h"
#include "store/package-private.h"
#include "store/record.h"
#include "store/setting.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

#define TEAM "team"
#define ADDRESS "team-address"
#define CLONE "team-clone"

/**
 * mls_clone_clear:
 * @clone: what a project knows of those who share it
 */
void
mls_clone_clear (MlsClone *clone)
{
  g_clear_pointer (&clone->team, g_free);
  g_clear_pointer (&clone->address, g_free);
  g_clear_pointer (&clone->clone, g_free);
}

/**
 * mls_store_is_clone:
 * @self: a project
 * @is_clone: (out): whether it is shared
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_store_is_clone (MlsStore *self, gboolean *is_clone, GError **error)
{
  g_autofree char *team = NULL;

  if (!mls_setting_get (self->database, TEAM, &team, error))
    return FALSE;

  *is_clone = team != NULL;
  return TRUE;
}

static gboolean
read_settings (MlsDatabase *database, MlsClone *clone, GError **error)
{
  g_autofree char *head = NULL;

  return mls_setting_get (database, TEAM, &clone->team, error) && clone->team != NULL &&
         mls_setting_get (database, ADDRESS, &clone->address, error) && clone->address != NULL &&
         mls_setting_get (database, CLONE, &clone->clone, error) && clone->clone != NULL &&
         mls_setting_get (database, MLS_SETTING_TEAM_HEAD, &head, error) && head != NULL &&
         g_ascii_string_to_signed (head, 10, 1, G_MAXINT64, &clone->head, error);
}

/**
 * mls_store_read_clone:
 * @self: a project
 * @clone: (out): what it knows of those who share it
 * @error: %MLS_STORE_ERROR_ARGUMENT if it is not shared, or another #MLS_STORE_ERROR
 *
 * Returns: whether it is shared
 */
gboolean
mls_store_read_clone (MlsStore *self, MlsClone *clone, GError **error)
{
  g_autoptr (GError) reason = NULL;

  *clone = (MlsClone){ 0 };
  if (read_settings (self->database, clone, &reason))
    return TRUE;

  mls_clone_clear (clone);
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s” is not shared with a team"), self->database->name);

  return FALSE;
}

static gboolean
write_head (MlsDatabase *database, gint64 head, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, head);

  return mls_setting_set (database, MLS_SETTING_TEAM_HEAD, number, error);
}

static gboolean
write_settings (MlsDatabase *database, const char *team, const char *address, gint64 head, GError **error)
{
  g_autofree char *clone = g_uuid_string_random ();

  return mls_links_lead (database, database->path, database->path, error) && mls_setting_set (database, TEAM, team, error) &&
         mls_setting_set (database, ADDRESS, address, error) && mls_setting_set (database, CLONE, clone, error) && write_head (database, head, error);
}

/**
 * mls_store_become_clone:
 * @self: a project open for writing
 * @team: id of what is shared
 * @address: how the database is reached, without a password
 * @head: the operation up to which it is everybody's
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is shared from now on
 */
gboolean
mls_store_become_clone (MlsStore *self, const char *team, const char *address, gint64 head, GError **error)
{
  if (!mls_store_check_writable (self, error) || !mls_database_begin (self->database, error))
    return FALSE;

  return mls_database_end (self->database, write_settings (self->database, team, address, head, error), error);
}

/**
 * mls_store_list_own:
 * @self: a shared project
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsOperation): what nobody else has yet, oldest first; or %NULL
 */
GPtrArray *
mls_store_list_own (MlsStore *self, GError **error)
{
  g_auto (MlsClone) clone = { 0 };

  return mls_store_read_clone (self, &clone, error) ? mls_store_operations (self, clone.head, error) : NULL;
}

/**
 * mls_clone_check_pushed:
 * @self: a project
 * @error: %MLS_STORE_ERROR_REFUSED if it is shared and has operations that nobody else has, or another #MLS_STORE_ERROR
 *
 * These get other numbers when others are quicker, which nothing that remembers them may do: neither do its faces keep
 * theirs.
 *
 * Returns: whether all it has will stay as it is
 */
gboolean
mls_clone_check_pushed (MlsStore *self, GError **error)
{
  g_autoptr (GPtrArray) own = NULL;
  gboolean is_clone;

  if (!mls_store_is_clone (self, &is_clone, error) || (is_clone && (own = mls_store_list_own (self, error)) == NULL))
    return FALSE;

  if (own == NULL || own->len == 0)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED, _("What was done in “%s” is not pushed yet: push first"),
               self->database->name);
  return FALSE;
}

/* An operation is called the same wherever it goes: by the package it came from, or else by this file. Numbers are not
 * given twice, whatever is carried to where. */
#define ORIGIN "coalesce (origin, (SELECT value FROM setting WHERE key = '" CLONE "') || ':' || id)"

/**
 * mls_store_print_own:
 * @self: a shared project
 * @operation: an operation that nobody else has yet
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): its record, or %NULL
 */
char *
mls_store_print_own (MlsStore *self, gint64 operation, GError **error)
{
  g_autoptr (sqlite3_stmt) query =
    mls_database_prepare (self->database, "SELECT " ORIGIN " FROM operation WHERE id = ?", error);
  g_autofree char *origin = NULL;
  gboolean row;

  if (query == NULL)
    return NULL;

  mls_statement_bind (query, "i", operation);
  if (!mls_database_step (self->database, query, &row, error))
    return NULL;

  origin = row ? mls_statement_dup_text (query, 0) : NULL;

  return mls_record_print (self, operation, origin, error);
}

/**
 * mls_store_advance_clone:
 * @self: a shared project open for writing
 * @head: an operation of it that everybody can have by now, with all before it
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether that is on disk
 */
gboolean
mls_store_advance_clone (MlsStore *self, gint64 head, GError **error)
{
  g_auto (MlsClone) clone = { 0 };

  if (!mls_store_read_clone (self, &clone, error) || !mls_database_begin (self->database, error))
    return FALSE;

  return mls_database_end (self->database,
                           mls_database_run (self->database, error,
                                             "UPDATE operation SET origin = " ORIGIN " WHERE id > ?1 AND id <= ?2", "ii",
                                             clone.head, head) &&
                             write_head (self->database, head, error),
                           error);
}

/* What is its owner's alone. */
static const char forget_own[] = "DELETE FROM draft; DELETE FROM set_aside_label; DELETE FROM set_aside_face;"
                                 "DELETE FROM set_aside; DELETE FROM package;";

/**
 * mls_store_copy_for_clones:
 * @self: a project
 * @path: a file that does not exist
 * @error: %MLS_STORE_ERROR_REFUSED for a work package, or another #MLS_STORE_ERROR
 *
 * Writes what everybody begins with who is to share it: all of it, the history included, but for sketches, packages, and
 * what is set aside.
 *
 * Returns: whether it is written
 */
gboolean
mls_store_copy_for_clones (MlsStore *self, const char *path, GError **error)
{
  g_autoptr (MlsDatabase) copy = NULL;

  if (!mls_package_check_none (self->database, error) || !mls_backup_fill (self->database, path, NULL, NULL, error))
    return FALSE;

  copy = mls_database_open (path, MLS_DATABASE_READ_WRITE, error);

  return copy != NULL && mls_database_exec (copy, forget_own, error) &&
         mls_links_lead (copy, mls_store_get_path (self), NULL, error);
}
