#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Twice an area, in mm²: the shoelace sum of grid points, always a whole number, so that areas add
 * up exactly. A box of the whole grid needs 72 bits. */
__extension__ typedef __int128 MlsArea2;

#define MLS_AREA2_PER_M2 2000000

double   mls_area2_to_m2   (MlsArea2 area2);
MlsArea2 mls_area2_from_m2 (double   area_m2);
char    *mls_area2_to_text (MlsArea2 area2);
char    *mls_area2_to_ha   (MlsArea2 area2);

G_END_DECLS
