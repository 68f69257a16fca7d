#include "store/package-private.h"

#include "store/error.h"
#include "store/setting.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

static const char *const states[] = {
  [MLS_PACKAGE_OUT] = "out",
  [MLS_PACKAGE_BACK] = "back",
  [MLS_PACKAGE_FORGOTTEN] = "forgotten",
  [MLS_PACKAGE_CLOSED] = "closed",
};

/**
 * mls_package_free:
 * @package: (transfer full) (nullable): a package
 */
void
mls_package_free (MlsPackage *package)
{
  if (package == NULL)
    return;

  g_free (package->id);
  g_free (package->author);
  g_free (package->at);
  g_free (package->zone);
  g_free (package->file);
  g_free (package);
}

/**
 * mls_package_state_name:
 * @state: how it stands with a package
 *
 * Returns: (transfer none): its name in files and scripts
 */
const char *
mls_package_state_name (MlsPackageState state)
{
  return states[state];
}

static gpointer
read_row (sqlite3_stmt *row)
{
  MlsPackage *package = g_new0 (MlsPackage, 1);
  const char *state = (const char *) sqlite3_column_text (row, 6);

  package->id = mls_statement_dup_text (row, 0);
  package->author = mls_statement_dup_text (row, 1);
  package->at = mls_statement_dup_text (row, 2);
  package->zone = mls_statement_dup_text (row, 3);
  package->file = mls_statement_dup_text (row, 4);
  package->base = sqlite3_column_int64 (row, 5);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (state, states[i]) == 0)
      package->state = (MlsPackageState) i;

  return package;
}

/**
 * mls_store_list_packages:
 * @self: a project
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsPackage): what was taken out of it, the first one first; or %NULL
 */
GPtrArray *
mls_store_list_packages (MlsStore *self, GError **error)
{
  return mls_database_list (self->database,
                            "SELECT id, author, at, zone, file, base, state FROM package ORDER BY rowid",
                            read_row, (GDestroyNotify) mls_package_free, error);
}

/**
 * mls_store_forget_package:
 * @self: a project open for writing
 * @id: a package of it
 * @error: %MLS_STORE_ERROR_NOTHING if there is none, or another #MLS_STORE_ERROR
 *
 * Nobody waits for it any more. Should it come back all the same, it is taken.
 *
 * Returns: whether that is on disk
 */
gboolean
mls_store_forget_package (MlsStore *self, const char *id, GError **error)
{
  if (!mls_store_check_writable (self, error) ||
      !mls_database_run (self->database, error, "UPDATE package SET state = 'forgotten' WHERE id = ?", "s", id))
    return FALSE;

  if (sqlite3_changes (self->database->handle) == 0)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("There is no work package “%s”"), id);

  return sqlite3_changes (self->database->handle) > 0;
}

/**
 * mls_package_write_facts:
 * @database: a new package, in a transaction
 * @facts: what it is of
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether they are written
 */
gboolean
mls_package_write_facts (MlsDatabase *database, const MlsPackageFacts *facts, GError **error)
{
  g_autofree char *base = g_strdup_printf ("%" G_GINT64_FORMAT, facts->base);
  g_autofree char *start = g_strdup_printf ("%" G_GINT64_FORMAT, facts->start);
  g_autofree char *last_face = g_strdup_printf ("%" G_GINT64_FORMAT, facts->last_face);

  return mls_setting_set (database, "package", facts->id, error) &&
         mls_setting_set (database, "package-author", facts->author, error) &&
         mls_setting_set (database, "package-zone", facts->zone, error) &&
         mls_setting_set (database, "package-base", base, error) &&
         mls_setting_set (database, "package-base-at", facts->base_at, error) &&
         mls_setting_set (database, "package-start", start, error) &&
         mls_setting_set (database, "package-last-face", last_face, error);
}

static gboolean
get_number (MlsDatabase *database, const char *key, gint64 *number, GError **error)
{
  g_autofree char *text = NULL;

  if (!mls_setting_get (database, key, &text, error))
    return FALSE;

  return text != NULL && g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, number, error);
}

/**
 * mls_package_facts_clear:
 * @facts: what a package is of
 */
void
mls_package_facts_clear (MlsPackageFacts *facts)
{
  g_clear_pointer (&facts->id, g_free);
  g_clear_pointer (&facts->author, g_free);
  g_clear_pointer (&facts->zone, g_free);
  g_clear_pointer (&facts->base_at, g_free);
}

static gboolean
read_facts (MlsDatabase *database, MlsPackageFacts *facts, GError **error)
{
  return mls_setting_get (database, "package", &facts->id, error) && facts->id != NULL &&
         mls_setting_get (database, "package-author", &facts->author, error) &&
         mls_setting_get (database, "package-zone", &facts->zone, error) &&
         mls_setting_get (database, "package-base-at", &facts->base_at, error) &&
         get_number (database, "package-base", &facts->base, error) &&
         get_number (database, "package-start", &facts->start, error) &&
         get_number (database, "package-last-face", &facts->last_face, error);
}

/**
 * mls_package_read_facts:
 * @database: a project
 * @facts: (out): what it is of, if it is a package
 * @error: %MLS_STORE_ERROR_ARGUMENT if it is none, or another #MLS_STORE_ERROR
 *
 * Returns: whether it is one
 */
gboolean
mls_package_read_facts (MlsDatabase *database, MlsPackageFacts *facts, GError **error)
{
  g_autoptr (GError) reason = NULL;

  *facts = (MlsPackageFacts){ 0 };
  if (read_facts (database, facts, &reason))
    return TRUE;

  mls_package_facts_clear (facts);
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s” is no work package"), database->name);

  return FALSE;
}

/**
 * mls_package_check_none:
 * @database: a project
 * @error: %MLS_STORE_ERROR_REFUSED
 *
 * What a package has become is brought back to where it came from, in one step: nothing is taken out of it, and it is that
 * other file which may be shared.
 *
 * Returns: whether it is no package
 */
gboolean
mls_package_check_none (MlsDatabase *database, GError **error)
{
  g_auto (MlsPackageFacts) facts = { 0 };

  if (!mls_package_read_facts (database, &facts, NULL))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED, _("“%s” is a work package itself"), database->name);
  return FALSE;
}
