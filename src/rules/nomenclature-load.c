#include "rules/nomenclature-private.h"

#include "rules/csv.h"
#include "rules/error.h"

#include <string.h>

#define MAX_COLUMNS 9

/* A table with its columns in the order its reader names them. */
typedef struct
{
  MlsCsv *csv;
  guint   column[MAX_COLUMNS];
} Table;

static void
table_clear (Table *table)
{
  g_clear_pointer (&table->csv, mls_csv_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static gboolean
table_load (Table *table, const char *path, const char *const *titles, GError **error)
{
  table->csv = mls_csv_load (path, error);
  if (table->csv == NULL)
    return FALSE;

  for (guint i = 0; titles[i] != NULL; i++)
    if (!mls_csv_column (table->csv, titles[i], &table->column[i], error))
      return FALSE;

  return TRUE;
}

static const char *
field (const Table *table, guint row, guint i)
{
  return mls_csv_get (table->csv, row, table->column[i]);
}

static MlsText
code_in (const Table *table, guint row, guint i)
{
  const char *text = field (table, row, i);

  return *text != '\0' ? g_quark_from_string (text) : 0;
}

static gboolean
fail_in_row (const Table *table, guint row, GError **error, const char *what)
{
  g_set_error_literal (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, what);
  mls_csv_prefix (table->csv, row, error);

  return FALSE;
}

/* A level or a year; an empty field leaves @out as it is. */
static gboolean
whole_number_in (const Table *table, guint row, guint i, int *out, GError **error)
{
  double value = *out;

  if (!mls_csv_number (table->csv, row, table->column[i], &value, error))
    return FALSE;

  if (!(value >= 0 && value <= 9999 && value == (int) value))
    return fail_in_row (table, row, error, "a level or a year is a whole number");

  *out = (int) value;
  return TRUE;
}

/* "a", or "a|b", of classes that are there. */
static gboolean
add_indicator_code (const MlsNomenclature *self, MlsIndicator indicator, const char *text, GArray *codes)
{
  const MlsIndicatorCode code = { indicator, g_quark_from_string (text) };
  g_auto (GStrv) classes = g_strsplit (text, "|", -1);

  g_array_append_val (codes, code);
  for (guint i = 0; classes[i] != NULL; i++)
    if (mls_nomenclature_indicator_class (self, indicator, classes[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* What the columns that are called like indicators say, as many of them as the table has. */
static gboolean
indicators_in (const Table *table, guint row, const MlsNomenclature *self, GArray *codes, GError **error)
{
  const GArray *indicators = mls_nomenclature_indicators (self);

  g_array_set_size (codes, 0);
  for (guint i = 0; i < indicators->len; i++)
    {
      MlsIndicator indicator = g_array_index (indicators, MlsIndicatorClass, i).indicator;
      const char *name = g_quark_to_string (indicator);
      guint column;

      if (!mls_csv_column (table->csv, name, &column, NULL) || *mls_csv_get (table->csv, row, column) == '\0')
        continue;

      if (!add_indicator_code (self, indicator, mls_csv_get (table->csv, row, column), codes))
        {
          g_autofree char *what = g_strdup_printf ("%s has no class “%s”", name, mls_csv_get (table->csv, row, column));

          return fail_in_row (table, row, error, what);
        }
    }

  return TRUE;
}

/* "#rrggbb"; an empty field is black. */
static gboolean
colour_in (const Table *table, guint row, guint i, guint32 *out, GError **error)
{
  const char *text = field (table, row, i);
  guint64 value = 0;

  if (*text != '\0' && (strlen (text) != 7 || text[0] != '#' ||
                        !g_ascii_string_to_unsigned (text + 1, 16, 0, 0xffffff, &value, NULL)))
    return fail_in_row (table, row, error, "a colour is written #rrggbb");

  *out = (guint32) value;
  return TRUE;
}

static const char *const family_titles[] = { "family", "label_fr", "label_en", "kind", NULL };

static gboolean
read_family (MlsNomenclature *self, const Table *table, guint row, GError **error)
{
  const MlsFamily family = { code_in (table, row, 0), field (table, row, 1), field (table, row, 2), code_in (table, row, 3) };

  if (family.name == MLS_FAMILY_NONE || *field (table, row, 0) == '*')
    return fail_in_row (table, row, error, "a family has no name, or one that begins with *");
  if (mls_nomenclature_family (self, family.name) != NULL)
    return fail_in_row (table, row, error, "a family is defined twice");

  mls_nomenclature_set_family (self, &family);
  return TRUE;
}

/* Without this table there are those that classes name. */
static gboolean
load_families (MlsNomenclature *self, const char *path, GError **error)
{
  g_auto (Table) table = { NULL };

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  if (!table_load (&table, path, family_titles, error))
    return FALSE;

  for (guint row = 0; row < mls_csv_n_rows (table.csv); row++)
    if (!read_family (self, &table, row, error))
      return FALSE;

  self->families_listed = TRUE;
  return TRUE;
}

static const char *const class_titles[] = { "code",     "level",  "parent",     "label_fr",
                                            "label_en", "colour", "minimum_m2", "family",
                                            NULL };

static gboolean
read_class (const Table *table, guint row, MlsClass *klass, GError **error)
{
  int level = 0;

  klass->code = code_in (table, row, 0);
  klass->parent = code_in (table, row, 2);
  klass->label[MLS_LANGUAGE_FRENCH] = field (table, row, 3);
  klass->label[MLS_LANGUAGE_ENGLISH] = field (table, row, 4);
  klass->family = code_in (table, row, 7);

  if (klass->code == 0)
    return fail_in_row (table, row, error, "a class has no code");

  if (!whole_number_in (table, row, 1, &level, error) ||
      !colour_in (table, row, 5, &klass->colour, error) ||
      !mls_csv_number (table->csv, row, table->column[6], &klass->minimum_m2, error))
    return FALSE;

  klass->level = (guint) level;
  return TRUE;
}

static gboolean
load_classes (MlsNomenclature *self, MlsDimension dimension, const char *path, GError **error)
{
  g_autoptr (GArray) codes = g_array_new (TRUE, FALSE, sizeof (MlsIndicatorCode));
  g_auto (Table) table = { NULL };

  /* A nomenclature may be of one dimension alone. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  if (!table_load (&table, path, class_titles, error))
    return FALSE;

  for (guint row = 0; row < mls_csv_n_rows (table.csv); row++)
    {
      MlsClass klass = { .dimension = dimension, .state = MLS_CODE_VALID };

      if (!read_class (&table, row, &klass, error) || !indicators_in (&table, row, self, codes, error))
        return FALSE;

      klass.counted = (const MlsIndicatorCode *) (gpointer) codes->data;
      if (!mls_nomenclature_add_class (self, &klass, error))
        {
          mls_csv_prefix (table.csv, row, error);
          return FALSE;
        }
    }

  return TRUE;
}

static const char *const definition_titles[] = { "dimension",     "code", "definition_fr",
                                                 "definition_en", "link", NULL };

static gboolean
read_definition (MlsNomenclature *self, const Table *table, guint row, GError **error)
{
  const MlsDefinition definition = { { [MLS_LANGUAGE_FRENCH] = field (table, row, 2),
                                       [MLS_LANGUAGE_ENGLISH] = field (table, row, 3) },
                                     field (table, row, 4) };
  MlsDimension dimension;

  if (!mls_dimension_from_name (field (table, row, 0), &dimension) || dimension == MLS_DIMENSION_PAIR)
    return fail_in_row (table, row, error, "a definition is one of a cover or of a use");

  return mls_nomenclature_define (self, dimension, code_in (table, row, 1), &definition) ||
         fail_in_row (table, row, error, "a definition is of no class");
}

/* Where nothing is published there is none. */
static gboolean
load_definitions (MlsNomenclature *self, const char *path, GError **error)
{
  g_auto (Table) table = { NULL };

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  if (!table_load (&table, path, definition_titles, error))
    return FALSE;

  for (guint row = 0; row < mls_csv_n_rows (table.csv); row++)
    if (!read_definition (self, &table, row, error))
      return FALSE;

  return TRUE;
}

static const char *const pair_titles[] = { "cover", "use", "valid_from", "valid_until", NULL };

static gboolean
read_pair (const Table *table, guint row, MlsPairRule *rule, GError **error)
{
  *rule = (MlsPairRule){
    .pair = { code_in (table, row, 0), code_in (table, row, 1) },
    .state = MLS_CODE_VALID,
  };

  if (rule->pair.cover == 0 || rule->pair.use == 0)
    return fail_in_row (table, row, error, "a pair lacks a code");

  return whole_number_in (table, row, 2, &rule->valid_from, error) &&
         whole_number_in (table, row, 3, &rule->valid_until, error);
}

static gboolean
load_pairs (MlsNomenclature *self, const char *path, GError **error)
{
  g_autoptr (GArray) codes = g_array_new (TRUE, FALSE, sizeof (MlsIndicatorCode));
  g_auto (Table) table = { NULL };

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  if (!table_load (&table, path, pair_titles, error))
    return FALSE;

  for (guint row = 0; row < mls_csv_n_rows (table.csv); row++)
    {
      MlsPairRule rule;

      if (!read_pair (&table, row, &rule, error) || !indicators_in (&table, row, self, codes, error))
        return FALSE;

      rule.counted = (const MlsIndicatorCode *) (gpointer) codes->data;
      if (!mls_nomenclature_add_pair (self, &rule, error))
        {
          mls_csv_prefix (table.csv, row, error);
          return FALSE;
        }
    }

  return TRUE;
}

static const char *const transition_titles[] = { "dimension", "from", "to", "transition", NULL };

static gboolean
read_transition (const Table *table, guint row, MlsTransitionRule *rule, GError **error)
{
  rule->from = code_in (table, row, 1);
  rule->to = code_in (table, row, 2);

  if (!mls_dimension_from_name (field (table, row, 0), &rule->dimension) || rule->dimension == MLS_DIMENSION_PAIR)
    return fail_in_row (table, row, error, "a transition is one of cover or of use");
  if (rule->from == 0 || rule->to == 0)
    return fail_in_row (table, row, error, "a transition lacks an end: a code, a family or *");

  return mls_transition_from_name (field (table, row, 3), &rule->transition) ||
         fail_in_row (table, row, error, "a transition is possible, suspicious or impossible");
}

/**
 * mls_transitions_load:
 * @path: a table with the columns dimension, from, to and transition
 * @error: %G_FILE_ERROR or %MLS_RULES_ERROR
 *
 * Returns: (transfer full) (element-type MlsTransitionRule): its rows, or %NULL
 */
GArray *
mls_transitions_load (const char *path, GError **error)
{
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (MlsTransitionRule));
  g_auto (Table) table = { NULL };

  if (!table_load (&table, path, transition_titles, error))
    return NULL;

  for (guint row = 0; row < mls_csv_n_rows (table.csv); row++)
    {
      MlsTransitionRule rule;

      if (!read_transition (&table, row, &rule, error))
        return NULL;

      g_array_append_val (rules, rule);
    }

  return g_steal_pointer (&rules);
}

static gboolean
load_transitions (MlsNomenclature *self, const char *path, GError **error)
{
  g_autoptr (GArray) rules = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  rules = mls_transitions_load (path, error);
  if (rules != NULL)
    mls_nomenclature_set_transitions (self, rules);

  return rules != NULL;
}

static const char *const symbol_titles[] = { "code",    "shape",     "colour",  "outline", "size_mm",
                                             "across_mm", "down_mm", "angle",   NULL };

static gboolean
read_symbol (const Table *table, guint row, MlsSymbol *symbol, GError **error)
{
  *symbol = (MlsSymbol){ .code = code_in (table, row, 0) };

  if (!mls_symbol_shape_from_name (field (table, row, 1), &symbol->shape))
    return fail_in_row (table, row, error,
                        "a shape is hatch, circle, square, triangle, dash, cross, saltire, thick-cross or rim");

  if (!colour_in (table, row, 2, &symbol->colour, error) || !colour_in (table, row, 3, &symbol->outline, error) ||
      !mls_csv_number (table->csv, row, table->column[4], &symbol->size_mm, error) ||
      !mls_csv_number (table->csv, row, table->column[5], &symbol->across_mm, error) ||
      !mls_csv_number (table->csv, row, table->column[6], &symbol->down_mm, error) ||
      !mls_csv_number (table->csv, row, table->column[7], &symbol->angle, error))
    return FALSE;

  return mls_symbol_is_drawable (symbol) ||
         fail_in_row (table, row, error, "a symbol has a code, and lengths from 0.05 to 50 mm");
}

static gboolean
load_symbols (MlsNomenclature *self, const char *path, GError **error)
{
  g_auto (Table) table = { NULL };

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  if (!table_load (&table, path, symbol_titles, error))
    return FALSE;

  for (guint row = 0; row < mls_csv_n_rows (table.csv); row++)
    {
      MlsSymbol symbol;

      if (!read_symbol (&table, row, &symbol, error))
        return FALSE;

      mls_nomenclature_add_symbol (self, &symbol);
    }

  return TRUE;
}

static const char *const indicator_titles[] = { "indicator", "code", "label_fr", "label_en", "colour", "land", NULL };

static gboolean
read_indicator_class (const Table *table, guint row, MlsIndicatorClass *klass, GError **error)
{
  klass->indicator = code_in (table, row, 0);
  klass->code = code_in (table, row, 1);
  klass->label_fr = field (table, row, 2);
  klass->label_en = field (table, row, 3);

  if (klass->indicator == MLS_INDICATOR_NONE)
    return fail_in_row (table, row, error, "an indicator has no name");
  if (!mls_take_from_name (field (table, row, 5), &klass->land))
    return fail_in_row (table, row, error, "land is open, urban or nothing");

  return colour_in (table, row, 4, &klass->colour, error);
}

static gboolean
load_indicators (MlsNomenclature *self, const char *path, GError **error)
{
  g_auto (Table) table = { NULL };

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  if (!table_load (&table, path, indicator_titles, error))
    return FALSE;

  for (guint row = 0; row < mls_csv_n_rows (table.csv); row++)
    {
      MlsIndicatorClass klass;

      if (!read_indicator_class (&table, row, &klass, error))
        return FALSE;

      if (!mls_nomenclature_add_indicator_class (self, &klass, error))
        {
          mls_csv_prefix (table.csv, row, error);
          return FALSE;
        }
    }

  return TRUE;
}

static const char *const rule_titles[] = { "rule", "value", NULL };

static gboolean
load_rules (MlsNomenclature *self, const char *path, GError **error)
{
  g_auto (Table) table = { NULL };

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  if (!table_load (&table, path, rule_titles, error))
    return FALSE;

  for (guint row = 0; row < mls_csv_n_rows (table.csv); row++)
    if (!mls_nomenclature_set_rule (self, field (&table, row, 0), field (&table, row, 1), error))
      {
        mls_csv_prefix (table.csv, row, error);
        return FALSE;
      }

  return TRUE;
}

static const char *const about_titles[] = { "key", "value", NULL };

static gboolean
load_about (MlsNomenclature *self, const char *path, GError **error)
{
  g_auto (Table) table = { NULL };

  if (!table_load (&table, path, about_titles, error))
    return FALSE;

  for (guint row = 0; row < mls_csv_n_rows (table.csv); row++)
    if (!mls_nomenclature_set_about (self, field (&table, row, 0), field (&table, row, 1), error))
      {
        mls_csv_prefix (table.csv, row, error);
        return FALSE;
      }

  return TRUE;
}

/* The tables of a folder, each of what those before it define. */
static gboolean
load_tables (MlsNomenclature *self, const char *dir, GError **error)
{
  g_autofree char *about = g_build_filename (dir, "about.csv", NULL);
  g_autofree char *indicator = g_build_filename (dir, "indicator.csv", NULL);
  g_autofree char *family = g_build_filename (dir, "family.csv", NULL);
  g_autofree char *cover = g_build_filename (dir, "cover.csv", NULL);
  g_autofree char *use = g_build_filename (dir, "use.csv", NULL);
  g_autofree char *pair = g_build_filename (dir, "pair.csv", NULL);
  g_autofree char *transition = g_build_filename (dir, "transition.csv", NULL);
  g_autofree char *symbol = g_build_filename (dir, "symbol.csv", NULL);
  g_autofree char *definition = g_build_filename (dir, "definition.csv", NULL);
  g_autofree char *rule = g_build_filename (dir, "rule.csv", NULL);

  return load_about (self, about, error) && load_indicators (self, indicator, error) &&
         load_families (self, family, error) &&
         load_classes (self, MLS_DIMENSION_COVER, cover, error) &&
         load_classes (self, MLS_DIMENSION_USE, use, error) && load_pairs (self, pair, error) &&
         load_transitions (self, transition, error) && load_symbols (self, symbol, error) &&
         load_definitions (self, definition, error) && load_rules (self, rule, error);
}

/* A pattern that none of its own codes has would call all of them wrong. */
static gboolean
check_pattern (const MlsNomenclature *self, MlsDimension dimension, const char *dir, GError **error)
{
  const GPtrArray *classes = self->classes[dimension];

  for (guint i = 0; i < classes->len; i++)
    {
      MlsText code = ((const MlsClass *) g_ptr_array_index (classes, i))->code;

      if (!mls_nomenclature_is_well_formed (self, dimension, code))
        {
          g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "%s: %s is no code by its own %s_pattern", dir,
                       g_quark_to_string (code), mls_dimension_name (dimension));
          return FALSE;
        }
    }

  return TRUE;
}

/* An end of a transition could be either. */
static gboolean
check_families (const MlsNomenclature *self, const char *dir, GError **error)
{
  for (guint i = 0; i < self->families->len; i++)
    {
      MlsText name = g_array_index (self->families, MlsFamily, i).name;

      if (mls_nomenclature_class (self, MLS_DIMENSION_COVER, name) != NULL ||
          mls_nomenclature_class (self, MLS_DIMENSION_USE, name) != NULL)
        {
          g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE, "%s: %s is a family and a code", dir,
                       g_quark_to_string (name));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_whole (const MlsNomenclature *self, const char *dir, GError **error)
{
  if (self->classes[MLS_DIMENSION_COVER]->len + self->classes[MLS_DIMENSION_USE]->len == 0)
    {
      g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "%s defines neither covers nor uses", dir);
      return FALSE;
    }

  return check_families (self, dir, error) && check_pattern (self, MLS_DIMENSION_COVER, dir, error) && check_pattern (self, MLS_DIMENSION_USE, dir, error);
}

/**
 * mls_nomenclature_load:
 * @dir: a folder with about.csv and with cover.csv, use.csv or both; pair.csv says which codes may
 *   stand together, transition.csv what may become of them, symbol.csv what is drawn over their colours,
 *   indicator.csv which coarser classes there are, family.csv which families classes are of, definition.csv what is published of classes, rule.csv what else
 *   maps are to keep to
 * @error: %G_FILE_ERROR for a file that cannot be read, %MLS_RULES_ERROR for what a file says,
 *   naming it and the line
 *
 * Returns: (transfer full): the nomenclature, or %NULL
 */
MlsNomenclature *
mls_nomenclature_load (const char *dir, GError **error)
{
  g_autoptr (MlsNomenclature) self = mls_nomenclature_new ();

  if (!load_tables (self, dir, error) || !check_whole (self, dir, error))
    return NULL;

  return g_steal_pointer (&self);
}
