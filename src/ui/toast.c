#include "ui/toast.h"

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
