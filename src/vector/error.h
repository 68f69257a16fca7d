#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLS_VECTOR_ERROR (mls_vector_error_quark ())

typedef enum
{
  MLS_VECTOR_ERROR_OPEN,     /* missing, or nothing GDAL can read */
  MLS_VECTOR_ERROR_NO_LAYER, /* opens, but has no such layer, or none with geometry */
  MLS_VECTOR_ERROR_NO_CRS,   /* in an unknown reference system: the project's may do */
  MLS_VECTOR_ERROR_EMPTY,    /* there is nothing in it that could be shown */
  MLS_VECTOR_ERROR_READ,     /* features that cannot be read */
  MLS_VECTOR_ERROR_FIELD,    /* it has no field of that name */
} MlsVectorError;

GQuark mls_vector_error_quark (void);

G_END_DECLS
