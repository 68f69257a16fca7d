#pragma once

#include "demo/commune.h"

G_BEGIN_DECLS

/* The territory at large: communes in a loose grid, main roads between them. What two communes
 * share, or a commune and a road, is drawn here, once; so each commune can be built by itself. */
typedef struct _MlsCountry MlsCountry;

MlsCountry *mls_country_new        (guint64           seed,
                                    guint             n_faces,
                                    double            area);
void        mls_country_free       (MlsCountry       *country);
guint       mls_country_n_communes (const MlsCountry *country);
MlsSite     mls_country_site       (const MlsCountry *country,
                                    guint             commune);
void        mls_site_clear         (MlsSite          *site);
MlsMesh    *mls_country_roads      (const MlsCountry *country);
GArray     *mls_country_edge       (const MlsCountry *country);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsCountry, mls_country_free)

G_END_DECLS
