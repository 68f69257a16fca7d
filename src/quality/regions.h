#pragma once

#include "coverage/source.h"
#include "store/check.h"

G_BEGIN_DECLS

/* A region of the whole coverage. */
typedef struct
{
  MlsPair  pair;    /* in one dimension only its own code */
  MlsArea2 area2;
  gboolean on_edge; /* it shares a segment with the territory's edge */
  guint    n_faces;
  gint64   fid;     /* its largest face */
  MlsPoint place;   /* in that */
  MlsBox   box;
} MlsWholeRegion;

/* Which regions are asked for. */
typedef struct
{
  guint        vintage;   /* an index among the project's */
  MlsDimension dimension;
  MlsPair      pair;      /* only of these codes; 0 is any */
  MlsArea2     below;     /* only smaller ones; 0 is any */
} MlsRegionsQuery;

GArray *mls_regions_list (MlsStoreReader         *reader,
                          const MlsRegionsQuery  *query,
                          MlsStoreProgressFunc    func,
                          gpointer                user_data,
                          GError                **error);

G_END_DECLS
