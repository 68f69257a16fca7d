#pragma once

#include "coverage/delta.h"
#include "quality/vicinity.h"

G_BEGIN_DECLS

/* What lies near the ground whose class in an indicator depends on that: of a whole project, decided once and kept true
 * by deltas. It is decided for a region of both codes in each vintage: from the inner point of its largest face, of
 * equals the one of the smaller id, to the nearest border of urbanised ground. One thread at a time. */
typedef struct _MlsNearby MlsNearby;

/* Called with a face that stayed, what lay near it in each vintage and what does now. */
typedef void (*MlsNearbyFunc) (const MlsFace *face, const MlsNearness *was, const MlsNearness *is, gpointer user_data);

MlsNearby *mls_nearby_new    (const MlsNomenclature *nomenclature,
                              const MlsVintage      *vintages,
                              guint                  n_vintages,
                              MlsNearness            asked);
MlsNearby *mls_nearby_take   (MlsStoreReader        *reader,
                              const MlsNomenclature *nomenclature,
                              MlsNearness            asked,
                              MlsStoreProgressFunc   func,
                              gpointer               user_data,
                              GError               **error);
void       mls_nearby_free   (MlsNearby             *self);
gboolean   mls_nearby_note   (MlsNearby             *self,
                              const MlsGist         *gist);
gboolean   mls_nearby_settle (MlsNearby             *self,
                              MlsSource              source,
                              MlsStoreProgressFunc   func,
                              gpointer               user_data,
                              GError               **error);
gboolean   mls_nearby_change (MlsNearby             *self,
                              const MlsDelta        *delta,
                              MlsSource              source,
                              MlsNearbyFunc          func,
                              gpointer               user_data,
                              GError               **error);
void       mls_nearby_get    (const MlsNearby       *self,
                              gint64                 fid,
                              MlsNearness           *near);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsNearby, mls_nearby_free)

G_END_DECLS
