#include "store/nomenclature-private.h"

#include "rules/error.h"
#include "store/setting.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* What a nomenclature says of itself is kept among the settings, under keys of this kind. */
#define ABOUT_PREFIX "nomenclature."

/* What is published of classes is, too: most have nothing, and no query needs it. */
#define DEFINITION_PREFIX "definition."
#define DEFINED(table, what) \
  "(SELECT value FROM setting WHERE key = '" DEFINITION_PREFIX table "." what ".' || code)"

#define CLASS_COLUMNS(table) \
  "code, parent, level, label_fr, label_en, colour, family, minimum, state, " \
  DEFINED (table, "fr") ", " DEFINED (table, "en") ", " DEFINED (table, "link")

#define PAIR_COLUMNS "cover, use, valid_from, valid_until, state"

/* Behind these are indicators: in what is selected of a class and of a pair, and in what is written. */
#define N_CLASS_COLUMNS 12
#define N_PAIR_COLUMNS  5
#define N_CLASS_VALUES  11
#define N_PAIR_VALUES   6

/* A file being read. */
typedef struct
{
  MlsNomenclature *nomenclature;
  const GPtrArray *indicators;   /* (element-type utf8) columns of the table */
  GArray          *codes;        /* (element-type MlsIndicatorCode) of the row; ends with a zero */
} Reading;

static const char *const about_keys[] = { MLS_NOMENCLATURE_ABOUT_KEYS };

static const char *
state_name (MlsCodeState state)
{
  return state == MLS_CODE_VALID ? "valid" : "tolerated";
}

static const char *
text_or_null (MlsText text)
{
  return text != 0 ? g_quark_to_string (text) : NULL;
}

static gboolean
save_about (MlsDatabase *database, const MlsNomenclature *nomenclature, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (about_keys); i++)
    {
      g_autofree char *key = g_strconcat (ABOUT_PREFIX, about_keys[i], NULL);

      if (!mls_setting_set (database, key, mls_nomenclature_about (nomenclature, about_keys[i]),
                            error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
save_class (MlsDatabase    *database,
            sqlite3_stmt   *insert,
            const MlsClass *klass,
            const GPtrArray *indicators,
            gint64          operation,
            GError        **error)
{
  char colour[8];

  g_snprintf (colour, sizeof colour, "#%06x", klass->colour);
  mls_statement_bind (insert, "ssissssdssi", g_quark_to_string (klass->code),
                      text_or_null (klass->parent), (gint64) klass->level,
                      klass->label[MLS_LANGUAGE_FRENCH],
                      klass->label[MLS_LANGUAGE_ENGLISH], colour, klass->family != MLS_FAMILY_NONE ? g_quark_to_string (klass->family) : "",
                      klass->minimum_m2, state_name (klass->state),
                      klass->state == MLS_CODE_VALID ? "nomenclature" : "data", operation);
  mls_indicator_columns_bind (indicators, insert, N_CLASS_VALUES, klass->counted);

  return mls_database_step (database, insert, NULL, error);
}

static gboolean
save_definition (MlsDatabase *database, const MlsClass *klass, GError **error)
{
  const struct
  {
    const char *what;
    const char *text;
  } texts[] = {
    { "fr", klass->definition.text[MLS_LANGUAGE_FRENCH] },
    { "en", klass->definition.text[MLS_LANGUAGE_ENGLISH] },
    { "link", klass->definition.link },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *key = g_strdup_printf (DEFINITION_PREFIX "%s.%s.%s", mls_dimension_name (klass->dimension),
                                              texts[i].what, g_quark_to_string (klass->code));

      if (*texts[i].text != '\0' && !mls_setting_set (database, key, texts[i].text, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
save_classes (MlsDatabase           *database,
              const MlsNomenclature *nomenclature,
              MlsDimension           dimension,
              gint64                 operation,
              GError               **error)
{
  g_autoptr (GPtrArray) indicators =
    mls_indicator_columns_add (database, mls_dimension_name (dimension), nomenclature, error);
  g_autofree char *names = indicators != NULL ? mls_indicator_columns_join (indicators, FALSE) : NULL;
  g_autofree char *marks = indicators != NULL ? mls_indicator_columns_join (indicators, TRUE) : NULL;
  g_autofree char *sql = g_strdup_printf (
    "INSERT OR IGNORE INTO %s (code, parent, level, label_fr, label_en, colour, family, minimum, "
    "state, origin, since%s) VALUES (?, ?, ?, ?, ?, ?, ?, nullif (?, 0), ?, ?, ?%s)",
    mls_dimension_name (dimension), names, marks);
  g_autoptr (sqlite3_stmt) insert = indicators != NULL ? mls_database_prepare (database, sql, error) : NULL;
  const MlsClass *const *classes;
  guint n_classes;

  if (insert == NULL)
    return FALSE;

  classes = mls_nomenclature_classes (nomenclature, dimension, &n_classes);
  for (guint i = 0; i < n_classes; i++)
    {
      if (!save_class (database, insert, classes[i], indicators, operation, error) ||
          !save_definition (database, classes[i], error))
        return FALSE;
      sqlite3_reset (insert);
    }

  return TRUE;
}

/**
 * mls_nomenclature_save_pairs:
 * @database: a project, in a transaction
 * @nomenclature: its nomenclature
 * @operation: the operation that brings what the file does not have yet
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether all pairs are in the file
 */
gboolean
mls_nomenclature_save_pairs (MlsDatabase           *database,
                             const MlsNomenclature *nomenclature,
                             gint64                 operation,
                             GError               **error)
{
  g_autoptr (GPtrArray) indicators = mls_indicator_columns_add (database, "pair", nomenclature, error);
  g_autofree char *names = indicators != NULL ? mls_indicator_columns_join (indicators, FALSE) : NULL;
  g_autofree char *marks = indicators != NULL ? mls_indicator_columns_join (indicators, TRUE) : NULL;
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO pair (cover, use, valid_from, valid_until, state, since%s) "
    "SELECT ?1, ?2, nullif (?3, 0), nullif (?4, 0), ?5, ?6%s "
    "WHERE NOT EXISTS (SELECT 1 FROM pair WHERE until IS NULL AND cover = ?1 AND use = ?2 AND state = ?5 "
    "AND valid_from IS nullif (?3, 0) AND valid_until IS nullif (?4, 0))",
    names, marks);
  g_autoptr (sqlite3_stmt) insert = indicators != NULL ? mls_database_prepare (database, sql, error) : NULL;

  if (insert == NULL)
    return FALSE;

  for (guint i = 0; i < mls_nomenclature_n_pair_rules (nomenclature); i++)
    {
      const MlsPairRule *rule = mls_nomenclature_pair_rule (nomenclature, i);

      mls_statement_bind (insert, "ssiisi", g_quark_to_string (rule->pair.cover),
                          g_quark_to_string (rule->pair.use), (gint64) rule->valid_from,
                          (gint64) rule->valid_until, state_name (rule->state), operation);
      mls_indicator_columns_bind (indicators, insert, N_PAIR_VALUES, rule->counted);
      if (!mls_database_step (database, insert, NULL, error))
        return FALSE;
      sqlite3_reset (insert);
    }

  return TRUE;
}

static gboolean
is_empty (MlsDatabase *database, gboolean *empty, GError **error)
{
  gint64 n_rows;

  if (!mls_database_get_integer (database, &n_rows, error, "SELECT count (*) FROM transition WHERE until IS NULL", NULL))
    return FALSE;

  *empty = n_rows == 0;
  return TRUE;
}

/* The rows have an order, in which the first that fits decides: all of them, or none where there are some. */
static gboolean
save_transitions (MlsDatabase *database, const MlsNomenclature *nomenclature, gint64 operation, GError **error)
{
  const GArray *rows = mls_nomenclature_transitions (nomenclature);
  gboolean empty;

  if (!is_empty (database, &empty, error))
    return FALSE;

  for (guint i = 0; empty && i < rows->len; i++)
    {
      const MlsTransitionRule *row = &g_array_index (rows, MlsTransitionRule, i);

      if (!mls_database_run (database, error,
                             "INSERT INTO transition (dimension, from_code, to_code, transition, since) "
                             "VALUES (?, ?, ?, ?, ?)",
                             "ssssi", mls_dimension_name (row->dimension), g_quark_to_string (row->from),
                             g_quark_to_string (row->to), mls_transition_name (row->transition), operation))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_rules (MlsDatabase *database, gboolean *has, GError **error)
{
  gint64 n_tables;

  if (!mls_database_get_integer (database, &n_tables, error,
                                 "SELECT count (*) FROM sqlite_master WHERE type = 'table' AND name = 'rule'", NULL))
    return FALSE;

  *has = n_tables > 0;
  return TRUE;
}

/* Rules that the file has, or had, are its own. */
static gboolean
save_rules (MlsDatabase *database, const MlsNomenclature *nomenclature, gint64 operation, GError **error)
{
  const char *name, *value;
  gboolean has;

  if (!has_rules (database, &has, error))
    return FALSE;

  for (guint i = 0; has && (name = mls_nomenclature_nth_rule (nomenclature, i, &value)) != NULL; i++)
    if (!mls_database_run (database, error,
                           "INSERT INTO rule (name, value, since) SELECT ?1, ?2, ?3 "
                           "WHERE NOT EXISTS (SELECT 1 FROM rule WHERE name = ?1)",
                           "ssi", name, value, operation))
      return FALSE;

  return TRUE;
}

/**
 * mls_nomenclature_save:
 * @database: a project, in a transaction
 * @nomenclature: its nomenclature, new or with codes and pairs added
 * @operation: the operation that brings what the file does not have yet
 * @error: a #MLS_STORE_ERROR
 *
 * What the file has already stays as it is.
 *
 * Returns: whether all is in the file
 */
gboolean
mls_nomenclature_save (MlsDatabase           *database,
                       const MlsNomenclature *nomenclature,
                       gint64                 operation,
                       GError               **error)
{
  return save_about (database, nomenclature, error) && mls_nomenclature_save_families (database, nomenclature, error) &&
         mls_nomenclature_save_look (database, nomenclature, operation, error) &&
         save_classes (database, nomenclature, MLS_DIMENSION_COVER, operation, error) &&
         save_classes (database, nomenclature, MLS_DIMENSION_USE, operation, error) &&
         mls_nomenclature_save_pairs (database, nomenclature, operation, error) &&
         save_transitions (database, nomenclature, operation, error) &&
         save_rules (database, nomenclature, operation, error);
}

static gboolean
read_about (MlsDatabase *database, MlsNomenclature *nomenclature, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (about_keys); i++)
    {
      g_autofree char *key = g_strconcat (ABOUT_PREFIX, about_keys[i], NULL);
      g_autofree char *value = NULL;

      if (!mls_setting_get (database, key, &value, error) ||
          (value != NULL &&
           !mls_nomenclature_set_about (nomenclature, about_keys[i], value, error)))
        return FALSE;
    }

  mls_nomenclature_borrow_favourites (nomenclature);

  return TRUE;
}

static MlsCodeState
column_state (sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);

  return g_strcmp0 (text, "valid") == 0 ? MLS_CODE_VALID : MLS_CODE_TOLERATED;
}

/* "#rrggbb"; anything else is black. */
static guint32
column_colour (sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);

  if (text == NULL || text[0] != '#')
    return 0;

  return (guint32) g_ascii_strtoull (text + 1, NULL, 16) & 0xffffff;
}

static gboolean
add_class (const Reading *reading, sqlite3_stmt *row, MlsDimension dimension, GError **error)
{
  MlsClass klass = {
    .dimension = dimension,
    .code = mls_statement_intern (row, 0),
    .parent = mls_statement_intern (row, 1),
    .level = (guint) sqlite3_column_int (row, 2),
    .label = {
      [MLS_LANGUAGE_FRENCH] = (const char *) sqlite3_column_text (row, 3),
      [MLS_LANGUAGE_ENGLISH] = (const char *) sqlite3_column_text (row, 4),
    },
    .colour = column_colour (row, 5),
    .family = mls_statement_intern (row, 6),
    .minimum_m2 = sqlite3_column_double (row, 7),
    .state = column_state (row, 8),
    .counted = mls_indicator_columns_read (reading->indicators, row, N_CLASS_COLUMNS, reading->codes),
    .definition = {
      {
        [MLS_LANGUAGE_FRENCH] = (const char *) sqlite3_column_text (row, 9),
        [MLS_LANGUAGE_ENGLISH] = (const char *) sqlite3_column_text (row, 10),
      },
      (const char *) sqlite3_column_text (row, 11),
    },
  };

  if (klass.code == 0)
    {
      g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT,
                   _("a class of %s without a code"),
                   mls_dimension_name (dimension));
      return FALSE;
    }

  return mls_nomenclature_add_class (reading->nomenclature, &klass, error);
}

/* Upper levels first: a class is added below one that is there. */
static gboolean
add_cover (const Reading *reading, sqlite3_stmt *row, GError **error)
{
  return add_class (reading, row, MLS_DIMENSION_COVER, error);
}

static gboolean
add_use (const Reading *reading, sqlite3_stmt *row, GError **error)
{
  return add_class (reading, row, MLS_DIMENSION_USE, error);
}

static gboolean
add_pair (const Reading *reading, sqlite3_stmt *row, GError **error)
{
  const MlsPairRule rule = {
    .pair = { mls_statement_intern (row, 0), mls_statement_intern (row, 1) },
    .valid_from = sqlite3_column_int (row, 2),
    .valid_until = sqlite3_column_int (row, 3),
    .state = column_state (row, 4),
    .counted = mls_indicator_columns_read (reading->indicators, row, N_PAIR_COLUMNS, reading->codes),
  };

  if (rule.pair.cover == 0 || rule.pair.use == 0)
    {
      g_set_error_literal (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT,
                           _("a pair without two codes"));
      return FALSE;
    }

  return mls_nomenclature_add_pair (reading->nomenclature, &rule, error);
}

/* Rows that make no sense are passed over: anybody may have written them. */
static gboolean
add_transition (const Reading *reading, sqlite3_stmt *row, GError **error)
{
  MlsTransitionRule rule = { .from = mls_statement_intern (row, 1), .to = mls_statement_intern (row, 2) };

  if (mls_dimension_from_name ((const char *) sqlite3_column_text (row, 0), &rule.dimension) &&
      mls_transition_from_name ((const char *) sqlite3_column_text (row, 3), &rule.transition) &&
      rule.dimension != MLS_DIMENSION_PAIR && rule.from != 0 && rule.to != 0)
    mls_nomenclature_add_transition (reading->nomenclature, &rule);

  return TRUE;
}

/* Rules of indicators alone; the others are asked for where they are needed. */
static gboolean
add_rule (const Reading *reading, sqlite3_stmt *row, GError **error)
{
  mls_nomenclature_set_rule (reading->nomenclature, (const char *) sqlite3_column_text (row, 0),
                             (const char *) sqlite3_column_text (row, 1), NULL);

  return TRUE;
}

/* The tables of a nomenclature, and what takes a row of each. Files of samples have no rules. */
static const struct
{
  const char *table;
  const char *columns;
  const char *rest;    /* behind what is true now */
  gboolean  (*add) (const Reading *reading, sqlite3_stmt *row, GError **error);
} tables[] = {
  { "cover", CLASS_COLUMNS ("cover"), "ORDER BY level, code", add_cover },
  { "use", CLASS_COLUMNS ("use"), "ORDER BY level, code", add_use },
  { "pair", PAIR_COLUMNS, "ORDER BY id", add_pair },
  { "transition", "dimension, from_code, to_code, transition", "ORDER BY id", add_transition },
  { "rule", "name, value", "AND (name GLOB 'near.*' OR name GLOB 'follow.*' OR name GLOB 'column.*') ORDER BY id", add_rule },
};

static gboolean
read_table (MlsDatabase *database, guint table, Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) indicators = mls_indicator_columns_find (database, tables[table].table, reading->nomenclature, error);
  g_autofree char *names = indicators != NULL ? mls_indicator_columns_join (indicators, FALSE) : NULL;
  g_autofree char *current = indicators != NULL ? mls_nomenclature_dup_current (database, tables[table].table, error) : NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT %s%s FROM \"%s\" WHERE %s %s", tables[table].columns, names,
                                          tables[table].table, current, tables[table].rest);
  g_autoptr (sqlite3_stmt) query = current != NULL ? mls_database_prepare (database, sql, error) : NULL;
  gboolean row;

  reading->indicators = indicators;
  while (query != NULL && mls_database_step (database, query, &row, error))
    {
      if (!row)
        return TRUE;
      if (!tables[table].add (reading, query, error))
        return FALSE;
    }

  return FALSE;
}

static gboolean
read_tables (MlsDatabase *database, MlsNomenclature *nomenclature, GError **error)
{
  g_autoptr (GArray) codes = g_array_new (TRUE, FALSE, sizeof (MlsIndicatorCode));
  Reading reading = { nomenclature, NULL, codes };
  gboolean has;

  if (!has_rules (database, &has, error))
    return FALSE;

  for (guint table = 0; table < G_N_ELEMENTS (tables) - !has; table++)
    if (!read_table (database, table, &reading, error))
      return FALSE;

  return TRUE;
}

/* As rules, they hold from the next operation on. */
static gboolean
replace_transitions (MlsDatabase *database, const MlsNomenclature *rows, GError **error)
{
  gint64 last;

  return mls_operation_last (database, &last, error) && mls_nomenclature_end_rows (database, "transition", last + 1, error) &&
         save_transitions (database, rows, last + 1, error);
}

/**
 * mls_store_set_transitions:
 * @self: a project open for writing
 * @rows: (element-type MlsTransitionRule): its table of transitions from the next operation on
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_set_transitions (MlsStore *self, const GArray *rows, GError **error)
{
  g_autoptr (MlsNomenclature) bare = mls_nomenclature_new ();

  if (!mls_store_check_writable (self, error) || !mls_database_begin (self->database, error))
    return FALSE;

  mls_nomenclature_set_transitions (bare, rows);
  return mls_database_end (self->database, replace_transitions (self->database, bare, error), error);
}

/* Rules that it brings along replace those of the project; rules of indicators that are no more are ended. */
static gboolean
replace_rules (MlsDatabase *database, const MlsNomenclature *nomenclature, gint64 operation, GError **error)
{
  const char *name, *value;

  if (!mls_database_run (database, error,
                         "UPDATE rule SET until = ? WHERE until IS NULL AND "
                         "(name GLOB 'near.*' OR name GLOB 'follow.*' OR name GLOB 'column.*')",
                         "i", operation))
    return FALSE;

  for (guint i = 0; (name = mls_nomenclature_nth_rule (nomenclature, i, &value)) != NULL; i++)
    if (!mls_database_run (database, error, "UPDATE rule SET until = ? WHERE until IS NULL AND name = ?", "is", operation, name) ||
        !mls_database_run (database, error, "INSERT INTO rule (name, value, since) VALUES (?, ?, ?)", "ssi", name, value, operation))
      return FALSE;

  return TRUE;
}

/**
 * mls_nomenclature_replace:
 * @database: a project, in a transaction
 * @nomenclature: what it is to have
 * @operation: from which one on
 * @error: a #MLS_STORE_ERROR
 *
 * States before @operation keep the nomenclature that they had.
 *
 * Returns: whether all is in the file
 */
gboolean
mls_nomenclature_replace (MlsDatabase *database, const MlsNomenclature *nomenclature, gint64 operation, GError **error)
{
  static const char *const lasting[] = { "cover", "use", "pair", "transition", "symbol", "indicator" };

  for (gsize i = 0; i < G_N_ELEMENTS (lasting); i++)
    if (!mls_nomenclature_end_rows (database, lasting[i], operation, error))
      return FALSE;

  return mls_database_exec (database, "DELETE FROM setting WHERE key GLOB 'nomenclature.*' OR key GLOB 'definition.*' OR key GLOB 'family.*'", error) &&
         replace_rules (database, nomenclature, operation, error) &&
         mls_nomenclature_save (database, nomenclature, operation, error);
}

/**
 * mls_nomenclature_read:
 * @database: a project
 * @error: a #MLS_STORE_ERROR, or a #MLS_RULES_ERROR if its tables contradict themselves
 *
 * Returns: (transfer full): the nomenclature that travels in the file, or %NULL
 */
MlsNomenclature *
mls_nomenclature_read (MlsDatabase *database, GError **error)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_new ();
  GError *reason = NULL;

  if (read_about (database, nomenclature, &reason) && mls_nomenclature_read_look (database, nomenclature, &reason) &&
      read_tables (database, nomenclature, &reason) && mls_nomenclature_read_families (database, nomenclature, &reason))
    return g_steal_pointer (&nomenclature);

  /* The database's own errors name the file already. */
  if (reason->domain == MLS_RULES_ERROR)
    mls_database_name_error (database, reason);
  g_propagate_error (error, reason);
  return NULL;
}

/**
 * mls_store_read_nomenclature:
 * @self: a project
 * @error: a #MLS_STORE_ERROR, or a #MLS_RULES_ERROR if its tables contradict themselves
 *
 * Returns: (transfer full): the nomenclature that travels in the file, or %NULL
 */
MlsNomenclature *
mls_store_read_nomenclature (MlsStore *self, GError **error)
{
  return mls_nomenclature_read (self->database, error);
}
