#include "store/image-link.h"

#include "store/link-path.h"
#include "store/link.h"
#include "store/store-private.h"

/**
 * mls_image_link_free:
 * @link: (transfer full) (nullable): a link
 */
void
mls_image_link_free (MlsImageLink *link)
{
  if (link == NULL)
    return;

  g_free (link->vintage);
  g_free (link->uri);
  g_free (link->source);
  g_free (link->title);
  g_free (link->kind);
  g_free (link->display);
  g_free (link);
}

static MlsImageLink *
read_row (const MlsStore *self, sqlite3_stmt *row)
{
  MlsImageLink *link = g_new0 (MlsImageLink, 1);

  link->id = sqlite3_column_int64 (row, 0);
  link->vintage = mls_statement_dup_text (row, 1);
  link->uri = mls_statement_dup_text (row, 2);
  link->title = mls_statement_dup_text (row, 3);
  link->kind = mls_statement_dup_text (row, 4);
  link->display = mls_statement_dup_text (row, 5);
  link->source = mls_link_source_of (mls_store_get_path (self), link->uri != NULL ? link->uri : "");
  link->missing = mls_link_is_missing (link->source);

  return link;
}

/* @id: of one of them; 0 for all */
static GPtrArray *
read_rows (MlsStore *self, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) links =
    g_ptr_array_new_with_free_func ((GDestroyNotify) mls_image_link_free);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    self->database,
    "SELECT id, vintage, uri, title, kind, display FROM imagery WHERE ? IN (0, id) ORDER BY position, id", error);
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
 * mls_store_list_image_links:
 * @self: a project
 * @error: a #MLS_STORE_ERROR
 *
 * Looks on the disk for each, which may take long where that is a network's.
 *
 * Returns: (transfer full) (element-type MlsImageLink): the project's photos, bottom first, or
 *   %NULL
 */
GPtrArray *
mls_store_list_image_links (MlsStore *self, GError **error)
{
  return read_rows (self, 0, error);
}

/**
 * mls_store_find_image_link:
 * @self: a project
 * @id: a photo of it
 * @error: %MLS_STORE_ERROR_NOTHING if there is no such photo, or any other #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): that photo
 */
MlsImageLink *
mls_store_find_image_link (MlsStore *self, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) links = read_rows (self, id, error);

  if (links == NULL || (links->len == 0 && !mls_link_miss (MLS_LINK_IMAGE, id, error)))
    return NULL;

  return g_ptr_array_steal_index (links, 0);
}

/**
 * mls_store_add_image_link:
 * @self: a project open for writing
 * @link: a photo: what to open in @source, and how to call it; its other fields may be empty
 * @id: (out) (optional): its id
 * @error: a #MLS_STORE_ERROR
 *
 * Puts a photo on top of the others.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_add_image_link (MlsStore *self, const MlsImageLink *link, gint64 *id, GError **error)
{
  g_autofree char *uri = mls_link_uri_of (mls_store_get_path (self), link->source);

  if (!mls_store_check_writable (self, error) ||
      !mls_database_run (self->database, error,
                         "INSERT INTO imagery (vintage, uri, title, kind, display, position) "
                         "SELECT ?, ?, ?, ?, ?, coalesce (max (position), 0) + 1 FROM imagery",
                         "sssss", link->vintage, uri, link->title, link->kind, link->display))
    return FALSE;

  if (id != NULL)
    *id = sqlite3_last_insert_rowid (self->database->handle);
  return TRUE;
}

/**
 * mls_store_update_image_link:
 * @self: a project open for writing
 * @link: a photo of it, whose fields may have changed, but for @uri, which follows @source
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_update_image_link (MlsStore *self, const MlsImageLink *link, GError **error)
{
  g_autofree char *uri = mls_link_uri_of (mls_store_get_path (self), link->source);

  return mls_store_check_writable (self, error) &&
         mls_database_run (self->database, error,
                           "UPDATE imagery SET vintage = ?, uri = ?, title = ?, kind = ?, "
                           "display = ? WHERE id = ?",
                           "sssssi", link->vintage, uri, link->title, link->kind, link->display,
                           link->id);
}
