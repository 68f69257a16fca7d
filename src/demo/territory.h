#pragma once

#include "demo/commune.h"

G_BEGIN_DECLS

/* The territory at large: communes in a loose grid, main roads between them. What two communes
 * share, or a commune and a road, is drawn here, once; so each commune can be built by itself. */
typedef struct _MlsTerritory MlsTerritory;

MlsTerritory *mls_territory_new        (guint64          seed,
                                  guint            n_faces,
                                  double           area);
void       mls_territory_free       (MlsTerritory       *territory);
guint      mls_territory_n_communes (const MlsTerritory *territory);
MlsSite    mls_territory_site       (const MlsTerritory *territory,
                                  guint            commune);
void       mls_site_clear        (MlsSite         *site);
MlsMesh   *mls_territory_roads      (const MlsTerritory *territory);
GArray    *mls_territory_edge       (const MlsTerritory *territory);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsTerritory, mls_territory_free)

G_END_DECLS
