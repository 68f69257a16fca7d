#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* An operation of a work package that clashes with what others did, kept whole until somebody has decided. */
typedef struct
{
  gint64        id;
  char         *origin;    /* package and operation */
  MlsOperation *operation; /* as it was made there */
  MlsPoint      place;     /* where it clashes */
  char         *reason;    /* one line */

  MlsSettlement settlement;
  char         *settler;    /* (nullable): who has decided … */
  char         *settled_at; /* (nullable): … and when, UTC, ISO 8601 */
} MlsSetAside;

void       mls_set_aside_free        (MlsSetAside         *aside);

gboolean   mls_set_aside_write       (MlsStore            *self,
                                      const char          *origin,
                                      const MlsOperation  *operation,
                                      const MlsDelta      *delta,
                                      MlsPoint             place,
                                      const char          *reason,
                                      GError             **error);
gboolean   mls_set_aside_settle      (MlsDatabase         *database,
                                      const MlsOperationFacts
                                                          *facts,
                                      gint64               operation,
                                      GError             **error);
gboolean   mls_set_aside_take_back   (MlsDatabase         *database,
                                      gint64               target,
                                      gint64               operation,
                                      GError             **error);
const char *
           mls_set_aside_verb        (const MlsSetAside   *aside);
GPtrArray *mls_store_list_set_aside  (MlsStore            *self,
                                      GError             **error);
MlsDelta  *mls_store_set_aside_delta (MlsStore            *self,
                                      gint64               id,
                                      GError             **error);
MlsSetAside *
           mls_store_read_set_aside  (MlsStore            *self,
                                      gint64               id,
                                      GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSetAside, mls_set_aside_free)

G_END_DECLS
