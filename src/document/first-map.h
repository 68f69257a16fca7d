#pragma once

#include "document/errand.h"
#include "store/skeleton.h"

G_BEGIN_DECLS

/* A project that is to be made by a recipe. */
typedef struct
{
  MlsRecipe         *recipe;
  char              *project;  /* written over, if it is there */
  char              *author;

  /* What came of it. */
  MlsSkeletonReport *report;   /* (nullable) */
} MlsFirstMap;

void     mls_first_map_free (MlsFirstMap              *self);
gboolean mls_first_map_make (MlsFirstMap              *self,
                             const MlsImportProgress  *progress,
                             GError                  **error);
gboolean mls_first_map_run  (MlsErrand                *errand,
                             gpointer                  first_map,
                             GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsFirstMap, mls_first_map_free)

G_END_DECLS
