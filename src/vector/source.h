#pragma once

#include "geometry/figures.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A layer of a vector file, as a map to be looked at: which, and how to read it. */
typedef struct
{
  const char *path;               /* a file or folder, or what GDAL calls one */
  const char *layer;              /* (nullable): of several */
  const char *name_field;         /* (nullable): what names its features */
  gboolean    assume_project_crs; /* where it does not say its own */
} MlsVectorSource;

/* What became of features that were read. */
typedef struct
{
  guint    n_features;
  guint    n_left;      /* parts without a place on the ground */
  gboolean assumed_crs; /* it tells no reference system, and was taken to be in the project's */
  char    *failure;     /* (nullable): why the rest is missing */
} MlsVectorOutcome;

/* What there is while the rest is being read, on the thread that reads. */
typedef void (*MlsVectorFunc) (MlsFigures *so_far, gpointer user_data);

MlsFigures *mls_vector_read          (const MlsVectorSource  *source,
                                      const char             *project_crs,
                                      const MlsBox           *box,
                                      MlsVectorOutcome       *outcome,
                                      MlsVectorFunc           func,
                                      gpointer                user_data,
                                      GCancellable           *cancellable,
                                      GError                **error);
MlsFigures *mls_vector_read_whole    (const char             *path,
                                      const char             *layer,
                                      const char             *name_field,
                                      const char             *project_crs,
                                      MlsVectorOutcome       *outcome,
                                      GError                **error);
void        mls_vector_outcome_clear (MlsVectorOutcome       *outcome);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlsVectorOutcome, mls_vector_outcome_clear)

G_END_DECLS
