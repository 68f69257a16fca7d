#include "store/spatial-function.h"

#include "store/blob.h"

/* The functions a GeoPackage's R-tree triggers call: the standard leaves them to the program that
 * writes. The user data tells which number of the envelope is asked for. */

static void
envelope_function (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  int which = GPOINTER_TO_INT (sqlite3_user_data (context));
  gsize length = (gsize) sqlite3_value_bytes (arguments[0]);
  double envelope[4];

  if (mls_blob_envelope (sqlite3_value_blob (arguments[0]), length, envelope))
    sqlite3_result_double (context, envelope[which]);
  else
    sqlite3_result_null (context);
}

static void
is_empty_function (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  gsize length = (gsize) sqlite3_value_bytes (arguments[0]);

  sqlite3_result_int (context, mls_blob_is_empty (sqlite3_value_blob (arguments[0]), length));
}

/**
 * mls_spatial_functions_register:
 * @database: a connection
 * @error: a #MLS_STORE_ERROR
 *
 * Gives @database ST_MinX, ST_MaxX, ST_MinY, ST_MaxY and ST_IsEmpty. They are pure and harmless,
 * and say so, or a schema that is not trusted could not call them.
 *
 * Returns: whether all could be
 */
gboolean
mls_spatial_functions_register (MlsDatabase *database, GError **error)
{
  static const char *const names[] = { "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY" };
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  int code = SQLITE_OK;

  for (guint i = 0; i < G_N_ELEMENTS (names) && code == SQLITE_OK; i++)
    code = sqlite3_create_function_v2 (database->handle, names[i], 1, flags, GINT_TO_POINTER (i),
                                       envelope_function, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2 (database->handle, "ST_IsEmpty", 1, flags, NULL,
                                       is_empty_function, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;

  mls_database_set_error (database, code, error);
  return FALSE;
}
