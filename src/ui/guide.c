#include "ui/guide.h"

#include "ui/language.h"

#include <glib/gi18n.h>

/* The pages for a browser. */
static char *
html_uri (const char *folder, const char *page)
{
  g_autofree char *name = g_strconcat (page, ".html", NULL);
  g_autofree char *path = g_build_filename (
      folder, mls_ui_language () == MLS_LANGUAGE_FRENCH ? "guide-fr" : "guide-en", name, NULL);

  return g_filename_to_uri (path, NULL, NULL);
}

/**
 * mls_guide_dup_uri:
 * @page: a page of the guide
 *
 * Of the guide that is installed Yelp finds the page in the language of the session, as of any other program's. Where there
 * is no Yelp it is one of the pages for a browser, as it is for a program that runs where it was built (MLS_GUIDE_DIR).
 *
 * Returns: (transfer full): its address
 */
char *
mls_guide_dup_uri (const char *page)
{
  const char *built = g_getenv ("MLS_GUIDE_DIR");
  g_autoptr (GAppInfo) viewer = NULL;

  if (built != NULL)
    return html_uri (built, page);

  viewer = g_app_info_get_default_for_uri_scheme ("help");

  return viewer != NULL ? g_strconcat ("help:millesime/", page, NULL) : html_uri (MLS_GUIDE_DIR, page);
}

static void
on_launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, _("There is no program to show %s"),
                             (const char *) g_task_get_task_data (task));
}

/**
 * mls_guide_open:
 * @page: a page of the guide
 * @callback: (scope async): hears how it went
 * @user_data: for @callback
 *
 * Has the page shown.
 */
void
mls_guide_open (const char *page, GAsyncReadyCallback callback, gpointer user_data)
{
  char *uri = mls_guide_dup_uri (page);
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_task_data (task, uri, g_free);
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, on_launched, task);
}

/**
 * mls_guide_open_finish:
 * @result: what the callback was given
 * @error: return location: no program shows such pages
 *
 * Returns: whether a program shows it
 */
gboolean
mls_guide_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
