#include "ui/recent.h"

#define KEY   "recent-projects"
#define N_MAX 8

/**
 * mls_recent_add:
 * @settings: the settings
 * @file: a project that was opened
 *
 * Puts @file first; the oldest of too many is forgotten.
 */
void
mls_recent_add (GSettings *settings, GFile *file)
{
  g_auto (GStrv) old = g_settings_get_strv (settings, KEY);
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr (GPtrArray) uris = g_ptr_array_new ();

  g_ptr_array_add (uris, uri);
  for (guint i = 0; old[i] != NULL && uris->len < N_MAX; i++)
    if (g_strcmp0 (old[i], uri) != 0)
      g_ptr_array_add (uris, old[i]);
  g_ptr_array_add (uris, NULL);

  g_settings_set_strv (settings, KEY, (const char *const *) uris->pdata);
}

/**
 * mls_recent_list:
 * @settings: the settings
 *
 * Returns: (transfer full) (element-type GFile): the projects that are still there. One on a volume
 *   that is not mounted now stays remembered.
 */
GPtrArray *
mls_recent_list (GSettings *settings)
{
  g_auto (GStrv) uris = g_settings_get_strv (settings, KEY);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uris[i]);

      if (g_file_query_exists (file, NULL))
        g_ptr_array_add (files, g_steal_pointer (&file));
    }

  return files;
}
