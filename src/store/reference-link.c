#include "store/reference-link.h"

#include "store/link-path.h"
#include "store/link.h"
#include "store/store-private.h"

#define COLUMNS "uri, layer, title, colour, width, fill, name_field, over, shown, snapping, labelled, assume_crs"
#define TYPES   "sssiddsiiiii"

/**
 * mls_reference_link_copy:
 * @link: a link
 *
 * Returns: (transfer full): the same
 */
MlsReferenceLink *
mls_reference_link_copy (const MlsReferenceLink *link)
{
  MlsReferenceLink *copy = g_memdup2 (link, sizeof *link);

  copy->uri = g_strdup (link->uri);
  copy->source = g_strdup (link->source);
  copy->layer = g_strdup (link->layer);
  copy->title = g_strdup (link->title);
  copy->name_field = g_strdup (link->name_field);

  return copy;
}

/**
 * mls_reference_link_free:
 * @link: (transfer full) (nullable): a link
 */
void
mls_reference_link_free (MlsReferenceLink *link)
{
  if (link == NULL)
    return;

  g_free (link->uri);
  g_free (link->source);
  g_free (link->layer);
  g_free (link->title);
  g_free (link->name_field);
  g_free (link);
}

static MlsReferenceLink *
read_row (const MlsStore *self, sqlite3_stmt *row)
{
  MlsReferenceLink *link = g_new0 (MlsReferenceLink, 1);

  link->id = sqlite3_column_int64 (row, 0);
  link->uri = mls_statement_dup_text (row, 1);
  link->layer = mls_statement_dup_text (row, 2);
  link->title = mls_statement_dup_text (row, 3);
  link->colour = (guint32) sqlite3_column_int64 (row, 4) & 0xffffff;
  link->width = sqlite3_column_double (row, 5);
  link->fill = sqlite3_column_double (row, 6);
  link->name_field = mls_statement_dup_text (row, 7);
  link->over = sqlite3_column_int (row, 8) != 0;
  link->shown = sqlite3_column_int (row, 9) != 0;
  link->snapping = sqlite3_column_int (row, 10) != 0;
  link->labelled = sqlite3_column_int (row, 11) != 0;
  link->assume_crs = sqlite3_column_int (row, 12) != 0;
  link->source = mls_link_source_of (mls_store_get_path (self), link->uri != NULL ? link->uri : "");
  link->missing = mls_link_is_missing (link->source);

  return link;
}

/* @id: of one of them; 0 for all */
static GPtrArray *
read_rows (MlsStore *self, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_reference_link_free);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    self->database, "SELECT id, " COLUMNS " FROM reference_layer WHERE ? IN (0, id) ORDER BY position, id", error);
  gboolean row;

  if (query == NULL)
    return NULL;

  mls_statement_bind (query, "i", id);
  while (mls_database_step (self->database, query, &row, error))
    {
      if (!row)
        return g_steal_pointer (&links);

      g_ptr_array_add (links, read_row (self, query));
    }

  return NULL;
}

/**
 * mls_store_list_reference_links:
 * @self: a project
 * @error: a #MLS_STORE_ERROR
 *
 * Looks on the disk for each, which may take long where that is a network's.
 *
 * Returns: (transfer full) (element-type MlsReferenceLink): the project's reference layers, bottom first,
 *   or %NULL
 */
GPtrArray *
mls_store_list_reference_links (MlsStore *self, GError **error)
{
  return read_rows (self, 0, error);
}

/**
 * mls_store_find_reference_link:
 * @self: a project
 * @id: a layer of it
 * @error: %MLS_STORE_ERROR_NOTHING if there is no such layer, or any other #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): that layer
 */
MlsReferenceLink *
mls_store_find_reference_link (MlsStore *self, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) links = read_rows (self, id, error);

  if (links == NULL || (links->len == 0 && !mls_link_miss (MLS_LINK_REFERENCE, id, error)))
    return NULL;

  return g_ptr_array_steal_index (links, 0);
}

/**
 * mls_store_add_reference_link:
 * @self: a project open for writing
 * @link: a layer: what to open in @source, and how to show it
 * @id: (out) (optional): its id
 * @error: a #MLS_STORE_ERROR
 *
 * Puts a layer on top of the others.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_add_reference_link (MlsStore *self, const MlsReferenceLink *link, gint64 *id, GError **error)
{
  g_autofree char *uri = mls_link_uri_of (mls_store_get_path (self), link->source);

  if (!mls_store_check_writable (self, error) ||
      !mls_database_run (self->database, error,
                         "INSERT INTO reference_layer (" COLUMNS ", position) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                         "?, ?, coalesce (max (position), 0) + 1 FROM reference_layer",
                         TYPES, uri, link->layer, link->title, (gint64) link->colour, link->width, link->fill,
                         link->name_field, (gint64) link->over, (gint64) link->shown, (gint64) link->snapping,
                         (gint64) link->labelled, (gint64) link->assume_crs))
    return FALSE;

  if (id != NULL)
    *id = sqlite3_last_insert_rowid (self->database->handle);
  return TRUE;
}

/**
 * mls_store_update_reference_link:
 * @self: a project open for writing
 * @link: a layer of it, whose fields may have changed, but for @uri, which follows @source
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_update_reference_link (MlsStore *self, const MlsReferenceLink *link, GError **error)
{
  g_autofree char *uri = mls_link_uri_of (mls_store_get_path (self), link->source);

  return mls_store_check_writable (self, error) &&
         mls_database_run (self->database, error,
                           "UPDATE reference_layer SET (" COLUMNS ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?",
                           TYPES "i", uri, link->layer, link->title, (gint64) link->colour, link->width, link->fill,
                           link->name_field, (gint64) link->over, (gint64) link->shown, (gint64) link->snapping,
                           (gint64) link->labelled, (gint64) link->assume_crs, link->id);
}
