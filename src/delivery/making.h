#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files in the making: in a folder beside the place they are meant for, so that they are there whole or not at all. */
typedef struct _MlsMaking MlsMaking;

gboolean    mls_making_check         (const char       *target,
                                      GError          **error);
MlsMaking  *mls_making_new           (const char       *target,
                                      GError          **error);
void        mls_making_free          (MlsMaking        *self);
const char *mls_making_get_folder    (const MlsMaking  *self);
char       *mls_making_path          (const MlsMaking  *self,
                                      const char       *name);
gboolean    mls_making_add_folder    (const MlsMaking  *self,
                                      const char       *name,
                                      GError          **error);
gboolean    mls_making_put_files     (MlsMaking        *self,
                                      GError          **error);
gboolean    mls_making_put_folder    (MlsMaking        *self,
                                      GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsMaking, mls_making_free)

G_END_DECLS
