#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What GDAL complains of between begin and end, on one thread. */
typedef struct
{
  char *failure; /* the first error on one line, or NULL */
} MlsGdalScope;

void  mls_imagery_init      (void);

void  mls_gdal_scope_begin  (MlsGdalScope *scope);
char *mls_gdal_scope_end    (MlsGdalScope *scope) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
