#include "rules/csv.h"

#include "base/text.h"
#include "rules/error.h"

#include <glib/gstdio.h>
#include <string.h>

/* No table of ours is near that large: what is, is something else. */
#define MAX_BYTES (64 << 20)

struct _MlsCsv
{
  char         *name;      /* the file's, for messages */
  GStringChunk *texts;
  GPtrArray    *fields;    /* (element-type utf8): row after row, the header first */
  GArray       *lines;     /* (element-type guint): where each row starts, from 1 */
  guint         n_columns;
};

/* Where the reading is. The text ends with a NUL that belongs to no field. */
typedef struct
{
  MlsCsv     *csv;
  const char *at;
  guint       line;
  GString    *field;
} Reader;

static gboolean
fail (const Reader *reader, GError **error, const char *what)
{
  g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "%s:%u: %s", reader->csv->name,
               reader->line, what);
  return FALSE;
}

static gboolean
at_line_end (const Reader *reader)
{
  return *reader->at == '\0' || *reader->at == '\n' ||
         (reader->at[0] == '\r' && (reader->at[1] == '\n' || reader->at[1] == '\0'));
}

static void
skip_line_end (Reader *reader)
{
  if (*reader->at == '\r')
    reader->at++;

  if (*reader->at == '\n')
    {
      reader->at++;
      reader->line++;
    }
}

/* What stands between quotes; the reader is behind the first one. */
static gboolean
read_quoted (Reader *reader, GError **error)
{
  for (;;)
    {
      char c = *reader->at;

      if (c == '\0')
        return fail (reader, error, "a quoted field does not end");

      reader->at++;
      if (c == '\n')
        reader->line++;

      if (c == '"' && *reader->at != '"')
        break;
      if (c == '"')
        reader->at++;

      g_string_append_c (reader->field, c);
    }

  if (*reader->at != ',' && !at_line_end (reader))
    return fail (reader, error, "text follows a quoted field");

  return TRUE;
}

static gboolean
read_field (Reader *reader, GError **error)
{
  g_string_truncate (reader->field, 0);

  if (*reader->at == '"')
    {
      reader->at++;
      if (!read_quoted (reader, error))
        return FALSE;
    }
  else
    {
      for (; *reader->at != ',' && !at_line_end (reader); reader->at++)
        {
          if (*reader->at == '"')
            return fail (reader, error, "a quote stands inside a field");
          g_string_append_c (reader->field, *reader->at);
        }
    }

  g_ptr_array_add (reader->csv->fields,
                   g_string_chunk_insert_len (reader->csv->texts, reader->field->str,
                                              (gssize) reader->field->len));
  return TRUE;
}

static gboolean
read_row (Reader *reader, GError **error)
{
  MlsCsv *csv = reader->csv;
  guint first = csv->fields->len;
  guint n;

  g_array_append_val (csv->lines, reader->line);

  for (;;)
    {
      if (!read_field (reader, error))
        return FALSE;
      if (*reader->at != ',')
        break;
      reader->at++;
    }

  n = csv->fields->len - first;
  if (csv->n_columns == 0)
    csv->n_columns = n;

  if (n != csv->n_columns)
    {
      g_autofree char *what = g_strdup_printf ("%u fields where the header has %u", n, csv->n_columns);

      return fail (reader, error, what);
    }

  skip_line_end (reader);
  return TRUE;
}

/**
 * mls_csv_parse:
 * @name: what to call @text in messages
 * @text: a whole table
 * @length: bytes in @text, or -1 if it ends with a NUL
 * @error: %MLS_RULES_ERROR_FORMAT, naming @name and the line
 *
 * Returns: (transfer full): the table, or %NULL
 */
MlsCsv *
mls_csv_parse (const char *name, const char *text, gssize length, GError **error)
{
  g_autoptr (MlsCsv) csv = g_new0 (MlsCsv, 1);
  g_autoptr (GString) field = g_string_new (NULL);
  Reader reader = { csv, text, 1, field };

  csv->name = g_strdup (name);
  csv->texts = g_string_chunk_new (4096);
  csv->fields = g_ptr_array_new ();
  csv->lines = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!g_utf8_validate (text, length, NULL))
    {
      g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "%s is not UTF-8 text", name);
      return NULL;
    }

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    reader.at += 3;

  while (*reader.at != '\0')
    if (at_line_end (&reader))
      skip_line_end (&reader);
    else if (!read_row (&reader, error))
      return NULL;

  if (csv->n_columns == 0)
    {
      g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "%s has no header line", name);
      return NULL;
    }

  return g_steal_pointer (&csv);
}

/**
 * mls_csv_load:
 * @path: a file
 * @error: %G_FILE_ERROR if it cannot be read, or as mls_csv_parse()
 *
 * Returns: (transfer full): the table in it, or %NULL
 */
MlsCsv *
mls_csv_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *name = g_filename_display_name (path);
  GStatBuf facts;
  gsize length;

  if (g_stat (path, &facts) == 0 && facts.st_size > MAX_BYTES)
    {
      g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "%s is too large for a table", name);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  return mls_csv_parse (name, text, (gssize) length, error);
}

/**
 * mls_csv_free:
 * @csv: (transfer full): a table
 */
void
mls_csv_free (MlsCsv *csv)
{
  g_free (csv->name);
  g_clear_pointer (&csv->texts, g_string_chunk_free);
  g_clear_pointer (&csv->fields, g_ptr_array_unref);
  g_clear_pointer (&csv->lines, g_array_unref);
  g_free (csv);
}

/**
 * mls_csv_n_rows:
 * @csv: a table
 *
 * Returns: how many rows it has, the header left out
 */
guint
mls_csv_n_rows (const MlsCsv *csv)
{
  return csv->lines->len - 1;
}

/**
 * mls_csv_column:
 * @csv: a table
 * @title: a column's title
 * @out: (out): its number, from 0
 * @error: %MLS_RULES_ERROR_FORMAT if there is none of that title
 *
 * Returns: whether there is
 */
gboolean
mls_csv_column (const MlsCsv *csv, const char *title, guint *out, GError **error)
{
  for (guint i = 0; i < csv->n_columns; i++)
    if (strcmp (g_ptr_array_index (csv->fields, i), title) == 0)
      {
        *out = i;
        return TRUE;
      }

  g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "%s has no column “%s”", csv->name,
               title);
  return FALSE;
}

/**
 * mls_csv_get:
 * @csv: a table
 * @row: from 0, the header left out
 * @column: from 0
 *
 * Returns: the field, "" where it is empty; valid while @csv is
 */
const char *
mls_csv_get (const MlsCsv *csv, guint row, guint column)
{
  g_return_val_if_fail (row < mls_csv_n_rows (csv) && column < csv->n_columns, NULL);

  return g_ptr_array_index (csv->fields, (row + 1) * csv->n_columns + column);
}

/**
 * mls_csv_number:
 * @csv: a table
 * @row: from 0, the header left out
 * @column: from 0
 * @out: (inout): the number, left as it is where the field is empty
 * @error: %MLS_RULES_ERROR_FORMAT if the field holds anything else than a finite number
 *
 * Returns: whether the field is a number or empty
 */
gboolean
mls_csv_number (const MlsCsv *csv, guint row, guint column, double *out, GError **error)
{
  const char *text = mls_csv_get (csv, row, column);

  if (*text == '\0' || mls_text_to_number (text, out))
    return TRUE;

  g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "“%s” is not a number", text);
  mls_csv_prefix (csv, row, error);
  return FALSE;
}

/**
 * mls_csv_prefix:
 * @csv: a table
 * @row: from 0, the header left out
 * @error: (inout) (nullable): an error about that row
 *
 * Puts the file and the line before the message.
 */
void
mls_csv_prefix (const MlsCsv *csv, guint row, GError **error)
{
  g_prefix_error (error, "%s:%u: ", csv->name, g_array_index (csv->lines, guint, row + 1));
}
