#pragma once

#include "quality/sampling.h"
#include "store/pass.h"

G_BEGIN_DECLS

/* Which regions a sample is drawn among, and how. Borrowed. */
typedef struct
{
  guint            vintage;   /* an index among the project's */
  MlsDimension     dimension;
  MlsSampling      sampling;
  const GPtrArray *without;   /* (nullable) (element-type MlsUnit): of earlier samples, in the project's reference system */
} MlsSampleQuery;

/* What was drawn. */
typedef struct
{
  GArray    *strata; /* (element-type MlsStratum): as they are of each set */
  GPtrArray *sets;   /* (element-type GPtrArray of MlsUnit) */
} MlsSampleDraw;

MlsSampleDraw *mls_sample_draw      (MlsStoreReader        *reader,
                                     const MlsSampleQuery  *query,
                                     MlsStoreProgressFunc   func,
                                     gpointer               user_data,
                                     GError               **error);
GArray        *mls_sample_draw_census
                                    (MlsStoreReader        *reader,
                                     const MlsSampleQuery  *query,
                                     MlsStoreProgressFunc   func,
                                     gpointer               user_data,
                                     GError               **error);
void           mls_sample_draw_free (MlsSampleDraw         *draw);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSampleDraw, mls_sample_draw_free)

G_END_DECLS
