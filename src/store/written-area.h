#pragma once

#include "store/reader.h"

G_BEGIN_DECLS

/* Called with what the file gives as the area of a face, m²; below 0 where it gives none. */
typedef void (*MlsWrittenAreaFunc) (gint64 fid, double area_m2, gpointer user_data);

gboolean mls_store_reader_each_written_area (MlsStoreReader      *self,
                                             MlsWrittenAreaFunc   func,
                                             gpointer             user_data,
                                             GError             **error);

G_END_DECLS
