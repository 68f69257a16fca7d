#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Looks every second, on a thread, whether files that a project shows are what they were. Main thread. */
typedef struct _MlsSourceWatch MlsSourceWatch;

/* Tells one state of what is at a path from the next; 0 if nothing is. Any thread. */
typedef guint64 (*MlsSourceStampFunc) (const char *path);

/* Told of each look at a source that found what the look before had: whoever writes it has paused. */
typedef void (*MlsSourceWatchFunc) (gpointer owner, const char *path, guint64 stamp);

MlsSourceWatch *mls_source_watch_new       (MlsSourceStampFunc  stamp,
                                            MlsSourceWatchFunc  func,
                                            gpointer            owner);
void            mls_source_watch_free      (MlsSourceWatch     *self);
void            mls_source_watch_set_paths (MlsSourceWatch     *self,
                                            GPtrArray          *paths);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSourceWatch, mls_source_watch_free)

G_END_DECLS
