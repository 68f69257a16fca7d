#include "document/bookmarks.h"

#include "store/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A setting and not a table of its own: a few lines of text, which older programs leave as they are. */
#define SETTING "bookmarks"

static void
bookmark_free (gpointer data)
{
  MlsBookmark *bookmark = data;

  g_free (bookmark->name);
  g_free (bookmark);
}

static MlsBookmark *
bookmark_new (const char *name, const MlsView *view)
{
  MlsBookmark *bookmark = g_new0 (MlsBookmark, 1);

  bookmark->name = g_strstrip (g_strdup (name));
  bookmark->view = *view;

  return bookmark;
}

/* One that a person could not have made is left out. */
static void
read_bookmark (GPtrArray *bookmarks, GKeyFile *file, const char *group)
{
  g_autofree char *name = g_key_file_get_string (file, group, "name", NULL);
  MlsView view = { g_key_file_get_double (file, group, "x", NULL), g_key_file_get_double (file, group, "y", NULL),
                   g_key_file_get_double (file, group, "scale", NULL) };

  if (name != NULL && *name != '\0' && isfinite (view.x) && isfinite (view.y) && isfinite (view.scale) &&
      view.scale > 0)
    g_ptr_array_add (bookmarks, bookmark_new (name, &view));
}

/**
 * mls_bookmarks_list:
 * @project: a project
 *
 * Returns: (transfer full) (element-type MlsBookmark): its bookmarks, in the order they were made
 */
GPtrArray *
mls_bookmarks_list (MlsProject *project)
{
  GPtrArray *bookmarks = g_ptr_array_new_with_free_func (bookmark_free);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  g_auto (GStrv) groups = NULL;

  if (!mls_store_get_setting (mls_project_get_store (project), SETTING, &text, NULL) || text == NULL ||
      !g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL))
    return bookmarks;

  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    read_bookmark (bookmarks, file, groups[i]);

  return bookmarks;
}

static gboolean
write_all (MlsProject *project, const GPtrArray *bookmarks, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < bookmarks->len; i++)
    {
      const MlsBookmark *bookmark = g_ptr_array_index (bookmarks, i);
      g_autofree char *group = g_strdup_printf ("%u", i);

      g_key_file_set_string (file, group, "name", bookmark->name);
      g_key_file_set_double (file, group, "x", bookmark->view.x);
      g_key_file_set_double (file, group, "y", bookmark->view.y);
      g_key_file_set_double (file, group, "scale", bookmark->view.scale);
    }
  text = g_key_file_to_data (file, NULL, NULL);

  return mls_store_set_setting (mls_project_get_store (project), SETTING, bookmarks->len > 0 ? text : NULL, error);
}

static gboolean
find (const GPtrArray *bookmarks, const char *name, guint *i)
{
  for (*i = 0; *i < bookmarks->len; ++*i)
    if (strcmp (((const MlsBookmark *) g_ptr_array_index (bookmarks, *i))->name, name) == 0)
      return TRUE;

  return FALSE;
}

/* A name that may be given: one that is there, and that no other bookmark has. */
static char *
check_name (const GPtrArray *bookmarks, const char *name, GError **error)
{
  g_autofree char *own = g_strstrip (g_strdup (name));
  guint i;

  if (*own == '\0')
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("A bookmark needs a name"));
  else if (find (bookmarks, own, &i))
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("There is a bookmark “%s” already"), own);
  else
    return g_steal_pointer (&own);

  return NULL;
}

static gboolean
find_or_fail (const GPtrArray *bookmarks, const char *name, guint *i, GError **error)
{
  if (find (bookmarks, name, i))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("There is no bookmark “%s”"), name);

  return FALSE;
}

/**
 * mls_bookmarks_add:
 * @project: a project open for writing
 * @name: a name that no other bookmark has
 * @view: what it shows
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is on disk
 */
gboolean
mls_bookmarks_add (MlsProject *project, const char *name, const MlsView *view, GError **error)
{
  g_autoptr (GPtrArray) bookmarks = mls_bookmarks_list (project);
  g_autofree char *own = check_name (bookmarks, name, error);

  if (own == NULL)
    return FALSE;

  g_ptr_array_add (bookmarks, bookmark_new (own, view));

  return write_all (project, bookmarks, error);
}

/**
 * mls_bookmarks_rename:
 * @project: a project open for writing
 * @name: a bookmark
 * @new_name: a name that no other bookmark has
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is on disk
 */
gboolean
mls_bookmarks_rename (MlsProject *project, const char *name, const char *new_name, GError **error)
{
  g_autoptr (GPtrArray) bookmarks = mls_bookmarks_list (project);
  g_autofree char *own = NULL;
  MlsBookmark *bookmark;
  guint i;

  if (!find_or_fail (bookmarks, name, &i, error))
    return FALSE;
  if (strcmp (name, new_name) == 0)
    return TRUE;

  own = check_name (bookmarks, new_name, error);
  if (own == NULL)
    return FALSE;

  bookmark = g_ptr_array_index (bookmarks, i);
  g_free (bookmark->name);
  bookmark->name = g_steal_pointer (&own);

  return write_all (project, bookmarks, error);
}

/**
 * mls_bookmarks_remove:
 * @project: a project open for writing
 * @name: a bookmark
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is gone from the disk
 */
gboolean
mls_bookmarks_remove (MlsProject *project, const char *name, GError **error)
{
  g_autoptr (GPtrArray) bookmarks = mls_bookmarks_list (project);
  guint i;

  if (!find_or_fail (bookmarks, name, &i, error))
    return FALSE;

  g_ptr_array_remove_index (bookmarks, i);

  return write_all (project, bookmarks, error);
}
