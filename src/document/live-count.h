#pragma once

#include "document/project.h"
#include "geometry/figures.h"
#include "quality/matrix.h"

G_BEGIN_DECLS

/* How many places there are in each cell of a matrix of an open project: counted on a thread of its own, see
 * mls_matrix_count(). Main thread. */
typedef struct _MlsLiveCount MlsLiveCount;

/* Called when a count has come to its end. */
typedef void (*MlsLiveCountFunc) (gpointer user_data);

MlsLiveCount    *mls_live_count_new     (MlsProject           *project,
                                         MlsLiveCountFunc      func,
                                         gpointer              user_data);
void             mls_live_count_free    (MlsLiveCount         *self);
void             mls_live_count_start   (MlsLiveCount         *self,
                                         MlsMatrix            *matrix,
                                         const MlsMatrixQuery *query,
                                         MlsFigures           *areas);
void             mls_live_count_stop    (MlsLiveCount         *self);
void             mls_live_count_forget  (MlsLiveCount         *self);
const MlsMatrix *mls_live_count_get     (const MlsLiveCount   *self);
gboolean         mls_live_count_is_busy (const MlsLiveCount   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLiveCount, mls_live_count_free)

G_END_DECLS
