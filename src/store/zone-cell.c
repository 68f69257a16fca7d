#include "store/zone-cell.h"

#include "store/store-private.h"

#include <string.h>

/* A setting is called zone-cell:COLUMN:ROW:AUTHOR. */
#define PREFIX "zone-cell:"

static const char *const names[] = {
  [MLS_CELL_TO_DO] = "to-do",
  [MLS_CELL_DONE] = "done",
  [MLS_CELL_CHECKED] = "checked",
};

/**
 * mls_cell_state_from_name:
 * @name: a word
 * @out: (out): the state it names
 *
 * Returns: whether it names one
 */
gboolean
mls_cell_state_from_name (const char *name, MlsCellState *out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      {
        *out = (MlsCellState) i;
        return TRUE;
      }

  return FALSE;
}

/* Tells of the square if it is one of @author's. */
static void
tell_cell (sqlite3_stmt *row, const char *author, MlsCellFunc func, gpointer user_data)
{
  g_auto (GStrv) words = g_strsplit ((const char *) sqlite3_column_text (row, 0) + strlen (PREFIX), ":", 3);
  gint64 place[2];
  MlsCellState state;

  if (g_strv_length (words) == 3 && strcmp (words[2], author) == 0 &&
      g_ascii_string_to_signed (words[0], 10, G_MININT64, G_MAXINT64, &place[0], NULL) &&
      g_ascii_string_to_signed (words[1], 10, G_MININT64, G_MAXINT64, &place[1], NULL) &&
      mls_cell_state_from_name ((const char *) sqlite3_column_text (row, 1), &state))
    func (place[0], place[1], state, user_data);
}

/**
 * mls_store_each_zone_cell:
 * @self: a project
 * @author: whose zone
 * @func: (scope call): called with each square that is not to do, in no order
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_store_each_zone_cell (MlsStore *self, const char *author, MlsCellFunc func, gpointer user_data, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    self->database, "SELECT key, value FROM setting WHERE key GLOB '" PREFIX "*'", error);
  gboolean row;

  if (query == NULL)
    return FALSE;

  while (mls_database_step (self->database, query, &row, error))
    {
      if (!row)
        return TRUE;
      tell_cell (query, author, func, user_data);
    }

  return FALSE;
}

/**
 * mls_store_set_zone_cell:
 * @self: a project open for writing
 * @author: whose zone
 * @column: of a square
 * @row: of it
 * @state: how far it has come
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_set_zone_cell (MlsStore *self, const char *author, gint64 column, gint64 row, MlsCellState state, GError **error)
{
  g_autofree char *key =
    g_strdup_printf (PREFIX "%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ":%s", column, row, author);

  return mls_store_set_setting (self, key, state != MLS_CELL_TO_DO ? names[state] : NULL, error);
}
