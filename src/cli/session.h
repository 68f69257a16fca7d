#pragma once

#include "document/project.h"

G_BEGIN_DECLS

/* A script at work on a project: what it said of vintage, kind, dimension, pair and side, and one
 * line after another. Each edit is durable before its result is told. */
typedef struct _MlsSession MlsSession;

typedef enum
{
  MLS_OUTCOME_NONE,    /* the line says how later ones are meant, or nothing: no result */
  MLS_OUTCOME_DONE,
  MLS_OUTCOME_REFUSED, /* by a rule, or because the line is not as it should be: nothing is written */
  MLS_OUTCOME_FAILED,  /* the file cannot be read or written: no use going on */
} MlsOutcome;

MlsSession *mls_session_new  (MlsProject  *project);
void        mls_session_free (MlsSession  *self);
char       *mls_session_run  (MlsSession  *self,
                              gint64       number,
                              const char  *line,
                              gsize        length,
                              MlsOutcome  *outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSession, mls_session_free)

G_END_DECLS
