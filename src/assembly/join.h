#pragma once

#include "assembly/border.h"

G_BEGIN_DECLS

MlsSoup *mls_soup_join (const MlsSoup *soup,
                        const GArray  *borders,
                        guint          max_points);

G_END_DECLS
