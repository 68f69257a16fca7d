#include "store/image-link.h"

#include "base/format.h"
#include "store/error.h"
#include "store/link-path.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
  link->source = mls_link_source_of (self, link->uri != NULL ? link->uri : "");
  link->missing = mls_link_is_missing (link->source);

  return link;
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
  g_autoptr (GPtrArray) links =
    g_ptr_array_new_with_free_func ((GDestroyNotify) mls_image_link_free);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    self->database,
    "SELECT id, vintage, uri, title, kind, display FROM imagery ORDER BY position, id", error);
  gboolean row;

  if (query == NULL)
    return NULL;

  while (mls_database_step (self->database, query, &row, error))
    {
      if (!row)
        return g_steal_pointer (&links);

      g_ptr_array_add (links, read_row (self, query));
    }

  return NULL;
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
  g_autofree char *uri = mls_link_uri_of (self, link->source);

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
  g_autofree char *uri = mls_link_uri_of (self, link->source);

  return mls_store_check_writable (self, error) &&
         mls_database_run (self->database, error,
                           "UPDATE imagery SET vintage = ?, uri = ?, title = ?, kind = ?, "
                           "display = ? WHERE id = ?",
                           "sssssi", link->vintage, uri, link->title, link->kind, link->display,
                           link->id);
}

/**
 * mls_store_remove_image_link:
 * @self: a project open for writing
 * @id: a photo of it
 * @error: a #MLS_STORE_ERROR
 *
 * The photo itself stays where it is.
 *
 * Returns: whether the project has forgotten it
 */
gboolean
mls_store_remove_image_link (MlsStore *self, gint64 id, GError **error)
{
  return mls_store_check_writable (self, error) &&
         mls_database_run (self->database, error, "DELETE FROM imagery WHERE id = ?", "i", id);
}

/**
 * mls_image_link_find:
 * @links: (element-type MlsImageLink): photos
 * @id: one of them
 * @error: %MLS_STORE_ERROR_NOTHING if there is no such photo
 *
 * Returns: (transfer none) (nullable): that photo
 */
MlsImageLink *
mls_image_link_find (GPtrArray *links, gint64 id, GError **error)
{
  g_autofree char *number = mls_format_id (id);

  for (guint i = 0; i < links->len; i++)
    if (((MlsImageLink *) g_ptr_array_index (links, i))->id == id)
      return g_ptr_array_index (links, i);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("There is no photo %s"), number);
  return NULL;
}

/**
 * mls_store_move_image_link:
 * @self: a project open for writing
 * @id: a photo of it
 * @place: how many are to be over it; more than there are for the bottom
 * @error: %MLS_STORE_ERROR_NOTHING if there is no such photo, or any other #MLS_STORE_ERROR
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_move_image_link (MlsStore *self, gint64 id, guint place, GError **error)
{
  g_autoptr (GPtrArray) links = mls_store_list_image_links (self, error);

  return links != NULL && mls_image_link_find (links, id, error) != NULL &&
         mls_link_move (self, "imagery", id, place, error);
}

/* Where two paths part, from their ends: /a/2021/x.tif became /b/2021/x.tif because /a became /b. A
 * file of another name moved its folder. */
static void
cut_common_end (const char *old_path, const char *new_path, char **old_stem, char **new_stem)
{
  *old_stem = g_path_get_dirname (old_path);
  *new_stem = g_path_get_dirname (new_path);

  for (;;)
    {
      g_autofree char *old_name = g_path_get_basename (*old_stem);
      g_autofree char *new_name = g_path_get_basename (*new_stem);
      char *parent;

      if (strcmp (old_name, new_name) != 0 || strcmp (*old_stem, "/") == 0 ||
          strcmp (*new_stem, "/") == 0)
        return;

      parent = g_path_get_dirname (*old_stem);
      g_free (*old_stem);
      *old_stem = parent;
      parent = g_path_get_dirname (*new_stem);
      g_free (*new_stem);
      *new_stem = parent;
    }
}

/* Where a photo is that was below the old stem, if it is there. */
static char *
find_below (const char *source, const char *old_stem, const char *new_stem)
{
  gsize length = strlen (old_stem);
  char *moved;

  if (!g_str_has_prefix (source, old_stem) || source[length] != G_DIR_SEPARATOR)
    return NULL;

  moved = g_build_filename (new_stem, source + length, NULL);
  if (!g_file_test (moved, G_FILE_TEST_EXISTS))
    g_clear_pointer (&moved, g_free);

  return moved;
}

/* The photos whose source is another one now that @asked was found at @path: itself, and those
 * missing that moved with it. */
static GPtrArray *
follow_move (GPtrArray *links, MlsImageLink *asked, const char *path)
{
  GPtrArray *moved = g_ptr_array_new ();
  g_autofree char *old_stem = NULL;
  g_autofree char *new_stem = NULL;

  cut_common_end (asked->source, path, &old_stem, &new_stem);
  for (guint i = 0; i < links->len; i++)
    {
      MlsImageLink *link = g_ptr_array_index (links, i);
      char *found = link == asked   ? g_strdup (path)
                    : link->missing ? find_below (link->source, old_stem, new_stem)
                                    : NULL;

      if (found != NULL)
        {
          g_free (link->source);
          link->source = found;
          g_ptr_array_add (moved, link);
        }
    }

  return moved;
}

static gboolean
write_links (MlsStore *self, GPtrArray *links, GError **error)
{
  for (guint i = 0; i < links->len; i++)
    if (!mls_store_update_image_link (self, g_ptr_array_index (links, i), error))
      return FALSE;

  return TRUE;
}

/**
 * mls_store_relink_images:
 * @self: a project open for writing
 * @id: a photo of it that is missing
 * @path: where it is now
 * @n_relinked: (out) (optional): how many photos were found by this
 * @error: %MLS_STORE_ERROR_NOTHING if there is no such photo, or any other #MLS_STORE_ERROR
 *
 * Other photos that are missing and are found the same way from @path are relinked with it.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_relink_images (MlsStore   *self,
                         gint64      id,
                         const char *path,
                         guint      *n_relinked,
                         GError    **error)
{
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GPtrArray) moved = NULL;
  MlsImageLink *asked;

  if (!mls_store_check_writable (self, error) ||
      (links = mls_store_list_image_links (self, error)) == NULL)
    return FALSE;

  asked = mls_image_link_find (links, id, error);
  if (asked == NULL)
    return FALSE;

  moved = follow_move (links, asked, path);
  if (!mls_database_begin (self->database, error))
    return FALSE;

  if (!write_links (self, moved, error))
    {
      mls_database_rollback (self->database);
      return FALSE;
    }

  if (n_relinked != NULL)
    *n_relinked = moved->len;
  return mls_database_commit (self->database, error);
}
