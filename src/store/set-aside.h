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
  gboolean      settled;   /* somebody has decided */
} MlsSetAside;

void       mls_set_aside_free        (MlsSetAside         *aside);

gboolean   mls_set_aside_write       (MlsStore            *self,
                                      const char          *origin,
                                      const MlsOperation  *operation,
                                      const MlsDelta      *delta,
                                      MlsPoint             place,
                                      const char          *reason,
                                      GError             **error);
GPtrArray *mls_store_list_set_aside  (MlsStore            *self,
                                      GError             **error);
MlsDelta  *mls_store_set_aside_delta (MlsStore            *self,
                                      gint64               id,
                                      GError             **error);
gboolean   mls_store_drop_set_aside  (MlsStore            *self,
                                      gint64               id,
                                      GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSetAside, mls_set_aside_free)

G_END_DECLS
