#include "team/shared.h"

#include "base/format.h"
#include "base/text.h"
#include "store/blob.h"
#include "store/layout.h"
#include "team/error.h"
#include "team/sql.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* The start goes in parts of so many bytes, rows of the map in texts of about as many. */
#define PART (1 << 20)

/* What a project becomes that is to be shared. */
typedef struct
{
  MlsConnection *connection;
  MlsStore      *copy;    /* all begin with it */
  char          *folder;  /* where it is meanwhile */
  char          *id;
  char          *postgis; /* the schema that PostGIS is in, quoted */
  gint64         srid;
  GString       *rows;
  GError        *failure;
} Create;

static void
create_clear (Create *create)
{
  g_autofree char *path = create->copy != NULL ? g_strdup (mls_store_get_path (create->copy)) : NULL;

  g_clear_pointer (&create->connection, mls_connection_free);
  g_clear_pointer (&create->copy, mls_store_free);
  if (path != NULL)
    g_unlink (path);
  if (create->folder != NULL)
    g_rmdir (create->folder);
  g_clear_pointer (&create->folder, g_free);
  g_clear_pointer (&create->id, g_free);
  g_clear_pointer (&create->postgis, g_free);
  if (create->rows != NULL)
    g_string_free (create->rows, TRUE);
  g_clear_error (&create->failure);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Create, create_clear)

static gboolean
check_project (MlsStore *store, GError **error)
{
  g_autofree char *name = g_path_get_basename (mls_store_get_path (store));
  gboolean is_clone;

  if (!mls_store_is_clone (store, &is_clone, error))
    return FALSE;

  if (is_clone)
    g_set_error (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_EXISTS, _("“%s” is shared with a team already"), name);

  return !is_clone;
}

static gboolean
make_copy (Create *create, MlsStore *store, GError **error)
{
  g_autofree char *path = NULL;

  create->folder = g_dir_make_tmp ("millesime-XXXXXX", error);
  if (create->folder == NULL)
    return FALSE;

  path = g_build_filename (create->folder, "start.gpkg", NULL);
  if (mls_store_copy_for_clones (store, path, error))
    create->copy = mls_store_open (path, MLS_STORE_READ_ONLY, error);
  if (create->copy == NULL)
    g_unlink (path);

  return create->copy != NULL;
}

static gint64
integer_of (const PGresult *rows)
{
  return PQntuples (rows) > 0 ? g_ascii_strtoll (PQgetvalue (rows, 0, 0), NULL, 10) : 0;
}

/* Whoever may not add PostGIS to a database is told what to ask for. */
static gboolean
find_postgis (Create *create, GError **error)
{
  static const char find[] = "SELECT quote_ident (nspname) FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace "
                             "WHERE extname = 'postgis'";
  g_autoptr (PGresult) found = mls_connection_query (create->connection, error, find, NULL);

  if (found != NULL && PQntuples (found) == 0)
    {
      g_clear_pointer (&found, PQclear);
      if (!mls_connection_exec (create->connection, "CREATE EXTENSION postgis", error))
        {
          g_prefix_error_literal (error, _("The database has no PostGIS, which its administrator adds: "));
          return FALSE;
        }
      found = mls_connection_query (create->connection, error, find, NULL);
    }

  if (found == NULL || PQntuples (found) == 0)
    return FALSE;

  create->postgis = g_strdup (PQgetvalue (found, 0, 0));
  return TRUE;
}

/* A reference system that nobody has numbered has none in the database either. */
static gboolean
find_srid (Create *create, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%d", mls_store_srs_id (create->copy));
  g_autofree char *sql =
    g_strdup_printf ("SELECT srid FROM %s.spatial_ref_sys WHERE srid = $1 AND auth_name = 'EPSG'", create->postgis);
  g_autoptr (PGresult) found = mls_connection_query (create->connection, error, sql, number, NULL);

  if (found == NULL)
    return FALSE;

  create->srid = integer_of (found);
  return TRUE;
}

/* @item for each column of a label. */
static char *
columns_of (MlsStore *store, const char *item)
{
  guint n;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n);
  GString *text = g_string_new (NULL);

  for (guint v = 0; v < n; v++)
    {
      g_autofree char *columns = mls_vintage_columns (&vintages[v], item);

      g_string_append (text, columns);
    }

  return g_string_free (text, FALSE);
}

/* Whether what is said of two faces differs at a date that is not the one written. */
static char *
elsewhere_of (MlsStore *store)
{
  guint n;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n);
  GString *text = g_string_new ("false");

  for (guint v = 0; v < n; v++)
    {
      g_autofree char *changes = mls_vintage_columns (&vintages[v], " OR a.@column@ IS DISTINCT FROM b.@column@");

      g_string_append_printf (text, " OR (written <> '%s' AND (false%s))", vintages[v].code, changes);
    }

  return g_string_free (text, FALSE);
}

static gboolean
run_template (Create *create, const char *template, GError **error)
{
  g_autofree char *srid = g_strdup_printf ("%" G_GINT64_FORMAT, create->srid);
  g_autofree char *declared = columns_of (create->copy, ", @column@ text");
  g_autofree char *same = columns_of (create->copy, " AND f.@column@ IS NOT DISTINCT FROM c -> 'before' -> 'labels' ->> '@column@'");
  g_autofree char *values = columns_of (create->copy, ", c -> 'after' -> 'labels' ->> '@column@'");
  g_autofree char *changes = columns_of (create->copy, " OR a.@column@ IS DISTINCT FROM b.@column@");
  g_autofree char *changed = g_strconcat ("false", changes, NULL);
  g_autofree char *elsewhere = elsewhere_of (create->copy);
  g_autofree char *sql = mls_sql_expand (template, "srid", srid, "declared", declared, "same", same, "values", values, "changed",
                                         changed, "elsewhere", elsewhere, "postgis", create->postgis, "role", PQdb (create->connection->handle), NULL);

  return mls_connection_exec (create->connection, sql, error);
}

/* "21 24" */
static char *
vintages_of (MlsStore *store)
{
  guint n;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint v = 0; v < n; v++)
    g_ptr_array_add (codes, (gpointer) vintages[v].code);
  g_ptr_array_add (codes, NULL);

  return g_strjoinv (" ", (char **) codes->pdata);
}

static gboolean
write_facts (Create *create, const char *title, gint64 last, GError **error)
{
  g_autofree char *vintages = vintages_of (create->copy);
  g_autofree char *srid = g_strdup_printf ("%" G_GINT64_FORMAT, create->srid);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, last);

  return mls_connection_run (create->connection, error,
                             "INSERT INTO millesime.shared (id, format, title, srid, vintages, first, head) "
                             "VALUES ($1, $2, $3, $4, $5, $6, $6)",
                             create->id, G_STRINGIFY (MLS_SHARED_FORMAT), title, srid, vintages, number, NULL);
}

static gboolean
send_start (Create *create, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (mls_store_get_path (create->copy), FALSE, error);
  gsize length = file != NULL ? g_mapped_file_get_length (file) : 0;

  for (gsize at = 0; at < length; at += PART)
    if (!mls_connection_run_bytes (create->connection, "INSERT INTO millesime.start (part, bytes) VALUES ($1, $2)",
                                   (gint64) (at / PART), g_mapped_file_get_contents (file) + at, MIN (PART, length - at), error))
      return FALSE;

  return length > 0;
}

/* WKB becomes what PostGIS reads as text by the number of the reference system behind the type. */
static void
append_geometry (Create *create, const GByteArray *blob)
{
  const guint8 *wkb = blob->data + MLS_BLOB_WKB;
  const guint32 srid = GUINT32_TO_LE ((guint32) create->srid);
  g_autofree char *rest = mls_text_hexadecimal (wkb + 5, blob->len - MLS_BLOB_WKB - 5);
  g_autofree char *number = mls_text_hexadecimal ((const guint8 *) &srid, sizeof srid);

  g_string_append_printf (create->rows, "\t01%02x000020%s%s", wkb[1], number, rest);
}

static void
append_text (GString *rows, const char *text)
{
  g_string_append_c (rows, '\t');
  if (text == NULL)
    g_string_append (rows, "\\N");
  for (; text != NULL && *text != '\0'; text++)
    switch (*text)
      {
      case '\\':
        g_string_append (rows, "\\\\");
        break;
      case '\t':
        g_string_append (rows, "\\t");
        break;
      case '\n':
        g_string_append (rows, "\\n");
        break;
      case '\r':
        g_string_append (rows, "\\r");
        break;
      default:
        g_string_append_c (rows, *text);
        break;
      }
}

static gboolean
send_rows (Create *create, gsize least, GError **error)
{
  if (create->rows->len < least)
    return TRUE;

  if (!mls_connection_put_copy (create->connection, create->rows, error))
    return FALSE;

  g_string_truncate (create->rows, 0);
  return TRUE;
}

static gboolean
send_face (const MlsFace *face, gpointer user_data)
{
  Create *create = user_data;
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  g_autofree char *area = mls_format_ascii (mls_area2_to_m2 (mls_face_area2 (face)));

  mls_blob_from_face (face, 0, blob);
  g_string_append_printf (create->rows, "%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT, face->id, face->since);
  append_geometry (create, blob);
  g_string_append_printf (create->rows, "\t%s", area);
  for (guint v = 0; v < face->n_vintages; v++)
    for (int field = 0; field < MLS_N_FIELDS; field++)
      append_text (create->rows, g_quark_to_string (face->labels[v].field[field]));
  g_string_append_c (create->rows, '\n');

  return send_rows (create, PART, &create->failure);
}

static gboolean
send_edge (const MlsEdge *edge, gpointer user_data)
{
  Create *create = user_data;
  g_autoptr (GByteArray) blob = g_byte_array_new ();

  mls_blob_from_line (edge->points, edge->n_points, 0, blob);
  g_string_append_printf (create->rows, "%" G_GINT64_FORMAT "\t0", edge->id);
  append_geometry (create, blob);
  g_string_append_c (create->rows, '\n');

  return send_rows (create, PART, &create->failure);
}

/* Ends what has begun with @sent, however that went. */
static gboolean
end_rows (Create *create, gboolean sent, GError **error)
{
  if (create->failure != NULL)
    {
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&create->failure));
      return FALSE;
    }

  return sent && send_rows (create, 1, error) && mls_connection_end_copy (create->connection, error);
}

static gboolean
send_map (Create *create, GError **error)
{
  create->rows = g_string_new (NULL);

  return mls_connection_begin_copy (create->connection, "COPY millesime.face FROM STDIN", error) &&
         end_rows (create, mls_store_each_face (create->copy, send_face, create, error), error) &&
         mls_connection_begin_copy (create->connection, "COPY millesime.edge FROM STDIN", error) &&
         end_rows (create, mls_store_each_edge (create->copy, send_edge, create, error), error);
}

static gboolean
fill (Create *create, const char *title, gint64 last, GError **error)
{
  return find_postgis (create, error) && find_srid (create, error) && run_template (create, mls_sql_shared, error) &&
         run_template (create, mls_sql_shared_function, error) && run_template (create, mls_sql_shared_role, error) &&
         write_facts (create, title, last, error) && send_start (create, error) && send_map (create, error);
}

static gboolean
fill_in_transaction (Create *create, const char *title, gint64 last, GError **error)
{
  if (!mls_connection_begin (create->connection, error))
    return FALSE;

  if (fill (create, title, last, error))
    return mls_connection_commit (create->connection, error);

  mls_connection_rollback (create->connection);
  return FALSE;
}

/**
 * mls_team_create:
 * @store: a project open for writing
 * @address: how a database is reached that this user may make a schema in
 * @error: %MLS_TEAM_ERROR_EXISTS if the project or the database is shared already, %MLS_TEAM_ERROR_ARGUMENT for a password in
 *   the address, any other #MLS_TEAM_ERROR; %MLS_STORE_ERROR_REFUSED for a work package, or another #MLS_STORE_ERROR
 *
 * Makes a database what the project is shared through: with all of it, its history included, the roles, and the map for
 * other programs. The project itself is one of those that share it from then on.
 *
 * Returns: whether it is shared; else the database is as it was
 */
gboolean
mls_team_create (MlsStore *store, const char *address, GError **error)
{
  g_auto (Create) create = { 0 };
  g_autofree char *checked = mls_connection_check_address (address, error);
  g_autofree char *title = mls_text_stem (mls_store_get_path (store));
  gint64 last;

  if (checked == NULL || !check_project (store, error) || (create.connection = mls_connection_open (checked, error)) == NULL ||
      !make_copy (&create, store, error) || (last = mls_store_last_operation (create.copy, error)) == 0)
    return FALSE;

  create.id = g_uuid_string_random ();

  return fill_in_transaction (&create, title, last, error) && mls_store_become_clone (store, create.id, checked, last, error);
}
