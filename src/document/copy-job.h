#pragma once

#include "document/errand.h"
#include "store/working-copy.h"

G_BEGIN_DECLS

/* A project on a network's disk is copied to this machine, or the copy brought back, while a window waits. */
typedef struct
{
  char           *path;   /* the project */
  char           *author; /* (nullable) */
  MlsWorkingCopy *copy;   /* (nullable): once it is made; as long as it is there */
  gboolean        merges; /* what others have done meanwhile is to be merged with what was done here */
  gboolean        stays;  /* the work goes on once it is brought back */

  /* What came of merging. */
  MlsCheckIn      outcome;
  char           *kept;   /* (nullable): a file that says what could not be merged */
} MlsCopyJob;

char       *mls_copies_dup_folder (void);

MlsCopyJob *mls_copy_job_new      (const char  *path,
                                   const char  *author);
void        mls_copy_job_free     (MlsCopyJob  *self);
gboolean    mls_copy_job_take     (MlsErrand   *errand,
                                   gpointer     job,
                                   GError     **error);
gboolean    mls_copy_job_return   (MlsErrand   *errand,
                                   gpointer     job,
                                   GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsCopyJob, mls_copy_job_free)

G_END_DECLS
