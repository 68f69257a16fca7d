#pragma once

#include "document/errand.h"
#include "store/sample-merge.h"

G_BEGIN_DECLS

/* A file that has come back is brought into its sample, for an errand. */
typedef struct
{
  char           *sample;
  char           *path;       /* what has come back */
  MlsText         controller; /* whose rows without a name are, or 0 */
  MlsMergeOutcome outcome;    /* once it has run */
} MlsMergeJob;

MlsMergeJob *mls_merge_job_new  (const char   *sample,
                                 const char   *path,
                                 const char   *controller);
void         mls_merge_job_free (MlsMergeJob  *self);
gboolean     mls_merge_job_run  (MlsErrand    *errand,
                                 gpointer      job,
                                 GError      **error);

G_END_DECLS
