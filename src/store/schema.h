#pragma once

#include "store/layout.h"

G_BEGIN_DECLS

gboolean mls_schema_create        (MlsDatabase       *database,
                                   const char        *crs,
                                   GError           **error);
gboolean mls_schema_create_remarks
                                  (MlsDatabase       *database,
                                   GError           **error);
gboolean mls_schema_create_tables (MlsDatabase       *database,
                                   const MlsLayout   *layout,
                                   GError           **error);
gboolean mls_schema_add_columns   (MlsDatabase       *database,
                                   const MlsVintage  *vintage,
                                   GError           **error);
gboolean mls_schema_drop_column   (MlsDatabase       *database,
                                   const MlsVintage  *vintage,
                                   MlsField           field,
                                   GError           **error);
gboolean mls_schema_rename_columns
                                  (MlsDatabase       *database,
                                   const MlsVintage  *vintage,
                                   const char        *code,
                                   GError           **error);

gboolean mls_schema_set_triggers  (MlsDatabase       *database,
                                   const MlsLayout   *layout,
                                   GError           **error);
gboolean mls_schema_drop_triggers (MlsDatabase       *database,
                                   GError           **error);

G_END_DECLS
