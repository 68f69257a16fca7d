#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What GDAL says while it works: after a failure it goes on, leaving out what it could not read or
 * write. Nothing is printed meanwhile. Starts as all zeros. */
typedef struct
{
  char *failure; /* (nullable): the first one */
  char *warning; /* (nullable): the first one, as of a text too long for a format */
} MlsGdalWatch;

void mls_gdal_watch_begin (MlsGdalWatch *self);
void mls_gdal_watch_end   (MlsGdalWatch *self);
void mls_gdal_watch_clear (MlsGdalWatch *self);

G_END_DECLS
