#include "store/link-path.h"

#include "store/database.h"

#include <string.h>

/**
 * mls_link_is_elsewhere: (skip)
 * @source: what to open
 *
 * Returns: whether GDAL reads it from elsewhere than a file of that name
 */
gboolean
mls_link_is_elsewhere (const char *source)
{
  return g_str_has_prefix (source, "/vsi") || g_uri_peek_scheme (source) != NULL;
}

/**
 * mls_link_is_missing: (skip)
 * @source: what to open
 *
 * Returns: whether it should be on a disk here, and is not
 */
gboolean
mls_link_is_missing (const char *source)
{
  return !mls_link_is_elsewhere (source) && !g_file_test (source, G_FILE_TEST_EXISTS);
}

/**
 * mls_link_uri_of: (skip)
 * @path: the file that keeps it, absolute and without symbolic links
 * @source: what to open
 *
 * Returns: (transfer full): what the file keeps for @source: relative when it lies below the folder of @path
 */
char *
mls_link_uri_of (const char *path, const char *source)
{
  g_autofree char *folder = NULL;
  g_autofree char *resolved = NULL;
  gsize length;

  if (mls_link_is_elsewhere (source))
    return g_strdup (source);

  folder = g_path_get_dirname (path);
  resolved = mls_database_resolve (source);
  length = strlen (folder);
  if (g_str_has_prefix (resolved, folder) && resolved[length] == G_DIR_SEPARATOR)
    return g_strdup (resolved + length + 1);

  return g_steal_pointer (&resolved);
}

/**
 * mls_link_source_of: (skip)
 * @path: the file that keeps it, absolute and without symbolic links
 * @uri: what its file keeps
 *
 * Returns: (transfer full): what to open
 */
char *
mls_link_source_of (const char *path, const char *uri)
{
  g_autofree char *folder = NULL;

  if (mls_link_is_elsewhere (uri) || g_path_is_absolute (uri))
    return g_strdup (uri);

  folder = g_path_get_dirname (path);

  return g_canonicalize_filename (uri, folder);
}
