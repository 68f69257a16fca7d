#include "store/nomenclature-class.h"

#include "store/error.h"
#include "store/operation.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* The columns of a class besides those of its time. */
static char *
columns_of (MlsDatabase *database, const char *table, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    database,
    "SELECT group_concat (printf ('\"%w\"', name), ', ') FROM pragma_table_info (?) WHERE name NOT IN ('id', 'since', 'until')",
    error);
  gboolean row;

  if (query == NULL)
    return NULL;

  mls_statement_bind (query, "s", table);

  return mls_database_step (database, query, &row, error) ? mls_statement_dup_text (query, 0) : NULL;
}

/* A row of its own from the next operation on, as with rules; what was changed since the last one is changed again. */
static gboolean
begin_row (MlsDatabase *database, const char *table, const char *code, gint64 next, GError **error)
{
  g_autofree char *columns = columns_of (database, table, error);
  g_autofree char *end =
    g_strdup_printf ("UPDATE \"%s\" SET until = ?2 WHERE code = ?1 AND until IS NULL AND since < ?2", table);
  g_autofree char *begin =
    g_strdup_printf ("INSERT INTO \"%1$s\" (%2$s, since) SELECT %2$s, ?2 FROM \"%1$s\" WHERE code = ?1 AND until = ?2 "
                     "AND NOT EXISTS (SELECT 1 FROM \"%1$s\" WHERE code = ?1 AND until IS NULL)",
                     table, columns);

  return columns != NULL && mls_database_run (database, error, end, "si", code, next) &&
         mls_database_run (database, error, begin, "si", code, next);
}

static gboolean
set_text (MlsDatabase *database, const char *table, const char *column, const char *code, const char *text, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET %s = ? WHERE code = ? AND until IS NULL", table, column);

  return text == NULL || mls_database_run (database, error, sql, "ss", text, code);
}

static gboolean
set_minimum (MlsDatabase *database, const char *table, const char *code, double minimum_m2, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET minimum = nullif (?, 0) WHERE code = ? AND until IS NULL", table);

  return minimum_m2 < 0 || mls_database_run (database, error, sql, "ds", minimum_m2, code);
}

static gboolean
write_change (MlsDatabase *database, const MlsClassChange *change, GError **error)
{
  const char *table = mls_dimension_name (change->dimension);
  const char *code = g_quark_to_string (change->code);
  g_autofree char *colour = change->colour >= 0 ? g_strdup_printf ("#%06x", (guint) change->colour) : NULL;
  gint64 last;

  return mls_operation_last (database, &last, error) && begin_row (database, table, code, last + 1, error) &&
         set_text (database, table, "label_fr", code, change->label[MLS_LANGUAGE_FRENCH], error) &&
         set_text (database, table, "label_en", code, change->label[MLS_LANGUAGE_ENGLISH], error) &&
         set_text (database, table, "colour", code, colour, error) &&
         set_minimum (database, table, code, change->minimum_m2, error);
}

static gboolean
check_change (MlsStore *self, const MlsClassChange *change, GError **error)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (self, error);

  if (nomenclature == NULL)
    return FALSE;

  if (mls_nomenclature_class (nomenclature, change->dimension, change->code) == NULL)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("The nomenclature has no class “%s”"),
                 g_quark_to_string (change->code));
  else if (change->minimum_m2 > 1e12 || change->colour > 0xffffff)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("%s cannot have that minimum or colour"),
                 g_quark_to_string (change->code));
  else
    return TRUE;

  return FALSE;
}

/**
 * mls_store_change_class:
 * @self: a project open for writing
 * @change: what of a class is to be another from the next operation on
 * @error: %MLS_STORE_ERROR_ARGUMENT if there is no such class, or any other #MLS_STORE_ERROR
 *
 * What was judged and shown before, is by what the class was then.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_change_class (MlsStore *self, const MlsClassChange *change, GError **error)
{
  g_return_val_if_fail (change->dimension != MLS_DIMENSION_PAIR && change->code != 0, FALSE);

  if (!mls_store_check_writable (self, error) || !check_change (self, change, error) ||
      !mls_database_begin (self->database, error))
    return FALSE;

  return mls_database_end (self->database, write_change (self->database, change, error), error);
}
