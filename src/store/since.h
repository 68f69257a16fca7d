#pragma once

#include "coverage/delta.h"
#include "geometry/zone.h"
#include "store/progress.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What was done since a state: what leads back there takes it back. */
typedef struct
{
  guint n_operations; /* that stand; one that was undone is none, nor is what undid it */
  guint n_authors;    /* of these */
} MlsSince;

gboolean  mls_store_look_since  (MlsStore       *self,
                                 gint64          state,
                                 const MlsZone  *zone,
                                 MlsStoreProgressFunc
                                                 func,
                                 gpointer        user_data,
                                 MlsSince       *since,
                                 GError        **error);

gboolean  mls_since_check       (MlsStore       *self,
                                 gint64          state,
                                 GError        **error);
MlsDelta *mls_since_read        (MlsStore       *self,
                                 gint64          state,
                                 const MlsZone  *zone,
                                 MlsStoreProgressFunc
                                                 func,
                                 gpointer        user_data,
                                 GError        **error);

G_END_DECLS
