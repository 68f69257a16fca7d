#include "delivery/annotation.h"

#include "delivery/look.h"
#include "style/qml.h"
#include "style/sld.h"

/* Tells our styles from those that somebody has saved in QGIS. */
#define OURS "Millésime"

/* As QGIS makes it, in the one schema where it looks whatever schema a table is in. */
#define STYLE_TABLE \
  "CREATE TABLE IF NOT EXISTS public.layer_styles (id SERIAL PRIMARY KEY, f_table_catalog varchar, f_table_schema varchar, " \
  "f_table_name varchar, f_geometry_column varchar, stylename text, styleqml xml, stylesld xml, useasdefault boolean, " \
  "description text, owner varchar(63) DEFAULT CURRENT_USER, ui xml, update_time timestamp DEFAULT CURRENT_TIMESTAMP, " \
  "type varchar)"

#define OF_TABLE "f_table_catalog = current_database () AND f_table_schema = current_schema () AND f_table_name = "

static void
append_quoted (GString *text, const char *words, char quote)
{
  g_string_append_c (text, quote);
  for (const char *c = words; *c != '\0'; c++)
    {
      if (*c == quote)
        g_string_append_c (text, quote);
      g_string_append_c (text, *c);
    }
  g_string_append_c (text, quote);
}

static void
append_name (GString *text, const char *name)
{
  append_quoted (text, name, '"');
}

static void
append_literal (GString *text, const char *value)
{
  append_quoted (text, value, '\'');
}

static void
append_document (GString *text, const char *xml)
{
  g_string_append (text, ", XMLPARSE (DOCUMENT ");
  append_literal (text, xml);
  g_string_append_c (text, ')');
}

/**
 * mls_annotation_columns:
 * @table: of the schema that tables are made in
 * @product: what is in it
 *
 * Returns: (transfer full): statements by which its columns are explained
 */
char *
mls_annotation_columns (const char *table, const MlsProduct *product)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < product->columns->len; i++)
    {
      const MlsColumn *column = g_ptr_array_index (product->columns, i);

      g_string_append (text, "COMMENT ON COLUMN ");
      append_name (text, table);
      g_string_append_c (text, '.');
      append_name (text, column->given);
      g_string_append (text, " IS ");
      append_literal (text, column->title);
      g_string_append (text, "; ");
    }

  return g_string_free (text, FALSE);
}

/**
 * mls_annotation_style_table:
 *
 * Returns: (transfer full): a statement by which a database has the table in which QGIS looks for styles
 */
char *
mls_annotation_style_table (void)
{
  return g_strdup (STYLE_TABLE);
}

/* Somebody's default stays the default. */
static void
append_style (GString *text, const char *table, const MlsLook *look, gboolean is_default)
{
  g_autofree char *qml = mls_style_to_qml (look->style);
  g_autofree char *sld = mls_style_to_sld (look->style, table, MLS_SLD_1_1);

  g_string_append (text, "INSERT INTO public.layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, stylename, "
                         "styleqml, stylesld, useasdefault, description) SELECT current_database (), current_schema (), ");
  append_literal (text, table);
  g_string_append (text, ", 'geom', ");
  append_literal (text, look->name);
  append_document (text, qml);
  append_document (text, sld);
  g_string_append_printf (text, ", %s AND NOT EXISTS (SELECT 1 FROM public.layer_styles WHERE useasdefault AND " OF_TABLE,
                          is_default ? "TRUE" : "FALSE");
  append_literal (text, table);
  g_string_append (text, "), '" OURS "'; ");
}

/**
 * mls_annotation_styles:
 * @table: of the schema that tables are made in, whose geometry is "geom"
 * @product: what is in it
 *
 * Styles of a table of that name that is gone by now are replaced, if they were ours.
 *
 * Returns: (transfer full): statements by which QGIS shows it as its classes look
 */
char *
mls_annotation_styles (const char *table, const MlsProduct *product)
{
  g_autoptr (GPtrArray) looks = mls_looks_list (product);
  GString *text = g_string_new ("DELETE FROM public.layer_styles WHERE description = '" OURS "' AND " OF_TABLE);

  append_literal (text, table);
  g_string_append (text, "; ");
  for (guint i = 0; i < looks->len; i++)
    append_style (text, table, g_ptr_array_index (looks, i), i == 0);

  return g_string_free (text, FALSE);
}
