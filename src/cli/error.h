#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLS_CLI_ERROR (mls_cli_error_quark ())

typedef enum
{
  MLS_CLI_ERROR_USAGE, /* a command or a line of a script is not as help says */
} MlsCliError;

GQuark   mls_cli_error_quark (void);
gboolean mls_usage_error     (GError     **error,
                              const char  *format,
                              ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
