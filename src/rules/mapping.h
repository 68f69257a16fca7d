#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

/* What becomes of codes when a map gets another nomenclature: rows of a table. */
typedef struct _MlsMapping MlsMapping;

/* What becomes of the codes of some ground. */
typedef enum
{
  MLS_MAPPED_SAME,    /* they are codes of the other nomenclature, too */
  MLS_MAPPED_OTHER,   /* they become others */
  MLS_MAPPED_MISSING, /* the other nomenclature does not offer one of them, and no row says what becomes of it */
  MLS_MAPPED_NO_PAIR, /* both are known, and may not stand together */
  MLS_N_MAPPED,
} MlsMapped;

MlsMapping *mls_mapping_load  (const char            *path,
                               const MlsNomenclature *into,
                               GError               **error);
void        mls_mapping_free  (MlsMapping            *self);
MlsMapped   mls_mapping_apply (const MlsMapping      *self,
                               const MlsNomenclature *into,
                               MlsPair                from,
                               int                    year,
                               MlsPair               *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsMapping, mls_mapping_free)

G_END_DECLS
