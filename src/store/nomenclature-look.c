/* What maps of a nomenclature look like, in the file: symbols and the classes of indicators. */

#include "store/nomenclature-private.h"

typedef struct
{
  char text[8];
} ColourText;

static ColourText
colour_text (guint32 colour)
{
  ColourText out;

  g_snprintf (out.text, sizeof out.text, "#%06x", colour);

  return out;
}

/* "#rrggbb"; anything else is black. */
static guint32
column_colour (sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);

  return text != NULL && text[0] == '#' ? (guint32) g_ascii_strtoull (text + 1, NULL, 16) & 0xffffff : 0;
}

static gboolean
save_symbols (MlsDatabase *database, const GArray *symbols, gint64 operation, GError **error)
{
  for (guint i = 0; i < symbols->len; i++)
    {
      const MlsSymbol *symbol = &g_array_index (symbols, MlsSymbol, i);

      if (!mls_database_run (database, error,
                             "INSERT INTO symbol (code, shape, colour, outline, size_mm, across_mm, down_mm, angle, since) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             "ssssddddi", g_quark_to_string (symbol->code), mls_symbol_shape_name (symbol->shape),
                             colour_text (symbol->colour).text, colour_text (symbol->outline).text, symbol->size_mm,
                             symbol->across_mm, symbol->down_mm, symbol->angle, operation))
        return FALSE;
    }

  return TRUE;
}

/* Titles have an empty code, and come before their classes. */
static gboolean
save_indicators (MlsDatabase *database, const GArray *classes, gint64 operation, GError **error)
{
  for (guint i = 0; i < classes->len; i++)
    {
      const MlsIndicatorClass *klass = &g_array_index (classes, MlsIndicatorClass, i);

      if (!mls_database_run (database, error,
                             "INSERT INTO indicator (indicator, code, label_fr, label_en, colour, land, since) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?)",
                             "ssssssi", g_quark_to_string (klass->indicator),
                             klass->code != 0 ? g_quark_to_string (klass->code) : "", klass->label_fr, klass->label_en,
                             colour_text (klass->colour).text, mls_take_name (klass->land), operation))
        return FALSE;
    }

  return TRUE;
}

/* Whether the file says anything of how its maps look, or in rows of the past has said so. */
static gboolean
is_bare (MlsDatabase *database, const char *sql, gboolean *bare, GError **error)
{
  gint64 n_rows;

  if (!mls_database_get_integer (database, &n_rows, error,
                                 sql, NULL))
    return FALSE;

  *bare = n_rows == 0;
  return TRUE;
}

/**
 * mls_nomenclature_save_look:
 * @database: a project, in a transaction
 * @nomenclature: its nomenclature
 * @operation: the operation that brings what the file does not have yet
 * @error: a #MLS_STORE_ERROR
 *
 * What the file has already stays as it is.
 *
 * Returns: whether all is in the file
 */
gboolean
mls_nomenclature_save_look (MlsDatabase *database, const MlsNomenclature *nomenclature, gint64 operation, GError **error)
{
  gboolean bare;

  if (!is_bare (database, "SELECT (SELECT count (*) FROM symbol WHERE until IS NULL) + "
                         "(SELECT count (*) FROM indicator WHERE until IS NULL)", &bare, error))
    return FALSE;

  return !bare || (save_symbols (database, mls_nomenclature_symbols (nomenclature), operation, error) &&
                   save_indicators (database, mls_nomenclature_indicators (nomenclature), operation, error) &&
                   save_indicators (database, mls_nomenclature_indicator_classes (nomenclature), operation, error));
}

/* Rows that make no sense are passed over: anybody may have written them. */
static void
add_symbol (sqlite3_stmt *row, MlsNomenclature *nomenclature)
{
  MlsSymbol symbol = { .code = mls_statement_intern (row, 0),
                       .colour = column_colour (row, 2),
                       .outline = column_colour (row, 3),
                       .size_mm = sqlite3_column_double (row, 4),
                       .across_mm = sqlite3_column_double (row, 5),
                       .down_mm = sqlite3_column_double (row, 6),
                       .angle = sqlite3_column_double (row, 7) };

  if (mls_symbol_shape_from_name ((const char *) sqlite3_column_text (row, 1), &symbol.shape) &&
      mls_symbol_is_drawable (&symbol))
    mls_nomenclature_add_symbol (nomenclature, &symbol);
}

static void
add_indicator_class (sqlite3_stmt *row, MlsNomenclature *nomenclature)
{
  MlsIndicatorClass klass = { .indicator = mls_statement_intern (row, 0),
                              .code = mls_statement_intern (row, 1),
                              .label_fr = (const char *) sqlite3_column_text (row, 2),
                              .label_en = (const char *) sqlite3_column_text (row, 3),
                              .colour = column_colour (row, 4) };

  mls_take_from_name ((const char *) sqlite3_column_text (row, 5), &klass.land);
  if (klass.indicator != MLS_INDICATOR_NONE)
    mls_nomenclature_add_indicator_class (nomenclature, &klass, NULL);
}

static gboolean
read_table (MlsDatabase     *database,
            const char      *table,
            const char      *columns,
            void           (*add) (sqlite3_stmt *, MlsNomenclature *),
            MlsNomenclature *nomenclature,
            GError         **error)
{
  g_autofree char *current = mls_nomenclature_dup_current (database, table, error);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE %s ORDER BY id", columns, table, current);
  g_autoptr (sqlite3_stmt) query = current != NULL ? mls_database_prepare (database, sql, error) : NULL;
  gboolean row;

  while (query != NULL && mls_database_step (database, query, &row, error))
    {
      if (!row)
        return TRUE;
      add (query, nomenclature);
    }

  return FALSE;
}

/**
 * mls_nomenclature_read_look:
 * @database: a project
 * @nomenclature: its nomenclature, all else read
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether symbols and indicators are there
 */
gboolean
mls_nomenclature_read_look (MlsDatabase *database, MlsNomenclature *nomenclature, GError **error)
{
  gboolean bare;
  gint64 n_lands;

  if (!is_bare (database, "SELECT (SELECT count (*) FROM symbol) + (SELECT count (*) FROM indicator)", &bare, error))
    return FALSE;

  if (bare)
    {
      mls_nomenclature_borrow_look (nomenclature);
      return TRUE;
    }

  return mls_database_get_integer (database, &n_lands, error,
                                   "SELECT count (*) FROM pragma_table_info ('indicator') WHERE name = 'land'", NULL) &&
         read_table (database, "symbol", "code, shape, colour, outline, size_mm, across_mm, down_mm, angle", add_symbol,
                     nomenclature, error) &&
         read_table (database, "indicator",
                     n_lands > 0 ? "indicator, code, label_fr, label_en, colour, land"
                                 : "indicator, code, label_fr, label_en, colour, ''",
                     add_indicator_class, nomenclature, error);
}
