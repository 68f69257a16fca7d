#include "store/past.h"

#include "store/error.h"
#include "store/sql.h"

static const char faces_at[] =
  "SELECT fid, since, geom@labels@ FROM coverage_history WHERE entry IN (SELECT id FROM rtree_coverage_history "
  "WHERE min_x <= ?1 AND max_x >= ?1 AND min_y <= ?2 AND max_y >= ?2) UNION ALL "
  "SELECT fid, since, geom@labels@ FROM coverage WHERE fid IN (SELECT id FROM rtree_coverage_geom "
  "WHERE minx <= ?1 AND maxx >= ?1 AND miny <= ?2 AND maxy >= ?2) ORDER BY since";

/* The rows of an operation that are being merged. */
typedef struct
{
  MlsDatabase    *database;
  MlsReading     *reading;
  MlsReadingRows  which;
  sqlite3_stmt   *statement;
  gint64          as_of; /* the state whose vintages it reads */
  gint64          id;    /* of the row it is at; G_MAXINT64 behind the last */
} Rows;

/* Whoever waits for a difference: asked at each face, and while SQLite sorts them. */
typedef struct
{
  MlsStoreProgressFunc func;      /* (nullable) */
  gpointer             user_data;
  gint64               last_face; /* the highest id there is */
  double               done;
} Watch;

static void
rows_clear (Rows *rows)
{
  if (rows->statement != NULL)
    mls_reading_put_rows (rows->reading, rows->which, rows->statement);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

static gboolean
rows_next (Rows *rows, GError **error)
{
  gboolean row;

  if (!mls_database_step (rows->database, rows->statement, &row, error))
    return FALSE;

  rows->id = row ? sqlite3_column_int64 (rows->statement, 0) : G_MAXINT64;
  return TRUE;
}

static gboolean
rows_begin (Rows           *rows,
            MlsDatabase    *database,
            MlsReading     *reading,
            MlsReadingRows  which,
            const MlsSpan  *span,
            GError        **error)
{
  gboolean are_old = which == MLS_READING_REPLACED_FACES || which == MLS_READING_REPLACED_EDGES;

  *rows = (Rows){ database, reading, which, mls_reading_take_rows (reading, which, span->from, span->to, error) };
  rows->as_of = are_old ? span->from : span->to;

  return rows->statement != NULL && rows_next (rows, error);
}

static gboolean
take_face (Rows *rows, gint64 id, MlsFace **face, GError **error)
{
  *face = NULL;
  if (rows->id != id)
    return TRUE;

  mls_reading_set_operation (rows->reading, rows->as_of);
  *face = mls_reading_row_face (rows->reading, rows->statement, error);

  return *face != NULL && rows_next (rows, error);
}

/* What came back to what it was is no difference. */
static gboolean
differ (const MlsFace *old, const MlsFace *new)
{
  return old == NULL || new == NULL || !mls_face_same_rings (old, new) || !mls_face_same_labels (old, new);
}

static gboolean
go_on (gpointer user_data)
{
  const Watch *watch = user_data;

  return watch->func == NULL || watch->func (watch->done, watch->user_data);
}

static gboolean
pass (Watch *watch, gint64 id, GError **error)
{
  watch->done = MIN ((double) id / (double) MAX (watch->last_face, 1), 1);
  if (go_on (watch))
    return TRUE;

  return mls_store_fail_cancelled (error);
}

static gboolean
merge_faces (Rows *before, Rows *after, Watch *watch, MlsDelta *delta, GError **error)
{
  while (before->id != G_MAXINT64 || after->id != G_MAXINT64)
    {
      gint64 id = MIN (before->id, after->id);
      g_autoptr (MlsFace) old = NULL;
      g_autoptr (MlsFace) new = NULL;

      if (!pass (watch, id, error) || !take_face (before, id, &old, error) || !take_face (after, id, &new, error))
        return FALSE;

      if (differ (old, new))
        mls_delta_add (delta, g_steal_pointer (&old), g_steal_pointer (&new));
    }

  return TRUE;
}

/* Pieces of the territory's edge are changed, never made or removed. */
static gboolean
merge_edges (Rows *before, Rows *after, MlsDelta *delta, GError **error)
{
  while (before->id != G_MAXINT64 && after->id == before->id)
    {
      g_autoptr (GArray) old = mls_reading_row_line (before->reading, before->statement, error);
      g_autoptr (GArray) new = NULL;

      if (old == NULL ||
          (new = mls_reading_row_line (after->reading, after->statement, error)) == NULL)
        return FALSE;

      if (!mls_edge_points_equal (old, new))
        mls_delta_add_edge (delta, before->id, g_steal_pointer (&old), g_steal_pointer (&new));
      if (!rows_next (before, error) || !rows_next (after, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_difference (MlsDatabase    *database,
                 MlsReading     *reading,
                 const MlsSpan  *span,
                 Watch          *watch,
                 MlsDelta       *delta,
                 GError        **error)
{
  g_auto (Rows) old_faces = { 0 };
  g_auto (Rows) new_faces = { 0 };
  g_auto (Rows) old_edges = { 0 };
  g_auto (Rows) new_edges = { 0 };

  return rows_begin (&old_faces, database, reading, MLS_READING_REPLACED_FACES, span, error) &&
         rows_begin (&new_faces, database, reading, MLS_READING_WRITTEN_FACES, span, error) &&
         merge_faces (&old_faces, &new_faces, watch, delta, error) &&
         rows_begin (&old_edges, database, reading, MLS_READING_REPLACED_EDGES, span, error) &&
         rows_begin (&new_edges, database, reading, MLS_READING_WRITTEN_EDGES, span, error) &&
         merge_edges (&old_edges, &new_edges, delta, error);
}

/* One that nobody waits for is of a few faces: their number is not asked for. */
static gboolean
begin_watch (Watch *watch, MlsDatabase *database, GError **error)
{
  if (watch->func == NULL)
    return TRUE;

  mls_database_watch (database, go_on, watch);

  return mls_database_get_integer (database, &watch->last_face, error, "SELECT max (fid) FROM coverage", NULL);
}

static MlsDelta *
read_watched (MlsDatabase *database, MlsReading *reading, const MlsSpan *span, Watch *watch, GError **error)
{
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  gint64 now = mls_reading_get_operation (reading);
  gboolean read = begin_watch (watch, database, error) && read_difference (database, reading, span, watch, delta, error);

  if (watch->func != NULL)
    mls_database_watch (database, NULL, NULL);
  mls_reading_set_operation (reading, now);

  return read ? g_steal_pointer (&delta) : NULL;
}

/**
 * mls_past_read_difference:
 * @database: a project
 * @reading: its reading
 * @span: between which states
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: %MLS_STORE_ERROR_CANCELLED if @func gave up, or any other #MLS_STORE_ERROR
 *
 * What was done by a barrier is not told.
 *
 * Returns: (transfer full): what leads from one state to the other, each in the vintages there were then; or %NULL
 */
MlsDelta *
mls_past_read_difference (MlsDatabase           *database,
                          MlsReading            *reading,
                          const MlsSpan         *span,
                          MlsStoreProgressFunc   func,
                          gpointer               user_data,
                          GError               **error)
{
  Watch watch = { .func = func, .user_data = user_data };

  return read_watched (database, reading, span, &watch, error);
}

/**
 * mls_past_read_delta:
 * @database: a project
 * @reading: its reading
 * @operation: an operation that keeps history, as all do but barriers
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): what that operation did, or %NULL
 */
MlsDelta *
mls_past_read_delta (MlsDatabase *database, MlsReading *reading, gint64 operation, GError **error)
{
  const MlsSpan span = { operation - 1, operation };

  return mls_past_read_difference (database, reading, &span, NULL, NULL, error);
}

static gboolean
read_faces_at (MlsDatabase *database, MlsReading *reading, sqlite3_stmt *query, MlsPoint place, GPtrArray *faces, GError **error)
{
  gboolean row;

  while (mls_database_step (database, query, &row, error))
    {
      g_autoptr (MlsFace) face = NULL;

      if (!row)
        return TRUE;

      face = mls_reading_row_face (reading, query, error);
      if (face == NULL)
        return FALSE;

      if (mls_face_locate (face, place) == MLS_SIDE_INSIDE)
        g_ptr_array_add (faces, g_steal_pointer (&face));
    }

  return FALSE;
}

/**
 * mls_past_read_place:
 * @database: a project
 * @reading: its reading
 * @place: a place
 * @error: a #MLS_STORE_ERROR
 *
 * What an operation that is a barrier has replaced is not kept. Labels of a vintage from before it was there are empty.
 *
 * Returns: (transfer full) (element-type MlsFace): the faces that hold it, or once did, oldest first; or %NULL
 */
GPtrArray *
mls_past_read_place (MlsDatabase *database, MlsReading *reading, MlsPoint place, GError **error)
{
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autofree char *sql = mls_sql_expand (faces_at, "labels", mls_reading_get_layout (reading)->labels, NULL);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, sql, error);

  if (query == NULL)
    return NULL;

  mls_statement_bind (query, "dd", mls_grid_to_metres (place.x), mls_grid_to_metres (place.y));

  return read_faces_at (database, reading, query, place, faces, error) ? g_steal_pointer (&faces) : NULL;
}
