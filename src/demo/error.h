#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLS_DEMO_ERROR (mls_demo_error_quark ())

typedef enum
{
  MLS_DEMO_ERROR_OPTIONS, /* more or fewer faces than can be made */
  MLS_DEMO_ERROR_FILE,    /* a file could not be written */
} MlsDemoError;

GQuark mls_demo_error_quark (void);

G_END_DECLS
