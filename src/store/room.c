#include "store/room.h"

#include "store/store-private.h"

/* Each by its name, which finds it without going through the pages of others. */
static const char *const of_history[] = {
  "operation", "operation_origin", "folded", "coverage_history", "coverage_history_since", "coverage_history_until",
  "sqlite_autoindex_coverage_history_1", "rtree_coverage_history_node", "rtree_coverage_history_parent",
  "rtree_coverage_history_rowid", "territory_history", "territory_history_since", "territory_history_until",
  "sqlite_autoindex_territory_history_1", "rtree_territory_history_node", "rtree_territory_history_parent",
  "rtree_territory_history_rowid",
};

static gboolean
measure_history (MlsDatabase *database, gint64 *bytes, GError **error)
{
  *bytes = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (of_history); i++)
    {
      gint64 part;

      if (!mls_database_get_integer (database, &part, error,
                                     "SELECT pgsize FROM dbstat WHERE aggregate = TRUE AND name = ?", "s", of_history[i]))
        return FALSE;
      *bytes += part;
    }

  return TRUE;
}

/**
 * mls_store_measure_room:
 * @self: a project
 * @room: (out): what takes how much room
 * @error: a #MLS_STORE_ERROR
 *
 * Goes through all pages of the history.
 *
 * Returns: whether it could look
 */
gboolean
mls_store_measure_room (MlsStore *self, MlsRoom *room, GError **error)
{
  MlsDatabase *database = self->database;

  return mls_database_get_integer (database, &room->file, error,
                                   "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", NULL) &&
         mls_database_get_integer (database, &room->free, error,
                                   "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size", NULL) &&
         mls_database_get_integer (database, &room->n_operations, error, "SELECT count (*) FROM operation", NULL) &&
         mls_database_get_integer (database, &room->n_folded, error, "SELECT coalesce (sum (n), 0) FROM folded", NULL) &&
         measure_history (database, &room->history, error);
}
