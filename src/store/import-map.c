#include "store/import-map.h"

#include "store/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Names that columns have in deliveries, without the year, the surest first. */
static const struct
{
  MlsField    field;
  const char *stem;
} stems[] = {
  { MLS_FIELD_COVER, "cs" },           { MLS_FIELD_COVER, "code_cs" },
  { MLS_FIELD_COVER, "cod_cs" },       { MLS_FIELD_COVER, "codecs" },
  { MLS_FIELD_COVER, "cs_code" },      { MLS_FIELD_COVER, "couvert" },
  { MLS_FIELD_COVER, "code_couvert" }, { MLS_FIELD_COVER, "cover" },
  { MLS_FIELD_USE, "us" },             { MLS_FIELD_USE, "code_us" },
  { MLS_FIELD_USE, "cod_us" },         { MLS_FIELD_USE, "codeus" },
  { MLS_FIELD_USE, "us_code" },        { MLS_FIELD_USE, "usage" },
  { MLS_FIELD_USE, "code_usage" },     { MLS_FIELD_USE, "use" },
  { MLS_FIELD_DOUBT, "doute" },        { MLS_FIELD_DOUBT, "doubt" },
  { MLS_FIELD_SOURCE, "source" },      { MLS_FIELD_SOURCE, "src" },
  { MLS_FIELD_COMMENT, "comment" },    { MLS_FIELD_COMMENT, "commentaire" },
  { MLS_FIELD_COMMENT, "remark" },     { MLS_FIELD_COMMENT, "remarque" },
  { MLS_FIELD_PHOTOVOLTAIC, "photovol" },
  { MLS_FIELD_PHOTOVOLTAIC, "photovoltaique" },
};

/* Names of the one code of nomenclatures that have one dimension, for layers without any of the
 * above. A level may follow: "maes_4" of "MAES_4_12". */
static const char *const single_stems[] = { "maes", "clc", "code_clc", "clc_code", "lulc", "lclu",
                                            "lc",   "mos", "code",     "class_code" };

/* Shapefiles cut names at so many letters: "code_cs_2021" becomes "code_cs_20". */
#define CUT_LENGTH 10

/* Years of two digits from here on are of the last century. */
#define PIVOT 70

/* The name of a column taken apart. */
typedef struct
{
  char    *stem;
  int      year;  /* 0: none */
  guint    level; /* 0: none */
} Name;

static int
year_of (const char *digits, gsize n)
{
  int year = (int) g_ascii_strtoull (digits, NULL, 10);

  if (n == 2)
    return year < PIVOT ? 2000 + year : 1900 + year;

  return n == 4 && year >= 1900 && year < 2100 ? year : 0;
}

/* "CS_2021" is the stem "cs" of 2021. */
static Name
name_new (const char *column)
{
  Name name = { g_ascii_strdown (column, -1), 0, 0 };
  gsize end = strlen (name.stem);
  gsize start = end;

  while (start > 0 && g_ascii_isdigit (name.stem[start - 1]))
    start--;

  name.year = year_of (name.stem + start, end - start);
  if (name.year == 0)
    return name;

  while (start > 0 && name.stem[start - 1] == '_')
    start--;
  name.stem[start] = '\0';

  return name;
}

/* "maes_4" is level 4 of "maes". */
static void
name_split_level (Name *name)
{
  gsize n = strlen (name->stem);

  if (n > 2 && name->stem[n - 2] == '_' && g_ascii_isdigit (name->stem[n - 1]))
    {
      name->level = (guint) (name->stem[n - 1] - '0');
      name->stem[n - 2] = '\0';
    }
}

/**
 * mls_import_map_new:
 * @columns: (element-type utf8): the names of a layer's columns
 *
 * Returns: (transfer full): a map without a vintage
 */
MlsImportMap *
mls_import_map_new (GPtrArray *columns)
{
  MlsImportMap *map = g_new0 (MlsImportMap, 1);

  map->columns = g_ptr_array_ref (columns);
  map->vintages = g_array_new (FALSE, FALSE, sizeof (MlsImportVintage));

  return map;
}

/**
 * mls_import_map_free:
 * @map: (transfer full): a map
 */
void
mls_import_map_free (MlsImportMap *map)
{
  g_ptr_array_unref (map->columns);
  g_array_unref (map->vintages);
  g_free (map);
}

/* The vintage of @year, made if there is none. */
static MlsImportVintage *
vintage_of (MlsImportMap *map, int year)
{
  MlsImportVintage made = { .year = year };
  guint i = 0;

  while (i < map->vintages->len && g_array_index (map->vintages, MlsImportVintage, i).year < year)
    i++;

  if (i == map->vintages->len || g_array_index (map->vintages, MlsImportVintage, i).year != year)
    {
      if (year != 0)
        g_snprintf (made.code, sizeof made.code, "%02d", year % 100);
      for (int field = 0; field < MLS_N_FIELDS; field++)
        made.column[field] = MLS_NO_COLUMN;
      g_array_insert_val (map->vintages, i, made);
    }

  return &g_array_index (map->vintages, MlsImportVintage, i);
}

static gboolean
is_cut (const char *column, gboolean cut_names)
{
  gsize n = strlen (column);

  return cut_names && n >= CUT_LENGTH && (g_str_has_suffix (column, "20") || g_str_has_suffix (column, "19"));
}

static void
guess_stem (MlsImportMap *map, MlsField field, const char *stem, gboolean cut_names)
{
  for (guint i = 0; i < map->columns->len; i++)
    {
      const char *column = g_ptr_array_index (map->columns, i);
      Name name = name_new (column);
      MlsImportVintage *vintage;

      if (strcmp (name.stem, stem) == 0 && !is_cut (column, cut_names))
        {
          vintage = vintage_of (map, name.year);
          if (vintage->column[field] == MLS_NO_COLUMN)
            vintage->column[field] = (int) i;
        }

      g_free (name.stem);
    }
}

/* The finest level of one code. */
static void
guess_single (MlsImportMap *map, const char *stem)
{
  GHashTable *levels = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < map->columns->len; i++)
    {
      Name name = name_new (g_ptr_array_index (map->columns, i));
      gpointer year = GINT_TO_POINTER (name.year);

      name_split_level (&name);
      if (name.year != 0 && strcmp (name.stem, stem) == 0 &&
          (!g_hash_table_contains (levels, year) ||
           GPOINTER_TO_UINT (g_hash_table_lookup (levels, year)) < name.level))
        {
          vintage_of (map, name.year)->column[MLS_FIELD_COVER] = (int) i;
          g_hash_table_insert (levels, year, GUINT_TO_POINTER (name.level));
        }

      g_free (name.stem);
    }

  g_hash_table_unref (levels);
}

static gboolean
has_code (const MlsImportVintage *vintage)
{
  return vintage->column[MLS_FIELD_COVER] != MLS_NO_COLUMN || vintage->column[MLS_FIELD_USE] != MLS_NO_COLUMN;
}

static gboolean
has_any_code (const MlsImportMap *map)
{
  for (guint i = 0; i < map->vintages->len; i++)
    if (has_code (&g_array_index (map->vintages, MlsImportVintage, i)))
      return TRUE;

  return FALSE;
}

/* A vintage has a code at least; columns without a year count only where none has one. */
static void
drop_useless (MlsImportMap *map)
{
  for (guint i = map->vintages->len; i-- > 0;)
    {
      const MlsImportVintage *vintage = &g_array_index (map->vintages, MlsImportVintage, i);

      if (!has_code (vintage) || (vintage->year == 0 && map->vintages->len > 1))
        g_array_remove_index (map->vintages, i);
    }
}

/**
 * mls_import_map_guess:
 * @columns: (element-type utf8): the names of a layer's columns
 * @cut_names: whether the format cuts names at ten letters
 *
 * Guesses from names such as cs21, CS_2021, code_us_21, commentaire2021 or, for one code alone,
 * MAES_4_12 and CODE_18.
 *
 * Returns: (transfer full): the map, without a vintage if nothing could be guessed
 */
MlsImportMap *
mls_import_map_guess (GPtrArray *columns, gboolean cut_names)
{
  MlsImportMap *map = mls_import_map_new (columns);

  for (gsize i = 0; i < G_N_ELEMENTS (stems); i++)
    guess_stem (map, stems[i].field, stems[i].stem, cut_names);

  for (gsize i = 0; i < G_N_ELEMENTS (single_stems) && !has_any_code (map); i++)
    guess_single (map, single_stems[i]);

  drop_useless (map);

  return map;
}

/* "cs21" is the field "cs" of vintage "21". */
static gboolean
parse_key (const char *key, MlsField *field, int *year)
{
  for (int f = 0; f < MLS_N_FIELDS; f++)
    {
      const char *stem = mls_field_column ((MlsField) f);
      const char *digits = key + strlen (stem);

      if (!g_str_has_prefix (key, stem) || strspn (digits, "0123456789") != 2 || digits[2] != '\0')
        continue;

      *field = (MlsField) f;
      *year = year_of (digits, 2);
      return TRUE;
    }

  return FALSE;
}

static int
compare_years (gconstpointer left, gconstpointer right)
{
  return *(const int *) left - *(const int *) right;
}

/**
 * mls_import_map_list_years:
 * @text: "cs21=COLUMN,us21=COLUMN,…"
 *
 * Returns: (transfer full) (element-type int): the years that it tells of, each once, the first first
 */
GArray *
mls_import_map_list_years (const char *text)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (int));
  g_auto (GStrv) items = g_strsplit (text, ",", -1);

  for (char **item = items; *item != NULL; item++)
    {
      g_auto (GStrv) parts = g_strsplit (*item, "=", 2);
      MlsField field;
      int year;

      if (parts[0] != NULL && parse_key (g_strstrip (parts[0]), &field, &year))
        g_array_append_val (years, year);
    }

  g_array_sort (years, compare_years);
  for (guint i = years->len; i > 1; i--)
    if (g_array_index (years, int, i - 1) == g_array_index (years, int, i - 2))
      g_array_remove_index (years, i - 1);

  return years;
}

/**
 * mls_import_map_find_column:
 * @columns: (element-type utf8): the names of a layer's columns
 * @name: of one of them, as it is, else in any case
 *
 * Returns: its number, or %MLS_NO_COLUMN
 */
int
mls_import_map_find_column (const GPtrArray *columns, const char *name)
{
  int found = MLS_NO_COLUMN;

  for (guint i = 0; i < columns->len; i++)
    {
      const char *column = g_ptr_array_index (columns, i);

      if (strcmp (column, name) == 0)
        return (int) i;
      if (g_ascii_strcasecmp (column, name) == 0)
        found = (int) i;
    }

  return found;
}

/* Items of a map; a comma without a "=" behind it belongs to the name of a column. */
static GStrv
split_items (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *before = NULL;

      if (items->len > 0 && strchr (*part, '=') == NULL)
        before = g_ptr_array_steal_index (items, items->len - 1);

      g_ptr_array_add (items, before != NULL ? g_strconcat (before, ",", *part, NULL) : g_strdup (*part));
    }
  g_ptr_array_add (items, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&items), FALSE);
}

static gboolean
parse_item (MlsImportMap *map, const char *item, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (item, "=", 2);
  MlsImportVintage *vintage;
  MlsField field;
  int year;
  int column;

  if (parts[0] == NULL || parts[1] == NULL || !parse_key (g_strstrip (parts[0]), &field, &year))
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                   _("“%s” is not of the form cs21=COLUMN (or us, doute, source, comment, photovol)"), item);
      return FALSE;
    }

  column = mls_import_map_find_column (map->columns, g_strstrip (parts[1]));
  if (column == MLS_NO_COLUMN)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("The layer has no column “%s”"), parts[1]);
      return FALSE;
    }

  vintage = vintage_of (map, year);
  if (vintage->column[field] != MLS_NO_COLUMN)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("%s is given twice"), parts[0]);
      return FALSE;
    }

  vintage->column[field] = column;
  return TRUE;
}

/**
 * mls_import_map_parse:
 * @columns: (element-type utf8): the names of a layer's columns
 * @text: "cs21=COLUMN,us21=COLUMN,…"
 * @error: %MLS_STORE_ERROR_ARGUMENT, naming what is wrong
 *
 * Returns: (transfer full): the map, or %NULL
 */
MlsImportMap *
mls_import_map_parse (GPtrArray *columns, const char *text, GError **error)
{
  g_autoptr (MlsImportMap) map = mls_import_map_new (columns);
  g_auto (GStrv) items = split_items (text);

  for (char **item = items; *item != NULL; item++)
    if (!parse_item (map, *item, error))
      return NULL;

  for (guint i = 0; i < map->vintages->len; i++)
    {
      const MlsImportVintage *vintage = &g_array_index (map->vintages, MlsImportVintage, i);

      if (!has_code (vintage))
        {
          g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                       _("Neither cs%s nor us%s is given a column"), vintage->code, vintage->code);
          return NULL;
        }
    }

  return g_steal_pointer (&map);
}

/**
 * mls_import_map_set:
 * @map: a map
 * @year: a year of four digits
 * @field: what to read
 * @column: the number of the column it is in
 *
 * Makes the vintage of @year, if the map has none.
 */
void
mls_import_map_set (MlsImportMap *map, int year, MlsField field, int column)
{
  g_return_if_fail (year > 0 && column >= 0 && (guint) column < map->columns->len);

  vintage_of (map, year)->column[field] = column;
}

/**
 * mls_import_map_copy:
 * @map: a map
 *
 * Returns: (transfer full): the same map again
 */
MlsImportMap *
mls_import_map_copy (const MlsImportMap *map)
{
  MlsImportMap *copy = mls_import_map_new (map->columns);

  g_array_append_vals (copy->vintages, map->vintages->data, map->vintages->len);

  return copy;
}

/**
 * mls_import_map_to_text:
 * @map: a map
 *
 * Returns: (transfer full): the map as mls_import_map_parse() reads it
 */
char *
mls_import_map_to_text (const MlsImportMap *map)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < map->vintages->len; i++)
    {
      const MlsImportVintage *vintage = &g_array_index (map->vintages, MlsImportVintage, i);

      for (int field = 0; field < MLS_N_FIELDS; field++)
        if (vintage->column[field] != MLS_NO_COLUMN)
          g_string_append_printf (text, "%s%s%s=%s", text->len > 0 ? "," : "",
                                  mls_field_column ((MlsField) field), vintage->code,
                                  (const char *) g_ptr_array_index (map->columns, (guint) vintage->column[field]));
    }

  return g_string_free (text, FALSE);
}

/**
 * mls_import_map_uses_column:
 * @map: a map
 * @column: the number of a column
 *
 * Returns: whether anything is read from it
 */
gboolean
mls_import_map_uses_column (const MlsImportMap *map, int column)
{
  for (guint i = 0; i < map->vintages->len; i++)
    for (int field = 0; field < MLS_N_FIELDS; field++)
      if (g_array_index (map->vintages, MlsImportVintage, i).column[field] == column)
        return TRUE;

  return FALSE;
}
