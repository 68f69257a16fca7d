#include "store/written-area.h"

#include "store/reader-private.h"

static const char areas_now[] = "SELECT fid, surf_m2 FROM coverage ORDER BY fid";
static const char areas_then[] =
  "SELECT fid, surf_m2 FROM coverage WHERE since <= ?1 UNION ALL "
  "SELECT fid, surf_m2 FROM coverage_history WHERE since <= ?1 AND until > ?1 ORDER BY fid";

static sqlite3_stmt *
query_of (MlsStoreReader *reader, GError **error)
{
  gint64 operation = mls_reading_get_operation (reader->reading);
  sqlite3_stmt *query = mls_database_prepare (reader->database, operation == 0 ? areas_now : areas_then, error);

  if (query != NULL && operation != 0)
    mls_statement_bind (query, "i", operation);

  return query;
}

/**
 * mls_store_reader_each_written_area:
 * @self: a reader between begin and end
 * @func: (scope call): gets what the area column says of each face, in the order of their ids
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR
 *
 * What is told is not believed: no outline is looked at.
 *
 * Returns: whether all could be read
 */
gboolean
mls_store_reader_each_written_area (MlsStoreReader     *self,
                                    MlsWrittenAreaFunc  func,
                                    gpointer            user_data,
                                    GError            **error)
{
  g_autoptr (sqlite3_stmt) query = query_of (self, error);
  gboolean row;

  while (query != NULL && mls_database_step (self->database, query, &row, error))
    {
      if (!row)
        return TRUE;

      func (sqlite3_column_int64 (query, 0),
            sqlite3_column_type (query, 1) != SQLITE_NULL ? sqlite3_column_double (query, 1) : -1, user_data);
    }

  return FALSE;
}
