#pragma once

#include "document/errand.h"
#include "geometry/zone.h"
#include "store/check-in.h"

G_BEGIN_DECLS

/* A work package is taken out of a project that nobody has open meanwhile, or brought back into it: it may take long. */
typedef struct
{
  char      *project;
  char      *path;     /* of the package */

  /* To be taken out. */
  MlsZone   *zone;     /* (nullable): where; %NULL for one that is brought back */
  char      *author;   /* (nullable): who is to work on it */

  /* What came of one that was brought back. */
  MlsCheckIn outcome;
  guint      n_errors; /* on the ground that it touched */
} MlsPackageJob;

MlsPackageJob *mls_package_job_new_out (const char     *project,
                                        const char     *path,
                                        MlsZone        *zone,
                                        const char     *author);
MlsPackageJob *mls_package_job_new_in  (const char     *project,
                                        const char     *path);
void           mls_package_job_free    (MlsPackageJob  *self);
gboolean       mls_package_job_run     (MlsErrand      *errand,
                                        gpointer        job,
                                        GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPackageJob, mls_package_job_free)

G_END_DECLS
