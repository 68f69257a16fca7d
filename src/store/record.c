#include "store/record.h"

#include "base/format.h"
#include "base/json.h"
#include "base/text.h"
#include "store/blob.h"
#include "store/error.h"
#include "store/past.h"
#include "store/sql.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Tables of which an operation begins and ends rows. */
static const char *const lasting[] = { "exception", "decision" };

/* Writing */

/* As a text: SQLite reads numbers of JSON as the locale has them, and those of its columns as SQL has. */
static void
print_real (MlsJson *json, const char *key, double value)
{
  g_autofree char *text = mls_format_ascii (value);

  mls_json_string (json, key, text);
}

static void
print_print (MlsJson *json, const GByteArray *blob)
{
  g_autofree char *print =
    g_compute_checksum_for_data (G_CHECKSUM_SHA256, blob->data + MLS_BLOB_WKB, blob->len - MLS_BLOB_WKB);

  mls_json_string (json, "print", print);
}

static void
print_geometry (MlsJson *json, const GByteArray *blob)
{
  g_autofree char *text = mls_text_hexadecimal (blob->data + MLS_BLOB_WKB, blob->len - MLS_BLOB_WKB);

  mls_json_string (json, "geom", text);
}

static void
print_labels (MlsJson *json, const MlsLayout *layout, const MlsFace *face)
{
  mls_json_object (json, "labels");
  for (guint v = 0; v < face->n_vintages; v++)
    for (int field = 0; field < MLS_N_FIELDS; field++)
      {
        g_autofree char *column = g_strconcat (mls_field_column ((MlsField) field),
                                               g_array_index (layout->vintages, MlsVintage, v).code, NULL);

        if (face->labels[v].field[field] != 0)
          mls_json_string (json, column, g_quark_to_string (face->labels[v].field[field]));
      }
  mls_json_end (json);
}

static void
print_face (MlsJson *json, const MlsLayout *layout, const MlsFace *face, gboolean after)
{
  g_autoptr (GByteArray) blob = g_byte_array_new ();

  mls_blob_from_face (face, layout->srs_id, blob);
  mls_json_object (json, after ? "after" : "before");
  if (after)
    {
      print_geometry (json, blob);
      print_real (json, "area", mls_area2_to_m2 (mls_face_area2 (face)));
    }
  else
    print_print (json, blob);
  print_labels (json, layout, face);
  mls_json_end (json);
}

static void
print_faces (MlsJson *json, const MlsLayout *layout, const MlsDelta *delta)
{
  mls_json_array (json, "faces");
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      mls_json_object (json, NULL);
      mls_json_integer (json, "fid", change->before != NULL ? change->before->id : change->after->id);
      if (change->before != NULL)
        print_face (json, layout, change->before, FALSE);
      if (change->after != NULL)
        print_face (json, layout, change->after, TRUE);
      mls_json_end (json);
    }
  mls_json_end (json);
}

static void
print_line (MlsJson *json, const MlsLayout *layout, const GArray *points, gboolean after)
{
  g_autoptr (GByteArray) blob = g_byte_array_new ();

  mls_blob_from_line ((const MlsPoint *) (gpointer) points->data, points->len, layout->srs_id, blob);
  mls_json_object (json, after ? "after" : "before");
  if (after)
    print_geometry (json, blob);
  else
    print_print (json, blob);
  mls_json_end (json);
}

static void
print_edges (MlsJson *json, const MlsLayout *layout, const MlsDelta *delta)
{
  mls_json_array (json, "edges");
  for (guint i = 0; i < delta->edges->len; i++)
    {
      const MlsEdgeChange *change = &g_array_index (delta->edges, MlsEdgeChange, i);

      mls_json_object (json, NULL);
      mls_json_integer (json, "id", change->id);
      print_line (json, layout, change->before, FALSE);
      print_line (json, layout, change->after, TRUE);
      mls_json_end (json);
    }
  mls_json_end (json);
}

static void
print_value (MlsJson *json, sqlite3_stmt *row, int column)
{
  const char *name = sqlite3_column_name (row, column);

  switch (sqlite3_column_type (row, column))
    {
    case SQLITE_INTEGER:
      mls_json_integer (json, name, sqlite3_column_int64 (row, column));
      break;
    case SQLITE_FLOAT:
      print_real (json, name, sqlite3_column_double (row, column));
      break;
    case SQLITE_NULL:
      break;
    default:
      mls_json_string (json, name, (const char *) sqlite3_column_text (row, column));
      break;
    }
}

/* What ended a row is another operation. */
static void
print_columns (MlsJson *json, sqlite3_stmt *row)
{
  mls_json_object (json, NULL);
  for (int i = 0; i < sqlite3_column_count (row); i++)
    if (!g_str_equal (sqlite3_column_name (row, i), "until"))
      print_value (json, row, i);
  mls_json_end (json);
}

static void
print_id (MlsJson *json, sqlite3_stmt *row)
{
  mls_json_integer (json, NULL, sqlite3_column_int64 (row, 0));
}

/* An array of what @print makes of each row of @template. */
static gboolean
print_rows (MlsJson      *json,
            MlsDatabase  *database,
            const char   *template,
            const char   *table,
            gint64        operation,
            void        (*print) (MlsJson *json, sqlite3_stmt *row),
            GError      **error)
{
  g_autofree char *sql = mls_sql_expand (template, "table", table, NULL);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, sql, error);
  gboolean row = query != NULL;

  if (row)
    mls_statement_bind (query, "i", operation);
  mls_json_array (json, table);
  while (row && mls_database_step (database, query, &row, error))
    {
      if (!row)
        {
          mls_json_end (json);
          return TRUE;
        }
      print (json, query);
    }

  return FALSE;
}

static gboolean
print_lasting (MlsJson      *json,
               const char   *key,
               MlsDatabase  *database,
               const char   *template,
               gint64        operation,
               void        (*print) (MlsJson *json, sqlite3_stmt *row),
               GError      **error)
{
  mls_json_object (json, key);
  for (gsize i = 0; i < G_N_ELEMENTS (lasting); i++)
    if (!print_rows (json, database, template, lasting[i], operation, print, error))
      return FALSE;
  mls_json_end (json);

  return TRUE;
}

static void
print_box (MlsJson *json, const MlsBox *box)
{
  const gint64 sides[] = { box->min_x, box->min_y, box->max_x, box->max_y };

  if (mls_box_is_empty (box))
    return;

  mls_json_array (json, "box");
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    print_real (json, NULL, mls_grid_to_metres (sides[i]));
  mls_json_end (json);
}

static gboolean
print_operation (MlsJson *json, MlsStore *self, gint64 id, const char *origin, GError **error)
{
  g_autoptr (MlsOperation) operation = mls_store_operation (self, id, error);
  g_autofree char *vintages = NULL;

  if (operation == NULL)
    return FALSE;

  vintages = mls_operation_print_vintages (mls_store_layout (self), operation->vintages);
  mls_json_object (json, "operation");
  mls_json_integer (json, "id", id);
  mls_json_string (json, "at", operation->at);
  mls_json_string (json, "author", operation->author);
  mls_json_string (json, "verb", operation->verb);
  mls_json_string (json, "kind", operation->kind);
  mls_json_string (json, "vintages", vintages);
  mls_json_string (json, "dimension", operation->dimension);
  if (operation->scale > 0)
    print_real (json, "scale", operation->scale);
  mls_json_string (json, "summary", operation->summary);
  if (operation->undoes != 0)
    mls_json_integer (json, "undoes", operation->undoes);
  mls_json_string (json, "origin", origin);
  print_box (json, &operation->box);
  mls_json_end (json);

  return TRUE;
}

/**
 * mls_record_print:
 * @self: a project
 * @operation: an operation of it that is no barrier
 * @origin: what it is called wherever it goes
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): its record, or %NULL
 */
char *
mls_record_print (MlsStore *self, gint64 operation, const char *origin, GError **error)
{
  const MlsLayout *layout = mls_store_layout (self);
  g_autoptr (MlsDelta) delta = mls_past_read_delta (self->database, self->reading, operation, error);
  g_autoptr (MlsJson) json = mls_json_new ();

  if (delta == NULL)
    return NULL;

  mls_json_object (json, NULL);
  if (!print_operation (json, self, operation, origin, error))
    return NULL;

  print_faces (json, layout, delta);
  print_edges (json, layout, delta);
  if (!print_lasting (json, "begun", self->database, "SELECT * FROM @table@ WHERE since = ? ORDER BY id", operation,
                      print_columns, error) ||
      !print_lasting (json, "ended", self->database, "SELECT id FROM @table@ WHERE until = ? ORDER BY id", operation,
                      print_id, error))
    return NULL;
  mls_json_end (json);

  return g_strdup (mls_json_text (json));
}

/* Reading */

/* A GeoPackage's header without an envelope, and the bytes that the digits are. */
static GByteArray *
read_geometry (const char *text)
{
  static const guint8 header[] = { 'G', 'P', 0, 1, 0, 0, 0, 0 };
  gsize length = text != NULL ? strlen (text) : 0;
  GByteArray *blob = g_byte_array_sized_new ((guint) (sizeof header + length / 2));

  g_byte_array_append (blob, header, sizeof header);
  for (gsize i = 0; i + 1 < length; i += 2)
    {
      const guint8 byte = (guint8) (g_ascii_xdigit_value (text[i]) << 4 | g_ascii_xdigit_value (text[i + 1]));

      g_byte_array_append (blob, &byte, 1);
    }

  return blob;
}

static MlsFace *
read_face (MlsStore *self, sqlite3_stmt *row, gint64 id, GError **error)
{
  const MlsLayout *layout = mls_store_layout (self);
  g_autoptr (GByteArray) blob = read_geometry ((const char *) sqlite3_column_text (row, 2));
  MlsLabel labels[MLS_MAX_VINTAGES] = { 0 };
  int column = 3;

  for (guint v = 0; v < layout->vintages->len; v++)
    for (int field = 0; field < MLS_N_FIELDS; field++)
      labels[v].field[field] = mls_statement_intern (row, column++);

  return mls_blob_to_face (blob->data, blob->len, id, 0, labels, layout->vintages->len, error);
}

static gboolean
add_face (MlsStore *self, sqlite3_stmt *row, MlsDelta *delta, GError **error)
{
  gint64 id = sqlite3_column_int64 (row, 0);
  g_autoptr (MlsFace) before = NULL;
  MlsFace *after = NULL;

  if (sqlite3_column_type (row, 1) != SQLITE_NULL && (before = mls_reading_face (self->reading, id, error)) == NULL)
    return FALSE;
  if (sqlite3_column_type (row, 2) != SQLITE_NULL && (after = read_face (self, row, id, error)) == NULL)
    return FALSE;

  mls_delta_add (delta, g_steal_pointer (&before), after);
  return TRUE;
}

static gboolean
add_edge (MlsStore *self, sqlite3_stmt *row, MlsDelta *delta, GError **error)
{
  g_autoptr (GByteArray) blob = read_geometry ((const char *) sqlite3_column_text (row, 1));
  g_autoptr (GArray) after = mls_blob_to_line (blob->data, blob->len, error);
  GArray *before = after != NULL ? mls_reading_edge (self->reading, sqlite3_column_int64 (row, 0), error) : NULL;

  if (before == NULL)
    return FALSE;

  mls_delta_add_edge (delta, sqlite3_column_int64 (row, 0), before, g_steal_pointer (&after));
  return TRUE;
}

static gboolean
read_parts (MlsStore    *self,
            const char  *sql,
            const char  *text,
            gboolean   (*add) (MlsStore *self, sqlite3_stmt *row, MlsDelta *delta, GError **error),
            MlsDelta    *delta,
            GError     **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (self->database, sql, error);
  gboolean row = query != NULL;

  if (row)
    mls_statement_bind (query, "s", text);
  while (row && mls_database_step (self->database, query, &row, error))
    {
      if (!row)
        return TRUE;
      if (!add (self, query, delta, error))
        return FALSE;
    }

  return FALSE;
}

static MlsDelta *
read_delta (MlsStore *self, const char *text, GError **error)
{
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autofree char *labels = mls_layout_columns (mls_store_layout (self), ", value ->> '$.after.labels.@column@'");
  g_autofree char *faces = g_strconcat ("SELECT value ->> '$.fid', value ->> '$.before.print', value ->> '$.after.geom'",
                                        labels, " FROM json_each (?, '$.faces')", NULL);

  return read_parts (self, faces, text, add_face, delta, error) &&
                 read_parts (self, "SELECT value ->> '$.id', value ->> '$.after.geom' FROM json_each (?, '$.edges')", text,
                             add_edge, delta, error)
             ? g_steal_pointer (&delta)
             : NULL;
}

#define MEMBER(name) "?1 ->> '$.operation." name "'"

static const char insert_operation[] =
  "INSERT INTO operation (id, at, author, verb, kind, vintages, dimension, scale, summary, undoes, origin, "
  "min_x, min_y, max_x, max_y) SELECT " MEMBER ("id") ", " MEMBER ("at") ", " MEMBER ("author") ", " MEMBER ("verb") ", "
  MEMBER ("kind") ", " MEMBER ("vintages") ", " MEMBER ("dimension") ", " MEMBER ("scale") ", " MEMBER ("summary") ", "
  MEMBER ("undoes") ", " MEMBER ("origin") ", " MEMBER ("box[0]") ", " MEMBER ("box[1]") ", " MEMBER ("box[2]") ", "
  MEMBER ("box[3]");

static gboolean
take_lasting (MlsDatabase *database, const char *table, const char *text, gint64 operation, GError **error)
{
  g_autofree char *ended = g_strdup_printf (
    "UPDATE %s SET until = ?2 WHERE until IS NULL AND id IN (SELECT value FROM json_each (?1, '$.ended.%s'))", table, table);
  g_autofree char *columns = mls_database_dup_columns (database, table, "\"@column@\"", error);
  g_autofree char *values = mls_database_dup_columns (database, table, "value ->> '$.@column@'", error);
  g_autofree char *begun = NULL;

  if (columns == NULL || values == NULL)
    return FALSE;

  begun = g_strdup_printf ("INSERT INTO %s (%s) SELECT %s FROM json_each (?1, '$.begun.%s')", table, columns, values, table);

  return mls_database_run (database, error, ended, "si", text, operation) &&
         mls_database_run (database, error, begun, "s", text);
}

static gboolean
take (MlsStore *self, const char *text, gint64 operation, MlsBox *box, GError **error)
{
  g_autoptr (MlsDelta) delta = read_delta (self, text, error);
  g_autoptr (MlsDelta) applied = NULL;

  if (delta == NULL || !mls_delta_prove (delta, error) ||
      !mls_database_run (self->database, error, insert_operation, "s", text) ||
      (applied = mls_store_write_delta (self, delta, operation, error)) == NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (lasting); i++)
    if (!take_lasting (self->database, lasting[i], text, operation, error))
      return FALSE;

  if (!mls_delta_is_empty (delta))
    {
      const MlsBox touched = mls_delta_box (delta);

      *box = mls_box_union (box, &touched);
    }

  return TRUE;
}

static gboolean
read_number (MlsStore *self, const char *text, gint64 *operation, GError **error)
{
  return mls_database_get_integer (self->database, operation, error,
                                   "SELECT iif (json_valid (?1), coalesce (?1 ->> '$.operation.id', 0), 0)", "s", text);
}

/**
 * mls_record_take:
 * @self: a project, in a transaction, that is what the file was which the record is of
 * @text: a record; nothing is believed of it
 * @operation: (out): the number of its operation
 * @box: (inout): is widened by where the map has changed
 * @error: %MLS_STORE_ERROR_REFUSED if it is none, or does not fit; or any other #MLS_STORE_ERROR
 *
 * Writes the operation, under its own number, and all that came with it.
 *
 * Returns: whether it is written
 */
gboolean
mls_record_take (MlsStore *self, const char *text, gint64 *operation, MlsBox *box, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *number = NULL;

  if (!read_number (self, text, operation, error))
    return FALSE;

  if (*operation > 0 && take (self, text, *operation, box, &reason))
    return TRUE;

  if (reason != NULL && reason->domain == MLS_STORE_ERROR &&
      (reason->code == MLS_STORE_ERROR_FULL || reason->code == MLS_STORE_ERROR_IO || reason->code == MLS_STORE_ERROR_BUSY))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  number = mls_format_id (*operation);
  if (reason != NULL)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED, _("Operation %s of the shared store does not fit: %s"), number,
                 reason->message);
  else
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED,
                         _("An operation of the shared store cannot be read"));
  return FALSE;
}
