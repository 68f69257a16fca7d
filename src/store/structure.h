#pragma once

#include "store/layout.h"

G_BEGIN_DECLS

/* What there is of what keeps the map of a project true, whoever writes it. */
typedef enum
{
  MLS_STRUCTURE_WHOLE,
  MLS_STRUCTURE_OUTDATED, /* an older program made it: it is brought up to date, which nobody has to know */
  MLS_STRUCTURE_BROKEN,   /* another program has taken something away */
} MlsStructureState;

gboolean mls_structure_look         (MlsDatabase        *database,
                                     const MlsLayout    *layout,
                                     MlsStructureState  *state,
                                     GPtrArray          *faults,
                                     GError            **error);
gboolean mls_structure_check        (MlsDatabase        *database,
                                     const MlsLayout    *layout,
                                     MlsStructureState  *state,
                                     GError            **error);
gboolean mls_structure_renew        (MlsDatabase        *database,
                                     const MlsLayout    *layout,
                                     GError            **error);
gboolean mls_structure_name_columns (MlsDatabase        *database,
                                     const MlsLayout    *layout,
                                     GError            **error);

G_END_DECLS
