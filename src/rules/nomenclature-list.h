#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

/* A nomenclature that a project can be made with. */
typedef struct
{
  char            *name;         /* of its folder: what mls_nomenclature_load_named() takes */
  char            *path;
  gboolean         own;          /* the user's, not one that comes with the program */
  MlsNomenclature *nomenclature; /* (nullable): %NULL where it cannot be read … */
  char            *problem;      /* (nullable): … and why */
} MlsNomenclatureEntry;

GPtrArray  *mls_nomenclature_list            (void);
void        mls_nomenclature_entry_free      (MlsNomenclatureEntry       *entry);
const char *mls_nomenclature_title           (const MlsNomenclature      *nomenclature,
                                              MlsLanguage                 language);
char       *mls_nomenclature_dup_languages   (const MlsNomenclature      *nomenclature);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsNomenclatureEntry, mls_nomenclature_entry_free)

G_END_DECLS
