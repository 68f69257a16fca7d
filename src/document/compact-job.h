#pragma once

#include "document/errand.h"
#include "store/compact.h"
#include "store/room.h"

G_BEGIN_DECLS

/* The history of a project that nobody has open meanwhile, made shorter. */
typedef struct
{
  char         *project;
  char         *author;
  gint64        until;

  /* What came of it. */
  MlsCompaction outcome;
  MlsRoom       before;
  MlsRoom       after;
  char         *unshrunk; /* (nullable): why the file kept its size */
} MlsCompactJob;

MlsCompactJob *mls_compact_job_new  (const char     *project,
                                     const char     *author,
                                     gint64          until);
void           mls_compact_job_free (MlsCompactJob  *self);
gboolean       mls_compact_job_run  (MlsErrand      *errand,
                                     gpointer        job,
                                     GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsCompactJob, mls_compact_job_free)

G_END_DECLS
