#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Looks every second, on a thread, whether sources of reference layers are what they were. Main thread. */
typedef struct _MlsSourceWatch MlsSourceWatch;

/* Told of each look at a source that found what the look before had: whoever writes it has paused. */
typedef void (*MlsSourceWatchFunc) (gpointer owner, const char *path, guint64 stamp);

MlsSourceWatch *mls_source_watch_new       (MlsSourceWatchFunc  func,
                                            gpointer            owner);
void            mls_source_watch_free      (MlsSourceWatch     *self);
void            mls_source_watch_set_paths (MlsSourceWatch     *self,
                                            GPtrArray          *paths);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSourceWatch, mls_source_watch_free)

G_END_DECLS
