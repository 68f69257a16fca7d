#include "ui/toast.h"

#include <glib/gi18n.h>

/**
 * mls_toast_new:
 * @text: what to say, as it is to be read: names and signs of any kind
 *
 * The title of an #AdwToast is markup, and nothing is shown of one that is not well formed.
 *
 * Returns: (transfer full): a toast that says it
 */
AdwToast *
mls_toast_new (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

/**
 * mls_toast_new_report:
 * @path: a file that was written
 * @action: the detailed name of what opens a URI
 *
 * Returns: (transfer full): says that a report is there, and offers to open it
 */
AdwToast *
mls_toast_new_report (const char *path, const char *action)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  /* Translators: the name of a file. */
  g_autofree char *text = g_strdup_printf (_("Report written: %s"), name);
  AdwToast *toast = mls_toast_new (text);

  if (uri != NULL)
    {
      adw_toast_set_button_label (toast, _("Open It"));
      adw_toast_set_action_name (toast, action);
      adw_toast_set_action_target_value (toast, g_variant_new_string (uri));
    }

  return toast;
}
