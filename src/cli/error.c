#include "cli/error.h"

G_DEFINE_QUARK (mls-cli-error-quark, mls_cli_error)

/**
 * mls_usage_error:
 * @error: (out) (optional): set to %MLS_CLI_ERROR_USAGE
 * @format: a message for printf()
 * @...: what goes into it
 *
 * Returns: %FALSE, to be handed on
 */
gboolean
mls_usage_error (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (MLS_CLI_ERROR, MLS_CLI_ERROR_USAGE, format, arguments);
  va_end (arguments);

  return FALSE;
}
