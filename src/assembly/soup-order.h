#pragma once

#include "assembly/soup.h"

G_BEGIN_DECLS

guint *mls_soup_order (const MlsSoup *soup,
                       guint         *n);

G_END_DECLS
