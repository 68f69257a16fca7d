#pragma once

#include "rules/mapping.h"
#include "store/store.h"

G_BEGIN_DECLS

/* Ground of the same codes at one date, and what becomes of it under another nomenclature. */
typedef struct
{
  guint     vintage;
  MlsPair   from;
  MlsPair   to;
  MlsMapped fate;
  guint     n_faces;
  MlsArea2  area2;
} MlsMigrationRow;

/* A project gets another nomenclature. Borrowed. */
typedef struct
{
  MlsNomenclature  *into;
  const MlsMapping *mapping;
  const char       *author;
  gboolean          tolerate; /* what no row says, and pairs that there are not, stay with the map as tolerated */
} MlsMigration;

GArray  *mls_migration_plan        (MlsStore            *store,
                                    const MlsMigration  *migration,
                                    GError             **error);
gboolean mls_migration_is_complete (const GArray        *rows);
gboolean mls_migration_run         (MlsStore            *store,
                                    const MlsMigration  *migration,
                                    const GArray        *rows,
                                    gint64              *operation,
                                    GError             **error);

G_END_DECLS
