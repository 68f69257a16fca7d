#include "store/layout.h"

#include <string.h>

#include "store/error.h"
#include "store/sql.h"

#include <glib/gi18n-lib.h>

/* What keeps a code fit for the end of a column's name in any file format a map is delivered in. */
#define MAX_CODE_LENGTH 4

/**
 * mls_vintage_check:
 * @vintage: a vintage
 * @error: %MLS_STORE_ERROR_ARGUMENT
 *
 * Returns: whether it can be one of a project
 */
gboolean
mls_vintage_check (const MlsVintage *vintage, GError **error)
{
  gsize length = strlen (vintage->code);

  if (length == 0 || length > MAX_CODE_LENGTH ||
      strspn (vintage->code, "0123456789abcdefghijklmnopqrstuvwxyz") != length)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                   _("“%s” is no vintage: give up to %d digits or small letters"), vintage->code,
                   MAX_CODE_LENGTH);
      return FALSE;
    }

  if (vintage->year < 1000 || vintage->year > 9999)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("Vintage %s has no year"),
                   vintage->code);
      return FALSE;
    }

  return TRUE;
}

/* A place behind all that are not younger. */
static gboolean
make_room (MlsDatabase *database, int year, gint64 *position, GError **error)
{
  return mls_database_get_integer (database, position, error,
                                   "SELECT coalesce (min (position), (SELECT coalesce (max (position), 0) + 1 FROM vintage)) "
                                   "FROM vintage WHERE year > ?", "i", (gint64) year) &&
         mls_database_run (database, error, "UPDATE vintage SET position = position + 1 WHERE position >= ?", "i",
                           *position);
}

/**
 * mls_vintage_insert:
 * @database: a project, in a transaction
 * @vintage: a vintage it does not have
 * @operation: the operation that adds it
 * @error: %MLS_STORE_ERROR_ARGUMENT if it cannot be one, or has the code of another
 *
 * Adds its row, before those of later years; its columns are another matter.
 *
 * Returns: whether it is written
 */
gboolean
mls_vintage_insert (MlsDatabase      *database,
                    const MlsVintage *vintage,
                    gint64            operation,
                    GError          **error)
{
  g_autofree char *year = g_strdup_printf ("%d", vintage->year);
  gint64 n_same, position;

  if (!mls_vintage_check (vintage, error) ||
      !mls_database_get_integer (database, &n_same, error,
                                 "SELECT count (*) FROM vintage WHERE code = ?",
                                 "s", vintage->code))
    return FALSE;

  if (n_same > 0)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                   _("There is a vintage %s already"), vintage->code);
      return FALSE;
    }

  return make_room (database, vintage->year, &position, error) &&
         mls_database_run (database, error,
                           "INSERT INTO vintage (code, year, title, position, state, since, copied_from, imported_from) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                           "sisisiss", vintage->code, (gint64) vintage->year,
                           vintage->title != NULL ? vintage->title : year, position,
                           mls_vintage_state_name (vintage->state), operation, vintage->copied_from,
                           vintage->imported_from);
}

/* The cover and the use come first among the fields of a label. */
#define N_CODES 2

G_STATIC_ASSERT (MLS_FIELD_COVER < N_CODES && MLS_FIELD_USE < N_CODES);

/* The first @n_fields of its fields. */
static void
append_columns (GString *text, const MlsVintage *vintage, const char *item, int n_fields)
{
  for (int field = 0; field < n_fields; field++)
    {
      g_autofree char *column =
        g_strconcat (mls_field_column ((MlsField) field), vintage->code, NULL);
      g_autofree char *expanded = mls_sql_expand (item, "column", column, NULL);

      g_string_append (text, expanded);
    }
}

/**
 * mls_vintage_columns:
 * @vintage: a vintage
 * @item: what to write for each of its columns, whose name stands for "@column@"
 *
 * Returns: (transfer full): that, column after column
 */
char *
mls_vintage_columns (const MlsVintage *vintage, const char *item)
{
  GString *text = g_string_new (NULL);

  append_columns (text, vintage, item, MLS_N_FIELDS);

  return g_string_free (text, FALSE);
}

static char *
dup_columns (const MlsLayout *self, const char *item, int n_fields)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->vintages->len; i++)
    append_columns (text, &g_array_index (self->vintages, MlsVintage, i), item, n_fields);

  return g_string_free (text, FALSE);
}

/**
 * mls_layout_columns:
 * @self: a layout
 * @item: what to write for each column of a label, whose name stands for "@column@"
 *
 * Returns: (transfer full): that for all vintages, in their order
 */
char *
mls_layout_columns (const MlsLayout *self, const char *item)
{
  return dup_columns (self, item, MLS_N_FIELDS);
}

static const char *
intern_column (sqlite3_stmt *row, int column)
{
  return g_intern_string ((const char *) sqlite3_column_text (row, column));
}

/* A state that nobody knows is one that forbids. */
static MlsVintage
row_vintage (sqlite3_stmt *row)
{
  const char *code = intern_column (row, 0);
  const char *title = intern_column (row, 2);
  MlsVintage vintage = { .code = code != NULL ? code : "",
                         .year = sqlite3_column_int (row, 1),
                         .title = title != NULL ? title : "",
                         .since = sqlite3_column_int64 (row, 3),
                         .copied_from = intern_column (row, 5),
                         .imported_from = intern_column (row, 6) };

  if (!mls_vintage_state_from_name ((const char *) sqlite3_column_text (row, 4), &vintage.state))
    vintage.state = MLS_VINTAGE_FROZEN;

  return vintage;
}

static gboolean
read_vintages (MlsLayout *self, MlsDatabase *database, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    database,
    "SELECT code, year, title, since, state, copied_from, imported_from FROM vintage "
    "WHERE until IS NULL ORDER BY position",
    error);
  gboolean row;

  if (query == NULL)
    return FALSE;

  while (mls_database_step (database, query, &row, error))
    {
      MlsVintage vintage;
      GError *reason = NULL;

      if (!row)
        return TRUE;

      vintage = row_vintage (query);
      if (!mls_vintage_check (&vintage, &reason))
        {
          mls_database_name_error (database, reason);
          g_propagate_error (error, reason);
          return FALSE;
        }

      g_array_append_val (self->vintages, vintage);
    }

  return FALSE;
}

/**
 * mls_layout_read:
 * @database: a project
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the columns of its coverage, or %NULL
 */
MlsLayout *
mls_layout_read (MlsDatabase *database, GError **error)
{
  g_autoptr (MlsLayout) self = g_new0 (MlsLayout, 1);
  gint64 srs_id;

  self->vintages = g_array_new (FALSE, FALSE, sizeof (MlsVintage));

  if (!read_vintages (self, database, error) ||
      !mls_database_get_integer (database, &srs_id, error,
                                 "SELECT srs_id FROM gpkg_contents WHERE table_name = 'coverage'",
                                 NULL))
    return NULL;

  if (self->vintages->len > MLS_MAX_VINTAGES)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED,
                   _("“%s” has more than %d vintages"), database->name, MLS_MAX_VINTAGES);
      return NULL;
    }

  self->srs_id = (gint32) srs_id;
  self->labels = mls_layout_columns (self, ", @column@");
  self->codes = dup_columns (self, ", @column@", N_CODES);

  return g_steal_pointer (&self);
}

/**
 * mls_layout_free:
 * @self: (transfer full) (nullable): a layout
 */
void
mls_layout_free (MlsLayout *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->vintages, g_array_unref);
  g_free (self->labels);
  g_free (self->codes);
  g_free (self);
}

/**
 * mls_layout_find_vintage:
 * @self: the columns of a project
 * @code: (nullable): a code
 * @out: (out): the index of the vintage that has it
 *
 * Returns: %FALSE, with @out untouched, if none has
 */
gboolean
mls_layout_find_vintage (const MlsLayout *self, const char *code, guint *out)
{
  return mls_vintage_find ((const MlsVintage *) (gpointer) self->vintages->data, self->vintages->len, code, out);
}
