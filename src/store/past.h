#pragma once

#include "coverage/delta.h"
#include "store/progress.h"
#include "store/reading.h"

G_BEGIN_DECLS

/* From the state right after one operation to that right after the same or a later one. */
typedef struct
{
  gint64 from;
  gint64 to;
} MlsSpan;

MlsDelta  *mls_past_read_delta      (MlsDatabase           *database,
                                     MlsReading            *reading,
                                     gint64                 operation,
                                     GError               **error);
MlsDelta  *mls_past_read_difference (MlsDatabase           *database,
                                     MlsReading            *reading,
                                     const MlsSpan         *span,
                                     MlsStoreProgressFunc   func,
                                     gpointer               user_data,
                                     GError               **error);
GPtrArray *mls_past_read_place      (MlsDatabase           *database,
                                     MlsReading            *reading,
                                     MlsPoint               place,
                                     GError               **error);


G_END_DECLS
