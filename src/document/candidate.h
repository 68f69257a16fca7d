#pragma once

#include "store/import.h"

G_BEGIN_DECLS

/* A layer that may become a project: what has to be known of it before it is asked for. Immutable,
 * and for any thread. */
typedef struct
{
  char         *path;
  GStrv         layers;     /* of polygons, in the file */
  char         *layer;      /* which one this is */
  guint64       n_features;
  GPtrArray    *columns;    /* (element-type utf8) */
  MlsImportMap *map;        /* as guessed */
  char         *crs;        /* (nullable): WKT */
  char         *crs_name;   /* (nullable) */
  gboolean      metric;     /* whether a project can be in it */
} MlsCandidate;

MlsCandidate *mls_candidate_read (const char    *path,
                                  const char    *layer,
                                  GError       **error);
void          mls_candidate_free (MlsCandidate  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsCandidate, mls_candidate_free)

G_END_DECLS
