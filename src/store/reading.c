#include "store/reading.h"

#include "base/format.h"
#include "store/blob.h"
#include "store/error.h"
#include "store/sql.h"

#include <glib/gi18n-lib.h>

/* The statements that are kept prepared. Each gives id, since, geometry, and of a face its labels.
 * Those of a box have it in ?1 … ?4, those of a past the operation in ?5. */
typedef enum
{
  FACES_IN_BOX,
  FACES_IN_BOX_AT,
  FACE_BY_ID,
  FACE_BY_ID_AT,
  EVERY_FACE,
  EVERY_FACE_AT,
  EVERY_GIST,
  EVERY_GIST_AT,
  EDGES_IN_BOX,
  EDGES_IN_BOX_AT,
  EDGE_BY_ID,
  REPLACED_FACES, /* as in MlsReadingRows, from here on */
  WRITTEN_FACES,
  REPLACED_EDGES,
  WRITTEN_EDGES,
  N_QUERIES,
} Query;

#define FIRST_LABEL 3

#define IN_BOX "box.maxx >= ?1 AND box.minx <= ?2 AND box.maxy >= ?3 AND box.miny <= ?4"
#define IN_PAST_BOX                                                                             \
  "box.max_x >= ?1 AND box.min_x <= ?2 AND box.max_y >= ?3 AND box.min_y <= ?4 AND "            \
  "box.min_operation <= ?5 AND box.max_operation > ?5"
#define REPLACED "until > ?1 AND until <= ?2 AND since <= ?1"
#define WRITTEN "since > ?1 AND since <= ?2"
#define IN_PAST "past.since <= ?5 AND past.until > ?5"

/* Twice an area in mm² below which the double that the file has for it tells the whole number: 562 km². */
#define MAX_TOLD_AREA2 (G_GINT64_CONSTANT (1) << 50)

/* @labels@ is ", cs21, us21…", @codes@ the same with covers and uses alone. A row of now tells the past as long as nothing touched it since. */
static const char *const queries[N_QUERIES] = {
  [FACES_IN_BOX] = "SELECT fid, since, geom@labels@ FROM rtree_coverage_geom AS box "
                   "JOIN coverage ON fid = box.id WHERE " IN_BOX,
  [FACES_IN_BOX_AT] = "SELECT fid, since, geom@labels@ FROM rtree_coverage_geom AS box "
                      "JOIN coverage ON fid = box.id WHERE " IN_BOX " AND since <= ?5 UNION ALL "
                      "SELECT fid, since, geom@labels@ FROM rtree_coverage_history AS box "
                      "JOIN coverage_history AS past ON entry = box.id "
                      "WHERE " IN_PAST_BOX " AND " IN_PAST,
  [FACE_BY_ID] = "SELECT fid, since, geom@labels@ FROM coverage WHERE fid = ?1",
  [FACE_BY_ID_AT] = "SELECT fid, since, geom@labels@ FROM coverage WHERE fid = ?1 AND since <= ?5 "
                    "UNION ALL SELECT fid, since, geom@labels@ FROM coverage_history AS past "
                    "WHERE fid = ?1 AND " IN_PAST,
  [EVERY_FACE] = "SELECT fid, since, geom@labels@ FROM coverage ORDER BY fid",
  [EVERY_FACE_AT] = "SELECT fid, since, geom@labels@ FROM coverage WHERE since <= ?5 UNION ALL "
                    "SELECT fid, since, geom@labels@ FROM coverage_history AS past WHERE " IN_PAST
                    " ORDER BY fid",
  [EVERY_GIST] = "SELECT fid, surf_m2, geom@codes@ FROM coverage ORDER BY fid",
  [EVERY_GIST_AT] = "SELECT fid, surf_m2, geom@codes@ FROM coverage WHERE since <= ?5 UNION ALL "
                    "SELECT fid, surf_m2, geom@codes@ FROM coverage_history AS past WHERE " IN_PAST
                    " ORDER BY fid",
  [EDGES_IN_BOX] = "SELECT territory.id, since, geom FROM rtree_territory_geom AS box "
                   "JOIN territory ON territory.id = box.id WHERE " IN_BOX,
  [EDGES_IN_BOX_AT] = "SELECT territory.id, since, geom FROM rtree_territory_geom AS box "
                      "JOIN territory ON territory.id = box.id WHERE " IN_BOX " AND since <= ?5 "
                      "UNION ALL SELECT past.id, since, geom FROM rtree_territory_history AS box "
                      "JOIN territory_history AS past ON entry = box.id "
                      "WHERE " IN_PAST_BOX " AND " IN_PAST,
  [EDGE_BY_ID] = "SELECT id, since, geom FROM territory WHERE id = ?1",
  [REPLACED_FACES] = "SELECT fid, since, geom@labels@ FROM coverage_history WHERE " REPLACED " ORDER BY fid",
  [WRITTEN_FACES] = "SELECT fid, since, geom@labels@ FROM coverage WHERE " WRITTEN " UNION ALL "
                    "SELECT fid, since, geom@labels@ FROM coverage_history WHERE " WRITTEN " AND until > ?2 ORDER BY fid",
  [REPLACED_EDGES] = "SELECT id, since, geom FROM territory_history WHERE " REPLACED " ORDER BY id",
  [WRITTEN_EDGES] = "SELECT id, since, geom FROM territory WHERE " WRITTEN " UNION ALL "
                    "SELECT id, since, geom FROM territory_history WHERE " WRITTEN " AND until > ?2 ORDER BY id",
};

struct _MlsReading
{
  MlsDatabase  *database; /* borrowed */
  MlsLayout    *layout;
  gint64        schema;    /* SQLite's count of changes to the tables, as of the layout */
  sqlite3_stmt *statements[N_QUERIES];
  gint64        operation; /* 0: now */
};

static void
clear_statements (MlsReading *self)
{
  for (int i = 0; i < N_QUERIES; i++)
    g_clear_pointer (&self->statements[i], sqlite3_finalize);
}

/**
 * mls_reading_new:
 * @database: (transfer none): a project; must outlive the reading
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): a reading of the faces as they are now, or %NULL
 */
MlsReading *
mls_reading_new (MlsDatabase *database, GError **error)
{
  g_autoptr (MlsReading) self = g_new0 (MlsReading, 1);

  self->database = database;
  self->operation = database->state;
  if (!mls_reading_reload (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mls_reading_free:
 * @self: (transfer full) (nullable): a reading
 */
void
mls_reading_free (MlsReading *self)
{
  if (self == NULL)
    return;

  clear_statements (self);
  g_clear_pointer (&self->layout, mls_layout_free);
  g_free (self);
}

static gboolean
get_schema (MlsReading *self, gint64 *schema, GError **error)
{
  return mls_database_get_integer (self->database, schema, error, "PRAGMA schema_version", NULL);
}

/**
 * mls_reading_is_outdated:
 * @self: a reading
 * @outdated: (out): whether the project's tables have changed since it looked at them
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_reading_is_outdated (MlsReading *self, gboolean *outdated, GError **error)
{
  gint64 schema;

  if (!get_schema (self, &schema, error))
    return FALSE;

  *outdated = schema != self->schema;
  return TRUE;
}

/**
 * mls_reading_reload:
 * @self: a reading
 * @error: a #MLS_STORE_ERROR
 *
 * Looks at the project's vintages again, after one was added.
 *
 * Returns: whether it could; if not, the reading goes on as before
 */
gboolean
mls_reading_reload (MlsReading *self, GError **error)
{
  MlsLayout *layout;
  gint64 schema;

  if (!get_schema (self, &schema, error) ||
      (layout = mls_layout_read (self->database, error)) == NULL)
    return FALSE;

  clear_statements (self);
  g_clear_pointer (&self->layout, mls_layout_free);
  self->layout = layout;
  self->schema = schema;

  return TRUE;
}

/**
 * mls_reading_get_layout:
 * @self: a reading
 *
 * Returns: (transfer none): the columns it reads, valid until mls_reading_reload()
 */
const MlsLayout *
mls_reading_get_layout (const MlsReading *self)
{
  return self->layout;
}

/**
 * mls_reading_set_operation:
 * @self: a reading
 * @operation: what is read from now on is the state right after this operation; 0 for the newest that the connection shows
 */
void
mls_reading_set_operation (MlsReading *self, gint64 operation)
{
  self->operation = operation != 0 ? operation : self->database->state;
}

/**
 * mls_reading_get_operation:
 * @self: a reading
 *
 * Returns: as of which operation it reads; 0 for now
 */
gint64
mls_reading_get_operation (const MlsReading *self)
{
  return self->operation;
}

/* Takes the statement out of its place, so that a caller's function may read in turn: that one then
 * prepares another. */
static sqlite3_stmt *
take_statement (MlsReading *self, Query query, GError **error)
{
  sqlite3_stmt *statement = g_steal_pointer (&self->statements[query]);
  g_autofree char *sql = NULL;

  if (statement == NULL)
    {
      sql = mls_sql_expand (queries[query], "labels", self->layout->labels, "codes", self->layout->codes, NULL);
      statement = mls_database_prepare (self->database, sql, error);
    }

  if (statement != NULL && self->operation > 0)
    sqlite3_bind_int64 (statement, 5, self->operation);

  return statement;
}

/* Puts it back, reset: a statement left at a row would keep its transaction open. */
static void
put_back (MlsReading *self, Query query, sqlite3_stmt *statement)
{
  sqlite3_reset (statement);

  if (self->statements[query] == NULL)
    self->statements[query] = statement;
  else
    sqlite3_finalize (statement);
}

/**
 * mls_reading_take_rows:
 * @self: a reading
 * @rows: which
 * @after: an operation
 * @up_to: the same or a later one
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): what gives them as mls_reading_row_face() and mls_reading_row_line() read them, for
 *   mls_reading_put_rows(); or %NULL
 */
sqlite3_stmt *
mls_reading_take_rows (MlsReading *self, MlsReadingRows rows, gint64 after, gint64 up_to, GError **error)
{
  sqlite3_stmt *statement = take_statement (self, (Query) (REPLACED_FACES + (guint) rows), error);

  if (statement != NULL)
    mls_statement_bind (statement, "ii", after, up_to);

  return statement;
}

/**
 * mls_reading_put_rows:
 * @self: a reading
 * @rows: which
 * @statement: (transfer full): what gave them
 */
void
mls_reading_put_rows (MlsReading *self, MlsReadingRows rows, sqlite3_stmt *statement)
{
  put_back (self, (Query) (REPLACED_FACES + (guint) rows), statement);
}

static Query
now_or_then (const MlsReading *self, Query now)
{
  return self->operation > 0 ? now + 1 : now;
}

static void
bind_box (sqlite3_stmt *statement, const MlsBox *box)
{
  sqlite3_bind_double (statement, 1, mls_grid_to_metres (box->min_x));
  sqlite3_bind_double (statement, 2, mls_grid_to_metres (box->max_x));
  sqlite3_bind_double (statement, 3, mls_grid_to_metres (box->min_y));
  sqlite3_bind_double (statement, 4, mls_grid_to_metres (box->max_y));
}

/* What is interned already was looked at when it was. */
static gboolean
intern (const char *text, MlsText *out, GError **error)
{
  *out = text != NULL ? g_quark_try_string (text) : 0;
  if (*out != 0 || text == NULL)
    return TRUE;

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED,
                           _("has a label that is not UTF-8"));
      return FALSE;
    }

  *out = g_quark_from_string (text);
  return TRUE;
}

static gboolean
read_label (sqlite3_stmt *row, int column, MlsLabel *label, GError **error)
{
  for (int field = 0; field < MLS_N_FIELDS; field++)
    if (!intern ((const char *) sqlite3_column_text (row, column + field), &label->field[field], error))
      return FALSE;

  return TRUE;
}

/* What a vintage was filled with when it was added was not there before. */
/**
 * mls_reading_row_labels:
 * @self: a reading
 * @row: a row of three columns and then the labels of the layout
 * @labels: (out caller-allocates): a label a vintage, empty where there was none yet
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether they can be read
 */
gboolean
mls_reading_row_labels (MlsReading *self, sqlite3_stmt *row, MlsLabel *labels, GError **error)
{
  for (guint i = 0; i < self->layout->vintages->len; i++)
    if (self->operation > 0 && g_array_index (self->layout->vintages, MlsVintage, i).since > self->operation)
      labels[i] = (MlsLabel){ 0 };
    else if (!read_label (row, FIRST_LABEL + (int) i * MLS_N_FIELDS, &labels[i], error))
      return FALSE;

  return TRUE;
}

/**
 * mls_reading_row_face:
 * @self: a reading
 * @row: a row of fid, since, geom and then the labels of the layout
 * @error: %MLS_STORE_ERROR_DAMAGED, naming the face
 *
 * Returns: (transfer full): the face in that row, or %NULL
 */
MlsFace *
mls_reading_row_face (MlsReading *self, sqlite3_stmt *row, GError **error)
{
  MlsLabel labels[MLS_MAX_VINTAGES];
  gint64 id = sqlite3_column_int64 (row, 0);
  gconstpointer blob = sqlite3_column_blob (row, 2);
  gsize length = (gsize) sqlite3_column_bytes (row, 2);
  MlsFace *face = NULL;

  if (mls_reading_row_labels (self, row, labels, error))
    face = mls_blob_to_face (blob, length, id, sqlite3_column_int64 (row, 1), labels,
                             self->layout->vintages->len, error);
  if (face == NULL)
    {
      g_autofree char *number = mls_format_id (id);

      g_prefix_error (error, _("“%s”: face %s "), self->database->name, number);
    }

  return face;
}

/**
 * mls_reading_row_line:
 * @self: a reading
 * @row: a row of id, since, geom of the territory
 * @error: %MLS_STORE_ERROR_DAMAGED, naming the piece
 *
 * Returns: (transfer full) (element-type MlsPoint): the line in that row, or %NULL
 */
GArray *
mls_reading_row_line (MlsReading *self, sqlite3_stmt *row, GError **error)
{
  gconstpointer blob = sqlite3_column_blob (row, 2);
  gsize length = (gsize) sqlite3_column_bytes (row, 2);
  GArray *points = mls_blob_to_line (blob, length, error);

  if (points == NULL)
    {
      g_autofree char *number = mls_format_id (sqlite3_column_int64 (row, 0));

      g_prefix_error (error, _("“%s”: piece %s of the territory’s edge "), self->database->name,
                      number);
    }

  return points;
}

/* Gives the faces of @statement whose box meets @box, or all without one. */
static gboolean
give_faces (MlsReading   *self,
            sqlite3_stmt *statement,
            const MlsBox *box,
            MlsFaceFunc   func,
            gpointer      user_data,
            GError      **error)
{
  gboolean row;
  gboolean go_on = TRUE;

  while (go_on)
    {
      g_autoptr (MlsFace) face = NULL;

      if (!mls_database_step (self->database, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;

      face = mls_reading_row_face (self, statement, error);
      if (face == NULL)
        return FALSE;

      /* The R-tree rounds boxes outwards to 32 bits: half a metre at Lambert's northings. */
      if (box == NULL || mls_box_intersects (&face->box, box))
        go_on = func (face, user_data);
    }

  return TRUE;
}

/**
 * mls_reading_faces:
 * @self: a reading
 * @box: a box
 * @func: (scope call): gets each face whose box meets @box, once, in no order; it may read in turn
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; a face that cannot be read is named
 *
 * Returns: whether all could be read
 */
gboolean
mls_reading_faces (MlsReading   *self,
                   const MlsBox *box,
                   MlsFaceFunc   func,
                   gpointer      user_data,
                   GError      **error)
{
  Query query = now_or_then (self, FACES_IN_BOX);
  sqlite3_stmt *statement = take_statement (self, query, error);
  gboolean read;

  if (statement == NULL)
    return FALSE;

  bind_box (statement, box);
  read = give_faces (self, statement, box, func, user_data, error);
  put_back (self, query, statement);

  return read;
}

/**
 * mls_reading_each_face:
 * @self: a reading
 * @func: (scope call): gets each face of the coverage, in the order of their ids
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; a face that cannot be read is named
 *
 * Holds one face at a time.
 *
 * Returns: whether all could be read
 */
gboolean
mls_reading_each_face (MlsReading *self, MlsFaceFunc func, gpointer user_data, GError **error)
{
  Query query = now_or_then (self, EVERY_FACE);
  sqlite3_stmt *statement = take_statement (self, query, error);
  gboolean read;

  if (statement == NULL)
    return FALSE;

  read = give_faces (self, statement, NULL, func, user_data, error);
  put_back (self, query, statement);

  return read;
}

/* The file keeps m² as the nearest double, which up to some size tells the whole number. */
static gboolean
row_area2 (sqlite3_stmt *row, MlsArea2 *area2)
{
  double area_m2 = sqlite3_column_double (row, 1);

  *area2 = mls_area2_from_m2 (area_m2);

  return area_m2 > 0 && *area2 < MAX_TOLD_AREA2;
}

static gboolean
row_box (sqlite3_stmt *row, MlsBox *box)
{
  gconstpointer blob = sqlite3_column_blob (row, 2);
  double envelope[4];
  MlsPoint low, high;

  if (!mls_blob_envelope (blob, (gsize) sqlite3_column_bytes (row, 2), envelope) ||
      !mls_grid_from_metres (envelope[0], envelope[2], &low) || !mls_grid_from_metres (envelope[1], envelope[3], &high))
    return FALSE;

  *box = (MlsBox){ low.x, low.y, high.x, high.y };

  return TRUE;
}

/* Where the row does not tell all, the outline does. */
static gboolean
row_measures (MlsReading *self, sqlite3_stmt *row, MlsGist *gist, GError **error)
{
  g_autoptr (MlsFace) face = NULL;

  if (row_area2 (row, &gist->area2) && row_box (row, &gist->box))
    return TRUE;

  face = mls_reading_face (self, gist->id, error);
  if (face == NULL)
    return FALSE;

  gist->area2 = mls_face_area2 (face);
  gist->box = face->box;

  return TRUE;
}

static gboolean
row_codes (MlsReading *self, sqlite3_stmt *row, MlsPair *codes, GError **error)
{
  int column = 3;

  for (guint i = 0; i < self->layout->vintages->len; i++, column += 2)
    if (!intern ((const char *) sqlite3_column_text (row, column), &codes[i].cover, error) ||
        !intern ((const char *) sqlite3_column_text (row, column + 1), &codes[i].use, error))
      return FALSE;

  return TRUE;
}

static gboolean
give_gist (MlsReading *self, sqlite3_stmt *row, MlsGistFunc func, gpointer user_data, gboolean *go_on, GError **error)
{
  MlsPair codes[MLS_MAX_VINTAGES];
  MlsGist gist = { .id = sqlite3_column_int64 (row, 0), .codes = codes };

  if (!row_codes (self, row, codes, error) || !row_measures (self, row, &gist, error))
    {
      g_autofree char *number = mls_format_id (gist.id);

      g_prefix_error (error, _("“%s”: face %s "), self->database->name, number);
      return FALSE;
    }

  *go_on = func (&gist, user_data);

  return TRUE;
}

/**
 * mls_reading_each_gist:
 * @self: a reading
 * @func: (scope call): gets the gist of each face, in the order of their ids
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; a face that cannot be read is named
 *
 * Several times as fast as mls_reading_each_face(), since no outline is looked at.
 *
 * Returns: whether all could be read
 */
gboolean
mls_reading_each_gist (MlsReading *self, MlsGistFunc func, gpointer user_data, GError **error)
{
  Query query = now_or_then (self, EVERY_GIST);
  sqlite3_stmt *statement = take_statement (self, query, error);
  gboolean read = statement != NULL;
  gboolean go_on = TRUE;
  gboolean row;

  while (read && go_on)
    {
      read = mls_database_step (self->database, statement, &row, error) &&
             (!row || give_gist (self, statement, func, user_data, &go_on, error));
      go_on = go_on && read && row;
    }
  if (statement != NULL)
    put_back (self, query, statement);

  return read;
}

static MlsFace *
fail_face (gint64 id, GError **error)
{
  g_autofree char *number = mls_format_id (id);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("There is no face %s"), number);

  return NULL;
}

/**
 * mls_reading_face:
 * @self: a reading
 * @id: a face's id
 * @error: %MLS_STORE_ERROR_NOTHING if there is none of that id, or any other #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the face, or %NULL
 */
MlsFace *
mls_reading_face (MlsReading *self, gint64 id, GError **error)
{
  Query query = now_or_then (self, FACE_BY_ID);
  sqlite3_stmt *statement = take_statement (self, query, error);
  MlsFace *face = NULL;
  gboolean row;

  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, 1, id);
  if (mls_database_step (self->database, statement, &row, error))
    face = row ? mls_reading_row_face (self, statement, error) : fail_face (id, error);
  put_back (self, query, statement);

  return face;
}

static gboolean
give_edges (MlsReading   *self,
            sqlite3_stmt *statement,
            const MlsBox *box,
            MlsEdgeFunc   func,
            gpointer      user_data,
            GError      **error)
{
  gboolean row;
  gboolean go_on = TRUE;

  while (go_on)
    {
      g_autoptr (GArray) points = NULL;
      MlsBox edge_box;
      MlsEdge edge;

      if (!mls_database_step (self->database, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;

      points = mls_reading_row_line (self, statement, error);
      if (points == NULL)
        return FALSE;

      edge.id = sqlite3_column_int64 (statement, 0);
      edge.points = &g_array_index (points, MlsPoint, 0);
      edge.n_points = points->len;
      edge_box = mls_box_of_points (edge.points, edge.n_points);
      if (mls_box_intersects (&edge_box, box))
        go_on = func (&edge, user_data);
    }

  return TRUE;
}

/**
 * mls_reading_edges:
 * @self: a reading
 * @box: (nullable): a box, or %NULL for everywhere
 * @func: (scope call): gets each piece of the territory's edge whose box meets @box, once, in no
 *   order
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether all could be read
 */
gboolean
mls_reading_edges (MlsReading   *self,
                   const MlsBox *box,
                   MlsEdgeFunc   func,
                   gpointer      user_data,
                   GError      **error)
{
  const MlsBox everywhere = { -MLS_GRID_LIMIT, -MLS_GRID_LIMIT, MLS_GRID_LIMIT, MLS_GRID_LIMIT };
  Query query = now_or_then (self, EDGES_IN_BOX);
  sqlite3_stmt *statement = take_statement (self, query, error);
  gboolean read;

  if (statement == NULL)
    return FALSE;

  if (box == NULL)
    box = &everywhere;
  bind_box (statement, box);
  read = give_edges (self, statement, box, func, user_data, error);
  put_back (self, query, statement);

  return read;
}

static GArray *
fail_edge (gint64 id, GError **error)
{
  g_autofree char *number = mls_format_id (id);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING,
               _("There is no piece %s of the territory’s edge"), number);

  return NULL;
}

/**
 * mls_reading_edge:
 * @self: a reading of now
 * @id: a piece of the territory's edge
 * @error: %MLS_STORE_ERROR_NOTHING if there is none of that id, or any other #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsPoint): its points, or %NULL
 */
GArray *
mls_reading_edge (MlsReading *self, gint64 id, GError **error)
{
  sqlite3_stmt *statement = take_statement (self, EDGE_BY_ID, error);
  GArray *points = NULL;
  gboolean row;

  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, 1, id);
  if (mls_database_step (self->database, statement, &row, error))
    points = row ? mls_reading_row_line (self, statement, error) : fail_edge (id, error);
  put_back (self, EDGE_BY_ID, statement);

  return points;
}

static gboolean
source_faces (gpointer      self,
              const MlsBox *box,
              MlsFaceFunc   func,
              gpointer      user_data,
              GError      **error)
{
  return mls_reading_faces (self, box, func, user_data, error);
}

static gboolean
source_edges (gpointer      self,
              const MlsBox *box,
              MlsEdgeFunc   func,
              gpointer      user_data,
              GError      **error)
{
  return mls_reading_edges (self, box, func, user_data, error);
}

static MlsFace *
source_face (gpointer self, gint64 id, GError **error)
{
  return mls_reading_face (self, id, error);
}

/**
 * mls_reading_source:
 * @self: a reading
 *
 * Returns: the same faces for planners; valid while @self is
 */
MlsSource
mls_reading_source (MlsReading *self)
{
  static const MlsSourceFuncs funcs = { source_faces, source_edges, source_face };

  return (MlsSource){ &funcs, self };
}
