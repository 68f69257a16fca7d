#pragma once

#include "demo/commune.h"

G_BEGIN_DECLS

/* The territory at large: communes in a loose grid, main roads between them. What two communes
 * share, or a commune and a road, is drawn here, once; so each commune can be built by itself. */
typedef struct _MlsLayout MlsLayout;

MlsLayout *mls_layout_new        (guint64          seed,
                                  guint            n_faces,
                                  double           area);
void       mls_layout_free       (MlsLayout       *layout);
guint      mls_layout_n_communes (const MlsLayout *layout);
MlsSite    mls_layout_site       (const MlsLayout *layout,
                                  guint            commune);
void       mls_site_clear        (MlsSite         *site);
MlsMesh   *mls_layout_roads      (const MlsLayout *layout);
GArray    *mls_layout_edge       (const MlsLayout *layout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLayout, mls_layout_free)

G_END_DECLS
