#pragma once

#include "paint/overview-tile.h"
#include "store/reader.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A project's coverage seen from afar: label tiles of all levels, kept in the user's cache, each read
 * or put together again when it is wanted and an operation since has changed some of its ground. What
 * is old is told by the history in the file alone, so that edits, undo, other programs and a file that
 * was replaced are all noticed the same way. Any thread. */
typedef struct _MlsOverview MlsOverview;

/* Told now and then how far the making of all tiles is, from 0 to 1, on the thread that makes them. */
typedef void (*MlsOverviewProgressFunc) (double fraction, gpointer user_data);

MlsOverview *mls_overview_new       (const char               *cache);
void         mls_overview_free      (MlsOverview              *self);
void         mls_overview_set_project
                                    (MlsOverview              *self,
                                     const char               *path);
void         mls_overview_set_patience
                                    (MlsOverview              *self,
                                     gint64                    patience_us);
MlsIdTile   *mls_overview_read      (MlsOverview              *self,
                                     MlsStoreReader           *reader,
                                     const MlsExtent          *extent,
                                     int                       size_px,
                                     gint64                   *operation,
                                     GError                  **error);
gboolean     mls_overview_make_all  (MlsOverview              *self,
                                     MlsStoreReader           *reader,
                                     MlsOverviewProgressFunc   progress,
                                     gpointer                  user_data,
                                     GCancellable             *cancellable,
                                     GError                  **error);
char        *mls_overview_dup_cache_path
                                    (const char               *path);
void         mls_overview_tidy      (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsOverview, mls_overview_free)

G_END_DECLS
