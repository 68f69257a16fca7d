#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What there is to know of the zones that a map is to be cut by, before it is: ground in none of them, or in two. Not to be
 * seen where that is nothing. */
#define MLS_TYPE_ZONE_ROW (mls_zone_row_get_type ())

G_DECLARE_FINAL_TYPE (MlsZoneRow, mls_zone_row, MLS, ZONE_ROW, AdwActionRow)

void mls_zone_row_look (MlsZoneRow *self,
                        const char *project,
                        const char *zones,
                        const char *layer,
                        const char *names);

G_END_DECLS
