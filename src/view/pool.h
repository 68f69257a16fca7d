#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Things that are dear to open and used by one thread at a time, such as a connection to a project
 * or an image: as many of them as threads ever needed one at once. Any thread. */
typedef struct _MlsPool MlsPool;

typedef gpointer (*MlsPoolOpenFunc) (gpointer user_data, GError **error);

MlsPool  *mls_pool_new   (MlsPoolOpenFunc   open,
                          gpointer          user_data,
                          GDestroyNotify    close);
void      mls_pool_free  (MlsPool          *pool);
void      mls_pool_close (MlsPool          *pool);
gpointer  mls_pool_take  (MlsPool          *pool,
                          GError          **error);
void      mls_pool_give  (MlsPool          *pool,
                          gpointer          thing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPool, mls_pool_free)

G_END_DECLS
