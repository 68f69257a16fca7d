#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* What of a project's file takes how much room, in bytes. */
typedef struct
{
  gint64 file;         /* with what is not yet in its place beside it */
  gint64 history;      /* faces as they once were, and the operations */
  gint64 free;         /* pages that nothing is in, for what comes */
  gint64 n_operations;
  gint64 n_folded;     /* operations that compactions made fewer */
} MlsRoom;

gboolean mls_store_measure_room (MlsStore  *self,
                                 MlsRoom   *room,
                                 GError   **error);

G_END_DECLS
