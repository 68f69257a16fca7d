#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLS_IMAGERY_ERROR (mls_imagery_error_quark ())

typedef enum
{
  MLS_IMAGERY_ERROR_OPEN,     /* missing, or nothing GDAL can read */
  MLS_IMAGERY_ERROR_IMAGE,    /* opens, but holds no picture: size, bands or type */
  MLS_IMAGERY_ERROR_PLACE,    /* no georeference, or one that makes no sense */
  MLS_IMAGERY_ERROR_GCPS,     /* placed by ground control points only: those may do */
  MLS_IMAGERY_ERROR_NO_CRS,   /* placed, but in an unknown reference system: the project's may do */
  MLS_IMAGERY_ERROR_READ,     /* pixels that cannot be read */
  MLS_IMAGERY_ERROR_AWAY,     /* a server does not answer, or not well: later it may */
  MLS_IMAGERY_ERROR_DISPLAY,  /* words that do not say how to show an image */
} MlsImageryError;

GQuark   mls_imagery_error_quark    (void);
gboolean mls_imagery_error_may_pass (const GError *error);
gboolean mls_imagery_fail_to_write  (const char   *path,
                                     int           code,
                                     GError      **error);

G_END_DECLS
