#pragma once

#include "assembly/soup.h"

G_BEGIN_DECLS

/* A polygon that is no face, or comes across another, and where. */
typedef struct
{
  guint    face;
  MlsPoint place;
} MlsFaultPlace;

/* Told now and then how far the work is, from 0 to 1, on the thread that asked for it. FALSE gives
 * up. */
typedef gboolean (*MlsAssemblyFunc) (double fraction, gpointer user_data);

gboolean mls_soup_find_faults (const MlsSoup   *soup,
                               gboolean         only_remade,
                               GArray          *places,
                               MlsAssemblyFunc  func,
                               gpointer         user_data);

G_END_DECLS
