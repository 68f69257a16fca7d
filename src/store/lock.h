#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The right to write a project, held as long as this lives. The kernel holds it, on a small file
 * beside the project, so that it dies with the process, however that dies. */
typedef struct _MlsLock MlsLock;

MlsLock *mls_lock_take    (const char  *path,
                           GError     **error);
void     mls_lock_tell    (MlsLock     *lock,
                           const char  *author);
void     mls_lock_release (MlsLock     *lock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLock, mls_lock_release)

G_END_DECLS
