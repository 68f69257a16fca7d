#pragma once

#include "store/progress.h"
#include "store/reader.h"

G_BEGIN_DECLS

/* One reading of a whole coverage. */
typedef struct
{
  MlsEdgeFunc          edge;      /* (nullable): gets each piece of the territory's edge, first */
  MlsFaceFunc          face;      /* gets each face */
  gpointer             data;      /* of both */
  MlsStoreProgressFunc progress;  /* (nullable) */
  gpointer             user_data; /* of that */
} MlsPass;

gboolean mls_pass_run (const MlsPass   *pass,
                       MlsStoreReader  *reader,
                       GError         **error);

G_END_DECLS
