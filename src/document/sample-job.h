#pragma once

#include "document/errand.h"
#include "quality/sample-order.h"

G_BEGIN_DECLS

/* A sample that is asked for in a window, for an errand. It owns all that its order names. */
typedef struct
{
  MlsSampleOrder order;
  GArray        *regions; /* (nullable) (element-type MlsDrawable): what there is to draw among, once that is counted */
} MlsSampleJob;

MlsSampleJob *mls_sample_job_new   (const MlsSampleOrder  *order);
void          mls_sample_job_free  (MlsSampleJob          *self);
gboolean      mls_sample_job_count (MlsErrand             *errand,
                                    gpointer               job,
                                    GError               **error);
gboolean      mls_sample_job_fill  (MlsErrand             *errand,
                                    gpointer               job,
                                    GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSampleJob, mls_sample_job_free)

G_END_DECLS
