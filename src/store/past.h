#pragma once

#include "coverage/delta.h"
#include "store/reading.h"

G_BEGIN_DECLS

MlsDelta *mls_past_read_delta (MlsDatabase  *database,
                               MlsReading   *reading,
                               gint64        operation,
                               GError      **error);

MlsDelta *mls_past_read_difference
                              (MlsDatabase  *database,
                               MlsReading   *reading,
                               gint64        from,
                               gint64        to,
                               GError      **error);

GPtrArray *mls_past_read_place (MlsDatabase *database,
                                MlsReading  *reading,
                                MlsPoint     place,
                                GError     **error);

G_END_DECLS
