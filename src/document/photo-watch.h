#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Looks whether the files of a project's photos are there, and are what they were. Main thread. */
typedef struct _MlsPhotoWatch MlsPhotoWatch;

/* Told of a file that has come or gone (@presence), or has become another. */
typedef void (*MlsPhotoWatchFunc) (gpointer owner, const char *path, gboolean presence);

MlsPhotoWatch *mls_photo_watch_new       (MlsPhotoWatchFunc  func,
                                          gpointer           owner);
void           mls_photo_watch_free      (MlsPhotoWatch     *self);
void           mls_photo_watch_set_links (MlsPhotoWatch     *self,
                                          const GPtrArray   *links);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPhotoWatch, mls_photo_watch_free)

G_END_DECLS
