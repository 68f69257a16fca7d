#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a place is told. */
typedef enum
{
  MLS_WHEREABOUTS_OWN,     /* x and y of the reader's own system */
  MLS_WHEREABOUTS_CRS,     /* x and y of the system of code @epsg; of degrees, east comes first */
  MLS_WHEREABOUTS_DEGREES, /* x a longitude, y a latitude */
  MLS_WHEREABOUTS_FACE,    /* where the face of number @id is */
} MlsWhereaboutsKind;

/* A place as a person types it. */
typedef struct
{
  MlsWhereaboutsKind kind;
  double             x;
  double             y;
  guint              epsg;
  gint64             id;
  double             scale; /* n of 1:n to look at it; 0 where none is told */
} MlsWhereabouts;

gboolean mls_whereabouts_read (const char      *text,
                               MlsWhereabouts  *out,
                               GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
