#include "store/error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (mls-store-error-quark, mls_store_error)

/**
 * mls_store_fail_cancelled:
 * @error: (out) (optional): %MLS_STORE_ERROR_CANCELLED
 *
 * What is said of anything that its caller gave up.
 *
 * Returns: %FALSE
 */
gboolean
mls_store_fail_cancelled (GError **error)
{
  g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED, _("Cancelled; nothing was written"));

  return FALSE;
}
