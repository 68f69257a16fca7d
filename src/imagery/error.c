#include "imagery/error.h"

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
