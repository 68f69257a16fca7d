#pragma once

#include "coverage/source.h"
#include "quality/stakes.h"
#include "store/pass.h"

G_BEGIN_DECLS

/* A face, before its outline is looked at. */
typedef struct
{
  gint64 fid;
  MlsBox box;
} MlsGround;

/* Places that ask what lies near them at some date, and are answered together. */
typedef struct _MlsVicinity MlsVicinity;

MlsVicinity *mls_vicinity_new    (MlsStakes             *stakes);
void         mls_vicinity_free   (MlsVicinity           *self);
void         mls_vicinity_add    (MlsVicinity           *self,
                                  MlsPoint               place,
                                  guint                  vintage,
                                  MlsNearness            asked);
gboolean     mls_vicinity_look   (MlsVicinity           *self,
                                  MlsSource              source,
                                  GError               **error);
gboolean     mls_vicinity_scan   (MlsVicinity           *self,
                                  const GArray          *grounds,
                                  MlsSource              source,
                                  MlsStoreProgressFunc   func,
                                  gpointer               user_data,
                                  GError               **error);
MlsNearness  mls_vicinity_get    (const MlsVicinity     *self,
                                  guint                  i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsVicinity, mls_vicinity_free)

G_END_DECLS
