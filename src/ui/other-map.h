#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Maps of others that open at a place, as the settings keep each: "Name https://…/{lat}/{lon}". */

char *mls_other_map_dup_name    (const char *map);
char *mls_other_map_dup_address (const char *map,
                                 double      longitude,
                                 double      latitude);

G_END_DECLS
