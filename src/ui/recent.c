#include "ui/recent.h"

#include <gtk/gtk.h>

#define PROJECTS "recent-projects"
#define OPEN     "open-projects"
#define FILTERS  "recent-filters"
#define N_MAX    8

/* Puts @text first; the oldest of too many is forgotten. */
static void
put_first (GSettings *settings, const char *key, const char *text)
{
  g_auto (GStrv) old = g_settings_get_strv (settings, key);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  g_ptr_array_add (texts, (gpointer) text);
  for (guint i = 0; old[i] != NULL && texts->len < N_MAX; i++)
    if (g_strcmp0 (old[i], text) != 0)
      g_ptr_array_add (texts, old[i]);
  g_ptr_array_add (texts, NULL);

  g_settings_set_strv (settings, key, (const char *const *) texts->pdata);
}

/**
 * mls_recent_add:
 * @settings: the settings
 * @file: a project that was opened
 *
 * Puts @file first; the oldest of too many is forgotten. It is among the recent files of the desktop as well.
 */
void
mls_recent_add (GSettings *settings, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  put_first (settings, PROJECTS, uri);
  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

/**
 * mls_recent_add_filter:
 * @settings: the settings
 * @text: a filter that was used, in English
 *
 * Puts @text first; the oldest of too many is forgotten.
 */
void
mls_recent_add_filter (GSettings *settings, const char *text)
{
  put_first (settings, FILTERS, text);
}

/**
 * mls_recent_list_filters:
 * @settings: the settings
 *
 * Returns: (transfer full): the filters used last
 */
GStrv
mls_recent_list_filters (GSettings *settings)
{
  return g_settings_get_strv (settings, FILTERS);
}

/* Those that are still there. One on a volume that is not mounted now stays remembered. */
static GPtrArray *
list_files (GSettings *settings, const char *key)
{
  g_auto (GStrv) uris = g_settings_get_strv (settings, key);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uris[i]);

      if (g_file_query_exists (file, NULL))
        g_ptr_array_add (files, g_steal_pointer (&file));
    }

  return files;
}

/**
 * mls_recent_list:
 * @settings: the settings
 *
 * Returns: (transfer full) (element-type GFile): the projects opened last that are still there
 */
GPtrArray *
mls_recent_list (GSettings *settings)
{
  return list_files (settings, PROJECTS);
}

/**
 * mls_recent_set_open:
 * @settings: the settings
 * @files: (element-type GFile): the projects that are open
 *
 * Remembers them for the next start.
 */
void
mls_recent_set_open (GSettings *settings, GPtrArray *files)
{
  g_autoptr (GPtrArray) uris = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (uris, g_file_get_uri (g_ptr_array_index (files, i)));
  g_ptr_array_add (uris, NULL);

  g_settings_set_strv (settings, OPEN, (const char *const *) uris->pdata);
}

/**
 * mls_recent_list_open:
 * @settings: the settings
 *
 * Returns: (transfer full) (element-type GFile): the projects that were open when the program ended and are still there
 */
GPtrArray *
mls_recent_list_open (GSettings *settings)
{
  return list_files (settings, OPEN);
}
