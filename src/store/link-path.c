#include "store/link-path.h"

#include "store/store-private.h"

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

static char *
folder_of (const MlsStore *store)
{
  return g_path_get_dirname (store->database->path);
}

/**
 * mls_link_uri_of: (skip)
 * @store: a project
 * @source: what to open
 *
 * Returns: (transfer full): what the file keeps for @source: relative when it lies below the project's folder
 */
char *
mls_link_uri_of (const MlsStore *store, const char *source)
{
  g_autofree char *folder = NULL;
  g_autofree char *resolved = NULL;
  gsize length;

  if (mls_link_is_elsewhere (source))
    return g_strdup (source);

  folder = folder_of (store);
  resolved = mls_database_resolve (source);
  length = strlen (folder);
  if (g_str_has_prefix (resolved, folder) && resolved[length] == G_DIR_SEPARATOR)
    return g_strdup (resolved + length + 1);

  return g_steal_pointer (&resolved);
}

/**
 * mls_link_source_of: (skip)
 * @store: a project
 * @uri: what its file keeps
 *
 * Returns: (transfer full): what to open
 */
char *
mls_link_source_of (const MlsStore *store, const char *uri)
{
  g_autofree char *folder = NULL;

  if (mls_link_is_elsewhere (uri) || g_path_is_absolute (uri))
    return g_strdup (uri);

  folder = folder_of (store);

  return g_canonicalize_filename (uri, folder);
}
