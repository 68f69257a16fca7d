#pragma once

#include "store/pass.h"
#include "store/store.h"

G_BEGIN_DECLS

/* Every field of every vintage. */
#define MLS_EXPORT_ALL G_MAXUINT

/* What to write for other programs. */
typedef struct
{
  const char          *path;      /* of a file that is not there; its ending tells the format */
  const char          *layer;     /* (nullable): its name there; %NULL for that of the file */
  guint                vintage;   /* an index among the project's, or %MLS_EXPORT_ALL */
  MlsDimension         dimension; /* of that vintage */
  MlsStoreProgressFunc progress;  /* (nullable) */
  gpointer             user_data; /* of that */
} MlsExportOptions;

/* What was written. */
typedef struct
{
  guint n_faces;    /* of the project */
  guint n_polygons; /* that they make up */
  char *warning;    /* (nullable): what the format could not keep as it was */
} MlsExportResult;

gboolean mls_export_run          (MlsStore                *store,
                                  const MlsExportOptions  *options,
                                  MlsExportResult         *result,
                                  GError                 **error);
void     mls_export_result_clear (MlsExportResult         *result);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlsExportResult, mls_export_result_clear)

G_END_DECLS
