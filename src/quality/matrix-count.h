#pragma once

#include "geometry/figures.h"
#include "quality/matrix.h"
#include "store/pass.h"

G_BEGIN_DECLS

/* Gives what lies near a face in each vintage. */
typedef void (*MlsNearFunc) (gint64 fid, MlsNearness *near, gpointer user_data);

gboolean mls_matrix_count       (MlsMatrix            *matrix,
                                 const MlsMatrixQuery *query,
                                 MlsStoreReader       *reader,
                                 MlsFigures           *areas,
                                 MlsStoreProgressFunc  func,
                                 gpointer              user_data,
                                 GError              **error);
void     mls_matrix_count_faces (MlsMatrix            *matrix,
                                 const MlsMatrixQuery *query,
                                 const GPtrArray      *faces,
                                 MlsNearFunc           func,
                                 gpointer              user_data);

G_END_DECLS
