#pragma once

#include "document/name-index.h"
#include "document/project.h"
#include "document/reference.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The reference layers of a project, as far as they have been read: on a thread, one after the other, those that
 * are shown first, and again a moment after their files have changed. Main thread.
 *
 * "changed": there are others, they look otherwise, or one has been read, or more of one. "problem" (char *): what could not be
 * read, or only in part. "presence" (char *): the file that has gone, or come back. */
#define MLS_TYPE_REFERENCES (mls_references_get_type ())
G_DECLARE_FINAL_TYPE (MlsReferences, mls_references, MLS, REFERENCES, GObject)

typedef struct
{
  MlsReferenceLink *link;
  MlsFigures       *figures; /* (nullable): once they are read */
  MlsFigures       *so_far;  /* (nullable): some of them, while they are being read */
  MlsNameIndex     *names;   /* (nullable): same; what they are called */
  GStrv             fields;  /* (nullable): once its file has been opened; those that may name its features */
  char             *failure; /* (nullable): why there is nothing, or not all, or nothing new */
  guint64           stamp;   /* of what was read; 0 before, and for what is on no disk */
  gboolean          is_old;  /* what was read is there no more: something else is */
} MlsReferenceLayer;

MlsReferences           *mls_references_new        (MlsProject    *project);
void                     mls_references_reload     (MlsReferences *self);
guint                    mls_references_get_n      (MlsReferences *self);
const MlsReferenceLayer *mls_references_get        (MlsReferences *self,
                                                    guint          i);
gboolean                 mls_references_is_reading (MlsReferences *self);
char                    *mls_references_dup_area_at (MlsReferences *self,
                                                     MlsPoint       point);

G_END_DECLS
