#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* One step that undo or redo can take. */
typedef struct
{
  gint64        id;   /* the operation that is taken back */
  MlsOperation *what; /* the edit it is about in the end: itself, or what it undid or did again */
} MlsUndoStep;

void          mls_undo_step_free   (MlsUndoStep *step);

GPtrArray    *mls_store_undo_steps (MlsStore    *self,
                                    guint        n,
                                    GError     **error);
GPtrArray    *mls_store_redo_steps (MlsStore    *self,
                                    guint        n,
                                    GError     **error);
MlsOperation *mls_store_next_undo  (MlsStore    *self,
                                    GError     **error);
MlsOperation *mls_store_next_redo  (MlsStore    *self,
                                    GError     **error);
MlsDelta     *mls_store_undo       (MlsStore    *self,
                                    const char  *author,
                                    gint64      *operation,
                                    GError     **error);
MlsDelta     *mls_store_redo       (MlsStore    *self,
                                    const char  *author,
                                    gint64      *operation,
                                    GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsUndoStep, mls_undo_step_free)

G_END_DECLS
