#pragma once

#include "store/recipe.h"
#include "store/skeleton-report.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The making of a project's first faces from a territory and what others know of it. All of it arrives, or none. Used on
 * one thread. */
typedef struct _MlsSkeleton MlsSkeleton;

MlsSkeleton       *mls_skeleton_new          (const MlsRecipe          *recipe,
                                              GError                  **error);
void               mls_skeleton_free         (MlsSkeleton              *self);
char              *mls_skeleton_dup_crs      (const MlsSkeleton        *self,
                                              GError                  **error);
gboolean           mls_skeleton_run          (MlsSkeleton              *self,
                                              MlsStore                 *store,
                                              const char               *author,
                                              const MlsImportProgress  *progress,
                                              GError                  **error);
MlsSkeletonReport *mls_skeleton_steal_report (MlsSkeleton              *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSkeleton, mls_skeleton_free)

G_END_DECLS
