#pragma once

#include "delivery/format.h"
#include "delivery/product.h"

G_BEGIN_DECLS

/* What layers and their columns are called by who gets them: a table of two columns, "ours" and "theirs". */
typedef struct _MlsNaming MlsNaming;

MlsNaming *mls_naming_new   (void);
MlsNaming *mls_naming_load  (const char       *path,
                             GError          **error);
void       mls_naming_free  (MlsNaming        *self);
gboolean   mls_naming_apply (const MlsNaming  *self,
                             GPtrArray        *products,
                             const MlsFormat  *format,
                             GError          **error);

char      *mls_name_fit     (const char       *name,
                             guint             room,
                             GHashTable       *taken);
char      *mls_name_of_file (const char       *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsNaming, mls_naming_free)

G_END_DECLS
