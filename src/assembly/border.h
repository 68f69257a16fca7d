#pragma once

#include "assembly/faults.h"

G_BEGIN_DECLS

/* What two polygons that fit together have in common. */
typedef struct
{
  guint  a;
  guint  b;          /* more than a */
  guint  n_segments;
  double length;     /* mm */
} MlsSoupBorder;

GArray *mls_soup_borders (const MlsSoup   *soup,
                          double          *edges,
                          MlsAssemblyFunc  tell,
                          gpointer         tell_data);

G_END_DECLS
