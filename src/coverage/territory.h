#pragma once

#include "coverage/source.h"

G_BEGIN_DECLS

/* The edge of a territory, piece by piece, and whether it is one: simple rings, each with the
 * territory on its left and none of it on its right. */
typedef struct _MlsTerritory MlsTerritory;

MlsTerritory *mls_territory_new   (void);
void          mls_territory_free  (MlsTerritory       *self);
void          mls_territory_add   (MlsTerritory       *self,
                                   const MlsEdge      *edge);
void          mls_territory_merge (MlsTerritory       *self,
                                   const MlsTerritory *other);
gboolean      mls_territory_fault (MlsTerritory       *self,
                                   MlsPoint           *where);

gboolean      mls_territory_widen (const MlsEdge      *edge,
                                   gpointer            box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsTerritory, mls_territory_free)

G_END_DECLS
