#pragma once

#include "rules/vintage.h"
#include "store/database.h"

G_BEGIN_DECLS

gboolean mls_labels_tolerate (MlsDatabase       *database,
                              const MlsVintage  *vintages,
                              guint              n_vintages,
                              gint64             operation,
                              GError           **error);

G_END_DECLS
