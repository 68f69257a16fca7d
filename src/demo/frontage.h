#pragma once

#include "demo/commune.h"

G_BEGIN_DECLS

/* A plot to be cut off a face along its border. */
typedef struct
{
  MlsVec near;   /* where on the border */
  double length; /* m along the border */
  double depth;  /* m away from it */
} MlsFrontage;

guint mls_carve_frontage (MlsCommune        *commune,
                          guint              face,
                          const MlsFrontage *frontage);

G_END_DECLS
