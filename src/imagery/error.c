#include "imagery/error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (mls-imagery-error-quark, mls_imagery_error)

/**
 * mls_imagery_error_may_pass:
 * @error: (nullable): what is wrong with an image
 *
 * Returns: whether it may be well later, without anybody here doing something: a server that is away, or a
 * file on a disk that is
 */
gboolean
mls_imagery_error_may_pass (const GError *error)
{
  return g_error_matches (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY) ||
         g_error_matches (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_OPEN);
}

/**
 * mls_imagery_fail_to_write: (skip)
 * @path: a file
 * @code: why it cannot be written, of errno
 * @error: where %G_FILE_ERROR goes
 *
 * Returns: %FALSE
 */
gboolean
mls_imagery_fail_to_write (const char *path, int code, GError **error)
{
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), _("“%s” cannot be written: %s"), path,
               g_strerror (code));

  return FALSE;
}
