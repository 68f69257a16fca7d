#pragma once

#include "rules/skeleton-table.h"
#include "store/recipe.h"

G_BEGIN_DECLS

/* What there is to know of a layer of others before it becomes ground. Immutable, and for any thread. */
typedef struct
{
  char          *path;
  char          *layer;
  MlsGroundKind  kind;
  guint64        n_features;
  GPtrArray     *columns;    /* (element-type utf8) */
  char          *crs;        /* (nullable): WKT */
  gboolean       cuts_names; /* the format cuts names of columns at ten letters */
} MlsGroundFacts;

GPtrArray      *mls_ground_facts_list  (const char              *path,
                                        GError                 **error);
void            mls_ground_facts_free  (MlsGroundFacts          *facts);
MlsRecipeLayer *mls_ground_facts_guess (const MlsGroundFacts    *facts,
                                        const MlsSkeletonTable  *table,
                                        guint                   *order);
GPtrArray      *mls_ground_facts_propose
                                       (const GPtrArray         *list,
                                        const MlsSkeletonTable  *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsGroundFacts, mls_ground_facts_free)

G_END_DECLS
