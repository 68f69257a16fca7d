#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLS_GEOMETRY_ERROR (mls_geometry_error_quark ())

typedef enum
{
  MLS_GEOMETRY_ERROR_CRS,       /* a text that defines no coordinate reference system of the ground */
  MLS_GEOMETRY_ERROR_TRANSFORM, /* no way between two systems, or none at this place */
  MLS_GEOMETRY_ERROR_PLACE,     /* a text that tells no place */
} MlsGeometryError;

GQuark mls_geometry_error_quark (void);

G_END_DECLS
