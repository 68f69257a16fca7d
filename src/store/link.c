#include "store/link.h"

#include "base/format.h"
#include "store/error.h"
#include "store/link-path.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const tables[] = {
  [MLS_LINK_IMAGE] = "imagery",
  [MLS_LINK_REFERENCE] = "reference_layer",
};

/**
 * mls_link_free:
 * @link: (transfer full) (nullable): a link
 */
void
mls_link_free (MlsLink *link)
{
  if (link == NULL)
    return;

  g_free (link->title);
  g_free (link->source);
  g_free (link);
}

/**
 * mls_link_dup_missing:
 * @title: of a photo or layer that is missing
 * @source: where it should be
 *
 * Returns: (transfer full): what is said of it
 */
char *
mls_link_dup_missing (const char *title, const char *source)
{
  return g_strdup_printf (_("“%s” is not at %s"), title, source);
}

/**
 * mls_link_miss: (skip)
 * @kind: of what
 * @id: which of them there is not
 * @error: set to %MLS_STORE_ERROR_NOTHING
 *
 * Returns: %FALSE, to be handed on
 */
gboolean
mls_link_miss (MlsLinkKind kind, gint64 id, GError **error)
{
  g_autofree char *number = mls_format_id (id);

  switch (kind)
    {
    case MLS_LINK_IMAGE:
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("There is no photo %s"), number);
      break;
    case MLS_LINK_REFERENCE:
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("There is no reference layer %s"), number);
      break;
    }

  return FALSE;
}

/* Those of one kind, but for @id, the one at the bottom first. */
static gboolean
list_others (MlsStore *self, MlsLinkKind kind, gint64 id, GPtrArray *links, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT id, title, uri FROM %s WHERE id <> ? ORDER BY position, id", tables[kind]);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (self->database, sql, error);
  gboolean row = TRUE;

  if (query == NULL)
    return FALSE;

  mls_statement_bind (query, "i", id);
  while (mls_database_step (self->database, query, &row, error) && row)
    {
      MlsLink *link = g_new0 (MlsLink, 1);
      g_autofree char *uri = mls_statement_dup_text (query, 2);

      link->kind = kind;
      link->id = sqlite3_column_int64 (query, 0);
      link->title = mls_statement_dup_text (query, 1);
      link->source = mls_link_source_of (mls_store_get_path (self), uri);
      link->missing = mls_link_is_missing (link->source);
      g_ptr_array_add (links, link);
    }

  return !row;
}

/**
 * mls_store_list_links:
 * @self: a project
 * @error: a #MLS_STORE_ERROR
 *
 * Looks on the disk for each, which may take long where that is a network's.
 *
 * Returns: (transfer full) (element-type MlsLink): what the project shows, photos first and the one at the bottom
 *   before others of its kind, or %NULL
 */
GPtrArray *
mls_store_list_links (MlsStore *self, GError **error)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_link_free);

  if (!list_others (self, MLS_LINK_IMAGE, 0, links, error) || !list_others (self, MLS_LINK_REFERENCE, 0, links, error))
    return NULL;

  return g_steal_pointer (&links);
}

static gboolean
check_is_there (MlsStore *self, MlsLinkKind kind, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s WHERE id = ?", tables[kind]);
  gint64 n;

  if (!mls_database_get_integer (self->database, &n, error, sql, "i", id))
    return FALSE;

  return n > 0 || mls_link_miss (kind, id, error);
}

static gboolean
write_place (MlsStore *self, MlsLinkKind kind, gint64 id, guint place, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET position = ? WHERE id = ?", tables[kind]);

  return mls_database_run (self->database, error, sql, "ii", (gint64) place, id);
}

/* @others from the bottom up, and @id with so many of them below it. */
static gboolean
write_order (MlsStore *self, MlsLinkKind kind, gint64 id, guint n_below, const GPtrArray *others, GError **error)
{
  for (guint i = 0; i < others->len; i++)
    {
      const MlsLink *other = g_ptr_array_index (others, i);

      if (!write_place (self, kind, other->id, i < n_below ? i + 1 : i + 2, error))
        return FALSE;
    }

  return write_place (self, kind, id, n_below + 1, error);
}

/**
 * mls_store_move_link:
 * @self: a project open for writing
 * @kind: of what
 * @id: which of them
 * @place: how many are to be over it; more than there are for the bottom
 * @error: %MLS_STORE_ERROR_NOTHING if there is none of that id, or any other #MLS_STORE_ERROR
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_move_link (MlsStore *self, MlsLinkKind kind, gint64 id, guint place, GError **error)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_link_free);

  if (!mls_store_check_writable (self, error) || !check_is_there (self, kind, id, error) ||
      !list_others (self, kind, id, others, error) || !mls_database_begin (self->database, error))
    return FALSE;

  return mls_database_end (self->database, write_order (self, kind, id, others->len - MIN (place, others->len), others, error), error);
}

/* Its row, whichever columns that has. */
struct _MlsRemovedLink
{
  MlsLinkKind  kind;
  gint64       id;
  guint        n_below; /* of those of its kind */
  char        *title;
  GPtrArray   *values;  /* (element-type sqlite3_value) */
};

/**
 * mls_removed_link_free:
 * @removed: (transfer full) (nullable): what a project has forgotten
 */
void
mls_removed_link_free (MlsRemovedLink *removed)
{
  if (removed == NULL)
    return;

  g_free (removed->title);
  g_ptr_array_unref (removed->values);
  g_free (removed);
}

/**
 * mls_removed_link_get_title:
 * @removed: what a project has forgotten
 *
 * Returns: (transfer none): what it was called
 */
const char *
mls_removed_link_get_title (const MlsRemovedLink *removed)
{
  return removed->title;
}

static void
read_values (MlsRemovedLink *removed, sqlite3_stmt *row)
{
  for (int i = 0; i < sqlite3_column_count (row); i++)
    {
      g_ptr_array_add (removed->values, sqlite3_value_dup (sqlite3_column_value (row, i)));
      if (g_str_equal (sqlite3_column_name (row, i), "title"))
        removed->title = mls_statement_dup_text (row, i);
    }
}

static MlsRemovedLink *
read_row (MlsStore *self, MlsLinkKind kind, gint64 id, GError **error)
{
  g_autoptr (MlsRemovedLink) removed = g_new0 (MlsRemovedLink, 1);
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s WHERE id = ?", tables[kind]);
  g_autofree char *count = g_strdup_printf ("SELECT count (*) FROM %s AS other, %s AS own WHERE own.id = ? AND "
                                            "(other.position, other.id) < (own.position, own.id)",
                                            tables[kind], tables[kind]);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (self->database, sql, error);
  gint64 n_below;
  gboolean row;

  removed->kind = kind;
  removed->id = id;
  removed->values = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_value_free);
  if (query == NULL || !mls_database_get_integer (self->database, &n_below, error, count, "i", id))
    return NULL;

  removed->n_below = (guint) n_below;
  mls_statement_bind (query, "i", id);
  if (!mls_database_step (self->database, query, &row, error) || (!row && !mls_link_miss (kind, id, error)))
    return NULL;

  read_values (removed, query);

  return g_steal_pointer (&removed);
}

/**
 * mls_store_remove_link:
 * @self: a project open for writing
 * @kind: of what
 * @id: which of them
 * @removed: (out) (optional): what mls_store_restore_link() puts back
 * @error: %MLS_STORE_ERROR_NOTHING if there is none of that id, or any other #MLS_STORE_ERROR
 *
 * The file itself stays where it is.
 *
 * Returns: whether the project has forgotten it
 */
gboolean
mls_store_remove_link (MlsStore *self, MlsLinkKind kind, gint64 id, MlsRemovedLink **removed, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id = ?", tables[kind]);
  g_autoptr (MlsRemovedLink) own = NULL;

  if (!mls_store_check_writable (self, error) || (own = read_row (self, kind, id, error)) == NULL ||
      !mls_database_run (self->database, error, sql, "i", id))
    return FALSE;

  if (removed != NULL)
    *removed = g_steal_pointer (&own);
  return TRUE;
}

static gboolean
write_row (MlsStore *self, const MlsRemovedLink *removed, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) insert = NULL;
  gboolean row;

  g_string_printf (sql, "INSERT INTO %s VALUES (?", tables[removed->kind]);
  for (guint i = 1; i < removed->values->len; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');

  insert = mls_database_prepare (self->database, sql->str, error);
  if (insert == NULL)
    return FALSE;

  for (guint i = 0; i < removed->values->len; i++)
    sqlite3_bind_value (insert, (int) i + 1, g_ptr_array_index (removed->values, i));

  return mls_database_step (self->database, insert, &row, error);
}

/**
 * mls_store_restore_link:
 * @self: the project it was removed from, open for writing
 * @removed: what mls_store_remove_link() gave
 * @error: a #MLS_STORE_ERROR
 *
 * Puts it back as it was, under its old id, over as many others as before.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_restore_link (MlsStore *self, const MlsRemovedLink *removed, GError **error)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_link_free);

  if (!mls_store_check_writable (self, error) || !list_others (self, removed->kind, removed->id, others, error) ||
      !mls_database_begin (self->database, error))
    return FALSE;

  return mls_database_end (self->database,
                           write_row (self, removed, error) &&
                             write_order (self, removed->kind, removed->id, MIN (removed->n_below, others->len), others, error),
                           error);
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

/* Where something is that was below the old stem, if it is there. */
static char *
find_below (const char *source, const char *old_stem, const char *new_stem)
{
  gsize length = g_str_equal (old_stem, "/") ? 0 : strlen (old_stem);
  char *moved;

  if (strncmp (source, old_stem, length) != 0 || source[length] != G_DIR_SEPARATOR)
    return NULL;

  moved = g_build_filename (new_stem, source + length, NULL);
  if (!g_file_test (moved, G_FILE_TEST_EXISTS))
    g_clear_pointer (&moved, g_free);

  return moved;
}

/**
 * mls_link_follow:
 * @source: where something was
 * @old_path: where something else was
 * @new_path: where that is now
 *
 * Returns: (transfer full) (nullable): where @source is, if it is there after having moved as that did
 */
char *
mls_link_follow (const char *source, const char *old_path, const char *new_path)
{
  g_autofree char *old_stem = NULL;
  g_autofree char *new_stem = NULL;

  cut_common_end (old_path, new_path, &old_stem, &new_stem);

  return find_below (source, old_stem, new_stem);
}

static gboolean
write_source (MlsStore *self, const MlsLink *link, const char *source, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET uri = ? WHERE id = ?", tables[link->kind]);
  g_autofree char *uri = mls_link_uri_of (mls_store_get_path (self), source);

  return mls_database_run (self->database, error, sql, "si", uri, link->id);
}

/* What is missing of all and moved as @asked did, which is at @path now. */
static gboolean
follow (MlsStore *self, const GPtrArray *links, const MlsLink *asked, const char *path, guint *n, GError **error)
{
  for (guint i = 0; i < links->len; i++)
    {
      const MlsLink *link = g_ptr_array_index (links, i);
      g_autofree char *found = link != asked && link->missing ? mls_link_follow (link->source, asked->source, path) : NULL;

      if (found == NULL)
        continue;
      if (!write_source (self, link, found, error))
        return FALSE;
      (*n)++;
    }

  return TRUE;
}

static const MlsLink *
find (const GPtrArray *links, MlsLinkKind kind, gint64 id, GError **error)
{
  for (guint i = 0; i < links->len; i++)
    {
      const MlsLink *link = g_ptr_array_index (links, i);

      if (link->kind == kind && link->id == id)
        return link;
    }

  mls_link_miss (kind, id, error);
  return NULL;
}

static gboolean
lead_table (MlsDatabase *database, const char *table, const char *from, const char *to, GError **error)
{
  g_autofree char *select = g_strdup_printf ("SELECT id, uri FROM %s", table);
  g_autofree char *update = g_strdup_printf ("UPDATE %s SET uri = ? WHERE id = ?", table);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, select, error);
  gboolean row = query != NULL;

  while (row && mls_database_step (database, query, &row, error))
    {
      g_autofree char *source = NULL;
      g_autofree char *uri = NULL;

      if (!row)
        return TRUE;

      source = mls_link_source_of (from, (const char *) sqlite3_column_text (query, 1));
      uri = to != NULL ? mls_link_uri_of (to, source) : g_steal_pointer (&source);
      if (!mls_database_run (database, error, update, "si", uri, sqlite3_column_int64 (query, 0)))
        return FALSE;
    }

  return FALSE;
}

/**
 * mls_links_lead:
 * @database: a project, in a transaction
 * @from: the file that its links are of, absolute and without symbolic links
 * @to: (nullable): the one that it is, or will be; %NULL if that is not known yet
 * @error: a #MLS_STORE_ERROR
 *
 * Has photos and layers be found from another place.
 *
 * Returns: whether that is written
 */
gboolean
mls_links_lead (MlsDatabase *database, const char *from, const char *to, GError **error)
{
  return lead_table (database, "imagery", from, to, error) && lead_table (database, "reference_layer", from, to, error);
}

/**
 * mls_store_relink:
 * @self: a project open for writing
 * @kind: of what
 * @id: which of them
 * @path: where it is now
 * @n_relinked: (out) (optional): how many were found by this, itself included
 * @error: %MLS_STORE_ERROR_NOTHING if there is none of that id or nothing there, or any other #MLS_STORE_ERROR
 *
 * Other photos and reference layers that are missing and lie at the same place from @path as they did from where it
 * was are relinked with it.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_relink (MlsStore *self, MlsLinkKind kind, gint64 id, const char *path, guint *n_relinked, GError **error)
{
  g_autoptr (GPtrArray) links = NULL;
  const MlsLink *asked;
  guint n = 1;

  if (!mls_store_check_writable (self, error) || (links = mls_store_list_links (self, error)) == NULL ||
      (asked = find (links, kind, id, error)) == NULL)
    return FALSE;

  if (mls_link_is_missing (path))
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("There is nothing at %s"), path);
      return FALSE;
    }

  if (!mls_database_begin (self->database, error) ||
      !mls_database_end (self->database, write_source (self, asked, path, error) && follow (self, links, asked, path, &n, error), error))
    return FALSE;

  if (n_relinked != NULL)
    *n_relinked = n;
  return TRUE;
}
