#include "store/writing.h"

#include "store/blob.h"
#include "store/sql.h"

/* The statements that are kept prepared. Those of faces have id, since, geometry and area in
 * ?1 … ?4 and the labels from ?5 on. */
typedef enum
{
  SET_MARK,
  INSERT_FACE,
  UPDATE_FACE,
  DELETE_FACE,
  INSERT_EDGE,
  UPDATE_EDGE,
  DELETE_EDGE,
  N_STATEMENTS,
} Statement;

#define FIRST_LABEL 5

/* @labels@ is ", cs21, us21…", @values@ ", ?, ?…" and @set@ ", cs21 = ?, us21 = ?…". */
static const char *const texts[N_STATEMENTS] = {
  [SET_MARK] = "UPDATE writer SET operation = nullif (?1, 0), foreign_operation = NULL",
  [INSERT_FACE] = "INSERT INTO coverage (fid, since, geom, surf_m2@labels@) "
                  "VALUES (?1, ?2, ?3, ?4@values@)",
  [UPDATE_FACE] = "UPDATE coverage SET since = ?2, geom = ?3, surf_m2 = ?4@set@ WHERE fid = ?1",
  [DELETE_FACE] = "DELETE FROM coverage WHERE fid = ?1",
  [INSERT_EDGE] = "INSERT INTO territory (since, geom) VALUES (?2, ?3)",
  [UPDATE_EDGE] = "UPDATE territory SET since = ?2, geom = ?3 WHERE id = ?1",
  [DELETE_EDGE] = "DELETE FROM territory WHERE id = ?1",
};

struct _MlsWriting
{
  MlsDatabase     *database; /* borrowed */
  const MlsLayout *layout;   /* borrowed */
  sqlite3_stmt    *statements[N_STATEMENTS];
  GByteArray      *blob;
};

/**
 * mls_writing_new:
 * @database: (transfer none): a project open for writing; must outlive the writing
 * @layout: (transfer none): its columns; must outlive the writing
 *
 * Returns: (transfer full): a writing
 */
MlsWriting *
mls_writing_new (MlsDatabase *database, const MlsLayout *layout)
{
  MlsWriting *self = g_new0 (MlsWriting, 1);

  self->database = database;
  self->layout = layout;
  self->blob = g_byte_array_new ();

  return self;
}

/**
 * mls_writing_free:
 * @self: (transfer full) (nullable): a writing
 */
void
mls_writing_free (MlsWriting *self)
{
  if (self == NULL)
    return;

  for (int i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (self->statements[i]);
  g_byte_array_unref (self->blob);
  g_free (self);
}

static sqlite3_stmt *
get_statement (MlsWriting *self, Statement which, GError **error)
{
  g_autofree char *values = NULL;
  g_autofree char *set = NULL;
  g_autofree char *sql = NULL;

  if (self->statements[which] != NULL)
    return self->statements[which];

  values = mls_layout_columns (self->layout, ", ?");
  set = mls_layout_columns (self->layout, ", @column@ = ?");
  sql = mls_sql_expand (texts[which], "labels", self->layout->labels, "values", values, "set", set,
                        NULL);
  self->statements[which] = mls_database_prepare (self->database, sql, error);

  return self->statements[which];
}

/* A statement that failed reports again when reset, which is why that is not looked at. */
static gboolean
run (MlsWriting *self, sqlite3_stmt *statement, GError **error)
{
  gboolean done = mls_database_step (self->database, statement, NULL, error);

  sqlite3_reset (statement);

  return done;
}

/**
 * mls_writing_mark:
 * @self: a writing
 * @operation: the operation that what follows belongs to, 0 to clear the mark before the end of the
 *   transaction
 * @error: a #MLS_STORE_ERROR
 *
 * Sets the writer's mark. What other programs wrote before is closed as an operation of theirs.
 *
 * Returns: whether it could
 */
gboolean
mls_writing_mark (MlsWriting *self, gint64 operation, GError **error)
{
  sqlite3_stmt *statement = get_statement (self, SET_MARK, error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, operation);

  return run (self, statement, error);
}

/* The blob lives as long as the statement needs it: until it ran. */
static void
bind_blob (MlsWriting *self, sqlite3_stmt *statement, int parameter)
{
  sqlite3_bind_blob64 (statement, parameter, self->blob->data, self->blob->len, SQLITE_STATIC);
}

static void
bind_text (sqlite3_stmt *statement, int parameter, MlsText text)
{
  if (text != 0)
    sqlite3_bind_text (statement, parameter, g_quark_to_string (text), -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (statement, parameter);
}

static gboolean
write_face (MlsWriting *self, Statement which, const MlsFace *face, gint64 since, GError **error)
{
  sqlite3_stmt *statement = get_statement (self, which, error);
  int parameter = FIRST_LABEL;

  g_return_val_if_fail (face->n_vintages == self->layout->vintages->len, FALSE);

  if (statement == NULL)
    return FALSE;

  mls_blob_from_face (face, self->layout->srs_id, self->blob);
  if (face->id > 0)
    sqlite3_bind_int64 (statement, 1, face->id);
  else
    sqlite3_bind_null (statement, 1);
  sqlite3_bind_int64 (statement, 2, since);
  bind_blob (self, statement, 3);
  sqlite3_bind_double (statement, 4, mls_area2_to_m2 (mls_face_area2 (face)));
  for (guint i = 0; i < face->n_vintages; i++)
    for (int field = 0; field < MLS_N_FIELDS; field++)
      bind_text (statement, parameter++, face->labels[i].field[field]);

  return run (self, statement, error);
}

/**
 * mls_writing_insert_face:
 * @self: a writing
 * @face: a face of as many vintages as the layout; without an id above 0 it gets the next one
 * @since: the operation that writes it
 * @id: (out) (optional): its id
 * @error: %MLS_STORE_ERROR_REFUSED if the id is taken or a label not allowed, or any other
 *
 * Returns: whether it is written
 */
gboolean
mls_writing_insert_face (MlsWriting    *self,
                         const MlsFace *face,
                         gint64         since,
                         gint64        *id,
                         GError       **error)
{
  if (!write_face (self, INSERT_FACE, face, since, error))
    return FALSE;

  if (id != NULL)
    *id = sqlite3_last_insert_rowid (self->database->handle);
  return TRUE;
}

/**
 * mls_writing_update_face:
 * @self: a writing
 * @face: a face that is in the file under its id
 * @since: the operation that writes it
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
mls_writing_update_face (MlsWriting *self, const MlsFace *face, gint64 since, GError **error)
{
  return write_face (self, UPDATE_FACE, face, since, error);
}

/**
 * mls_writing_delete_face:
 * @self: a writing
 * @id: a face
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is gone
 */
gboolean
mls_writing_delete_face (MlsWriting *self, gint64 id, GError **error)
{
  sqlite3_stmt *statement = get_statement (self, DELETE_FACE, error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, id);

  return run (self, statement, error);
}

/**
 * mls_writing_delete_edge:
 * @self: a writing
 * @id: a piece of the territory's edge
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is gone
 */
gboolean
mls_writing_delete_edge (MlsWriting *self, gint64 id, GError **error)
{
  sqlite3_stmt *statement = get_statement (self, DELETE_EDGE, error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, id);

  return run (self, statement, error);
}

/**
 * mls_writing_insert_edge:
 * @self: a writing
 * @points: (array length=n_points): a piece of the territory's edge, the territory on its left
 * @n_points: at least 2
 * @since: the operation that writes it
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
mls_writing_insert_edge (MlsWriting     *self,
                         const MlsPoint *points,
                         gsize           n_points,
                         gint64          since,
                         GError        **error)
{
  sqlite3_stmt *statement = get_statement (self, INSERT_EDGE, error);

  if (statement == NULL)
    return FALSE;

  mls_blob_from_line (points, n_points, self->layout->srs_id, self->blob);
  sqlite3_bind_int64 (statement, 2, since);
  bind_blob (self, statement, 3);

  return run (self, statement, error);
}

/**
 * mls_writing_update_edge:
 * @self: a writing
 * @id: a piece of the territory's edge
 * @points: (element-type MlsPoint): its points from now on
 * @since: the operation that writes it
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
mls_writing_update_edge (MlsWriting   *self,
                         gint64        id,
                         const GArray *points,
                         gint64        since,
                         GError      **error)
{
  sqlite3_stmt *statement = get_statement (self, UPDATE_EDGE, error);

  if (statement == NULL)
    return FALSE;

  mls_blob_from_line (&g_array_index (points, MlsPoint, 0), points->len, self->layout->srs_id,
                      self->blob);
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, since);
  bind_blob (self, statement, 3);

  return run (self, statement, error);
}
