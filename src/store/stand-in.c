#include "store/stand-in.h"

static GMutex mutex;
static GHashTable *files; /* (element-type filename filename) by what they stand in for; NULL until there is one */

/**
 * mls_stand_in_begin:
 * @path: a file, absolute and without symbolic links
 * @file: the one that is opened in its place from now on
 */
void
mls_stand_in_begin (const char *path, const char *file)
{
  g_mutex_lock (&mutex);
  if (files == NULL)
    files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (files, g_strdup (path), g_strdup (file));
  g_mutex_unlock (&mutex);
}

/**
 * mls_stand_in_end:
 * @path: a file that another one stands in for
 *
 * What is open goes on with the other one.
 */
void
mls_stand_in_end (const char *path)
{
  g_mutex_lock (&mutex);
  if (files != NULL)
    g_hash_table_remove (files, path);
  g_mutex_unlock (&mutex);
}

/**
 * mls_stand_in_find:
 * @path: a file, absolute and without symbolic links
 *
 * Returns: (transfer full): the one to be opened, mostly itself
 */
char *
mls_stand_in_find (const char *path)
{
  const char *file;
  char *found;

  g_mutex_lock (&mutex);
  file = files != NULL ? g_hash_table_lookup (files, path) : NULL;
  found = g_strdup (file != NULL ? file : path);
  g_mutex_unlock (&mutex);

  return found;
}
