#pragma once

#include "document/errand.h"
#include "store/foreign.h"

G_BEGIN_DECLS

/* What other programs did to a project is looked up, and the ground they touched is checked, beside whoever edits it. */
typedef struct
{
  char          *project;
  gint64         told;     /* the newest operation that is known to have been told of, or 0 */
  MlsForeignNews news;
  guint          n_errors; /* on that ground */
} MlsForeignJob;

MlsForeignJob *mls_foreign_job_new  (const char     *project,
                                     gint64          told);
void           mls_foreign_job_free (MlsForeignJob  *self);
gboolean       mls_foreign_job_run  (MlsErrand      *errand,
                                     gpointer        job,
                                     GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsForeignJob, mls_foreign_job_free)

G_END_DECLS
