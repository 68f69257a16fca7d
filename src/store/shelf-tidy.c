#include "store/shelf.h"

#include "store/database.h"

#include <glib/gstdio.h>

/* The file of a shelf. */
typedef struct
{
  char   *path;
  gint64  used; /* s since 1970: when it was opened last, or written */
  guint64 size;
} File;

static void
file_clear (gpointer data)
{
  g_free (((File *) data)->path);
}

static int
compare_use (gconstpointer a, gconstpointer b)
{
  gint64 s = ((const File *) a)->used;
  gint64 t = ((const File *) b)->used;

  return (s > t) - (s < t);
}

/* The shelves of a folder, the one not used for longest first. */
static GArray *
list_files (const char *folder, const char *ending)
{
  GArray *files = g_array_new (FALSE, FALSE, sizeof (File));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (files, file_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;
      File file;

      if (!g_str_has_suffix (name, ending) || g_stat (path, &info) != 0)
        continue;

      file = (File){ g_steal_pointer (&path), info.st_mtime, (guint64) info.st_size };
      g_array_append_val (files, file);
    }
  g_array_sort (files, compare_use);

  return files;
}

/* The first text that @sql gives. */
static char *
dup_text (MlsDatabase *database, const char *sql)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, sql, NULL);
  gboolean row;

  if (query == NULL || !mls_database_step (database, query, &row, NULL) || !row)
    return NULL;

  return g_strdup ((const char *) sqlite3_column_text (query, 0));
}

/* Whether its project is gone. One in a folder that is not there either may be on a disk that was unplugged. */
static gboolean
is_orphan (const char *path)
{
  g_autoptr (MlsDatabase) database = mls_database_open (path, MLS_DATABASE_READ_WRITE, NULL);
  g_autofree char *origin = database != NULL ? dup_text (database, "SELECT path FROM origin") : NULL;
  g_autofree char *folder = origin != NULL ? g_path_get_dirname (origin) : NULL;

  return origin != NULL && !g_file_test (origin, G_FILE_TEST_EXISTS) && g_file_test (folder, G_FILE_TEST_IS_DIR);
}

/* Who has a shelf open keeps it from leaving its journal mode. */
static gboolean
is_idle (const char *path)
{
  g_autoptr (MlsDatabase) database = mls_database_open (path, MLS_DATABASE_READ_WRITE, NULL);
  g_autofree char *mode = database != NULL ? dup_text (database, "PRAGMA journal_mode = DELETE") : NULL;

  return database == NULL || g_strcmp0 (mode, "delete") == 0;
}

/**
 * mls_shelf_tidy:
 * @folder: where shelves are
 * @ending: of their names
 * @max_age_s: those not used for so long go, s
 * @max_bytes: all of them together take no more than this; those not used for longest go
 *
 * Also those go whose project is no longer there. What any program has open stays.
 */
void
mls_shelf_tidy (const char *folder, const char *ending, gint64 max_age_s, guint64 max_bytes)
{
  g_autoptr (GArray) files = list_files (folder, ending);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint64 total = 0;

  for (guint i = 0; i < files->len; i++)
    total += g_array_index (files, File, i).size;

  for (guint i = 0; i < files->len; i++)
    {
      const File *file = &g_array_index (files, File, i);

      if ((total > max_bytes || now - file->used > max_age_s || is_orphan (file->path)) && is_idle (file->path))
        {
          mls_shelf_remove (file->path);
          total -= file->size;
        }
    }
}
